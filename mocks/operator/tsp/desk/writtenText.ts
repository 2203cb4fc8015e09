/** What people type at the desk: whether anything can be seen of it, and when two transfer references are one. */

/** Blanks, control and format characters, and letters that show nothing (a Hangul filler, an empty Braille cell). */
const UNSEEN = '\\s\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}\\p{Default_Ignorable_Code_Point}\\u2800';
const unseen = new RegExp(`[${UNSEEN}]+`, 'gu');
const atTheEdges = new RegExp(`^[${UNSEEN}]+|[${UNSEEN}]+$`, 'gu');

export const isVisible = (text: string): boolean => text.replace(unseen, '') !== '';

/** Without what cannot be seen before and behind it. */
export const trimmed = (text: string): string => text.replace(atTheEdges, '');

/** A bank's reference has a letter or a digit. */
export const isReference = (text: string): boolean =>
  /[\p{L}\p{N}]/u.test(text.replace(unseen, ''));

const isDigit = (code: number): boolean => /^\p{Nd}$/u.test(String.fromCodePoint(code));

/** The digit's value. Each script has its ten digits one after another, from zero. */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0)!;
  let zero = code;
  while (zero > 0 && isDigit(zero - 1)) zero -= 1;
  return String((code - zero) % 10);
}

/** Large and small letters as one. Both ways, because ẞ has no other large form, and ß has two letters. */
const inOneCase = (text: string): string => text.toLowerCase().toUpperCase();

/**
 * The same for every way to write one reference: its letters and digits, wide or narrow, large or small, whatever stands
 * between them and in whatever script the digits are.
 */
export const referenceKey = (text: string): string =>
  inOneCase(text.replace(unseen, '').normalize('NFKC'))
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/\p{Nd}/gu, digitValue);

/** The key under which an older version noted a transfer. */
const earlierKey = (text: string): string =>
  text.normalize('NFKC').replace(unseen, '').toUpperCase();

/** All keys under which a transfer with this reference may have been noted. */
export const referenceKeys = (text: string): ReadonlySet<string> =>
  new Set([referenceKey(text), earlierKey(text)]);
