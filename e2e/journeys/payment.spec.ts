import { focusedId, focusOn, press, ready } from '../page/keys.ts';
import { chooses, confirms, PAYMENT_MS, shows } from '../page/portal.ts';
import {
  cardBalance,
  expect,
  HUMAN_PACE,
  onTheEvening,
  openHome,
  test,
} from '../shipped/shipped.ts';

test('a subscriber pays for a year of television, and finds it in the history', async ({
  page,
}) => {
  await onTheEvening(page);
  await openHome(page, 'first-day', HUMAN_PACE);
  await shows(page, '王*明', '数字电视基本收视费', '26 元/月', '11 月 30 日到期', '客服 96xxx');
  await focusOn(page, 'service-basic');
  await press(page, 'ok');
  await ready(page, 'service');
  await shows(page, '86 套标清频道', '最近缴费', '省 26 元', '到期不会自动续费');
  await focusOn(page, 'period-12');
  await press(page, 'ok');
  await ready(page, 'confirm');
  await shows(page, '26.00 元 × 12 个月', '286.00', '2026-12-01 至 2027-11-30');
  await shows(page, '已缴到 2026-11-30，再缴 12 个月', '不扣费，2027-11-30 到期');
  expect(await focusedId(page)).toBe('change');
  await press(page, 'left', 'ok');
  await ready(page, 'waitCard');
  await shows(page, '请插入金融 IC 卡', '286.00');
  await ready(page, 'result', PAYMENT_MS);
  await shows(page, '缴费成功', '已开通', '2027-11-30', '**** 0018', '1000.00 元 → 714.00 元');
  expect(cardBalance(page)).toBe(71_400);
  await focusOn(page, 'history');
  await press(page, 'ok');
  await ready(page, 'history');
  await shows(page, '数字电视基本收视费', '286.00');
  await press(page, 'back');
  await ready(page, 'home');
  await page.reload();
  await ready(page, 'home');
  await shows(page, '2027-11-30 到期');
  expect(cardBalance(page)).toBe(71_400);
});

test('in English the same journey leads to the same receipt', async ({ page }) => {
  await openHome(page, 'first-day', { query: 'lang=en' });
  await confirms(page, 'sport', 1);
  await ready(page, 'result', PAYMENT_MS);
  await shows(page, '¥48.00', '¥952.00', '0018');
});

test('Escape works as Back, like Backspace', async ({ page }) => {
  await openHome(page);
  await chooses(page, 'kids', 1);
  await ready(page, 'confirm');
  await page.keyboard.press('Escape');
  await ready(page, 'service');
});

/**
 * Scenario, service, and the words on the screen: refused before the fee is confirmed, by the card, and by losing it.
 * `virtualPayment.test.ts` has the other refusals and their words.
 */
const refusals: [scenario: string, service: string, words: string[]][] = [
  ['arrears', 'sport', ['先补缴欠费，再办理', '一共 52 元', '本次没有扣款']],
  ['poor-card', 'basic', ['卡内余额不足', '13.50', '286.00', '本次没有扣款']],
  ['card-pulled-before-debit', 'basic', ['卡片被拔出', '本次没有扣款', '重新插卡']],
];

for (const [scenario, service, words] of refusals) {
  test(`${scenario}: a refusal with its reason, nothing taken, and a way back`, async ({
    page,
  }) => {
    await openHome(page, scenario);
    await chooses(page, service, 12);
    if (scenario !== 'arrears') {
      await ready(page, 'confirm');
      await focusOn(page, 'pay');
      await press(page, 'ok');
    }
    await ready(page, 'refused', PAYMENT_MS);
    await shows(page, ...words);
    expect(cardBalance(page)).toBe(100_000);
    await press(page, 'back');
    await ready(page, 'service');
    await press(page, 'back');
    await ready(page, 'home');
  });
}

test('refused for arrears: the bills are paid alone, what was wanted first is offered, and paid', async ({
  page,
}) => {
  await openHome(page, 'arrears');
  await chooses(page, 'film4k', 1);
  await ready(page, 'refused', PAYMENT_MS);
  await shows(page, '先补缴欠费，再办理', '补缴欠费 52 元', '数字电视基本收视费 2026-');
  await press(page, 'ok');
  await ready(page, 'confirm');
  await shows(page, '补缴欠费 · 数字电视基本收视费', '欠费期间', '52.00');
  await press(page, 'ok');
  await ready(page, 'result', PAYMENT_MS);
  await shows(page, '欠费已缴清', '现在可以办理', '已从卡内支付 52.00 元', '已缴清');
  expect(cardBalance(page)).toBe(100_000 - 5200);
  await press(page, 'ok');
  await ready(page, 'confirm');
  await press(page, 'ok');
  await ready(page, 'result', PAYMENT_MS);
  await shows(page, '缴费成功', '已开通');
  await focusOn(page, 'history');
  await press(page, 'ok');
  await ready(page, 'history');
  await shows(page, '补缴欠费', '已缴清', '已开通');
});

test('an overdue bill is shown on its card and is paid first', async ({ page }) => {
  await openHome(page, 'arrears');
  await shows(page, '欠费 52 元');
  await confirms(page, 'basic', 1);
  await ready(page, 'result', PAYMENT_MS);
  await press(page, 'ok');
  await ready(page, 'home');
  await expect(page.locator('#app')).not.toContainText('欠费');
});

test('back leads home from every step before the debit', async ({ page }) => {
  await openHome(page, 'card-never-comes');
  await confirms(page, 'basic', 12);
  await ready(page, 'waitCard');
  await press(page, 'back');
  await ready(page, 'service');
  await focusOn(page, 'period-12');
  await press(page, 'ok');
  await ready(page, 'confirm');
  await focusOn(page, 'change');
  await press(page, 'ok');
  await ready(page, 'service');
  await press(page, 'back');
  await ready(page, 'home');
  expect(cardBalance(page)).toBe(100_000);
});
