/** Reads what an operator wrote: JSON of a known shape, or a fault that says what is wrong where. */
import { fail, ok, type Result } from '../shared/result.ts';
import { type Fields, type Misfit, object, type Read, type Shape } from '../tsp/shape.ts';

/** A fault in a file, for the technician in front of the screen. */
export interface ConfigFault {
  readonly field: string;
  readonly value: string;
  readonly expected: string;
}

/** The beginning of a value, for people. */
const short = (value: unknown): string => {
  const json = value === undefined ? 'nothing' : JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
};

/** An object with these fields alone: an unknown field is a typing mistake. */
export function closed<F extends Fields>(fields: F, expected?: string): Shape<Read<F>> {
  const whole = object(fields, expected);
  return (value, field, misfits) => {
    const read = whole(value, field, misfits);
    const given = Object(value);
    for (const name of Object.keys(given)) {
      // Not `in`: an object has a `toString` that nobody gave it.
      if (Object.keys(fields).indexOf(name) >= 0) continue;
      const at = field ? `${field}.${name}` : name;
      misfits.push({ field: at, value: given[name], expected: 'no such field: remove it' });
    }
    return read;
  };
}

/** Reads `source` as `shape`. The fault names the first field that does not fit, below `at`; or the file. */
export function readFile<T>(
  shape: Shape<T>,
  file: string,
  source: string,
  at = '',
): Result<T, ConfigFault> {
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch (cause) {
    return fail({ field: file, value: short(source), expected: `JSON (${String(cause)})` });
  }
  const misfits: Misfit[] = [];
  const read = shape(json, at, misfits);
  if (!misfits[0]) return ok(read);
  const { field, value, expected } = misfits[0];
  return fail({ field: field || file, value: short(value), expected });
}
