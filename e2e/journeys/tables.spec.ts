/** The console's lists with ten thousand orders: what is drawn, keys, filters, sorting, and back. */
import AxeBuilder from '@axe-core/playwright';
import { newerOrder, openBefore, platformWith } from '../console/manyOrders.ts';
import { button, goTo, isThere } from '../console/operator.ts';
import { expect, type Page, test } from '../page/watched.ts';

const COUNT = 10_000;

/** Only read by these journeys. */
let platform: ReturnType<typeof platformWith> | undefined;
const tenThousand = () => (platform ??= platformWith(COUNT));

const rows = (page: Page) => page.locator('tbody tr');
const chosen = (page: Page) => page.locator('tbody tr[aria-selected=true]');
const grid = (page: Page) => page.getByRole('grid');
const foot = (page: Page) => page.locator('main').getByRole('status');
const scroller = (page: Page) => grid(page).locator('xpath=../..');
const elements = (page: Page) => page.evaluate(() => document.querySelectorAll('*').length);

test('ten thousand orders: few are drawn, the head stands, and the keys reach the last one', async ({
  page,
}) => {
  await openBefore(page, await tenThousand(), '#/orders');
  await expect(foot(page)).toContainText('共 10,000 条，已读取 100 条');
  expect(await elements(page)).toBeLessThan(2_000);
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '10001');
  await grid(page).focus();
  await page.keyboard.press('ArrowDown');
  await expect(chosen(page)).toHaveAttribute('aria-rowindex', '2');
  await expect(chosen(page)).toContainText('REF-9999');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowUp');
  await expect(chosen(page)).toBeInViewport();
  const head = page.getByRole('columnheader', { name: '订单' });
  const top = (await head.boundingBox())!.y;
  // Each End goes to the last row that is there, and the next page comes for it.
  for (let end = 0; end < 200; end++) {
    await page.keyboard.press('End');
    const place = await chosen(page).getAttribute('aria-rowindex');
    if (place === String(COUNT + 1)) break;
    await expect(foot(page)).not.toContainText(
      `已读取 ${(Number(place) - 1).toLocaleString('en')} 条`,
    );
  }
  await expect(chosen(page)).toContainText('REF-0000');
  await expect(chosen(page)).toBeInViewport();
  await expect(foot(page)).toHaveText('共 10,000 条');
  expect((await head.boundingBox())!.y).toBe(top);
  expect(await elements(page)).toBeLessThan(2_000);
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(chosen(page)).toContainText('REF-9999');
  await expect(chosen(page)).toBeInViewport();
});

test('filter, sort, open and back: the same rows at the same place, and the focus on the row', async ({
  page,
}) => {
  await openBefore(page, await tenThousand(), '#/orders');
  await isThere(page, '订单');
  await page.getByLabel('业务').fill('体育');
  await page.getByLabel('金额 自').fill('96');
  await page.getByLabel('日期 自').fill('2026-11-10');
  await page.keyboard.press('Enter');
  await page.getByLabel('状态').selectOption('COMPLETED');
  await expect(page).toHaveURL(/from=20261110.*amountFrom=9600.*state=COMPLETED/);
  await expect(page.getByRole('list', { name: '已选的筛选' })).toContainText('金额 自：¥96');
  const amount = page.getByRole('columnheader', { name: '金额' });
  const byAmount = amount.getByRole('button');
  await byAmount.press('Enter');
  await expect(amount).toHaveAttribute('aria-sort', 'descending');
  await expect(rows(page).first()).toContainText('¥528.00');
  await byAmount.press('Enter');
  await expect(amount).toHaveAttribute('aria-sort', 'ascending');
  await expect(rows(page).first()).toContainText('¥96.00');
  await expect(byAmount).toBeFocused();
  for (const text of await rows(page).locator('td:nth-child(4)').allInnerTexts()) {
    expect(text).toContain('体育频道包');
  }

  await grid(page).focus();
  for (let times = 0; times < 4; times++) await page.keyboard.press('PageDown');
  const opened = await chosen(page).innerText();
  const address = page.url();
  const place = await chosen(page).boundingBox();
  const top = await scroller(page).evaluate((it) => it.scrollTop);
  expect(top).toBeGreaterThan(300);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/orders\/[0-9A-Z]{26}$/);
  await expect(page.getByRole('region', { name: '时间线' })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(address);
  await expect(grid(page)).toBeFocused();
  expect(await chosen(page).innerText()).toBe(opened);
  expect(await chosen(page).boundingBox()).toEqual(place);
  expect(await scroller(page).evaluate((it) => it.scrollTop)).toBe(top);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  expect(await chosen(page).innerText()).toBe(opened);

  await page.getByRole('link', { name: '去掉 业务：体育' }).click();
  await expect(page).toHaveURL(/^(?!.*service)/);
  await page.keyboard.press('c');
  await expect(page).toHaveURL(/#\/orders\?sort=amount&direction=asc$/);
  await expect(page.getByLabel('业务')).toHaveValue('');
  await expect(foot(page)).toContainText('共 10,000 条');
});

test('Tab goes through the headings and the chosen row alone, and the focus survives when its row goes out of sight', async ({
  page,
}) => {
  await openBefore(page, await tenThousand(), '#/orders');
  await grid(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  for (const heading of ['金额', '建立']) {
    await page.keyboard.press('Tab');
    await expect(
      page.getByRole('columnheader', { name: heading }).getByRole('button'),
    ).toBeFocused();
  }
  await page.keyboard.press('Tab');
  const link = chosen(page).getByRole('link').first();
  await expect(link).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(chosen(page).getByRole('link').nth(1)).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(link).toBeFocused();
  await scroller(page).evaluate((it) => {
    it.scrollTop = it.scrollHeight;
  });
  await expect(rows(page).first()).not.toContainText('REF-9999');
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(chosen(page)).toContainText('REF-9999');
  await expect(chosen(page)).toBeInViewport();
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

test('a rare order is searched for to the end, and what is not there is said so', async ({
  page,
}) => {
  await openBefore(page, await tenThousand(), '#/orders?state=MANUAL');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('REF-0007');
  await expect(foot(page)).toHaveText('共 1 条');
  await goTo(page, '#/orders?amountFrom=1&amountTo=2');
  await expect(page.locator('main')).toContainText('没有找到');
});

test('a new order that comes while the list is read from its middle moves nothing', async ({
  page,
}) => {
  const few = await platformWith(300);
  await openBefore(page, few, '#/orders');
  await expect(foot(page)).toContainText('已读取 100 条');
  await grid(page).focus();
  for (let times = 0; times < 3; times++) await page.keyboard.press('PageDown');
  const text = await chosen(page).innerText();
  const place = await chosen(page).boundingBox();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: '时间线' })).toBeVisible();
  await few.write(newerOrder(9_001));
  await page.goBack();
  await expect(foot(page)).toContainText('共 301 条');
  expect(await chosen(page).innerText()).toBe(text);
  expect(await chosen(page).boundingBox()).toEqual(place);
});

test.describe('when the platform refuses', () => {
  test.use({ losesRequests: true });

  test('a next page that does not come is asked for again by hand, and the rows stay', async ({
    page,
  }) => {
    let isDown = false;
    await openBefore(page, await tenThousand(), '#/orders', async (route) => {
      if (!isDown) return false;
      await route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: 'x', title: 'x', status: 503, code: 'unavailable' }),
      });
      return true;
    });
    await expect(foot(page)).toContainText('已读取 100 条');
    isDown = true;
    await grid(page).focus();
    await page.keyboard.press('End');
    await expect(page.getByRole('alert')).toContainText('系统暂时不可用');
    await expect(chosen(page)).toContainText('REF-9900');
    isDown = false;
    await button(page, '重试').click();
    await expect(foot(page)).toContainText('已读取 200 条');
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('an address with a filter that is none says which', async ({ page }) => {
    await openBefore(page, await platformWith(10), '#/orders?amountFrom=abc');
    await expect(page.getByRole('alert')).toContainText('amountFrom');
    await page.keyboard.press('c');
    await expect(foot(page)).toHaveText('共 10 条');
  });
});
