/** Checks of what comes from outside. A shape reads a value as its type and notes what does not fit. */
import { fail, ok, type Result } from '../shared/result.ts';

export interface Misfit {
  /** Where it is, `items.0.title`; empty for the whole. */
  readonly field: string;
  readonly value: unknown;
  readonly expected: string;
}

/** What it answers is worth nothing once there is a misfit. */
export type Shape<T> = (value: unknown, field: string, misfits: Misfit[]) => T;

type Fields = Readonly<Record<string, Shape<unknown>>>;
type Optional<F extends Fields> = {
  [Name in keyof F]: undefined extends ReturnType<F[Name]> ? Name : never;
}[keyof F];
type Read<F extends Fields> = {
  [Name in Exclude<keyof F, Optional<F>>]: ReturnType<F[Name]>;
} & { [Name in Optional<F>]?: Exclude<ReturnType<F[Name]>, undefined> };

const that =
  <T>(fits: (value: unknown) => boolean, expected: string): Shape<T> =>
  (value, field, misfits) => {
    if (!fits(value)) misfits.push({ field, value, expected });
    return value as T;
  };

export const boolean = that<boolean>((value) => typeof value === 'boolean', '');

export const integer = (min: number, max = 2 ** 53 - 1): Shape<number> =>
  that((value) => Number.isSafeInteger(value) && value! >= min && value! <= max, '');

/** `T` narrows the type, not the check. */
export const matching = <T extends string = string>(pattern: RegExp, expected = ''): Shape<T> =>
  that((value) => typeof value === 'string' && pattern.test(value), expected);

export const oneOf = <const T extends string>(...words: readonly T[]): Shape<T> =>
  that((value) => words.indexOf(value as T) >= 0, '');

export const optional =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value, ...rest) =>
    value === undefined ? value : shape(value, ...rest);

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** An object with at least these fields; what else it has is left out. */
export const object =
  <F extends Fields>(fields: F, expected = ''): Shape<Read<F>> =>
  (value, field, misfits) => {
    const read: Record<string, unknown> = {};
    if (!isObject(value)) misfits.push({ field, value, expected });
    else
      for (const name of Object.keys(fields)) {
        const given = (value as typeof read)[name];
        const one = fields[name]!(given, field && `${field}.${name}`, misfits);
        if (one !== undefined) read[name] = one;
      }
    return read as Read<F>;
  };

export const listOf =
  <T>(shape: Shape<T>): Shape<T[]> =>
  (value, field, misfits) => {
    if (Array.isArray(value)) {
      return value.map((one, index) => shape(one, `${field}.${index}`, misfits));
    }
    misfits.push({ field, value, expected: '' });
    return [];
  };

/** The value as its type, or the first thing that does not fit. Never throws. */
export function readAs<T>(shape: Shape<T>, value: unknown): Result<T, Misfit> {
  const misfits: Misfit[] = [];
  const read = shape(value, '', misfits);
  return misfits[0] ? fail(misfits[0]) : ok(read);
}
