/** Every screen in every state: what screen readers find, and where keys lead. How it looks: fonts.spec.ts. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { openGallery } from '../../page/galleryPage.ts';
import { focusedId, press } from '../../page/keys.ts';
import { expect, type Page, test } from '../../page/watched.ts';

/** Runs axe in the page itself: Playwright's wrapper opens another page for every check. */
const AXE = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve(
  'axe-core',
);

/** Rules that are not checked: the landmarks are inside an application, because the dialogs must be, too. */
const NOT_ASKED = [
  'landmark-banner-is-top-level',
  'landmark-contentinfo-is-top-level',
  'landmark-main-is-top-level',
];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}
interface Found {
  readonly faults: readonly string[];
  readonly builds: readonly string[];
}
interface Axe {
  run(
    context: { exclude: string[][] },
    options: { rules: Record<string, { enabled: false }>; resultTypes: string[] },
  ): Promise<{ violations: readonly Violation[] }>;
}

const LANGUAGES = ['zh-CN', 'zh-TW', 'en'] as const;
/** Shows a sample; resolves when its keys are pressed and their effect is painted. */
const show = (page: Page, id: string): Promise<void> =>
  page.evaluate(async (wanted) => {
    await window.gallery?.show(wanted);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }, id);

/**
 * Asks axe about every sample whose screen is built otherwise than those in `known`, words aside. Answers what it found and
 * all builds that are known now.
 */
const violationsOf = (page: Page, known: readonly string[]): Promise<Found> =>
  page.evaluate(
    async ({ rules, known }) => {
      const { gallery, axe } = window as unknown as Window & { axe: Axe };
      if (!gallery) throw new Error('no gallery');
      const builds = new Set(known);
      const faults: string[] = [];
      const disabled = Object.fromEntries(rules.map((rule) => [rule, { enabled: false as const }]));
      // The row that is partly visible at the edge only shows that there is more.
      const context = { exclude: [['[data-beyond]']] };
      const options = { rules: disabled, resultTypes: ['violations'] };
      /** A word that is missing shows. */
      const buildOf = () =>
        Array.from(document.querySelectorAll('#app, #app *'), (part) => {
          const bare = part.cloneNode(false) as Element;
          for (const name of ['id', 'style', 'aria-activedescendant', 'd']) {
            bare.removeAttribute(name);
          }
          if (bare.getAttribute('aria-label')) bare.setAttribute('aria-label', 'a word');
          return bare.outerHTML + (part.textContent === '' ? '' : '…');
        }).join('');
      for (const id of gallery.ids) {
        await gallery.show(id);
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const build = buildOf();
        if (builds.has(build)) continue;
        builds.add(build);
        for (const { id: rule, nodes } of (await axe.run(context, options)).violations) {
          faults.push(`${id}: ${rule} ${nodes.map((node) => node.html).join(' ')}`);
        }
      }
      return { faults, builds: [...builds] };
    },
    { rules: NOT_ASKED, known },
  );

test('a screen reader finds nothing wrong with any screen, in any language', async ({ page }) => {
  let known: readonly string[] = [];
  for (const language of LANGUAGES) {
    await openGallery(page, language);
    await page.evaluate(readFileSync(AXE, 'utf8'));
    // Axe does not compute contrast on images, so the background gets its lightest colour.
    await page.addStyleTag({ content: 'body { background: #1d2f74 !important }' });
    const { faults, builds } = await violationsOf(page, known);
    expect.soft(faults, language).toEqual([]);
    known = builds;
  }
});

for (const [width, height, there, back] of [
  [1280, 720, 'down', 'up'],
  [640, 530, 'up', 'down'],
] as const) {
  test(`at ${width}x${height} ${there} leads from the periods to what there is to read`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await openGallery(page, 'zh-CN');
    await show(page, 'service');
    await expect(page.locator('#app[data-ready] #period-1[data-focused]')).toHaveCount(1);
    if (there === 'down') await press(page, 'down');
    await press(page, there);
    expect(await focusedId(page)).toBe('read');
    await press(page, back);
    expect(await focusedId(page)).toMatch(/^period-/);
  });
}

test('a sample that opens something shows it, whatever was shown before', async ({ page }) => {
  const ids = await openGallery(page, 'zh-CN');
  const opened = ids.filter((id) => /^(renewal-|history-(no-)?re)/.test(id));
  expect(opened.length).toBeGreaterThan(8);
  for (const id of opened) {
    await show(page, id);
    await expect(page.getByRole('dialog'), id).toHaveCount(1);
  }
  await show(page, 'search-found');
  await expect(page.locator('#app [role="option"]').first()).toBeVisible();
});

test('on a small screen in large type an order that renews still shows number, card and balance', async ({
  page,
}) => {
  await page.setViewportSize({ width: 640, height: 530 });
  await openGallery(page, 'zh-CN');
  await page.evaluate(() => window.gallery?.setType('large'));
  await show(page, 'history-renewal');
  const dialog = page.getByRole('dialog');
  for (const told of [/^\d{4} \d{4} \d{4} \d{4}$/, '**** **** **** 0018', '→']) {
    await expect(dialog.getByText(told)).toBeVisible();
  }
});

for (const [width, height] of [
  [1280, 720],
  [640, 530],
] as const) {
  test(`at ${width}x${height} every service in sight says when it renews, however long its name`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await openGallery(page, 'zh-CN');
    await page.evaluate(() => window.gallery?.setType('large'));
    for (const sample of ['home-wide', 'search-wide']) {
      await show(page, sample);
      const rows = page.locator('[role="option"]:not([data-beyond] *)');
      await expect(rows.first()).toBeVisible();
      const bare = rows.filter({ hasNot: page.getByText(/^20\d\d-\d\d-\d\d 续费$/) });
      await expect(bare, sample).toHaveCount(0);
    }
  });
}
