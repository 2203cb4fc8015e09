/** Remote controls of various boxes, pointers, and Back, which never leaves the portal. */
import { boxKeys, frames } from '../page/boxKeys.ts';
import { focusedId, focusOn, press, ready } from '../page/keys.ts';
import { confirms, PAYMENT_MS } from '../page/portal.ts';
import { begin, expect, openHome, type Page, test, visit } from '../shipped/shipped.ts';

test.use({ losesRequests: true });

/** Does what iPanel's middleware does: it calls handlers of the document, without key events. */
const irkeypress = (page: Page, which: number, kinds = ['onkeypress', 'onirkeypress']) =>
  page.evaluate(
    ([code, names]) => {
      const page = document as unknown as Record<string, (event: object) => unknown>;
      return names.map((name) => page[name]!({ which: code, modifiers: 0 }));
    },
    [which, kinds] as const,
  );

test('on iPanel 1 to 4 are arrows, 340 is Back, and each press comes as two events', async ({
  page,
}) => {
  await openHome(page, 'first-day', { query: 'keys=ipanel' });
  const start = await focusedId(page);
  expect(await irkeypress(page, 4)).toEqual([0, 0]);
  await frames(page);
  const second = await focusedId(page);
  expect(second).not.toBe(start);
  await irkeypress(page, 3);
  await frames(page);
  expect(await focusedId(page)).toBe(start);
  await focusOn(page, 'service-basic');
  await irkeypress(page, 13, ['onkeypress', 'onirkeypress', 'onsystemevent']);
  await ready(page, 'service');
  await irkeypress(page, 2);
  await frames(page);
  await irkeypress(page, 340, ['onkeypress', 'onirkeypress', 'onsystemevent']);
  await ready(page, 'home');
  expect(await focusedId(page)).toBe('service-basic');
});

test('a host that forwards raw Android codes: 19 is Up, 23 is OK, 4 is Back', async ({ page }) => {
  await openHome(page, 'first-day', { query: 'keys=raw-android' });
  const box = await boxKeys(page);
  const start = (await focusedId(page))!;
  await box.press(22);
  expect(await focusedId(page)).not.toBe(start);
  await box.go(21, start);
  await box.press(23);
  await ready(page, 'service');
  await focusOn(page, 'period-1');
  await box.press(20);
  await box.press(23);
  await ready(page, 'confirm');
  await box.press(4);
  await ready(page, 'service');
  await box.press(4);
  await ready(page, 'home');
});

test('the codes of one box do nothing on another', async ({ page }) => {
  await openHome(page, 'first-day', { query: 'keys=tizen' });
  const box = await boxKeys(page);
  const start = await focusedId(page);
  await box.press(1, 4, 19, 22, 65, 68, 83, 87, 340, 640);
  expect(await focusedId(page)).toBe(start);
  await box.press(13);
  await ready(page, 'service');
  await box.press(10009);
  await ready(page, 'home');
});

test('the browser’s Back acts as the portal’s Back, once, and never leaves the page', async ({
  page,
}) => {
  await openHome(page);
  const address = page.url();
  await focusOn(page, 'service-basic');
  await press(page, 'ok');
  await ready(page, 'service');
  const back = () => page.evaluate(() => history.back());
  await back();
  await ready(page, 'home');
  await press(page, 'ok');
  await ready(page, 'service');
  const box = await boxKeys(page);
  await box.down(37, { alt: true });
  await ready(page, 'home');
  expect(page.url()).toBe(address);
});

test('while the card is debited no Back does anything, and the payment is made', async ({
  page,
}) => {
  // The debit ends before a test could press, so a script presses the keys the moment the screen is shown.
  await page.addInitScript(() => {
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        if ((target as Element).getAttribute('data-screen') !== 'debiting') continue;
        const kept = [8, 27, 166].map((keyCode) => {
          const press = new KeyboardEvent('keydown', { keyCode, cancelable: true });
          return !document.dispatchEvent(press);
        });
        history.back();
        Object.assign(window, { kept });
      }
    }).observe(document, { subtree: true, attributeFilter: ['data-screen'] });
  });
  await openHome(page);
  const address = page.url();
  await confirms(page, 'sport', 1);
  await ready(page, 'result', PAYMENT_MS);
  expect(await page.evaluate(() => (window as { kept?: boolean[] }).kept)).toEqual([
    true,
    true,
    true,
  ]);
  expect(page.url()).toBe(address);
});

test('before the configuration is loaded, no Back of any box leaves the page', async ({ page }) => {
  const side = await begin(page, 'first-day', { query: 'keys=desktop' });
  let configure = (): void => {};
  const configured = new Promise<null>((resolve) => {
    configure = () => resolve(null);
  });
  side.route = async ({ url }) => (url.endsWith('/config.json') ? configured : null);
  await visit(page);
  await page.waitForFunction(() => document.onkeydown !== null);
  const address = page.url();
  const box = await boxKeys(page);
  await box.press(4, 8, 24, 27, 46, 166, 340, 399, 461, 640, 10009);
  await box.down(37, { alt: true });
  await page.evaluate(() => history.back());
  await frames(page);
  expect(page.url()).toBe(address);
  await expect(page.locator('#app')).not.toHaveAttribute('data-screen');
  configure();
  await ready(page, 'home');
});

test('after an arrow key is released nothing moves', async ({ page }) => {
  await openHome(page, 'first-day');
  const box = await boxKeys(page);
  await page.evaluate(() => {
    const moves: number[] = [];
    new MutationObserver(() => moves.push(performance.now())).observe(document.body, {
      subtree: true,
      attributes: true,
      attributeFilter: ['data-focused'],
    });
    document.addEventListener('keyup', () => Object.assign(window, { letGoAt: performance.now() }));
    Object.assign(window, { moves });
  });
  for (let i = 0; i < 60; i++) await box.down(i < 30 ? 40 : 38, { repeat: i % 30 > 0 });
  await box.up(38);
  await frames(page);
  await frames(page);
  const { moves, letGoAt } = await page.evaluate(() => {
    const { moves, letGoAt } = window as unknown as { moves: number[]; letGoAt: number };
    return { moves, letGoAt };
  });
  expect(moves.length).toBeGreaterThan(2);
  expect(Math.max(...moves) - letGoAt).toBeLessThan(30);
});

test('a pointer can pay: it focuses, presses, and is hidden when still', async ({ page }) => {
  await openHome(page);
  const html = page.locator('html');
  const pointAt = async (id: string) => {
    const box = (await page.locator(`[id="${id}"]`).boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
    await frames(page);
    expect(await focusedId(page)).toBe(id);
  };
  await expect(html).not.toHaveAttribute('data-pointer');
  await pointAt('service-sport');
  await expect(html).toHaveAttribute('data-pointer');
  const focused = await focusedId(page);
  await page.mouse.wheel(0, 100);
  await frames(page);
  expect(await focusedId(page)).not.toBe(focused);
  await press(page, 'up');
  await page.mouse.down();
  await page.mouse.up();
  await ready(page, 'service');
  await pointAt('period-1');
  await page.mouse.down();
  await page.mouse.up();
  await ready(page, 'confirm');
  await pointAt('pay');
  await page.mouse.down();
  await page.mouse.up();
  await ready(page, 'result', PAYMENT_MS);
});

test('keys and pointer take turns; scrolling under a still pointer does not move the focus', async ({
  page,
}) => {
  await openHome(page);
  const box = (await page.locator('[id="service-sport"]').boundingBox())!;
  await page.mouse.move(box.x + 20, box.y + 20, { steps: 3 });
  await press(page, 'left');
  const focused = await focusedId(page);
  expect(focused).not.toBe('service-sport');
  await page.mouse.move(box.x + 20, box.y + 20);
  await frames(page);
  expect(await focusedId(page)).toBe(focused);
});

test('an invalid key profile named by the operator is named on the screen', async ({ page }) => {
  const side = await begin(page, 'first-day', { operator: { keys: 'galaxy' } });
  side.route = async ({ url }) =>
    new URL(url).pathname.endsWith('/keys/galaxy.json')
      ? Response.json({ name: 'galaxy', keys: { 13: 'enter' } })
      : null;
  await visit(page);
  await expect(page.locator('#app')).toContainText('keys/galaxy.json.keys.13');
  await expect(page.locator('#app')).toContainText('enter');
});
