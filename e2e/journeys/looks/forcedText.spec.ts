/** Screens of other sizes than the tests', engines that refuse small letters or enlarge all of them: nothing leaves the screen. */
import { expectWhole, openGallery } from '../../page/galleryPage.ts';
import { expect, type Page, test } from '../../page/watched.ts';

/** Pages of panels with 1.5 and 2 pixels for one of theirs, and SD of PAL. */
const SIZES = [
  [853, 480, 853 / 64],
  [960, 540, 15],
  [1024, 576, 16],
  [720, 576, 576 / 26.5],
] as const;

test('the whole screen is used at every size, and nothing leaves it', async ({ page }) => {
  await openGallery(page, 'zh-CN');
  for (const size of SIZES) await expectWhole(page, size, { step: 5 });
});

for (const [pixels, width, height] of [
  [1.5, 853, 480],
  [1.5, 1280, 720],
  [2, 960, 540],
  [2, 640, 530],
] as const) {
  test.describe(`on ${pixels} pixels of the panel for one of the page`, () => {
    test.use({ deviceScaleFactor: pixels });
    test(`${width}x${height} is whole in both types`, async ({ page }) => {
      await openGallery(page, 'zh-CN');
      expect(await page.evaluate(() => devicePixelRatio)).toBe(pixels);
      const isSd = width < 800;
      await expectWhole(page, [width, height, isSd ? 20 : width / 64], { step: 3 });
    });
  });
}

test('letters of at least 24 px get the layout that is made for such letters', async ({
  playwright,
  launchOptions,
  baseURL,
}) => {
  const args = [...(launchOptions.args ?? []), '--blink-settings=minimumFontSize=24'];
  const browser = await playwright.chromium.launch({ ...launchOptions, args });
  try {
    const page = await browser.newPage(baseURL === undefined ? {} : { baseURL });
    await openGallery(page, 'zh-CN');
    await expect(page.locator('html')).toHaveAttribute('data-type', 'large');
    await expectWhole(page, [1280, 720, 20], { types: ['large'], step: 3 });
    // Its large letters are 23.75 px.
    await expectWhole(page, [640, 530, 20], { types: ['large'], step: 3 });
    await expectWhole(page, [1920, 1080, 30], { step: 10 });
    await expectWhole(page, [853, 480, 20.2], { types: ['large'], step: 5, layout: 'sd' });
  } finally {
    await browser.close();
  }
});

/**
 * What the text zoom of Android's view does: letters and heights of lines grow, rem and em do not. A view of a phone does the same for
 * `text-size-adjust`; it takes the width that the page asks for.
 */
async function zoomText(page: Page, percent: number): Promise<void> {
  await page.addInitScript((zoom) => {
    const grow = () =>
      document.documentElement?.style.setProperty('-webkit-text-size-adjust', zoom);
    grow();
    new MutationObserver(grow).observe(document, { childList: true });
  }, `${percent}%`);
}

test.describe('where the box enlarges all letters', () => {
  test.use({ isMobile: true });
  for (const [percent, language] of [
    [115, 'zh-CN'],
    [130, 'en'],
  ] as const) {
    test(`by ${percent} % the page takes it back`, async ({ page }) => {
      test.setTimeout(240_000);
      await zoomText(page, percent);
      await openGallery(page, language);
      const letterPx = () =>
        page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
      expect(await letterPx(), 'the zoom is there').toBeCloseTo(0.2 * percent, 1);
      await expectWhole(page, [1280, 720, 20], { step: 3 });
      await expectWhole(page, [640, 530, 40], { step: 3 });
    });
  }
});
