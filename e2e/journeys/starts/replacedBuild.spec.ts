/** Another build is deployed while the portal is open, and no file of the old one is left: the two never mix. */
import { rmSync } from 'node:fs';
import { press, ready } from '../../page/keys.ts';
import { confirms, PAYMENT_MS } from '../../page/portal.ts';
import { startOperatorSide } from '../../shipped/operatorSide.ts';
import { otherBuild, type Server, serverOf } from '../../shipped/otherBuild.ts';
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

test.use({ losesRequests: true });

let server: Server;
let next: string;

// Again each time a worker comes back to these journeys.
test.beforeAll(() => {
  server = serverOf(DIST);
  next = otherBuild(DIST);
});
test.beforeEach(() => server.deploy(DIST));
test.afterAll(() => {
  server.remove();
  rmSync(next, { recursive: true });
});

/** A server that takes turns with another one answers some files only at the third time. */
const START_MS = 60_000;
/** As it is: nothing between the two servers and the page unpacks it. */
const PLAIN = { 'Accept-Encoding': 'identity' };

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

test('two builds behind one load balancer: the page becomes one of them, and pays', async ({
  page,
}) => {
  const side = await begin(page);
  const other = await startOperatorSide({ dist: next });
  let turn = 0;
  let pages = 0;
  // Each takes every second request, as balancers do; but who has the boot script gives it: lost twice, it is for OK to bring.
  side.route = async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/') pages++;
    const isFile = /^\/($|assets|words|keys)/.test(pathname);
    const isTheOthers = /boot-/.test(pathname) ? /new\.js/.test(pathname) : turn++ % 2 === 1;
    return isFile && isTheOthers
      ? fetch(new URL(pathname, other.origin), { headers: PLAIN })
      : null;
  };
  await visit(page);
  await ready(page, 'home', START_MS);
  await confirms(page, 'basic', 1);
  await ready(page, 'result', PAYMENT_MS);
  expect(cardBalance(page)).toBe(100_000 - 2_600);
  const loaded = await files(page);
  expect(new Set(loaded.map((src) => /new\.js/.test(src))).size).toBe(1);
  // What asks whether it was replaced counts as well.
  expect(pages).toBeLessThan(12);
  await other.close();
});
