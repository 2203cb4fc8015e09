/**
 * First letters of titles, for searching with few keys: of every Chinese syllable, as it is read in its word, and of
 * every English word.
 *
 * Not imitated: titles with two readings, and Cantonese.
 */

/** The text that a search looks in: letters, with spaces between. `超清 4K 影视包`, `4K films` → `cqkysb cqysb kf`. */
export async function initialsOf(
  titles: readonly (readonly [chinese: string, english: string])[],
): Promise<string[]> {
  // Its dictionary is large, and most subscribers never search.
  const { pinyin } = await import('pinyin-pro');
  return titles.map(([chinese, english]) => {
    const letters = (nonZh: 'consecutive' | 'removed') =>
      pinyin(chinese, { pattern: 'first', toneType: 'none', type: 'array', nonZh })
        .join('')
        .replace(/[^A-Za-z]/g, '');
    const words = english.split(/[^A-Za-z]+/).map((word) => word.slice(0, 1));
    const latin = /[A-Za-z]/.test(chinese) ? ` ${letters('removed')}` : '';
    return `${letters('consecutive')}${latin} ${words.join('')}`.toLowerCase();
  });
}
