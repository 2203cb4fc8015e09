/** A host that is slow, silent at first, or late: the page says what it waits for, and goes on when it answers. */

import { faultZhCN } from '../../../src/ui/words/faultZhCN.ts';
import { zhCN } from '../../../src/ui/words/zhCN.ts';
import { ready } from '../../page/keys.ts';
import { confirms, PAYMENT_MS, shows } from '../../page/portal.ts';
import { begin, expect, type Page, test, visit } from '../../shipped/shipped.ts';

/** How long the host keeps the questions of a method, and how many of them it loses. */
interface Slow {
  readonly method: string;
  readonly keepsMs?: number;
  readonly loses?: number;
}

const slowHost = (page: Page, slow: Slow) =>
  page.addInitScript(({ method, keepsMs = 0, loses = 0 }) => {
    const host = window.stbHost!;
    const post = host.postMessage;
    let left = loses;
    host.postMessage = (json) => {
      const isSlow = JSON.parse(json).method === method;
      if (isSlow && left-- > 0) return;
      if (isSlow) setTimeout(() => post(json), keepsMs);
      else post(json);
    };
  }, slow);

const words = (page: Page) => page.locator('#app').innerText();

/** Lets time pass for the page in small steps, since what it waits for comes from this process, until `isDone`. */
async function passes(page: Page, ms: number, isDone: () => Promise<boolean>): Promise<number> {
  for (let passed = 0; passed < ms; passed += 250) {
    if (await isDone()) return passed;
    await page.clock.runFor(250);
  }
  throw new Error(`not after ${ms} ms: ${await words(page)}`);
}

const isAt = (page: Page, screen: string) => async () =>
  (await page.locator('#app').getAttribute('data-screen')) === screen;

test.beforeEach(async ({ page }) => {
  await page.clock.install();
});

test('a host that needs eight seconds to say who the box is', async ({ page }) => {
  await begin(page);
  await slowHost(page, { method: 'identity', keepsMs: 8_000 });
  await visit(page);
  await passes(page, 6_000, async () => (await words(page)).includes('正在等待机顶盒'));
  await passes(page, 10_000, isAt(page, 'home'));
});

test('a host that loses the first three questions', async ({ page }) => {
  await begin(page);
  await slowHost(page, { method: 'identity', loses: 3 });
  await visit(page);
  await passes(page, 40_000, isAt(page, 'home'));
});

test('a host that signs slowly is waited for by the screen that needs it', async ({ page }) => {
  await begin(page);
  await slowHost(page, { method: 'sign', keepsMs: 7_000 });
  await visit(page);
  await passes(page, 10_000, async () => (await words(page)).includes(zhCN.waitForBox));
  await passes(page, 30_000, isAt(page, 'home'));
  expect(await words(page)).not.toContain(zhCN.waitForBox);
});

test('a host that signs nothing is not called a missing network', async ({ page }) => {
  await begin(page);
  await slowHost(page, { method: 'sign', loses: 1 });
  await visit(page);
  await passes(page, 60_000, isAt(page, 'outOfService'));
  await shows(page, zhCN.refused.failure['box-silent'].title);
  await passes(page, 30_000, isAt(page, 'home'));
});

test('a host object that is put into the page late', async ({ page }) => {
  await begin(page);
  await page.addInitScript(() => {
    const { stbHost } = window;
    delete window.stbHost;
    setTimeout(() => Object.assign(window, { stbHost }), 20_000);
  });
  await visit(page);
  await passes(page, 10_000, async () => (await words(page)).includes('stbHost'));
  await shows(page, faultZhCN.box.title);
  await passes(page, 30_000, isAt(page, 'home'));
});

test('a host that lists its readers slowly: the card is found', async ({ page }) => {
  await begin(page, 'card-never-comes');
  await slowHost(page, { method: 'list', keepsMs: 5_000 });
  await visit(page);
  await passes(page, 5_000, isAt(page, 'home'));
  await page.clock.resume();
  await confirms(page, 'basic', 1);
  await ready(page, 'waitCard', PAYMENT_MS);
  await expect(page.locator('#app')).toContainText(zhCN.card.sight.empty.title, {
    timeout: PAYMENT_MS,
  });
});
