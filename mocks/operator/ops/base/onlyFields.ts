/** The named fields and no others: a row may hold more than people should see, today or one day. */
export function onlyFields<T extends object, K extends keyof T>(
  row: T,
  names: readonly K[],
): Pick<T, K> {
  const picked = {} as Pick<T, K>;
  for (const name of names) if (row[name] !== undefined) picked[name] = row[name];
  return picked;
}
