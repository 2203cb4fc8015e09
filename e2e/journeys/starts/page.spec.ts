/** The page itself comes slowly, is cut, or is kept by halves; and OK does not leave it for a network that is not there. */
import { pagePolicy } from '../../../mocks/operator/backend/front/securityHeaders.ts';
import { press, ready } from '../../page/keys.ts';
import { confirms, PAYMENT_MS, shows } from '../../page/portal.ts';
import { lossyProxy } from '../../shipped/lossyProxy.ts';
import type { Route } from '../../shipped/operatorSide.ts';
import { begin, expect, test, visit } from '../../shipped/shipped.ts';

test.use({ losesRequests: true });

for (const [loss, what] of [
  ['torn', 'is cut in its middle'],
  ['half', 'ends in its middle'],
  ['stuck', 'stands still in its middle'],
] as const) {
  test(`a page that ${what} is loaded again by itself`, async ({ page }) => {
    const side = await begin(page);
    const proxy = await lossyProxy(side.origin);
    let lost = 0;
    proxy.lose(/^\/$/, loss, () => ++lost === 1);
    // An engine may call it a failed navigation, and shows what it has.
    await page.goto(proxy.origin, { waitUntil: 'commit' }).catch(() => {});
    await ready(page, 'home');
    expect(lost).toBeGreaterThan(1);
    await page.close();
    await proxy.close();
  });
}

test('half a page that the engine keeps under the tag of the whole one is read anew', async ({
  page,
}) => {
  const side = await begin(page);
  const headers = {
    'Content-Type': 'text/html',
    'Content-Security-Policy': pagePolicy('portal'),
    'Cache-Control': 'no-cache',
    ETag: '"whole"',
  };
  const html = await (await fetch(side.origin)).text();
  let isFirst = true;
  let isKept = 0;
  const route: Route = async (request) => {
    if (new URL(request.url).pathname !== '/') return null;
    if (request.headers.get('if-none-match') === '"whole"') {
      isKept++;
      return new Response(null, { status: 304, headers });
    }
    const text = isFirst ? html.slice(0, html.length / 2) : html;
    isFirst = false;
    return new Response(text, { headers });
  };
  side.route = route;
  await visit(page);
  await ready(page, 'home');
  // The reload itself gets what is kept: it is the whole page now.
  expect(isKept).toBe(1);
});

test('a page whose second half comes late waits for it', async ({ page }) => {
  const side = await begin(page);
  const proxy = await lossyProxy(side.origin);
  proxy.lose(/^\/$/, 'stuck', () => true);
  await page.goto(proxy.origin, { waitUntil: 'commit' });
  // Not by frames: there is nothing to paint yet.
  await expect.poll(() => page.evaluate(() => 'portalBoot' in window)).toBe(true);
  proxy.goOn();
  await ready(page, 'home');
  await page.close();
  await proxy.close();
});

test('OK while it waits loads the page again, under its own address, but only one that is there', async ({
  page,
}) => {
  const side = await begin(page);
  const proxy = await lossyProxy(side.origin);
  let isAway = true;
  proxy.lose(/^\/config\.json$/, 'cut', () => isAway);
  await page.goto(`${proxy.origin}?lang=en`, { waitUntil: 'commit' });
  await shows(page, 'Waiting for the settings');
  proxy.lose(/^\/$/, 'cut', () => isAway);
  const asked = () => proxy.asked.filter((address) => /^\/\?/.test(address)).length;
  await page.keyboard.press('Enter');
  await expect.poll(asked).toBe(2);
  await shows(page, 'Waiting for the settings');
  isAway = false;
  const again = page.waitForEvent('framenavigated');
  await page.keyboard.press('Enter');
  await again;
  await ready(page, 'home');
  expect(page.url()).toBe(`${proxy.origin}?lang=en`);
  await page.close();
  await proxy.close();
});

test('texts that the server calls GBK are read as what they are', async ({ page }) => {
  const side = await begin(page);
  const proxy = await lossyProxy(side.origin);
  let isAway = true;
  proxy.lose(/^\/config\.json$/, 'cut', () => isAway);
  proxy.lose(/^\/($|assets|words|keys|config)/, 'gbk', () => true);
  await page.goto(proxy.origin, { waitUntil: 'commit' });
  await shows(page, '电视缴费');
  await shows(page, '正在等待设置');
  isAway = false;
  await ready(page, 'home');
  await press(page, 'ok');
  await ready(page, 'service');
  // A sign that stands in the late script itself.
  await shows(page, '·');
  await page.close();
  await proxy.close();
});

test('a payment goes on where a proxy calls the answers of the platform GBK', async ({ page }) => {
  const side = await begin(page);
  const proxy = await lossyProxy(side.origin);
  proxy.lose(/^\/tsp\//, 'gbk', () => true);
  await page.goto(proxy.origin);
  await ready(page, 'home');
  await shows(page, '数字电视基本收视费');
  await confirms(page, 'basic', 1);
  await ready(page, 'result', PAYMENT_MS);
  await shows(page, '缴费成功');
  await page.close();
  await proxy.close();
});
