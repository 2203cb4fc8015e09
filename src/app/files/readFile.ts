/** Reads what an operator wrote: JSON of a known shape, or a fault that says what is wrong where. */
import type { Fault } from '../../screens/config-error/fault.ts';
import type { Log } from '../../shared/log.ts';
import { fail, type Result } from '../../shared/result.ts';
import { type Fields, object, type Read, readAs, type Shape } from '../../tsp/shape.ts';

export type ConfigFault = Omit<Fault, 'about'>;

/** The beginning of a value, for people. */
const short = (value: unknown): string => {
  const json = value === undefined ? '' : JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
};

/** An object with these fields. Another one may be of a newer version, or a typing mistake: it does nothing, and is noted. */
export function noted<F extends Fields>(fields: F): Shape<Read<F>> {
  const whole = object(fields);
  return (value, field, misfits) => {
    // A text has fields, too: its letters.
    const given = typeof value === 'object' ? Object(value) : {};
    for (const name of Object.keys(given)) {
      // Not `in`: an object has a `toString` that nobody gave it.
      if (Object.keys(fields).indexOf(name) >= 0) continue;
      const at = field ? `${field}.${name}` : name;
      misfits.push({ field: at, value: given[name], isSpared: true });
    }
    return whole(value, field, misfits);
  };
}

/** What reading as UTF-8 makes of another encoding: of GBK, and of UTF-16. */
const NO_UTF8 = /[\ufffd\0]/;

/** Reads `source` as `shape`. The fault names the first field that does not fit, below `at`; or the file. */
export function readFile<T>(
  shape: Shape<T>,
  file: string,
  source: string,
  log: Log,
  at = '',
): Result<T, ConfigFault> {
  if (NO_UTF8.test(source)) return fail({ field: file, value: '', expected: 'UTF-8', source });
  let json: unknown;
  try {
    json = JSON.parse(source.replace(/^\ufeff/, ''));
  } catch {
    return fail({ field: file, value: short(source), expected: 'JSON', source });
  }
  const read = readAs(
    shape,
    json,
    ({ isSpared, field }) => isSpared && log('settings', `ignores ${field}`),
    at,
  );
  if (read.ok) return read;
  const { field, value } = read.error;
  return fail({ field: field || file, value: short(value), source });
}
