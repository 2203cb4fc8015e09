/**
 * Latin letters, digits and their line boxes are our own: a box's font decides only how Chinese looks, whose every character is as wide as
 * high. Until they are there the box's own letters are shown.
 */
import woff from './letters.woff?inline';

/** First in `font-family` (global.css). */
const NAME = 'letters';

const bytesOf = (dataUrl: string): Uint8Array<ArrayBuffer> => {
  const text = atob(dataUrl.split(',')[1]!);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
};

/** Resolves when the letters are in use, or never will be: an engine may not know fonts of a page. */
export async function useLetters(): Promise<void> {
  if (!window.FontFace || !document.fonts) return;
  try {
    // From bytes: a font with an address would need an entry in the policy, and hides its text while it comes.
    document.fonts.add(await new FontFace(NAME, bytesOf(woff).buffer).load());
  } catch {
    // The box's own letters stay.
  }
}
