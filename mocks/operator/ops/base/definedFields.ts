/** Leaves out the fields of an answer that are `undefined`. */
type Optional<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T];

type Defined<T> = Omit<T, Optional<T>> & {
  [K in Optional<T>]?: Exclude<T[K], undefined>;
};

export const defined = <T extends object>(fields: T): Defined<T> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
