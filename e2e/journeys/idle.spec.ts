/** What happens when nobody presses a key. */

import { focusedId, focusOn, press, ready } from '../page/keys.ts';
import { PAYMENT_MS } from '../page/portal.ts';
import { cardBalance, expect, openHome, pass, test } from '../shipped/shipped.ts';
import {
  dialog,
  dialogSays,
  FULL,
  lockUp,
  MINUTE,
  marked,
  noDialog,
  pays,
  type,
} from './household.ts';

test.use({ losesRequests: true });

test('without a key: a warning, then home with nothing personal left; a key during the warning only stays', async ({
  page,
}) => {
  await page.clock.install();
  await openHome(page);
  await focusOn(page, 'tab-history');
  await press(page, 'ok');
  await ready(page, 'history');
  const at = (await focusedId(page))!;
  await pass(page, 3 * MINUTE);
  await dialogSays(page, '您还在看吗');
  await marked(page, 'stay');
  await press(page, 'back');
  await noDialog(page);
  await ready(page, 'history');
  await marked(page, at);
  await pass(page, 3 * MINUTE);
  await dialogSays(page, '您还在看吗');
  await pass(page, MINUTE);
  await ready(page, 'home');
  await noDialog(page);
  await marked(page, 'service-basic');
});

test('without a key while the PIN is asked for: home, nothing charged, the lock on', async ({
  page,
}) => {
  await page.clock.install();
  await openHome(page);
  await lockUp(page);
  await pays(page);
  await dialogSays(page, '请输入儿童锁密码');
  await type(page, '25');
  await pass(page, 3 * MINUTE);
  await expect(dialog(page)).toHaveCount(2);
  await expect(page.locator('[data-focused]')).toHaveCount(1);
  await pass(page, MINUTE);
  await ready(page, 'home');
  await noDialog(page);
  expect(cardBalance(page)).toBe(FULL);
});

test('a doubt that is not attended to waits on home', async ({ page }) => {
  await page.clock.install();
  await openHome(page, 'card-never-returns');
  await pays(page);
  await ready(page, 'insertSameCard', PAYMENT_MS);
  await pass(page, 3 * MINUTE);
  await dialogSays(page, '您还在看吗');
  await pass(page, MINUTE);
  await ready(page, 'home');
  await expect(page.locator('#banner')).toContainText('请勿再次缴费');
});

test('a running payment is never left because nobody presses a key', async ({ page }) => {
  await page.clock.install();
  await openHome(page, 'report-never-arrives');
  await pays(page);
  await ready(page, 'reporting', PAYMENT_MS);
  for (let minute = 0; minute < 10; minute += 2) {
    await pass(page, 2 * MINUTE);
    await expect(dialog(page)).toHaveCount(0);
    expect(await page.locator('#app').getAttribute('data-screen')).toBe('reporting');
  }
});
