/** The simulated world inside the page, as with `npm start`. Journeys against a host are in `shipped.ts`. */
import { press, ready } from '../page/keys.ts';
import { confirms, PAYMENT_MS, shows } from '../page/portal.ts';
import { cardBalance, openHome } from '../page/pretendPage.ts';
import { expect, test } from '../page/watched.ts';

test('the page opens, pays, and still has the payment after a reload', async ({ page }) => {
  await openHome(page);
  await expect(page.locator('[data-focused]')).toHaveCount(1);
  await confirms(page, 'sport', 1);
  await ready(page, 'result', PAYMENT_MS);
  await shows(page, '1000.00 元 → 952.00 元');
  await press(page, 'ok');
  await ready(page, 'home');
  await page.reload();
  await ready(page, 'home');
  expect(await cardBalance(page)).toBe(95_200);
  await expect(page.locator('#service-sport')).toContainText('到期');
});

test('an unknown scenario shows the list of all', async ({ page }) => {
  await page.goto('./?scenario=nonsense');
  await expect(page.getByRole('alert')).toContainText('nonsense');
  await page.getByRole('link', { name: 'first-day' }).focus();
  await page.keyboard.press('Enter');
  await ready(page, 'home');
});
