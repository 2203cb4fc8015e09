/** Screens of other sizes than the tests', and engines that refuse small letters: nothing leaves the screen. */
import { expectWhole, openGallery } from '../../page/galleryPage.ts';
import { expect, test } from '../../page/watched.ts';

/** As 1.5 and 2 pixels of a panel for one of the page make them, and SD of PAL. */
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
  } finally {
    await browser.close();
  }
});
