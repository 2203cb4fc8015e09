/** Colours as browsers compute them, laid over each other, and their contrast by WCAG 2.2. */
import { luminance } from '../../../../src/ui/accent.ts';

/** Red, green and blue from 0 to 255, alpha from 0 to 1. */
export type Colour = readonly [r: number, g: number, b: number, a: number];

const NUMBER = /-?[\d.]+(?:e-?\d+)?%?/g;
const COLOUR = /#[0-9a-f]{3,8}\b|(?:rgba?|color)\([^()]*\)|\btransparent\b/gi;

/** Reads `#rgb`, `#rrggbbaa`, `rgb()`, `rgba()`, `color(srgb …)` and `transparent`; `null`: another notation. */
export function colourOf(css: string): Colour | null {
  const text = css.trim().toLowerCase();
  if (text === 'transparent') return [0, 0, 0, 0];
  const hex = /^#([0-9a-f]{3,8})$/.exec(text)?.[1];
  if (hex !== undefined) {
    if (hex.length === 5 || hex.length === 7) return null;
    const long = hex.length < 6 ? hex.replace(/./g, '$&$&') : hex;
    const part = (at: number) => Number.parseInt(long.slice(at, at + 2) || 'ff', 16);
    return [part(0), part(2), part(4), part(6) / 255];
  }
  const isShare = /^color\(srgb /.test(text);
  if (!isShare && !/^rgba?\(/.test(text)) return null;
  const parts = text.replace(/^color\(srgb/, '').match(NUMBER) ?? [];
  if (parts.length < 3) return null;
  const value = (part: string, whole: number) =>
    part.endsWith('%') ? (Number.parseFloat(part) / 100) * whole : Number(part);
  const [r = 0, g = 0, b = 0] = parts
    .slice(0, 3)
    .map((part) => value(part, isShare ? 1 : 255) * (isShare ? 255 : 1));
  return [r, g, b, parts[3] === undefined ? 1 : value(parts[3], 1)];
}

const hexByte = (value: number): string =>
  Math.round(Math.min(255, Math.max(0, value)))
    .toString(16)
    .padStart(2, '0');

/** `#rrggbb`, without alpha. */
export const hexOf = ([r, g, b]: Colour): string => `#${hexByte(r)}${hexByte(g)}${hexByte(b)}`;

export function over(top: Colour, bottom: Colour): Colour {
  const alpha = top[3] + bottom[3] * (1 - top[3]);
  if (alpha === 0) return [0, 0, 0, 0];
  const mix = (at: 0 | 1 | 2) => (top[at] * top[3] + bottom[at] * bottom[3] * (1 - top[3])) / alpha;
  return [mix(0), mix(1), mix(2), alpha];
}

/** 1 to 21, of opaque colours. */
export function contrastOf(a: Colour, b: Colour): number {
  const [dark = 0, light = 0] = [luminance(a.slice(0, 3)), luminance(b.slice(0, 3))].sort(
    (x, y) => x - y,
  );
  return (light + 0.05) / (dark + 0.05);
}

/** What may lie at one place: any of these colours. `picture`: nobody knows. */
export type Layer = readonly Colour[] | 'picture';

/** Every colour that stands in a text. */
export const coloursIn = (css: string): readonly Colour[] =>
  (css.match(COLOUR) ?? []).map(colourOf).filter((colour) => colour !== null);

const MOST = 24;

/**
 * Every colour that layers can give together, laid from the topmost down; white below all. A layer of several colours may show any of
 * them. `isUnsure`: a picture shines through.
 */
export function backdrops(layers: readonly Layer[]): {
  readonly colours: readonly Colour[];
  readonly isUnsure: boolean;
} {
  let sums: Colour[] = [[0, 0, 0, 0]];
  let isUnsure = false;
  const isClosed = () => sums.every(([, , , alpha]) => alpha > 0.995);
  for (const layer of layers) {
    if (isClosed()) break;
    if (layer === 'picture') {
      isUnsure = true;
      continue;
    }
    if (layer.length === 0) continue;
    const next = sums.flatMap((sum) => layer.map((colour) => over(sum, colour)));
    sums = [
      ...new Map(next.map((sum) => [sum.map((part) => part.toFixed(2)).join(), sum])).values(),
    ];
    if (sums.length > MOST) {
      sums.sort((a, b) => luminance(a.slice(0, 3)) - luminance(b.slice(0, 3)));
      sums = [...sums.slice(0, MOST / 2), ...sums.slice(-MOST / 2)];
    }
  }
  return { colours: sums.map((sum) => over(sum, [255, 255, 255, 1])), isUnsure };
}

/** The contrast of a text at its worst place, and the colour behind it there. */
export function worstContrast(
  text: Colour,
  behind: readonly Colour[],
): { readonly ratio: number; readonly behind: Colour } {
  const found = behind.map((colour) => ({
    ratio: contrastOf(over(text, colour), colour),
    behind: colour,
  }));
  return found.reduce((worst, next) => (next.ratio < worst.ratio ? next : worst));
}
