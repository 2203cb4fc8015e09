/** Writes JSON with sorted keys and no blanks. Equal values give equal bytes, so they can be hashed. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
    const sorted: Record<string, unknown> = {};
    for (const key of Object.keys(part).sort()) {
      sorted[key] = (part as Record<string, unknown>)[key];
    }
    return sorted;
  });
}
