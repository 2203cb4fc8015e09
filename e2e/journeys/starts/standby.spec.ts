/** A box that slept, was hidden or lost its network shows nothing old as new when it is back. */

import { focusOn, press, ready } from '../../page/keys.ts';
import { chooses, confirms, PAYMENT_MS, shows } from '../../page/portal.ts';
import type { OperatorSide } from '../../shipped/operatorSide.ts';
import {
  cardBalance,
  expect,
  open,
  openHome,
  type Page,
  pass,
  test,
} from '../../shipped/shipped.ts';
import { FULL, MINUTE } from '../household.ts';

test.use({ losesRequests: true });

const HOUR = 60 * MINUTE;
/** Which screens were shown, in their order. */
const screens = (page: Page) =>
  page.evaluate(() => (window as unknown as { shown: string[] }).shown);

/** What the page asks the TSP for from now on. */
function asksFor(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname.replace(/.*v1/, '')));
  return asked;
}

test.beforeEach(async ({ page }) => {
  await page.clock.install();
  await page.addInitScript(() => {
    const shown: string[] = [];
    Object.assign(window, { shown });
    document.addEventListener('DOMContentLoaded', () => {
      const root = document.querySelector('#app');
      if (!root) return;
      // A screen that is drawn again sets its name again.
      const note = () => {
        const screen = root.getAttribute('data-screen')!;
        if (screen !== shown[shown.length - 1]) shown.push(screen);
      };
      new MutationObserver(note).observe(root, { attributeFilter: ['data-screen'] });
    });
  });
});

test('home, a service, the history: after a night in standby everything is fetched again before a key acts', async ({
  page,
}) => {
  await openHome(page);
  const ways: Record<string, () => Promise<void>> = {
    service: async () => {
      await focusOn(page, 'service-basic');
      await press(page, 'ok');
      await ready(page, 'service');
    },
    history: async () => {
      await focusOn(page, 'tab-history');
      await press(page, 'ok');
      await ready(page, 'history');
    },
    // Last: by now the late script is there, which has the screens in between.
    home: async () => {},
  };
  for (const [screen, go] of Object.entries(ways)) {
    await go();
    const asked = asksFor(page);
    const before = (await screens(page)).length;
    await pass(page, 10 * HOUR);
    await page.keyboard.press('ArrowDown');
    await ready(page, 'home');
    expect((await screens(page)).slice(before), screen).toEqual(['recovering', 'home']);
    expect(asked, screen).toEqual(expect.arrayContaining(['/orders', '/services', '/subscriber']));
  }
});

test('a price that was shown before the box slept is not confirmed', async ({ page }) => {
  await openHome(page);
  await chooses(page, 'basic', 1);
  await ready(page, 'confirm');
  await pass(page, HOUR);
  await ready(page, 'home');
  await confirms(page, 'basic', 1);
  await ready(page, 'result', PAYMENT_MS);
  expect(cardBalance(page)).toBe(FULL - 2_600);
});

/** The box stands still, and with it its timers and its even clock; the operator's time goes on. */
async function sleeps(page: Page, { pass: passes }: OperatorSide, ms: number): Promise<void> {
  passes(ms);
  await page.clock.setSystemTime((await page.evaluate(() => Date.now())) + ms);
}

test('a short nap in which the clock of the page stood still: no price counts down too long', async ({
  page,
}) => {
  const side = await openHome(page);
  await chooses(page, 'basic', 1);
  await ready(page, 'confirm');
  // Less than the difference for which the platform would refuse a request, and tell its time.
  await sleeps(page, side, 100_000);
  await press(page, 'down');
  await ready(page, 'home');
  await chooses(page, 'basic', 1);
  await ready(page, 'confirm');
  await expect(page.locator('#app')).toContainText(/报价有效期 (09:5\d|10:00)/);
});

test('a card that is put in before the sleep is noticed pays nothing, and the service can be bought again', async ({
  page,
}) => {
  const side = await openHome(page, 'card-never-comes');
  const { slot, subscriber } = side.world;
  await confirms(page, 'basic', 1);
  await ready(page, 'waitCard');
  await sleeps(page, side, HOUR);
  subscriber.insert();
  await ready(page, 'home');
  expect(await screens(page)).not.toContain('cardCheck');
  expect(cardBalance(page)).toBe(FULL);
  slot.pull();
  await confirms(page, 'basic', 1);
  await ready(page, 'waitCard');
  subscriber.insert();
  await ready(page, 'result', PAYMENT_MS);
});

test('a key that is pressed before the sleep is noticed confirms nothing', async ({ page }) => {
  const side = await openHome(page);
  await chooses(page, 'basic', 1);
  await ready(page, 'confirm');
  await focusOn(page, 'pay');
  await sleeps(page, side, HOUR);
  await press(page, 'ok');
  await ready(page, 'home');
  expect(await screens(page)).not.toContain('ordering');
});

test('a page that was hidden for hours is fetched again when it is seen', async ({ page }) => {
  await openHome(page);
  const hide = (hidden: boolean) =>
    page.evaluate((is) => {
      Object.defineProperty(document, 'hidden', { value: is, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await hide(true);
  for (let minutes = 0; minutes < 8; minutes += 4) await pass(page, 4 * MINUTE);
  const asked = asksFor(page);
  await hide(false);
  await expect.poll(() => asked).toContain('/services');
  await ready(page, 'home');
  expect((await screens(page)).slice(-2)).toEqual(['recovering', 'home']);
});

test('a box that wakes without a network says so, shows no old list, and comes back by itself', async ({
  page,
}) => {
  const { network } = (await openHome(page)).world;
  network.down = true;
  await pass(page, HOUR);
  await ready(page, 'outOfService', 20_000);
  await shows(page, '网络没有连上');
  network.down = false;
  await pass(page, 20_000);
  await ready(page, 'home');
});

test('a network that was away for long: what is on the screen is fetched again', async ({
  page,
  context,
}) => {
  await openHome(page);
  await context.setOffline(true);
  for (let minutes = 0; minutes < 8; minutes += 4) await pass(page, 4 * MINUTE);
  const asked = asksFor(page);
  await context.setOffline(false);
  await expect.poll(() => asked).toContain('/services');
  await ready(page, 'home');
});

test('a payment that is under way when the box sleeps is not left', async ({ page }) => {
  await open(page, 'report-never-arrives');
  await confirms(page, 'basic', 1);
  await ready(page, 'reporting', PAYMENT_MS);
  await pass(page, HOUR);
  await press(page, 'down');
  await pass(page, HOUR);
  expect(await page.locator('#app').getAttribute('data-screen')).toBe('reporting');
  expect(cardBalance(page)).toBe(FULL - 2_600);
});
