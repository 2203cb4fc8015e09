/** What people say, write or type for a number or a code, folded so that every spelling of it is the same text. */

/** Crockford's reading (base32.html): the letters that are taken for a digit. */
const MISTAKEN: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/** Full-width forms become plain ones (NFKC), small letters capital. */
export const plain = (text: string): string => text.normalize('NFKC').toUpperCase();

/** Digits and capital letters alone, with 0 for O, 1 for I and L: ` ７k3－Od42 ` → `7K30D42`. */
export const folded = (text: string): string =>
  plain(text)
    .replace(/[^0-9A-Z]/g, '')
    .replace(/[OIL]/g, (letter) => MISTAKEN[letter]!);
