/** Tokens, words and brand that a designer changes on the stage, and the files that come of it. */
import { readFileSync } from 'node:fs';
import { button, open, openSample, portal, region, shows } from '../page/stagePage.ts';
import { expect, type Page, test } from '../page/watched.ts';

const token = (page: Page, name: string) => page.getByLabel(`:root ${name}`, { exact: true });
const tokenIn = (page: Page, name: string) =>
  portal(page)
    .locator('html')
    .evaluate((root, wanted) => getComputedStyle(root).getPropertyValue(wanted), name);

/** Marks the portal's page, to see whether it is loaded again. */
const mark = (page: Page) =>
  page.frames()[1]!.evaluate(() => {
    Object.assign(window, { isSame: true });
  });
const isMarked = (page: Page) =>
  page.frames()[1]!.evaluate(() => (window as { isSame?: true }).isSame === true);

async function exported(page: Page, name: string): Promise<string> {
  const download = page.waitForEvent('download');
  await button(page, name).click();
  return readFileSync(await (await download).path(), 'utf8');
}

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8" fill="red"/></svg>`;

test('a token changes the page while one types, and comes back by address and by file', async ({
  page,
  context,
}) => {
  await openSample(page, 'home', '&panel=tokens');
  await mark(page);
  const usual = await token(page, '--card').inputValue();
  await token(page, '--card').fill('2rem');
  await expect.poll(() => tokenIn(page, '--card')).toBe('2rem');
  await token(page, '--card').press('ArrowUp');
  await expect.poll(() => tokenIn(page, '--card')).toBe('2.05rem');
  await token(page, '--card').fill('1rem; } body { display: none');
  await expect.poll(() => tokenIn(page, '--card')).toBe('2.05rem');
  await page.getByLabel(':root --accent: colour').fill('#00ff00');
  await expect.poll(() => tokenIn(page, '--accent')).toBe('#00ff00');
  expect(await isMarked(page)).toBe(true);

  const css = await exported(page, 'Export CSS');
  expect(css).toContain(':root {');
  expect(css).toContain('--card: 2.05rem');
  const json = await exported(page, 'Export JSON');
  expect(JSON.parse(json)).toEqual({
    format: 'portal-look/1',
    tokens: { ':root': { '--card': '2.05rem', '--accent': '#00ff00' } },
  });

  await expect.poll(() => page.url()).toContain('00ff00');
  const other = await context.newPage();
  await other.goto(page.url());
  await expect.poll(() => tokenIn(other, '--card').catch(() => '')).toBe('2.05rem');
  await expect(token(other, '--card')).toHaveValue('2.05rem');
  await other.close();

  await button(page, ':root --accent: reset').click();
  await expect.poll(() => tokenIn(page, '--accent')).not.toBe('#00ff00');
  await button(page, 'Reset all').click();
  await expect.poll(() => tokenIn(page, '--card')).toBe(usual);
  await expect.poll(() => page.url()).not.toContain('#');
  const file = { name: 'look.json', mimeType: 'application/json', buffer: Buffer.from(json) };
  await page.getByLabel('Import JSON').setInputFiles(file);
  await expect.poll(() => tokenIn(page, '--card')).toBe('2.05rem');
});

test('a token that makes texts hard to read is warned of at once', async ({ page }) => {
  await openSample(page, 'confirm', '&panel=tokens');
  const contrast = region(page, 'Contrast');
  await expect(contrast).toContainText('have enough');
  await page.getByLabel(':root --dim: colour').fill('#333a55');
  await expect(contrast).toContainText('below 4.5');
  await button(page, ':root --dim: reset').click();
  await expect(contrast).toContainText('have enough');
});

test('a word is changed where it stands; one without its places is not taken', async ({ page }) => {
  await openSample(page, 'confirm', '&panel=texts');
  await mark(page);
  const hotline = page.getByLabel('hotline', { exact: true });
  await expect(hotline).toHaveValue('Hotline {number}');
  await hotline.fill('Call {number}');
  await expect(portal(page).locator('#app')).toContainText('Call 96xxx');
  await hotline.fill('Call us');
  await expect(page.getByRole('alert')).toContainText('keep {number}');
  await expect(portal(page).locator('#app')).toContainText('Hotline 96xxx');
  await page.getByRole('searchbox', { name: 'Find a word' }).fill('terms');
  await expect(hotline).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Find a word' }).fill('');
  await button(page, 'hotline: reset').click();
  await expect(hotline).toHaveValue('Hotline {number}');
  expect(await isMarked(page)).toBe(true);
  await button(page, 'All words').click();
  await expect.poll(() => page.url()).toContain('allWords=on');
});

test('a brand of one’s own on a sample and on the live portal, which pays with it', async ({
  page,
}) => {
  await openSample(page, 'home', '&panel=texts');
  const brand = region(page, 'Brand');
  await brand.getByLabel('Name').fill('Lakeside Cable');
  await brand.getByLabel('Name').press('Enter');
  await expect(portal(page).locator('#app')).toContainText('Lakeside Cable');
  await brand.getByLabel('Hotline').fill('12345');
  await brand.getByLabel('Hotline').press('Enter');
  await expect(portal(page).locator('#app')).toContainText('12345');
  const logo = { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(LOGO) };
  await brand.getByLabel('Logo').setInputFiles(logo);
  const picture = portal(page).locator('#app img').first();
  const widthOf = () => picture.evaluate((image: HTMLImageElement) => image.naturalWidth);
  await expect.poll(widthOf).toBe(8);
  expect(JSON.parse(await exported(page, 'Export JSON')).skin).toMatchObject({
    name: { en: 'Lakeside Cable' },
    hotline: '12345',
  });
  await expect.poll(() => page.url()).toContain('data%3Aimage');

  await page.getByLabel('Screen', { exact: true }).selectOption('to:result');
  await shows(page, 'result');
  await expect(portal(page).locator('#app')).toContainText('Lakeside Cable');
  await expect.poll(widthOf).toBe(8);
});

test('own words are there from the first screen of a live portal, and after a power cut', async ({
  page,
}) => {
  const look = {
    words: { en: { hotline: 'Ring {number}' } },
    tokens: { ':root': { '--card': '3rem' } },
  };
  await open(page, `&lang=en#look=${encodeURIComponent(JSON.stringify(look))}`);
  await shows(page, 'home');
  await expect(portal(page).locator('#app')).toContainText('Ring 96xxx');
  expect(await tokenIn(page, '--card')).toBe('3rem');
  await mark(page);
  await button(page, 'Power cut and restart: Now').click();
  await expect.poll(() => isMarked(page).catch(() => true)).toBe(false);
  await shows(page, 'home');
  await expect(portal(page).locator('#app')).toContainText('Ring 96xxx');
  expect(await tokenIn(page, '--card')).toBe('3rem');
  await button(page, '繁體').click();
  await expect(portal(page).locator('html')).toHaveAttribute('lang', 'zh-TW');
  await shows(page, 'home');
  await expect(portal(page).locator('#app')).not.toContainText('Ring');
});

test('own changes beside the portal without them; starting again keeps them', async ({ page }) => {
  await openSample(page, 'home', '&panel=tokens&compare=beside&vsLook=none');
  const other = page.frameLocator('iframe[title="The other picture"]');
  await expect(other.locator('#app[data-ready]')).toHaveCount(1);
  const card = (root: Element) => getComputedStyle(root).getPropertyValue('--card');
  const usual = await other.locator('html').evaluate(card);
  await token(page, '--card').fill('2rem');
  await expect.poll(() => tokenIn(page, '--card')).toBe('2rem');
  expect(await other.locator('html').evaluate(card)).toBe(usual);
  await mark(page);
  await button(page, '↺ Start again').click();
  await expect.poll(() => isMarked(page).catch(() => true)).toBe(false);
  await expect.poll(() => tokenIn(page, '--card').catch(() => '')).toBe('2rem');
});
