/** A box whose own storage fails: it starts, pays, and after a power cut the card says what it did. */
import { press, ready } from '../../page/keys.ts';
import { PAYMENT_MS, shows } from '../../page/portal.ts';
import { cardBalance, expect, openHome, type Page, test, visit } from '../../shipped/shipped.ts';
import { choose, dialogSays, openSettings, PAID, pays } from '../household.ts';

type Fault = 'hangs at open' | 'is full in the middle' | 'hangs in the middle' | 'is forbidden';

/** Breaks the engine's storage on each page of this test; "in the middle" is once MAC1 has been asked for. */
async function breaks(page: Page, fault: Fault): Promise<void> {
  await page.addInitScript((how) => {
    const idle = () => ({}) as never;
    if (how === 'hangs at open') IDBFactory.prototype.open = idle;
    if (how === 'is forbidden') {
      const forbidden = () => {
        throw new DOMException('forbidden', 'SecurityError');
      };
      Object.defineProperty(window, 'localStorage', { get: forbidden });
      Object.defineProperty(window, 'indexedDB', { get: forbidden });
    }
    const { transaction } = IDBDatabase.prototype;
    let written = 0;
    IDBDatabase.prototype.transaction = function (names, mode) {
      const isBroken = mode === 'readwrite' && written++ > 0;
      if (isBroken && how === 'hangs in the middle') {
        return { objectStore: () => ({ put: idle, delete: idle }) } as never;
      }
      const begun = transaction.call(this, names, mode);
      if (isBroken && how === 'is full in the middle') {
        setTimeout(() => {
          try {
            begun.abort();
          } catch {} // It has ended.
        });
      }
      return begun;
    };
  }, fault);
}

for (const fault of [
  'hangs at open',
  'is full in the middle',
  'hangs in the middle',
  'is forbidden',
] as const) {
  test(`storage ${fault}: the box starts and pays, and the next page has nothing to ask`, async ({
    page,
  }) => {
    await breaks(page, fault);
    await openHome(page);
    await pays(page);
    await ready(page, 'result', 2 * PAYMENT_MS);
    await press(page, 'ok');
    await ready(page, 'home');
    await openSettings(page);
    await dialogSays(page, 'box.storage');
    await visit(page);
    if (fault.endsWith('in the middle')) {
      // The disk still has the entry of before MAC1, and could not be told that its result was seen.
      await ready(page, 'result');
      await press(page, 'ok');
    }
    await ready(page, 'home');
    await expect(page.locator('#banner')).toHaveCount(0);
    expect(cardBalance(page)).toBe(PAID);
  });
}

for (const fault of ['hangs at open', 'is full in the middle', 'hangs in the middle'] as const) {
  test(`storage ${fault}, then a power cut at the debit: the card is looked at, and was charged once`, async ({
    page,
  }) => {
    await page.clock.install();
    await breaks(page, fault);
    const { world } = await openHome(page, 'first-day', { faults: 'power-cut' });
    await pays(page);
    await expect.poll(() => world.faults.of('power-cut').struck, { timeout: PAYMENT_MS }).toBe(1);
    await ready(page, 'result', 2 * PAYMENT_MS);
    await shows(page, '缴费成功');
    expect(cardBalance(page)).toBe(PAID);
  });
}

test('without localStorage the household’s choice holds until the box restarts', async ({
  page,
}) => {
  await breaks(page, 'is forbidden');
  await openHome(page);
  await openSettings(page);
  await choose(page, 'language-en');
  await dialogSays(page, 'Settings');
  await visit(page);
  await ready(page, 'home');
  await shows(page, '设置');
});
