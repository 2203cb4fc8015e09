/** What the page's address asks for. Only `src/app` looks at it. */
import type { Language } from '../shared/text.ts';

function parameter(name: string): string | null {
  const found = new RegExp(`[?&]${name}(?:=([^&]*))?(?:&|$)`).exec(location.search);
  return found ? decodeURIComponent(found[1] ?? '') : null;
}

/** `?lang=en`, else Chinese. */
export const askedLanguage = (): Language => (parameter('lang') === 'en' ? 'en' : 'zh-CN');

/** `?gallery` or `?gallery=ID`: the samples of all screens, in builds that have them. */
export const askedGallery = (): string | null => parameter('gallery');
