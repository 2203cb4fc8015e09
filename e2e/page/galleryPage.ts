/** The gallery's page: it shows any sample without loading anything, and says what is wrong with how it looks. */
import { expect, type Page } from '@playwright/test';
import { lookFaults } from './lookFaults.ts';

type TypeSize = 'standard' | 'large';
const BOTH = ['standard', 'large'] as const;

/** `window.gallery` is the gallery's own. */
type InGallery = Window & { look?: typeof lookFaults };

/** Opens the gallery, and answers the ids of its samples. */
export async function openGallery(page: Page, language: string): Promise<readonly string[]> {
  await page.goto(`./?gallery&still&lang=${language}`);
  await page.waitForFunction(() => window.gallery !== undefined);
  const ids = await page.evaluate(() => window.gallery?.ids ?? []);
  expect(await page.locator('html').getAttribute('lang')).toBe(language);
  expect(ids.length).toBeGreaterThan(80);
  await page.evaluate(`window.look = ${lookFaults.toString()}`);
  return ids;
}

interface Looks {
  /** Faults of all samples in all types, with the samples' names. */
  readonly faults: readonly string[];
  /** For each type, every place at which the amount was shown. */
  readonly totals: readonly (readonly string[])[];
}

/** Looks at every `step`th sample one after the other, each in these types, within one call into the page. */
const lookAtAll = (page: Page, types: readonly TypeSize[], step: number): Promise<Looks> =>
  page.evaluate(
    async ({ types, step }) => {
      const { gallery, look } = window as InGallery;
      if (!gallery || !look) throw new Error('no gallery');
      const faults: string[] = [];
      const totals = types.map(() => new Set<string>());
      for (const id of gallery.ids.filter((_, index) => index % step === 0)) {
        await gallery.show(id);
        // Lists are drawn with the next tick.
        await new Promise((resolve) => setTimeout(resolve));
        for (const [index, type] of types.entries()) {
          gallery.setType(type);
          // So are rows that depend on the type.
          await new Promise((resolve) => setTimeout(resolve));
          const seen = look();
          if (seen.faults.length > 0) faults.push(`${type} ${id}: ${seen.faults.join(', ')}`);
          for (const total of seen.totals) totals[index]?.add(total);
        }
      }
      return { faults, totals: totals.map((set) => [...set]) };
    },
    { types, step },
  );

interface Look {
  readonly types?: readonly TypeSize[];
  /** 3 looks at one of three samples. */
  readonly step?: number;
  /** By default the usual one at this size. */
  readonly layout?: 'hd' | 'sd';
  /** False where letters are wider than the layout's own: a long row may push the amount down. */
  readonly isSteady?: boolean;
}

/** The samples are whole at this size, and the amount stands in one place. */
export async function expectWhole(
  page: Page,
  [width, height, remPx]: readonly [number, number, number],
  { types = BOTH, step = 1, layout = width < 800 ? 'sd' : 'hd', isSteady = true }: Look = {},
): Promise<void> {
  await page.setViewportSize({ width, height });
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-layout', layout);
  await expect
    .poll(() => html.evaluate((root) => parseFloat(root.style.fontSize)))
    .toBeCloseTo(remPx, 1);
  const { faults, totals } = await lookAtAll(page, types, step);
  expect.soft(faults, `${width}x${height}`).toEqual([]);
  if (!isSteady) return;
  // In the panel and in the header; on a small screen only in the header.
  for (const places of totals) {
    expect.soft(places, `totals at ${width}x${height}`).toHaveLength(layout === 'sd' ? 1 : 2);
  }
}
