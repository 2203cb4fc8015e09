/** Picks the named fields only: a row may have, now or later, fields that people should not see. */
export function onlyFields<T extends object, K extends keyof T>(
  row: T,
  names: readonly K[],
): Pick<T, K> {
  const picked = {} as Pick<T, K>;
  for (const name of names) if (row[name] !== undefined) picked[name] = row[name];
  return picked;
}
