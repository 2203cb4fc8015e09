/** Makes the operator's colour light enough to be readable on the dark page; dark text is then readable on it, too. */

/** Relative luminance (WCAG 2.2) of the lightest background with content, #1d2f74 in the glow. */
const BACKGROUND = 0.036;
const READABLE = 4.5;

/** The luminance of `[r, g, b]`, each 0 to 255: 0 is black, 1 is white. */
export function luminance(rgb: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Turns `#rrggbb` into a CSS colour with a contrast of at least 4.5 to the page. */
export function readableAccent(hex: string): string {
  let rgb = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  while (luminance(rgb) + 0.05 < READABLE * (BACKGROUND + 0.05)) {
    rgb = rgb.map((part) => part + Math.ceil((255 - part) / 8));
  }
  return `rgb(${rgb.join()})`;
}
