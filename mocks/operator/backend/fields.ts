/** What a field of the configuration may hold. The first that does not fit is named, with its value and what is expected. */

/** A complaint for the operator, a whole sentence. */
export class Unfit extends Error {}

/** `undefined`: not given. */
export type Field<T> = (value: unknown, path: string) => T;

const shown = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

export function unfit(path: string, value: unknown, expected: string): never {
  throw new Unfit(`${path}: ${shown(value)} is not ${expected}`);
}

export const or =
  <T>(usual: T, field: Field<T>): Field<T> =>
  (value, path) =>
    value === undefined ? usual : field(value, path);

export const maybe = <T>(field: Field<T>): Field<T | undefined> =>
  or<T | undefined>(undefined, field);

export const integer =
  (min: number, max: number): Field<number> =>
  (value, path) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? (value as number)
      : unfit(path, value, `a whole number from ${min} to ${max}`);

export const boolean: Field<boolean> = (value, path) =>
  typeof value === 'boolean' ? value : unfit(path, value, 'true or false');

export const matching =
  (pattern: RegExp, expected: string): Field<string> =>
  (value, path) =>
    typeof value === 'string' && pattern.test(value) ? value : unfit(path, value, expected);

export const oneOf =
  <T extends string>(...choices: readonly T[]): Field<T> =>
  (value, path) =>
    choices.includes(value as T)
      ? (value as T)
      : unfit(path, value, `one of ${choices.join(', ')}`);

export const listOf =
  <T>(field: Field<T>): Field<readonly T[]> =>
  (value, path) =>
    Array.isArray(value)
      ? value.map((one, at) => field(one, `${path}.${at}`))
      : unfit(path, value, 'a list');

type Fields<T> = { readonly [Name in keyof T]-?: Field<T[Name]> };

/** An object with these fields and no others; absent ones are asked what they are without a value. */
export const object =
  <T extends object>(fields: Fields<T>): Field<T> =>
  (value, path) => {
    if (
      value !== undefined &&
      (typeof value !== 'object' || value === null || Array.isArray(value))
    ) {
      return unfit(path, value, 'an object');
    }
    const given = (value ?? {}) as Record<string, unknown>;
    const at = (name: string) => (path === '' ? name : `${path}.${name}`);
    for (const name of Object.keys(given)) {
      if (Object.hasOwn(fields, name)) continue;
      throw new Unfit(
        `${at(name)}: there is no such field; remove it, or use one of ${Object.keys(fields).join(', ')}`,
      );
    }
    const read = Object.entries(fields) as [string, Field<unknown>][];
    const entries = read
      .map(([name, field]) => [name, field(given[name], at(name))] as const)
      .filter(([, one]) => one !== undefined);
    return Object.fromEntries(entries) as T;
  };
