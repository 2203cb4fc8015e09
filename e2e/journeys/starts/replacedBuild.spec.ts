/** Another build is deployed while the portal is open, and no file of the old one is left: the two never mix. */
import { rmSync } from 'node:fs';
import { press, ready } from '../../page/keys.ts';
import { confirms, PAYMENT_MS } from '../../page/portal.ts';
import { otherBuild, serverOf } from '../../shipped/otherBuild.ts';
import {
  begin,
  cardBalance,
  expect,
  loses,
  type Page,
  test,
  visit,
} from '../../shipped/shipped.ts';
import { DIST } from '../../shipped/shippedBuild.ts';

const server = serverOf(DIST);
const next = otherBuild(DIST);

test.beforeEach(() => server.deploy(DIST));
test.afterAll(() => {
  server.remove();
  rmSync(next, { recursive: true });
});

/** Scripts and style sheets of the page; those of the new build have `new` at the end of their hashes. */
const files = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLScriptElement>('head script')].map(({ src }) => src),
  );

const isNew = async (page: Page): Promise<boolean> =>
  (await files(page)).every((src) => /new\.js/.test(src));

test('a page whose second half is gone becomes the new build, and pays', async ({ page }) => {
  await begin(page, 'first-day', { dist: server.folder });
  const late = loses(page, /^\/assets\/late-/);
  await visit(page);
  await ready(page, 'home');
  expect(await isNew(page)).toBe(false);
  server.deploy(next);
  late.found();
  await expect.poll(() => isNew(page).catch(() => false)).toBe(true);
  await ready(page, 'home');
  await confirms(page, 'basic', 1);
  await ready(page, 'result', PAYMENT_MS);
  expect(cardBalance(page)).toBe(100_000 - 2_600);
});

test('a page whose first half is gone becomes the new build', async ({ page }) => {
  await begin(page, 'first-day', { dist: server.folder });
  const first = loses(page, /^\/assets\/index-|^\/keys\//);
  await visit(page);
  await expect(page.locator('#waiting')).toContainText('正在等待');
  server.deploy(next);
  first.found();
  await ready(page, 'home');
  expect(await isNew(page)).toBe(true);
});

test('a payment is never interrupted: the page changes over when it is done', async ({ page }) => {
  await begin(page, 'first-day', { dist: server.folder });
  const usb = loses(page, /^\/assets\/webUsbProvider-/);
  await visit(page);
  await ready(page, 'home');
  // As the driver of a port does that this box has no reader on: the file is asked for until it comes.
  await page.evaluate(() => {
    void (window as unknown as { portalImport(name: string): unknown }).portalImport(
      'webUsbProvider',
    );
  });
  await press(page, 'ok');
  await ready(page, 'service');
  await press(page, 'ok');
  await ready(page, 'confirm');
  server.deploy(next);
  usb.found();
  await press(page, 'left', 'ok');
  await ready(page, 'result', PAYMENT_MS);
  expect(await isNew(page)).toBe(false);
  expect(cardBalance(page)).toBe(100_000 - 2_600);
  await press(page, 'back');
  await expect.poll(() => isNew(page).catch(() => false)).toBe(true);
  await ready(page, 'home');
});
