/** Properties of the build itself: what it fetches when, and what it says where it cannot work. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from '../../src/ui/words/en.ts';
import { faultEn } from '../../src/ui/words/faultEn.ts';
import { faultZhCN } from '../../src/ui/words/faultZhCN.ts';
import { zhCN } from '../../src/ui/words/zhCN.ts';
import { engines, TODAY } from '../engines/engines.ts';
import { tryEngine } from '../engines/tryEngine.ts';
import { focusOn, press, ready } from '../page/keys.ts';
import { confirms, PAYMENT_MS, shows } from '../page/portal.ts';
import { GALAXY_CABLE } from '../shipped/operatorSide.ts';
import {
  begin,
  cardBalance,
  expect,
  loses,
  open,
  openHome,
  type Page,
  test,
  visit,
} from '../shipped/shipped.ts';
import { DIST } from '../shipped/shippedBuild.ts';

test.use({ losesRequests: true });

/** Everything the page has stored, as one text. */
const stored = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('portal-journal');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction('attempts').objectStore('attempts').getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(JSON.stringify([all.result, localStorage, sessionStorage]));
          };
        };
      }),
  );

test('the portal pays under the operator’s name, and stores nothing that could be used again', async ({
  page,
}) => {
  await openHome(page, 'first-day', { operator: GALAXY_CABLE });
  await shows(page, '星河有线', '96123');
  await confirms(page, 'basic', 1);
  await ready(page, 'result', PAYMENT_MS);
  await shows(page, '缴费成功', '0018');
  expect(cardBalance(page)).toBe(100_000 - 2_600);
  expect(await stored(page)).not.toMatch(/tac|mac2|00062226000000000018/i);
});

/** No Chromium 53 is available, so newer features are removed from today's. The journey is that of `npm run engines`. */
test('an engine with nothing newer than Chromium 53 pays', async ({ viewport }, testInfo) => {
  const today = engines.find(({ id }) => id === TODAY)!;
  const before = readFileSync(join(import.meta.dirname, '../engines/takeAway.js'), 'utf8');
  const look = { name: '', viewport: viewport!, query: '', before };
  const visit = await tryEngine(today, look, DIST, testInfo.outputPath('pictures'));
  expect(visit.failure).toBeNull();
  expect(visit.journey?.moves.length).toBeGreaterThan(50);
});

for (const ending of ['js', 'css']) {
  test(`without late-*.${ending} the list is shown; a service waits for the file, with a way back`, async ({
    page,
  }) => {
    await begin(page);
    const late = loses(page, new RegExp(`^/assets/late-.*\\.${ending}$`));
    await visit(page);
    await ready(page, 'home');
    await press(page, 'ok');
    await ready(page, 'coming');
    await shows(page, zhCN.coming.act);
    await expect(page.locator('[data-focused]')).toHaveCount(1);
    await press(page, 'back');
    await ready(page, 'home');
    await page.keyboard.press('F9');
    await ready(page, 'coming');
    await press(page, 'back');
    await ready(page, 'home');
    await press(page, 'ok');
    await ready(page, 'coming');
    late.found();
    await ready(page, 'service');
    await focusOn(page, 'period-1');
    await press(page, 'ok');
    await ready(page, 'confirm');
  });
}

test('late files are requested after the list has been painted', async ({ page }) => {
  await openHome(page);
  const [painted, asked] = await page.evaluate(async () => {
    const isLate = ({ name }: PerformanceEntry) => name.includes('/late-');
    const late = () => performance.getEntriesByType('resource').filter(isLate)[0];
    const paint = () => performance.getEntriesByName('first-contentful-paint')[0];
    while (!late() || !paint()) await new Promise((resolve) => requestAnimationFrame(resolve));
    return [paint()!.startTime, late()!.startTime] as const;
  });
  expect(asked).toBeGreaterThan(painted);
});

test('English words are in a file of their own; until it comes they are Chinese', async ({
  page,
}) => {
  await begin(page, 'first-day', { query: 'lang=en', operator: GALAXY_CABLE });
  const words = loses(page, /^\/words\/en\./);
  await visit(page);
  await ready(page, 'home');
  await shows(page, GALAXY_CABLE.name['zh-CN']);
  words.found();
  await shows(page, en.home.history, GALAXY_CABLE.name.en);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  const scripts = readdirSync(join(DIST, 'assets')).map((name) => join(DIST, 'assets', name));
  expect(scripts.filter((path) => readFileSync(path, 'utf8').includes(en.doubt.money))).toEqual([]);
});

/** Invalid `config.json` files, changed after the host started: it would refuse them at its start. */
const invalid: [field: string, text: (config: string) => string][] = [
  ...Object.entries({
    tspUrl: 'http://tsp.example',
    hotline: '',
    accent: 'yellow',
    name: 'Galaxy',
  }).map(([field, bad]): [string, (config: string) => string] => [
    field,
    (config) => JSON.stringify({ ...JSON.parse(config), [field]: bad }),
  ]),
  ['config.json', () => '{"name": '],
];

for (const [field, text] of invalid) {
  test(`a bad "${field}" is named on the screen, which goes on once it is right`, async ({
    page,
  }) => {
    const side = await begin(page);
    const { config } = side;
    side.config = text(config);
    await visit(page);
    await shows(page, field, faultZhCN.settings.title);
    await expect(page.locator('[data-focused]')).toHaveCount(1);
    side.config = config;
    await ready(page, 'home');
  });
}

test('settings in UTF-16 with its mark are refused with that reason, and read once they are UTF-8', async ({
  page,
}) => {
  const side = await begin(page);
  const { route } = side;
  side.route = async ({ url }) =>
    url.includes('/config.json')
      ? new Response(new Uint8Array([0xff, 0xfe, ...Buffer.from(side.config, 'utf16le')]))
      : null;
  await visit(page);
  await shows(page, 'config.json', faultZhCN.settings.title, faultZhCN.right['UTF-8']);
  side.route = route;
  await ready(page, 'home');
});

test('a field of a newer version does nothing, and the log says so', async ({ page }) => {
  const side = await begin(page);
  side.config = JSON.stringify({ ...JSON.parse(side.config), screenSaver: true });
  const noted = page.waitForEvent('console', (line) => line.text().includes('screenSaver'));
  await visit(page);
  await noted;
  await ready(page, 'home');
});

test('what is wrong is said in the language of the screen', async ({ page }) => {
  const side = await begin(page, 'first-day', { query: 'lang=en' });
  side.config = side.config.replace(/"accent":"[^"]*"/, '"accent":"yellow"');
  await visit(page);
  await shows(page, faultEn.settings.title, 'accent', '"yellow"', faultEn.right.accent);
});

test('before anybody has chosen a language, what is wrong is said in the one of the file', async ({
  page,
}) => {
  const side = await begin(page);
  side.config = side.config.replace('{', '{"language":"en","accent":7 ');
  await visit(page);
  await shows(page, faultEn.settings.title, 'line 1');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a box without a host object is told what is missing', async ({ page }) => {
  await open(page, 'first-day', { isBare: true });
  await shows(page, 'stbHost');
});

test('a host that does not say at first who the box is is asked again; meanwhile the page says what it waits for', async ({
  page,
}) => {
  await begin(page);
  await page.addInitScript(() => {
    const { stbHost } = window;
    if (!stbHost) return;
    let refusals = 3;
    const { postMessage } = stbHost;
    stbHost.postMessage = (json) => {
      const { id, method } = JSON.parse(json);
      if (method !== 'identity' || refusals-- <= 0) return postMessage(json);
      const error = { code: 'NO_SERVICE', outcome: 'not-sent' };
      queueMicrotask(() => stbHost.onmessage?.({ data: JSON.stringify({ id, error }) }));
    };
  });
  await visit(page);
  await expect(page.locator('#waiting')).toContainText(
    /正在等待机顶盒，第 \d+ 次.*the box.*NO_SERVICE/,
  );
  await ready(page, 'home');
});
