/**
 * How every screen looks in fonts that boxes have. Letters and digits are the portal's own, and every Chinese character is as wide as high:
 * a font differs in how high it draws. So each language has another font, and one size and type of one font stands for the others. Until the
 * portal's letters are there, and in engines that take none from a page, the box's own are shown, wide as they are.
 */
import { onlyFonts } from '../../page/boxFonts.ts';
import { expectWhole, openGallery } from '../../page/galleryPage.ts';
import { watchPages } from '../../page/pageFaults.ts';
import { expect, type Page, test } from '../../page/watched.ts';

const SIZES = [
  [1280, 720, 20],
  [640, 530, 20],
] as const;
const LARGER = [[1920, 1080, 30]] as const;

/** Source Han Sans is Noto Sans CJK under another name. Andika's letters are higher above and below the line than any other's. */
const FONTS = [
  ['zh-CN', 'WenQuanYi Micro Hei', ['fonts-wqy-microhei'], LARGER],
  ['zh-CN', 'Noto Sans CJK', ['fonts-noto-cjk'], []],
  ['zh-TW', 'Droid Sans Fallback', ['fonts-droid-fallback', 'fonts-dejavu-core'], []],
  ['en', 'Andika', ['fonts-sil-andika', 'fonts-droid-fallback'], []],
] as const;

/** What a word is drawn in that has a character of each kind; letters of the page are not told. */
async function fontsOf(page: Page): Promise<readonly string[]> {
  const cdp = await page.context().newCDPSession(page);
  await page.evaluate(() => {
    document.body.appendChild(document.createElement('i')).textContent = '电é';
  });
  await cdp.send('DOM.enable');
  await cdp.send('CSS.enable');
  const { root } = await cdp.send('DOM.getDocument');
  const { nodeId } = await cdp.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'i' });
  const { fonts } = await cdp.send('CSS.getPlatformFontsForNode', { nodeId });
  await page.evaluate(() => document.querySelector('i')!.remove());
  return fonts.map(({ familyName }) => familyName);
}

for (const [language, name, packages, more] of FONTS) {
  test(`in ${language} every screen is whole in both types, in ${name}`, async ({
    playwright,
    launchOptions,
    baseURL,
  }) => {
    test.setTimeout(600_000);
    const fonts = onlyFonts(packages);
    const has = 'env' in fonts;
    if (!has) {
      const told = `SKIPPED: no ${name}, ${fonts.lacks} cannot be had; looked at in the machine's own font`;
      test.info().annotations.push({ type: 'SKIPPED', description: told });
      process.stderr.write(`\n──── ${told} ────\n`);
    }
    const browser = await playwright.chromium.launch({ ...launchOptions, ...(has ? fonts : {}) });
    try {
      const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
      const faults = await watchPages(context, false);
      const page = await context.newPage();
      await openGallery(page, language);
      // The first time the engine has yet to read the font.
      if (has) await expect.poll(async () => (await fontsOf(page)).join()).toContain(name);
      for (const size of [...SIZES, ...more]) await expectWhole(page, size);
      const early = await context.newPage();
      await early.addInitScript(() => Reflect.deleteProperty(window, 'FontFace'));
      await openGallery(early, language);
      for (const size of SIZES) await expectWhole(early, size, { step: 2, isSteady: false });
      expect(faults, 'faults of the page').toEqual([]);
    } finally {
      await browser.close();
    }
  });
}
