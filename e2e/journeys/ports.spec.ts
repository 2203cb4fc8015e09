/**
 * Payments through every port and every script of a driver: simulated devices at the lowest level, the shipped drivers
 * above them. `virtualPorts.test.ts` has every model of reader, and every moment at which one goes.
 */
import { focusedId, press, ready } from '../page/keys.ts';
import { confirms, PAYMENT_MS, shows } from '../page/portal.ts';
import { cardBalance, expect, openHome, type Page, test } from '../shipped/shipped.ts';

const PORTS = [
  ['webusb', ''],
  ['webusb', 't1'],
  ['webusb', 'too-fast'],
  ['webhid', ''],
  ['websocket', ''],
] as const;

const pays = async (page: Page) => {
  await confirms(page, 'sport', 1);
  await ready(page, 'result', PAYMENT_MS);
  expect(cardBalance(page)).toBe(100_000 - 4_800);
};

for (const [port, model] of PORTS) {
  test(`a payment through ${port} ${model}`, async ({ page }) => {
    await openHome(page, 'first-day', { reader: { port, model } });
    await pays(page);
    await shows(page, '1000.00 元 → 952.00 元');
  });
}

test('when a missing reader is plugged in, the payment goes on by itself', async ({ page }) => {
  const { slot } = (await openHome(page, 'first-day', { reader: { port: 'webhid' } })).world;
  slot.unplug();
  await confirms(page, 'sport', 1);
  await ready(page, 'waitCard');
  await shows(page, '读卡器未连接', 'webhid available');
  slot.plug();
  await ready(page, 'result', PAYMENT_MS);
  expect(cardBalance(page)).toBe(95_200);
});

test('a reader unplugged while the card is debited leaves a doubt, which the card resolves', async ({
  page,
}) => {
  const { slot } = (await openHome(page, 'first-day', { reader: { port: 'webusb' } })).world;
  let isOut = false;
  slot.onCommand((command) => {
    if (command[1] !== 0x54 || isOut) return;
    isOut = true;
    // Unplugged before the answer reaches the page.
    setTimeout(() => slot.unplug());
    setTimeout(() => slot.plug(), 3_000);
  });
  await confirms(page, 'sport', 1);
  await ready(page, 'result', 2 * PAYMENT_MS);
  expect(cardBalance(page)).toBe(95_200);
});

test('where the browser may ask for a reader, OK opens its window, and the payment goes on', async ({
  page,
}) => {
  await openHome(page, 'first-day', {
    reader: { port: 'webusb', granted: 'never-yet' },
  });
  await confirms(page, 'sport', 1);
  await ready(page, 'waitCard');
  await shows(page, '没有可用的读卡器', 'webusb available');
  expect(await focusedId(page)).toBe('allow');
  await press(page, 'ok');
  await ready(page, 'result', PAYMENT_MS);
  expect(cardBalance(page)).toBe(95_200);
});

test('a page cannot use a reader of the smart-card class, and the screen says so', async ({
  page,
}) => {
  await openHome(page, 'first-day', {
    reader: { port: 'webusb', model: 'protected' },
    // Without WebHID, since that could ask for another reader.
    operator: { readers: ['host-object', 'webusb'] },
  });
  await confirms(page, 'sport', 1);
  await ready(page, 'waitCard');
  await shows(page, '读卡器不允许使用', 'webusb protected-class');
  await press(page, 'back');
  await ready(page, 'service');
});
