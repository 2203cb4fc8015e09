/** Large type with the catalogue that the simulated platform has: nothing overlaps and nothing vanishes on the way to the fee. */
import { focusedId, press, ready } from '../../page/keys.ts';
import { lookFaults } from '../../page/lookFaults.ts';
import { expect, type Page, test } from '../../page/watched.ts';

const SIZES = [
  [1280, 720],
  [640, 530],
] as const;
/** More than the list has rows, at any size. */
const ROWS = 60;

async function expectWhole(page: Page, where: string): Promise<void> {
  const { faults } = await page.evaluate(lookFaults);
  expect.soft(faults, where).toEqual([]);
}

for (const language of ['zh-CN', 'zh-TW', 'en']) {
  for (const [width, height] of SIZES) {
    test(`in ${language} at ${width}x${height} every service is whole in large type, in the list and alone, up to its fee`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height });
      await page.goto(`./?scenario=first-day&reset&pace=10&still&type=large&lang=${language}`);
      await ready(page, 'home');
      await page.locator('#service-basic').waitFor();
      for (let row = 0, last: string | null = null; row < ROWS; row++) {
        const id = await focusedId(page);
        if (id === last) break;
        last = id;
        await expectWhole(page, `home at ${id}`);
        await press(page, 'ok');
        await ready(page, 'service');
        await page.locator('[id^="period-"]').first().waitFor();
        await expectWhole(page, `service of ${id}`);
        if (row === 0) {
          await press(page, 'ok');
          await ready(page, 'confirm');
          await expectWhole(page, `fee of ${id}`);
          await press(page, 'back');
          await ready(page, 'service');
        }
        await press(page, 'back');
        await ready(page, 'home');
        await page.locator(`[id="${id}"][data-focused]`).waitFor();
        await press(page, 'down');
      }
    });
  }
}
