/** Checks of what comes from outside. A shape reads a value as its type and notes what does not fit. */
import { fail, ok, type Result } from '../shared/result.ts';

/** `field` says where: `items.0.title`; it is empty for the whole. `isSpared`: only this part is left out or replaced. */
export type Misfit = {
  readonly field: string;
  readonly value: unknown;
  readonly isSpared?: boolean;
};

/** Its result must not be used once there is a misfit. */
export type Shape<T> = (value: unknown, field: string, misfits: Misfit[]) => T;

export type Fields = Readonly<Record<string, Shape<unknown>>>;
type Optional<F extends Fields> = {
  [Name in keyof F]: undefined extends ReturnType<F[Name]> ? Name : never;
}[keyof F];
export type Read<F extends Fields> = {
  [Name in Exclude<keyof F, Optional<F>>]: ReturnType<F[Name]>;
} & {
  [Name in Optional<F>]?: Exclude<ReturnType<F[Name]>, undefined>;
};

const that =
  <T>(fits: (value: unknown) => boolean): Shape<T> =>
  (value, field, misfits) => {
    if (!fits(value)) misfits.push({ field, value });
    return value as T;
  };

export const boolean = that<boolean>((value) => typeof value === 'boolean');
export const integer = (min: number, max: number): Shape<number> =>
  that((value) => Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max);
/** `T` narrows the type, not the check. */
export const matching = <T extends string = string>(pattern: RegExp) =>
  that<T>((value) => typeof value === 'string' && pattern.test(value));
export const oneOf = <const T extends string>(...words: readonly T[]): Shape<T> =>
  that((value) => words.indexOf(value as T) >= 0);

export const optional =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value, field, misfits) =>
    value === undefined ? value : shape(value, field, misfits);

/** An object with at least these fields; what else it has is left out. */
export function object<F extends Fields>(fields: F): Shape<Read<F>> {
  const self = that(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  );
  return (value, field, misfits) => {
    const given = Object(self(value, field, misfits));
    const read: Record<string, unknown> = {};
    for (const name of Object.keys(fields)) {
      const fieldValue = fields[name]!(given[name], field ? `${field}.${name}` : name, misfits);
      if (fieldValue !== undefined) read[name] = fieldValue;
    }
    return read as Read<F>;
  };
}

export function listOf<T>(shape: Shape<T>): Shape<T[]> {
  const self = that(Array.isArray);
  return (value, field, misfits) => {
    self(value, field, misfits);
    const items: unknown[] = Array.isArray(value) ? value : [];
    return items.map((item, index) => shape(item, `${field}.${index}`, misfits));
  };
}

/** A part that the whole can do without: left out when it does not fit. */
export const spared =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value, field, misfits) => {
    if (value === undefined) return value;
    const own: Misfit[] = [];
    const read = shape(value, field, own);
    let isSound = true;
    for (const misfit of own) {
      if (!misfit.isSpared) isSound = false;
      misfits.push({ ...misfit, isSpared: true });
    }
    return isSound ? read : undefined;
  };

/** A list without the items that do not fit. */
export const listOfSound =
  <T>(shape: Shape<T>): Shape<T[]> =>
  (value, field, misfits) =>
    listOf(spared(shape))(value, field, misfits).filter((item) => item !== undefined) as T[];

/** One of these words; any other word means the first of them. */
export const wordOf =
  <const T extends string>(meaning: T, ...words: readonly T[]): Shape<T> =>
  (value, field, misfits) => {
    if (typeof value === 'string' && value !== meaning && words.indexOf(value as T) < 0) {
      misfits.push({ field, value, isSpared: true });
      return meaning;
    }
    return matching<T>(/^/)(value, field, misfits);
  };

/** The value as its type, or the first misfit that spoils it; `onMisfit` gets the others too, all below `at`. Never throws. */
export function readAs<T>(
  shape: Shape<T>,
  value: unknown,
  onMisfit?: (misfit: Misfit) => void,
  at = '',
): Result<T, Misfit> {
  const misfits: Misfit[] = [];
  const read = shape(value, at, misfits);
  if (onMisfit) misfits.forEach(onMisfit);
  const spoils = misfits.filter(({ isSpared }) => !isSpared)[0];
  return spoils ? fail(spoils) : ok(read);
}
