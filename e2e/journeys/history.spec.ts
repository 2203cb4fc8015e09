/** After the payment: receipts, months, what is charged next, and how a renewal is cancelled. */
import readBitmap from 'jsqr';
import { focusedId, focusOn, type Key, press, ready } from '../page/keys.ts';
import { chooses, confirms, PAYMENT_MS, shows } from '../page/portal.ts';
import {
  cardBalance,
  expect,
  onTheEvening,
  openHome,
  type Page,
  test,
  worldOf,
} from '../shipped/shipped.ts';

test.use({ losesRequests: true });

/** Pays by card for a month of a service, and looks at the history. */
async function paysFor(page: Page, serviceId: string): Promise<void> {
  await confirms(page, serviceId, 1);
  await ready(page, 'result', PAYMENT_MS);
  await focusOn(page, 'history');
  await press(page, 'ok');
  await ready(page, 'history');
}

const dialog = (page: Page) => page.getByRole('dialog');

/** Presses each key once the screen or dialog for it accepts keys. */
async function presses(page: Page, ...keys: Key[]): Promise<void> {
  for (const key of keys) {
    await expect(page.locator('#app[data-ready]')).toHaveCount(1);
    await press(page, key);
  }
}

/** BOSS's record of a service. */
async function subscription(page: Page, serviceId: string): Promise<{ renewal?: unknown }> {
  const url = `https://boss.test/boss/v1/catalogue/${serviceId}?subscriberId=sub-20062107`;
  const answer = await worldOf(page).boss.fetch(new Request(url));
  return ((await answer.json()) as { subscription: { renewal?: unknown } }).subscription;
}

/** The text of the only QR code on the screen, as a phone reads it. */
async function scanned(page: Page): Promise<string | undefined> {
  const { pixels, side } = await page.evaluate(async () => {
    const code = document.querySelector('svg[role="img"]')!;
    const side = 4 * Number(code.getAttribute('viewBox')!.split(' ')[2]);
    const drawing = code.cloneNode(true) as SVGElement;
    drawing.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    drawing.setAttribute('width', String(side));
    drawing.setAttribute('height', String(side));
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(drawing.outerHTML)}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side });
    const pen = canvas.getContext('2d')!;
    pen.fillStyle = getComputedStyle(code).backgroundColor;
    pen.fillRect(0, 0, side, side);
    pen.drawImage(image, 0, 0, side, side);
    return { pixels: [...pen.getImageData(0, 0, side, side).data], side };
  });
  return readBitmap(Uint8ClampedArray.from(pixels), side, side)?.data;
}

test('a renewal is cancelled from the history in three presses', async ({ page }) => {
  await onTheEvening(page);
  await openHome(page);
  await paysFor(page, 'vod');
  expect(await subscription(page, 'vod')).toHaveProperty('renewal');
  const balance = cardBalance(page);
  await presses(page, 'ok');
  await expect(dialog(page)).toContainText('现在每月从账户扣 20.00 元，下次 2027-01-01');
  expect(await focusedId(page)).toBe('close');
  await presses(page, 'right', 'ok');
  await expect(dialog(page)).toContainText('续费已取消，以后不再扣费。业务照常用到 2026-12-31');
  expect(await subscription(page, 'vod')).not.toHaveProperty('renewal');
  expect(cardBalance(page)).toBe(balance);
  await presses(page, 'ok');
  await expect(dialog(page)).toHaveCount(0);
  expect(await focusedId(page)).toMatch(/^order-/);
  await presses(page, 'ok');
  await expect(dialog(page)).toContainText('互动点播 VOD');
  await expect(dialog(page)).not.toContainText('从账户扣');
});

test('a viewer who goes back keeps the renewal', async ({ page }) => {
  await openHome(page);
  await paysFor(page, 'vod');
  await presses(page, 'ok', 'ok');
  await expect(dialog(page)).toHaveCount(0);
  await presses(page, 'ok', 'right', 'back');
  await expect(dialog(page)).toHaveCount(0);
  await presses(page, 'ok');
  expect(await focusedId(page)).toBe('close');
  expect(await subscription(page, 'vod')).toHaveProperty('renewal');
});

test('a lost answer counts as neither yes nor no, and asking again does nothing twice', async ({
  page,
}) => {
  await openHome(page);
  await paysFor(page, 'vod');
  const { network } = worldOf(page);
  // The fault stays until it is removed: when a connection breaks, a browser may repeat a request by itself.
  network.faults.push({ pathEnd: '/renewal/cancel', loses: 'answer' });
  await presses(page, 'ok', 'right', 'ok');
  await expect(dialog(page)).toContainText('还不知道续费是否已经取消', { timeout: 20_000 });
  network.faults = [];
  await expect(dialog(page)).not.toContainText('续费已取消');
  await expect(dialog(page)).toContainText('客服 96xxx');
  await presses(page, 'ok');
  await expect(dialog(page)).toContainText('续费已取消');
  expect(await subscription(page, 'vod')).not.toHaveProperty('renewal');
});

test('a renewal that ends only by phone says so, on the service screen and in the history', async ({
  page,
}) => {
  await onTheEvening(page);
  await openHome(page);
  await focusOn(page, 'service-broadband300');
  await press(page, 'ok');
  await ready(page, 'service');
  await shows(page, '2027-04-01 续费', '从账户按月续费');
  await focusOn(page, 'renewal');
  await presses(page, 'ok');
  await expect(dialog(page)).toContainText('不能在电视上取消，请致电客服 96xxx');
  await presses(page, 'ok');
  await expect(dialog(page)).toHaveCount(0);
  expect(await focusedId(page)).toBe('renewal');
  await press(page, 'back');
  await paysFor(page, 'broadband300');
  await presses(page, 'ok');
  await expect(dialog(page)).toContainText('不能在电视上取消');
  await expect(page.locator('#cancel')).toHaveCount(0);
});

test('a receipt is complete, and a phone can scan it', async ({ page }) => {
  await openHome(page);
  await confirms(page, 'sport', 1);
  await ready(page, 'result', PAYMENT_MS);
  const told = /^交易流水 \d{4} \d{4} \d{4} \d{4}\n交易时间 20\d\d-.*\n已付 48.00 元\n体育全通票$/;
  const onResult = await scanned(page);
  expect(onResult).toMatch(told);
  await focusOn(page, 'history');
  await press(page, 'ok');
  await ready(page, 'history');
  await shows(page, '1000.00 元 → 952.00 元', '**** 0018', '48.00');
  await presses(page, 'ok');
  await expect(dialog(page)).toContainText('1000.00 元 → 952.00 元');
  expect(await scanned(page)).toBe(onResult);
  await page.keyboard.press('Backspace');
  await expect(dialog(page)).toHaveCount(0);
});

test('orders are found by their month', async ({ page }) => {
  await openHome(page);
  await paysFor(page, 'sport');
  const orders = page.locator('[id^="order-"]');
  await expect(orders).toHaveCount(1);
  await press(page, 'up');
  expect(await focusedId(page)).toBe('month-all');
  await press(page, 'right');
  expect(await focusedId(page)).toMatch(/^month-20\d\d-\d\d$/);
  await expect(orders).toHaveCount(1);
  await press(page, 'down');
  expect(await focusedId(page)).toMatch(/^order-/);
  await press(page, 'back');
  await ready(page, 'home');
});

test('an error shows what to tell the hotline, and a phone can scan it', async ({ page }) => {
  await openHome(page, 'stopped-service');
  await chooses(page, 'basic', 12);
  await ready(page, 'refused');
  expect(await scanned(page)).toMatch(/^客服 96xxx\n查询码 [0-9A-Z]{3}-[0-9A-Z]{4}$/);
});

test('the terms open before and after the price, and show one page first, then the rest', async ({
  page,
}) => {
  await onTheEvening(page);
  await openHome(page);
  await focusOn(page, 'service-basic');
  await press(page, 'ok');
  await ready(page, 'service');
  await focusOn(page, 'read');
  await presses(page, 'ok');
  await shows(page, '一页看懂', '26 元/月', '不用取消，到期停止', '退订规则');
  await press(page, 'pageDown');
  await shows(page, '业务介绍');
  await presses(page, 'back');
  expect(await focusedId(page)).toBe('read');
  await focusOn(page, 'period-12');
  await presses(page, 'ok');
  await ready(page, 'confirm');
  await focusOn(page, 'terms');
  await presses(page, 'ok');
  await shows(page, '一页看懂', '286.00 元', '不扣费，2027-11-30 到期');
  await presses(page, 'back');
  await ready(page, 'confirm');
  expect(await focusedId(page)).toBe('terms');
});

test('for a new service the focus is on paying; for one that is on already it is on "change"', async ({
  page,
}) => {
  await onTheEvening(page);
  await openHome(page);
  await chooses(page, 'sport', 1);
  await ready(page, 'confirm');
  expect(await focusedId(page)).toBe('pay');
  await shows(page, '请确认缴费信息');
  await presses(page, 'back', 'back');
  await chooses(page, 'vod', 1);
  await ready(page, 'confirm');
  expect(await focusedId(page)).toBe('change');
  await shows(page, '请再次确认续缴', '已缴到 2026-11-30', '2027-01-01 从账户扣 20.00 元');
  await presses(page, 'ok');
  await ready(page, 'service');
  expect(cardBalance(page)).toBe(100_000);
});
