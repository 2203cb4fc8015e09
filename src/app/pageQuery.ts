/** Reads what the page's address asks for. Only `src/app` looks at it. */
import { readAs, type Shape } from '../tsp/shape.ts';
import { languageShape, typeSizeShape } from './settings/preferences.ts';

function parameter(name: string): string | null {
  const found = new RegExp(`[?&]${name}(?:=([^&]*))?(?:&|$)`).exec(location.search);
  try {
    return found && decodeURIComponent(found[1] || '');
  } catch {
    // Another page that leads here may have parameters of these names, in GBK.
    return null;
  }
}

/** Overrides the operator's choice and what the box remembers, for designers and tests: `?lang=en&type=large`. */
const asked = <T>(name: string, shape: Shape<T>): T | undefined => {
  const read = readAs(shape, parameter(name));
  return read.ok ? read.value : undefined;
};
export const askedLanguage = () => asked('lang', languageShape);
export const askedTypeSize = () => asked('type', typeSizeShape);

/** `?gallery` or `?gallery=ID`: the samples of all screens, in builds that have them. */
export const askedGallery = (): string | null => parameter('gallery');

/** `?keys=NAME`: a key profile instead of the one the box would get. */
export const askedKeys = (): string | null => parameter('keys');

/** In builds with the simulated world the bare address is the designer's stage; any parameter leads elsewhere. */
export const askedStage = (): boolean =>
  location.search === '' || (parameter('stage') ?? 'off') !== 'off';

/** What a designer overrides in the operator's `config.json`: `?skin=NAME`, `?accent=RRGGBB`. */
export const askedSkin = (): string | null => parameter('skin');
export const askedAccent = (): string | null => parameter('accent');

/** `#look=`: the tokens, words and skin of a designer, as `gallery/look/ownLook.ts` reads them. */
export const askedLook = (): string => location.hash;

/** `?still`: no motion, whatever the box can do. */
export const askedStill = (): boolean => parameter('still') !== null;

/** `?backend`, `?backend=ORIGIN`: the platform is behind a real network, only the simulated box is in the page. */
export const askedBackend = (): boolean => parameter('backend') !== null;
