/** Puts own words over those of a language, which are a tree of texts. */

/** A tree of texts; lists are trees, too. */
export type WordTree = { readonly [name: string]: string | WordTree };

/** Every text with its path, in the order of the file: `row.service`. */
export const wordList = (tree: WordTree, above = ''): readonly (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [[above + name, value] as const]
      : wordList(value, `${above}${name}.`),
  );

/** The places of a sentence, sorted: `{count} of {all}` has `all,count`. */
const placesOf = (text: string): string => (text.match(/\{\w+\}/g) ?? []).sort().join();

/** A text that lacks a place would hide a sum or a date. */
export const hasSamePlaces = (text: string, other: string): boolean =>
  placesOf(text) === placesOf(other);

/** A copy with own texts in it. Paths that the tree does not have, and texts with other places, are left out. */
export function withOwnWords<T>(words: T, own: Readonly<Record<string, string>>, path = ''): T {
  if (typeof words === 'string') {
    const text = own[path];
    const isOwn = text !== undefined && hasSamePlaces(words, text);
    return (isOwn ? text : words) as T;
  }
  const at = path && `${path}.`;
  if (Array.isArray(words)) {
    return words.map((value, index) => withOwnWords(value, own, at + index)) as T;
  }
  const parts = Object.entries(words as object);
  return Object.fromEntries(
    parts.map(([name, value]) => [name, withOwnWords(value, own, at + name)]),
  ) as T;
}
