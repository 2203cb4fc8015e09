/** What the page's address asks for. Only `src/app` looks at it. */
import { LANGUAGES, type Language } from '../shared/text.ts';

function parameter(name: string): string | null {
  const found = new RegExp(`[?&]${name}(?:=([^&]*))?(?:&|$)`).exec(location.search);
  return found ? decodeURIComponent(found[1] ?? '') : null;
}

/** `?lang=en`: stands above what the box remembers, for designers and tests. */
export function askedLanguage(): Language | undefined {
  const asked = parameter('lang');
  return LANGUAGES.filter((language) => language === asked)[0];
}

/** `?gallery` or `?gallery=ID`: the samples of all screens, in builds that have them. */
export const askedGallery = (): string | null => parameter('gallery');
