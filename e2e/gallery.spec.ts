/** Every screen in every state: its look at every size, in every language and type; its meaning to screen readers. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page, test } from '@playwright/test';
import { lookFaults } from './lookFaults.ts';

/** Run in the page itself: the runner's own way opens another page for every look. */
const AXE = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve(
  'axe-core',
);

/** An application holds the landmarks, because it must hold the dialogs too. */
const NOT_ASKED = [
  'landmark-banner-is-top-level',
  'landmark-contentinfo-is-top-level',
  'landmark-main-is-top-level',
];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}
interface Axe {
  run(
    context: Document,
    options: { rules: Record<string, { enabled: false }>; resultTypes: string[] },
  ): Promise<{ violations: readonly Violation[] }>;
}

const LANGUAGES = ['zh-CN', 'zh-TW', 'en'] as const;
const SIZES = [
  [1280, 720],
  [1920, 1080],
  [640, 530],
] as const;
const TYPES = ['standard', 'large'] as const;

type InGallery = Window & {
  gallery?: { readonly ids: readonly string[]; show(id: string): Promise<void> };
};

/** Opens the gallery once; samples are then shown without loading anything. Returns their ids. */
async function openGallery(page: Page, language: string): Promise<readonly string[]> {
  await page.goto(`./?gallery&still&lang=${language}`);
  await page.waitForFunction(() => (window as InGallery).gallery !== undefined);
  const ids = await page.evaluate(() => (window as InGallery).gallery?.ids ?? []);
  expect(await page.locator('html').getAttribute('lang')).toBe(language);
  expect(ids.length).toBeGreaterThan(80);
  return ids;
}

/** Lists come, and keys of a sample are pressed, in the frame after. */
const show = (page: Page, id: string): Promise<void> =>
  page.evaluate(async (wanted) => {
    await (window as InGallery).gallery?.show(wanted);
    for (let frame = 0; frame < 3; frame++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }, id);

const setType = (page: Page, type: string): Promise<void> =>
  page.evaluate((wanted) => (window as InGallery).gallery?.setType(wanted), type);

for (const language of LANGUAGES) {
  test(`in ${language} every screen is whole, at every size and in both types`, async ({
    page,
  }) => {
    test.setTimeout(120_000);
    const ids = await openGallery(page, language);
    const faults: string[] = [];
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      const places = TYPES.map(() => new Set<string>());
      for (const id of ids) {
        await show(page, id);
        for (const [index, type] of TYPES.entries()) {
          await setType(page, type);
          const look = await page.evaluate(lookFaults);
          const setting = `${width}x${height} ${type} ${id}`;
          if (look.faults.length > 0) faults.push(`${setting}: ${look.faults.join(', ')}`);
          for (const total of look.totals) places[index]?.add(total);
        }
      }
      // In the panel and in the header; on a small screen in the header alone.
      for (const set of places) {
        expect.soft([...set], `totals at ${width}x${height}`).toHaveLength(width < 960 ? 1 : 2);
      }
    }
    expect(faults).toEqual([]);
  });

  test(`in ${language} a screen reader finds nothing wrong with any screen`, async ({ page }) => {
    test.setTimeout(120_000);
    const ids = await openGallery(page, language);
    await page.evaluate(readFileSync(AXE, 'utf8'));
    // Contrast is not computed on pictures: here is the lightest colour of the background instead.
    await page.addStyleTag({ content: 'body { background: #1a2c66 !important }' });
    const seen = new Set<string>();
    const faults: string[] = [];
    for (const id of ids) {
      await show(page, id);
      const build = await page.evaluate(() =>
        [...document.querySelectorAll('#app, #app *')]
          .map((part) => part.cloneNode(false) as Element)
          .map((part) => {
            for (const name of ['id', 'style', 'aria-label', 'aria-activedescendant', 'd']) {
              part.removeAttribute(name);
            }
            return part.outerHTML;
          })
          .join(''),
      );
      // Screens that differ in their words alone are one screen here.
      if (seen.has(build)) continue;
      seen.add(build);
      const violations = await page.evaluate(async (rules) => {
        const { axe } = window as unknown as { axe: Axe };
        const disabled = Object.fromEntries(
          rules.map((rule) => [rule, { enabled: false as const }]),
        );
        return (await axe.run(document, { rules: disabled, resultTypes: ['violations'] }))
          .violations;
      }, NOT_ASKED);
      for (const { id: rule, nodes } of violations) {
        faults.push(`${id}: ${rule} ${nodes.map((node) => node.html).join(' ')}`);
      }
    }
    expect(faults).toEqual([]);
  });
}
