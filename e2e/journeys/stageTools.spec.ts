/** The designer's tools on the stage: links, sizes, samples, the tree of a screen reader, contrast, ruler, comparison. */
import { createRequire } from 'node:module';
import { PNG } from 'pngjs';
import { button, open, openSample, portal, region, shows } from '../page/stagePage.ts';
import { expect, type Page, test } from '../page/watched.ts';

/** In the page itself, and not in its frames: Playwright's wrapper opens another page for every check. */
const AXE = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve(
  'axe-core',
);

interface Axe {
  run(
    where: string,
    options: { iframes: false; resultTypes: string[] },
  ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

const held = (page: Page) => page.locator('[data-outline=held]');
const television = (page: Page) => page.locator('iframe').first();
const lookOf = (look: object): string => `#look=${encodeURIComponent(JSON.stringify(look))}`;

test('who goes on to the card stays there: nobody pays', async ({ page }) => {
  await open(page, '&screen=to:waitCard');
  await shows(page, 'waitCard');
  const isAutomatic = () =>
    page.frames()[1]!.evaluate(() => window.simulatedWorld?.subscriber.isAutomatic);
  expect(await isAutomatic()).toBe(false);
  await expect(page.locator('[data-balance]')).toHaveAttribute('data-balance', '100000');
  await button(page, 'Auto').click();
  await shows(page, 'result');
});

test('the link leads to the step that one has walked to, and nobody pays there either', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '&screen=to:waitCard&lang=en');
  await shows(page, 'waitCard');
  await page.getByLabel('Screen', { exact: true }).selectOption('');
  await button(page, 'Auto').click();
  await shows(page, 'home');
  await button(page, 'OK').click();
  await shows(page, 'service');
  await button(page, 'Copy link').click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toContain('screen=to:service');
  expect(await copied()).toContain('&hand=off');
  const other = await context.newPage();
  await other.goto(await copied());
  await shows(other, 'service');
});

test('a television of any size', async ({ page }) => {
  await openSample(page, 'home');
  const size = page.getByLabel('Another size');
  await size.fill('800 × 600');
  await size.press('Enter');
  const inside = () => page.frames()[1]!.evaluate(() => [innerWidth, innerHeight]);
  await expect.poll(inside).toEqual([800, 600]);
  await expect(portal(page).locator('html')).toHaveAttribute('data-layout', 'sd');
  await expect.poll(() => page.url()).toContain('size=800x600');
  await size.fill('5 × 5');
  await size.press('Enter');
  await expect(size).toHaveValue('800×600');
  await button(page, '1280×720').click();
  await expect(size).toHaveValue('');
});

test('the tree of a screen reader follows the focus, and a press shows the element', async ({
  page,
}) => {
  await openSample(page, 'confirm', '&panel=access');
  const tree = region(page, 'Reading order');
  await expect(tree.getByRole('button', { name: /^application TV Payment/ })).toHaveCount(1);
  await expect(
    tree.getByRole('button', { name: /^heading Confirm once more level 1$/ }),
  ).toHaveCount(1);
  // The service's picture has a text; icons are not told.
  await expect(tree.getByRole('button', { name: /^img/ })).toHaveText([
    /A television in a living room/,
  ]);
  await expect(tree.getByRole('button', { name: /plus 12 months: 2027-11-30/ })).toHaveCount(1);
  const focused = tree.getByRole('button', { name: /^button .* focused$/ });
  const before = await focused.innerText();
  await button(page, 'Left').click();
  await expect(focused).not.toHaveText(before);
  await expect(region(page, 'Focus order').getByRole('button').first()).toBeVisible();

  await focused.click();
  const wanted = (await portal(page).locator('[data-focused]').boundingBox())!;
  const box = (await held(page).boundingBox())!;
  for (const side of ['x', 'y', 'width', 'height'] as const) {
    expect(Math.abs(box[side] - wanted[side]), side).toBeLessThan(3);
  }
  await focused.click();
  await expect(held(page)).toHaveCount(0);
});

test('what is told: live regions, and what a voice says', async ({ page }) => {
  await openSample(page, 'confirm', '&panel=access');
  const told = region(page, 'Told');
  await expect(told.getByRole('button', { name: /status/ })).toHaveCount(1);
  const speech = page.getByRole('list', { name: 'Speech' });
  await expect(speech).toContainText('Confirm once more');
  const count = await speech.getByRole('listitem').count();
  await button(page, 'Left').click();
  await expect(speech.getByRole('listitem')).toHaveCount(count + 1);
});

test('contrast: worst first, too little marked, on gradients and in dialogs', async ({ page }) => {
  await openSample(page, 'pin', '&panel=access');
  const contrast = region(page, 'Contrast');
  // Dark ink on gold: #241700 on #ffc857.
  await expect(contrast.getByRole('button', { name: '11.39 1' })).toHaveCount(1);
  await expect(contrast).toContainText(/all \d+ texts have enough/);
  await openSample(
    page,
    'home',
    `&panel=access${lookOf({ tokens: { ':root': { '--dim': '#4a5273' } } })}`,
  );
  await expect(contrast).toContainText(/\d+ below 4\.5/);
  const rows = contrast.getByRole('button');
  await expect(rows.first()).toHaveAttribute('data-too-low', 'true');
  const ratios = (await rows.allInnerTexts()).map((text) => Number(/\d+\.\d\d/.exec(text)?.[0]));
  expect(ratios).toEqual([...ratios].sort((a, b) => a - b));
  await rows.first().click();
  await expect(held(page)).toHaveCount(1);
});

test('the ruler measures boxes, letters and ways, by pointer and by keys', async ({ page }) => {
  await openSample(page, 'confirm', '&panel=measure');
  const figures = region(page, 'Measure');
  const row = (name: string) => figures.getByRole('row', { name: new RegExp(`^${name} `) });
  const numbers = async (name: string) =>
    (await row(name).getByRole('cell').allInnerTexts()).map(Number);
  const pay = (await portal(page).locator('#pay').boundingBox())!;
  await page.mouse.move(pay.x + 5, pay.y + 5);
  await expect(figures).toContainText('div#pay');
  const inPage = await portal(page)
    .locator('#pay')
    .evaluate((element) => ({
      left: element.getBoundingClientRect().left,
      size: parseFloat(getComputedStyle(element).fontSize),
    }));
  expect((await numbers('Left'))[0]).toBeCloseTo(inPage.left, 0);
  expect(await numbers('Letters')).toEqual([inPage.size, inPage.size * 1.5]);
  await page.mouse.down();
  await page.mouse.up();
  await expect(held(page)).toHaveCount(1);
  const change = (await portal(page).locator('#change').boundingBox())!;
  await page.mouse.move(change.x + 5, change.y + 5);
  await expect(figures).toContainText('div#change');
  expect((await numbers('To the held: across'))[0]).toBeGreaterThan(4);
  expect((await numbers('To the held: down'))[0]).toBe(0);
  expect((await numbers('Gap left'))[0]).toBe((await numbers('To the held: across'))[0]);

  await page.getByRole('button', { name: /^Ruler/ }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(figures).toContainText('div#pay');
  await page.keyboard.press('ArrowUp');
  await expect(figures).not.toContainText('div#pay');
  await page.keyboard.press('Enter');
  await expect(held(page)).toHaveCount(1);
});

test('grids: safe area, columns and baseline, in both layouts', async ({ page }) => {
  await openSample(page, 'home', '&panel=measure');
  await button(page, 'Both').click();
  await expect(page.locator('[data-columns="12"]')).toHaveCount(1);
  await region(page, 'Grid').getByRole('button', { name: 'Safe area', exact: true }).click();
  await expect(page.getByText('Safe area 5 % = 64 · 36 px')).toBeVisible();
  await expect.poll(() => page.url()).toContain('&safe=on&grid=both');
  await button(page, '640×530').click();
  await expect(page.locator('[data-columns="6"]')).toHaveCount(1);
  await expect(page.getByText('Safe area 5 % = 32 · 26 px')).toBeVisible();
});

/** The share of the television's pixels that are not black; its edges are round, and letters may be drawn a hair otherwise. */
async function brightShare(page: Page): Promise<number> {
  const { x, y, width, height } = (await television(page).boundingBox())!;
  const clip = { x: x + 20, y: y + 20, width: width - 40, height: height - 40 };
  const { data } = PNG.sync.read(await page.screenshot({ clip }));
  let bright = 0;
  for (let at = 0; at < data.length; at += 4) if (Math.max(data[at]!, data[at + 1]!) > 60) bright++;
  return bright / (data.length / 4);
}

test('two looks of a sample: side by side, behind a slider, subtracted', async ({ page }) => {
  await openSample(page, 'home', '&panel=compare&motion=off');
  await button(page, 'Side by side').click();
  const other = page.frameLocator('iframe[title="The other picture"]');
  await expect(other.locator('#app[data-ready]')).toHaveCount(1);
  const second = (await page.locator('iframe').nth(1).boundingBox())!;
  const first = (await television(page).boundingBox())!;
  expect(second.x).toBeGreaterThan(first.x + first.width);
  await button(page, 'Right').click();
  for (const frame of [portal(page), other]) {
    await expect(frame.locator('[data-focused]')).not.toHaveId('service-basic');
  }
  await button(page, 'Wipe').click();
  await expect(page.getByLabel('Where the two meet')).toBeVisible();
  await openSample(page, 'home', '&panel=compare&motion=off&compare=difference');
  await expect(other.locator('#app[data-ready] [data-focused]')).toHaveCount(1);
  await expect.poll(() => brightShare(page)).toBeLessThan(0.0005);
  const how = region(page, 'Compare');
  await how.getByLabel('Type size').selectOption('large');
  await expect(other.locator('html')).toHaveAttribute('data-type', 'large');
  await expect(other.locator('#app[data-ready] [data-focused]')).toHaveCount(1);
  await expect.poll(() => brightShare(page)).toBeGreaterThan(0.02);
  await expect.poll(() => page.url()).toContain('compare=difference&vsType=large');
});

test('another build is compared by its address; a live portal is not', async ({
  page,
  baseURL,
}) => {
  await openSample(page, 'home', '&panel=compare&compare=beside');
  const build = page.getByLabel('Another build');
  await build.fill('javascript:alert(1)');
  await build.press('Enter');
  await expect(build).toHaveValue('');
  await build.fill(baseURL!.slice(0, -1));
  await build.press('Enter');
  await expect(page.locator('iframe').nth(1)).toHaveAttribute(
    'src',
    `${baseURL}?gallery=home&lang=en`,
  );
  await page.getByLabel('Screen', { exact: true }).selectOption('');
  await expect(page.getByRole('status')).toContainText('Only samples can be compared');
  await expect(page.locator('iframe')).toHaveCount(1);
});

test('the list finds samples by screen, failure and text, and scenarios, by keys alone', async ({
  page,
}) => {
  await openSample(page, 'home', '&panel=samples');
  const find = page.getByRole('searchbox', { name: /^Find a sample/ });
  const entries = page.getByRole('listbox', { name: 'Samples' }).getByRole('option');
  await page.getByLabel('Only', { exact: true }).selectOption('money:unknown');
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText('refused-unknown');
  await expect.poll(() => page.url()).toContain('of=money:unknown');
  await page.getByLabel('Only', { exact: true }).selectOption('');

  // Reading the texts of all samples takes the page's time, of which everything else needs some.
  await expect(region(page, 'Samples')).toContainText(/\d+ found/, { timeout: 180_000 });
  await find.fill('arrears');
  await expect(entries.filter({ hasText: 'scenario:arrears' })).toHaveCount(1);
  await expect(entries.first()).toContainText('arrears');
  await find.press('ArrowDown');
  const at = page.locator('[role=option][data-at]');
  const second = await at.innerText();
  await find.press('Enter');
  await expect(at).toHaveAttribute('aria-selected', 'true');
  await expect
    .poll(() => second.includes(new URL(page.url()).searchParams.get('screen')!))
    .toBe(true);

  // A sentence of the screen, which no name has.
  await find.fill('plus 12 months: 2027');
  await expect(entries.filter({ hasText: /^confirm$/ })).toHaveCount(1, { timeout: 30_000 });
  await expect.poll(() => page.url()).toContain('find=plus%2012');
  await find.fill('poor-then-good');
  await expect(entries).toHaveCount(1);
  await find.press('Enter');
  await shows(page, 'home');
  await expect.poll(() => page.url()).toContain('scenario=poor-then-good-card');
});

test('every panel is accessible', async ({ page }) => {
  await openSample(page, 'confirm', '&panel=play');
  await page.addScriptTag({ path: AXE });
  for (const name of ['Samples', 'Access', 'Measure', 'Tokens', 'Words', 'Compare']) {
    const tab = page.getByRole('group', { name: 'Panel' }).getByRole('button', { name });
    await tab.click();
    await expect(tab).toHaveAttribute('aria-pressed', 'true');
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: Axe };
      const { violations } = await axe.run('aside', {
        iframes: false,
        resultTypes: ['violations'],
      });
      return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
    });
    expect(found, name).toEqual([]);
  }
});
