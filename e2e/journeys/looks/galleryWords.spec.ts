/** Every screen of the gallery while the language changes. */
import { expect, test } from '../../page/watched.ts';

test('home offers to handle a payment only where a person at the box can', async ({ page }) => {
  await page.goto('./?gallery&still');
  await page.waitForFunction(() => window.gallery !== undefined);
  const banner = page.locator('#banner');
  for (const [id, canHandle] of [
    ['home-doubt', true],
    ['home-unclear', false],
  ] as const) {
    await page.evaluate((sample) => window.gallery?.show(sample), id);
    await expect(banner).toContainText('请勿再次缴费');
    await expect(banner.getByText('立即处理')).toHaveCount(canHandle ? 1 : 0);
  }
});

test('the card screen asks for a card and says that another reader cannot be used', async ({
  page,
}) => {
  await page.goto('./?gallery&still');
  await page.waitForFunction(() => window.gallery !== undefined);
  for (const [id, says] of [
    ['wait-card-empty', '读卡器已连接'],
    ['wait-card-empty-beside-held', '另一个读卡器正被其他程序占用'],
    ['wait-card-empty-beside-unavailable', '另一个读卡器没有反应'],
  ] as const) {
    await page.evaluate((sample) => window.gallery?.show(sample), id);
    await expect(page.locator('#app')).toContainText('请插入金融 IC 卡');
    await expect(page.locator('#app')).toContainText(says);
  }
});

test('on every screen the language changes in place: no word of the old one stays, the focus does', async ({
  page,
}) => {
  await page.goto('./?gallery&still');
  await page.waitForFunction(() => window.gallery !== undefined);
  const left = await page.evaluate(async () => {
    const gallery = window.gallery!;
    const looked = async () => {
      // Lists are drawn with the next tick.
      await new Promise(requestAnimationFrame);
      await new Promise((resolve) => setTimeout(resolve));
      const focused = document.querySelectorAll('[data-focused]');
      const words = document.querySelector('#app')!.textContent!;
      // Characters are compared, not sentences: names of people and services stay Chinese.
      const signs = new Set(words.match(/[\u4e00-\u9fff]/g));
      return { words, signs, focus: Array.from(focused, ({ id }) => id).join() };
    };
    const faults: string[] = [];
    for (const id of gallery.ids) {
      await gallery.speak('zh-CN');
      await gallery.show(id);
      const before = await looked();
      await gallery.speak('en');
      const after = await looked();
      await gallery.show(id);
      const fresh = await looked();
      if (after.words === before.words) faults.push(`${id}: as before`);
      const left = [...after.signs].filter((sign) => !fresh.signs.has(sign));
      if (left.length > 0) faults.push(`${id}: ${left.join('')}`);
      if (after.focus !== before.focus) faults.push(`${id}: ${before.focus} to ${after.focus}`);
    }
    return faults;
  });
  expect(left).toEqual([]);
});
