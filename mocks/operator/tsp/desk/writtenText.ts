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

/** The same for every way to write one reference: wide or narrow, large or small, with blanks or without. */
export const referenceKey = (text: string): string =>
  text.normalize('NFKC').replace(unseen, '').toUpperCase();
