import AxeBuilder from '@axe-core/playwright';
import { DAY_MS } from '../../src/shared/time.ts';
import {
  button,
  goTo,
  HOUR_MS,
  head,
  heading,
  isThere,
  openConsole,
  signIn,
  takesStep,
  toNoon,
} from '../console/operator.ts';
import { press, ready } from '../page/keys.ts';
import { confirms, PAYMENT_MS } from '../page/portal.ts';
import { aheadBy, openHome } from '../page/pretendPage.ts';
import { expect, type Page, test } from '../page/watched.ts';

const BOX = 'STB-00A1B2C3D4';

const PAGES = [
  'today',
  'subscribers',
  'orders',
  'doubts',
  'days',
  'batches',
  'cases',
  'audit',
  'pool',
  'switches',
  `boxes/${BOX}`,
];

async function faultsOf(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

/** Checks the accessibility of every page in both languages, with the data there is. */
async function everyPageIsForEverybody(page: Page, more: readonly string[]): Promise<void> {
  for (const language of ['zh-CN', 'en']) {
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    for (const hash of [...PAGES, ...more]) {
      await goTo(page, `#/${hash}`);
      await isThere(page, /./);
      expect(await faultsOf(page), `${hash} in ${language}`).toEqual([]);
    }
    if (language === 'zh-CN') await button(page, 'English').click();
  }
}

test('with the keyboard alone: in, about, help, and out', async ({ page }) => {
  await page.goto('./console/?world=television#/pool');
  expect(await faultsOf(page)).toEqual([]);
  await page.keyboard.type('wang');
  await page.keyboard.press('Tab');
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('用户名或密码不对');
  await expect(page.locator('input[type=password]')).toBeFocused();
  await page.keyboard.type('pretend');
  await page.keyboard.press('Enter');
  await isThere(page, 'PSAM 卡池');
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await isThere(page, '订单');
  await expect(heading(page)).toBeFocused();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: '查找来电的客户' })).toBeFocused();
  await page.keyboard.type('g?/nobody');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/subscribers\?text=/);
  await expect(page.locator('main')).toContainText('没有找到“g?/nobody”');
  await expect(page.locator('main')).toContainText('问来电人这四样中的一样');
  await page.goBack();
  await expect(page.locator('main')).toContainText('还没有订单');
  await page.locator('a[href="#/days"]').focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('按键');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('a[href="#/days"]')).toBeFocused();
  await page.keyboard.press('g');
  await page.keyboard.press('w');
  await button(page, '关闭: 受理新支付').press('Enter');
  await page.keyboard.type('风暴');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const told = page.getByRole('status').last();
  await expect(told).toContainText('已关闭');
  const [toldAt, mainAt] = [await told.boundingBox(), await page.locator('main').boundingBox()];
  expect(toldAt!.x + toldAt!.width, 'what is told covers nothing').toBeLessThan(mainAt!.x);
  await expect(page.locator('tr', { hasText: '风暴' })).toContainText('wang');
  await button(page, '退出').press('Enter');
  await expect(button(page, '登录')).toBeVisible();
  await expect(page.getByText('已关闭')).toHaveCount(0);
});

test('an expired session asks for the password, then goes on at the same place', async ({
  page,
}) => {
  await openConsole(page, 'wang', '#/switches');
  await isThere(page, '开关');
  await page.evaluate(() => {
    const session = JSON.parse(sessionStorage.getItem('console:session')!);
    sessionStorage.setItem(
      'console:session',
      JSON.stringify({ ...session, token: '0'.repeat(64) }),
    );
  });
  await page.reload();
  await expect(page.locator('main')).toContainText('登录已到期');
  await signIn(page, 'wang');
  await isThere(page, '开关');
  await expect(page.locator('tbody tr')).toHaveCount(2);
});

test('paid on the television, read in the console, and the day settled', async ({ context }) => {
  const portal = await context.newPage();
  const noon = toNoon();
  await aheadBy(portal, noon);
  await openHome(portal);
  await confirms(portal, 'basic', 12);
  await ready(portal, 'result', PAYMENT_MS);
  await portal.close();

  const page = await context.newPage();
  await aheadBy(page, noon + DAY_MS);
  await openConsole(page, 'wang', `#/orders?find=${BOX}`);
  const row = page.locator('tbody tr');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('¥286.00');
  await row.getByRole('link').first().click();
  await isThere(page, '已完成');
  const line = page.getByRole('region', { name: '时间线' });
  for (const text of ['用户确认金额', 'DEBIT FOR PURCHASE', '借 银联应收', 'BOSS 已开通']) {
    await expect(line).toContainText(text);
  }
  await expect(page.locator('main')).toContainText('0018');
  const order = new URL(page.url()).hash.slice(2);

  await page.getByRole('region', { name: '概要' }).getByRole('link', { name: /^20/ }).click();
  await isThere(page, '对账 2');
  const day = new URL(page.url()).hash.slice(2);
  await button(page, '立即对账').click();
  await button(page, '开始对账').click();
  await expect(head(page)).toContainText('已对账', { timeout: 20_000 });
  for (const side of ['TSP', 'BOSS', 'PPP']) {
    await expect(page.getByRole('region', { name: side, exact: true })).toContainText('¥286.00');
  }
  await expect(page.getByText('与 TSP 一致')).toHaveCount(2);
  await expect(page.locator('main')).toContainText('全部已解释');
  await expect(page.getByRole('region', { name: '文件' }).locator('tbody tr')).not.toHaveCount(0);

  await goTo(page, '#/audit');
  await button(page, '校验').click();
  await expect(page.getByText(/完整，共/)).toHaveCount(2);
  const saving = page.waitForEvent('download');
  await button(page, '导出 CSV').click();
  expect((await saving).suggestedFilename()).toMatch(/\.csv$/);
  await everyPageIsForEverybody(page, [order, day]);
});

/** When the doubt has become a case. */
const LATER_MS = 3 * DAY_MS + 2 * HOUR_MS;

test('a doubt that grew too old is closed by two people, whom a third one does not disturb', async ({
  context,
}) => {
  const portal = await context.newPage();
  await openHome(portal, 'card-never-returns');
  await confirms(portal, 'basic', 12);
  await ready(portal, 'insertSameCard', PAYMENT_MS);
  // A doubt grows old from when the platform knew of it.
  for (const laterMs of [HOUR_MS, 3 * DAY_MS + HOUR_MS]) {
    await aheadBy(portal, laterMs);
    await portal.reload();
    await ready(portal, 'insertSameCard', PAYMENT_MS);
  }
  await press(portal, 'back');
  await portal.close();

  const clerk = await context.newPage();
  await aheadBy(clerk, LATER_MS);
  await openConsole(clerk, 'chen', '#/cases');
  await clerk.locator('tr', { hasText: '存疑超期' }).getByRole('link').first().click();
  await isThere(clerk, '存疑超期');
  const address = new URL(clerk.url()).hash;
  await takesStep(clerk, '领取', '我来处理');
  await expect(head(clerk)).toContainText('已领取');

  const third = await context.newPage();
  await aheadBy(third, LATER_MS);
  await openConsole(third, 'wang', address);
  await isThere(third, '已领取');
  await takesStep(clerk, '补充证据', '卡片日志没有这一笔，余额未变');
  await expect(head(clerk)).toContainText('取证中');
  await takesStep(third, '领取', '交给我');
  await expect(third.getByRole('alert')).toContainText('有人刚更新了这个工单');
  await expect(head(third)).toContainText('取证中');
  await expect(third.locator('form textarea')).toHaveValue('交给我');
  await third.close();

  await button(clerk, '提出方案').click();
  await clerk.getByText('认定未扣款').click();
  const preview = clerk.getByText('借 挂账订单 · 贷 挂账应收 · ¥286.00');
  await expect(preview).toBeVisible();
  await takesStep(clerk, '提出方案', '卡片日志没有记录');
  await expect(clerk.locator('main')).toContainText('方案是您提出的');
  expect(await faultsOf(clerk)).toEqual([]);

  await button(clerk, '退出').click();
  await signIn(clerk, 'li');
  await isThere(clerk, '待复核');
  await expect(preview).toBeVisible();
  await expect(clerk.getByText('请 BOSS 释放预占')).toBeVisible();
  expect(await faultsOf(clerk)).toEqual([]);
  await takesStep(clerk, '复核通过', '同意，日志已核对');
  await expect(head(clerk)).toContainText('已关闭');
  await goTo(clerk, '#/audit?find=li');
  await expect(clerk.locator('tbody')).toContainText('复核通过');
});

test('the first sight is a demonstration, said in red: figures with a table each, by keyboard, in one language', async ({
  page,
}) => {
  await page.goto('./console/');
  await signIn(page, 'wang');
  const bar = page.locator('[data-demonstration=true]');
  await expect(bar).toContainText('演示数据');
  await isThere(page, '今日');
  const region = (name: string) => page.getByRole('region', { name, exact: true });
  const taken = page.locator('a', { hasText: '今日实收' });
  await expect(taken).toContainText('较昨日此时');
  const steps = region('从询价到开通').locator('tbody tr');
  await expect(steps).toHaveCount(5);
  await expect(region('八天').locator('tbody tr')).toHaveCount(8);
  await expect(page.getByRole('list', { name: '需要处理' })).toContainText('存疑');
  for (const name of ['各业务收款', '平台应答耗时', '与前几日比较']) {
    expect(await region(name).locator('tbody tr').count(), name).toBeGreaterThan(3);
  }
  for (const language of ['zh-CN', 'en']) {
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    expect(await faultsOf(page), language).toEqual([]);
    if (language === 'zh-CN') await button(page, 'English').click();
  }
  await expect(bar).toContainText('Demonstration data');
  const words = (await page.locator('main').innerText()).replace(/¥/g, '');
  expect(words.match(/[\u4e00-\u9fff]+/g), 'an English page has no Chinese').toBeNull();
  await region('Eight days').getByRole('link', { name: '2026-11-29' }).press('Enter');
  await isThere(page, 'Settlement of 2026-11-29');
  await expect(region('Taken by service').locator('tbody tr').first()).toBeVisible();
  for (const key of ['g', 'c']) await page.keyboard.press(key);
  await isThere(page, 'Cases');
  await expect(page.locator('tbody tr')).toHaveCount(4);
  await page.reload();
  await isThere(page, 'Cases');
  await bar.getByRole('link').press('Enter');
  await signIn(page, 'wang');
  await expect(page.locator('[data-demonstration]')).toContainText('simulated television');
});
