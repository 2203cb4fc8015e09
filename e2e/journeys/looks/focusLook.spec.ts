/** Measures how the focus looks (WCAG 2.2, 2.4.13), with any colour an operator may choose. */
import { expect, type Page, test } from '../../page/watched.ts';

type Rgb = readonly [number, number, number];

interface FocusLook {
  readonly ringPx: number;
  readonly ring: Rgb;
  /** Visible colours of the focused item, and of an item of its kind without focus. */
  readonly fill: Rgb;
  readonly plainFill: Rgb | null;
  readonly ink: Rgb;
}

/** The lightest and the darkest background of the page on which anything is shown. */
const PAGE: readonly Rgb[] = [
  [0x1d, 0x2f, 0x74],
  [0x07, 0x0b, 0x18],
];

const luminance = (rgb: Rgb): number => {
  const [r = 0, g = 0, b = 0] = rgb.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const contrast = (colour: Rgb, other: Rgb): number => {
  const [dark = 0, light = 0] = [luminance(colour), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

const lookOfFocus = (page: Page, behind: Rgb): Promise<FocusLook> =>
  page.evaluate((below) => {
    type Colour = readonly [number, number, number];
    const seen = (css: string): Colour => {
      const [r = 0, g = 0, b = 0, alpha = 1] = (css.match(/[\d.]+/g) ?? []).map(Number);
      const over = (part: number, base: number) => alpha * part + (1 - alpha) * base;
      return [over(r, below[0]), over(g, below[1]), over(b, below[2])];
    };
    const focused = document.querySelector<HTMLElement>('[data-focused]')!;
    const style = getComputedStyle(focused);
    // Computed: `rgb(255, 200, 87) 0px 0px 0px 4px, ...`.
    const [, ring = '', spread = '0'] =
      /^(rgba?\([^)]*\)) 0px 0px 0px ([\d.]+)px/.exec(style.boxShadow) ?? [];
    const look = focused.dataset.look;
    const plain = document.querySelector(`[data-look="${look}"]:not([data-focused])`);
    return {
      ringPx: Number(spread),
      ring: seen(ring),
      fill: seen(style.backgroundColor),
      plainFill: plain && seen(getComputedStyle(plain).backgroundColor),
      ink: seen(style.color),
    };
  }, behind);

const ACCENTS = ['ffc857', 'b00020', '003d00', '1a2c66', '000000', 'ffffff'];
const LOOKS = [
  ['a card', 'home'],
  ['a button', 'confirm'],
  ['what waits', 'debiting'],
] as const;

test('every focused item has a ring, another fill and readable ink, in any accent', async ({
  page,
}) => {
  for (const accent of ACCENTS) {
    for (const [what, sample] of LOOKS) {
      await page.goto(`./?gallery=${sample}&still&accent=${accent}`);
      await page.locator('[data-focused]').waitFor();
      if (sample === 'home') await page.locator('[data-focused][data-look="card"]').waitFor();
      for (const behind of PAGE) {
        const look = await lookOfFocus(page, behind);
        const name = `${what}, #${accent}, on ${behind}`;
        expect(look.ringPx, `ring of ${name}`).toBeGreaterThanOrEqual(4);
        expect(contrast(look.ring, behind), `ring of ${name}`).toBeGreaterThanOrEqual(3);
        expect(contrast(look.ink, look.fill), `ink of ${name}`).toBeGreaterThanOrEqual(4.5);
        if (look.plainFill) {
          const change = contrast(look.fill, look.plainFill);
          expect(change, `fill of ${name}`).toBeGreaterThanOrEqual(3);
        }
      }
    }
  }
});

test('the browser’s focus is on the application, which names the focused item, also in dialogs', async ({
  page,
}) => {
  for (const sample of ['home', 'confirm', 'settings', 'pin']) {
    await page.goto(`./?gallery=${sample}&still`);
    await page.locator('[data-focused]').waitFor();
    await expect(page.getByRole('application')).toBeFocused();
    const id = await page.locator('[data-focused]').getAttribute('id');
    await expect(page.getByRole('application')).toHaveAttribute('aria-activedescendant', id ?? '');
  }
});
