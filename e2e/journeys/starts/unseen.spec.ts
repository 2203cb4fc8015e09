/** Nothing is operated unseen: no key counts before the screen can be read, and a card starts nothing on a hidden page. */
import { press, ready } from '../../page/keys.ts';
import { confirms, PAYMENT_MS, shows } from '../../page/portal.ts';
import {
  begin,
  cardBalance,
  expect,
  loses,
  openHome,
  type Page,
  test,
  visit,
  worldOf,
} from '../../shipped/shipped.ts';

test.use({ losesRequests: true });

const FULL = 100_000;

for (const [what, path] of [
  ['style sheet', /^\/assets\/index-.*\.css$/],
  ['words', /^\/words\//],
] as const) {
  test(`without ${what} keys and a card do nothing; when they come, the first screen does`, async ({
    page,
  }) => {
    const side = await begin(page, 'card-never-comes');
    const lost = loses(page, path);
    await visit(page);
    await shows(page, '正在等待');
    side.world.slot.insert(worldOf(page).card('good'));
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowLeft', 'Backspace', 'F9', '1'] as const) {
      await page.keyboard.press(key);
    }
    await expect(page.locator('[data-screen]')).toHaveCount(0);
    await shows(page, '正在等待');
    lost.found();
    await ready(page, 'home');
    expect((await side.facts()).orders).toEqual([]);
    expect(cardBalance(page)).toBe(FULL);
  });
}

test('OK loads the page again while it waits, as its one button says', async ({ page }) => {
  await begin(page);
  const lost = loses(page, /^\/config\.json$/);
  await visit(page);
  await shows(page, '正在等待设置');
  const again = page.waitForEvent('framenavigated');
  await page.keyboard.press('Enter');
  await again;
  lost.found();
  await ready(page, 'home');
});

/** As when the viewer changes to a channel, and back. */
const becomes = (page: Page, hidden: boolean): Promise<void> =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

test('a card that is put in while the page is hidden has to come out; then it pays once', async ({
  page,
}) => {
  await openHome(page, 'card-never-comes');
  await confirms(page, 'basic', 1);
  await ready(page, 'waitCard');
  await becomes(page, true);
  const { slot, card } = worldOf(page);
  slot.insert(card('good'));
  await shows(page, '请先拔出这张卡');
  await becomes(page, false);
  await press(page, 'down');
  await expect(page.locator('#app')).toHaveAttribute('data-screen', 'waitCard');
  expect(cardBalance(page)).toBe(FULL);
  slot.pull();
  await shows(page, '请插入金融 IC 卡');
  slot.insert(card('good'));
  await ready(page, 'result', PAYMENT_MS);
  expect(cardBalance(page)).toBe(FULL - 2_600);
});
