/** Lays the light of one hue over a drawing: what was apart stays apart, and all of it belongs together. */

const COLOUR = /#([\da-f]{6}|[\da-f]{3})\b/gi;

const rgbOf = (hex: string): number[] =>
  (hex.length === 3 ? [...hex].map((digit) => digit + digit) : hex.match(/../g)!).map((part) =>
    Number.parseInt(part, 16),
  );

/** From 0 to 1. */
const lightnessOf = (rgb: readonly number[]): number =>
  (Math.max(...rgb) + Math.min(...rgb)) / 2 / 255;

/** As CSS reads hsl(): the parts of red, green and blue, from 0 to 255. */
function rgbFrom(hue: number, saturation: number, lightness: number): number[] {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  return [0, 8, 4].map((offset) => {
    const at = (offset + hue / 30) % 12;
    return 255 * (lightness - reach * Math.max(-1, Math.min(at - 3, 9 - at, 1)));
  });
}

const hexOf = (rgb: readonly number[]): string =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** From this lightness on a colour is light, and stays as it is: the warm disc of a drawing. */
const LIGHT = 0.78;

const SATURATION = 0.6;

/** `by`: how strong the light of `hue` (degrees) is, from 0 to 1. Colours are `#rgb` or `#rrggbb`. */
export const tinted = (svg: string, hue: number, by: number): string =>
  svg.replace(COLOUR, (given, hex: string) => {
    const rgb = rgbOf(hex);
    const lightness = lightnessOf(rgb);
    if (lightness >= LIGHT) return given;
    const light = rgbFrom(hue, SATURATION, lightness);
    return hexOf(rgb.map((part, at) => part + (light[at]! - part) * by));
  });
