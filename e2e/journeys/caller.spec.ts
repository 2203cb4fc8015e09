/** A caller is on the line: what the caller reads out leads to one page, and the page says what to tell. */
import AxeBuilder from '@axe-core/playwright';
import { heading, isThere, openConsole } from '../console/operator.ts';
import { press, ready } from '../page/keys.ts';
import { confirms, PAYMENT_MS } from '../page/portal.ts';
import { openHome } from '../page/pretendPage.ts';
import { expect, type Page, test } from '../page/watched.ts';

/** Types what the caller says, as a person at the console does: a slash, the words, Enter. */
async function searches(page: Page, text: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

const script = (page: Page) => page.getByRole('region', { name: '对客户说' });
const home = async (page: Page) => {
  await page.evaluate(() => {
    location.hash = '#/today';
  });
  await isThere(page, '今日');
};

test('paid: a receipt number in fours, card and amount, a name, the smart card', async ({
  context,
}) => {
  const portal = await context.newPage();
  await openHome(portal);
  await confirms(portal, 'basic', 12);
  await ready(portal, 'result', PAYMENT_MS);
  await portal.close();

  const page = await context.newPage();
  await openConsole(page, 'chen', '#/today');
  await searches(page, '0018 286.00');
  await isThere(page, '王*明');
  await expect(heading(page)).toBeFocused();
  await expect(script(page).locator('li').first()).toContainText(
    '缴的 286.00 元（数字电视基本收视费 12 个月）已经到账，业务已开通',
  );
  const receipt = /交易流水 (\d{4} \d{4} \d{4} \d{4})/.exec(await script(page).innerText())![1]!;
  const place = new URL(page.url()).hash;

  // As it is read out and typed: full-width, O for 0, l for 1.
  for (const said of [
    receipt,
    receipt.replaceAll('0', 'O').replaceAll('1', 'l').replaceAll(' ', '-'),
  ]) {
    await home(page);
    await searches(page, said);
    await isThere(page, '王*明');
    expect(new URL(page.url()).hash).toBe(place);
  }
  for (const said of ['晓明', '62107', 'stb 00a1b2c3d4']) {
    await home(page);
    await searches(page, said);
    await isThere(page, '王*明');
    await expect(script(page)).toContainText('已经到账');
  }
  const main = page.locator('main');
  for (const [panel, words] of [
    ['缴费', '¥286.00'],
    ['机顶盒', 'STB-00A1B2C3D4'],
    ['业务', '基本收视'],
    ['用过的银行卡', '尾号 0018'],
  ] as const) {
    await expect(main.getByRole('region', { name: panel, exact: true })).toContainText(words);
  }
  for (const language of ['zh-CN', 'en']) {
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await page.getByRole('button', { name: language === 'en' ? '中文' : 'English' }).click();
  }
});

test('a doubt: the code on the screen, and the caller is told that it is being checked', async ({
  context,
}) => {
  const portal = await context.newPage();
  await openHome(portal, 'card-never-returns');
  await confirms(portal, 'basic', 12);
  await ready(portal, 'insertSameCard', PAYMENT_MS);
  const shown = await portal.locator('body').innerText();
  const code = /[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}/.exec(shown)?.[0];
  expect(code).toBeDefined();
  await press(portal, 'back');
  await portal.close();

  const page = await context.newPage();
  await openConsole(page, 'chen', '#/today');
  await searches(page, code!.toLowerCase().replace('-', ' '));
  await isThere(page, '王*明');
  const first = script(page).locator('li').first();
  await expect(first).toContainText('是否扣款还没有结果');
  await expect(first).toContainText('请把同一张卡插回机顶盒');
  await expect(first).toContainText('请不要再缴一次');
  await expect(page.getByRole('region', { name: '用过的银行卡' })).toContainText('1 笔待核对');
});

test('of nobody known the console says what to ask; the audit has who was looked at', async ({
  page,
}) => {
  await openConsole(page, 'wang', '#/today');
  await searches(page, '7K3-0D43');
  await isThere(page, '查找');
  await expect(page.locator('main')).toContainText('没有找到');
  await expect(page.locator('main')).toContainText('问来电人这四样中的一样');
  await searches(page, '晓明');
  await isThere(page, '王*明');
  await expect(script(page)).toContainText('您名下没有正在处理的缴费');
  await page.evaluate(() => {
    location.hash = '#/audit?find=sub-20062107';
  });
  await isThere(page, '审计');
  await expect(page.locator('tbody')).toContainText('查看客户');
  await expect(page.locator('tbody')).toContainText('查找客户');
});
