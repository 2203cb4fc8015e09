/** The production build in a browser, with the operator's side in this process: real HTTP, real host messages. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { en } from '../src/ui/words/en.ts';
import { zhCN } from '../src/ui/words/zhCN.ts';
import { engines, TODAY } from './engines/engines.ts';
import { tryEngine } from './engines/tryEngine.ts';
import { findChromium } from './findChromium.mjs';
import { GALAXY_CABLE, type OperatorSide, startOperatorSide } from './operatorSide.ts';
import { watchPage } from './pageFaults.ts';

const LONG_MS = 60_000;

const dist = mkdtempSync(join(tmpdir(), 'portal-dist-'));
let browser: Browser;
/** Another world for every test. */
let side: OperatorSide;
/** What its pages did that none may do. */
let faults: (readonly string[])[] = [];

/** A page whose host object is the pretend box in this process. */
async function open(
  withHost = true,
  query = '',
  prepare = (_page: Page): Promise<unknown> => Promise.resolve(),
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  faults.push(await watchPage(page));
  await prepare(page);
  if (withHost) {
    const { host } = side.world;
    host.onmessage = ({ data }) => {
      page.evaluate((json) => window.stbHost?.onmessage?.({ data: json }), data).catch(() => {});
    };
    await page.exposeFunction('toHost', (json: string) => host.postMessage(json));
    await page.addInitScript(() => {
      const { toHost } = window as unknown as { toHost(json: string): void };
      window.stbHost = { postMessage: (json) => toHost(json), onmessage: null };
    });
  }
  await page.goto(side.origin + query);
  return page;
}

/** Everything the page has written down, as one text. */
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

const seen = (page: Page, screen: string) =>
  page.locator(`#app[data-ready][data-screen="${screen}"]`).waitFor({ timeout: LONG_MS });

beforeAll(async () => {
  // A process of its own: under a test runner's NODE_ENV the build would be another one.
  const { NODE_ENV: _, ...env } = process.env;
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--outDir', dist, '--emptyOutDir'];
  execFileSync(process.execPath, vite, { env, stdio: 'pipe' });
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium: run `npm test`, or set CHROMIUM_PATH');
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
}, LONG_MS);

beforeEach(async () => {
  side = await startOperatorSide({ dist, operator: GALAXY_CABLE });
  faults = [];
});

afterEach(async () => {
  await side.close();
  expect(side.violations).toEqual([]);
  expect(faults.flat()).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  rmSync(dist, { recursive: true, force: true });
});

test('the production build pays, under the operator’s own name', { timeout: LONG_MS }, async () => {
  const page = await open();
  await seen(page, 'home');
  const app = page.locator('#app');
  expect(await app.textContent()).toMatch(/星河有线.*96123/s);
  await page.keyboard.press('Enter');
  await seen(page, 'service');
  await page.keyboard.press('Enter');
  await seen(page, 'confirm');
  // This service is paid for some days yet: the focus starts on the way back.
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await seen(page, 'waitCard');
  side.world.slot.insert(side.world.card('good'));
  await seen(page, 'result');
  expect(await app.textContent()).toMatch(/缴费成功.*0018/s);
  expect(side.world.card('good').state.balanceFen).toBe(100_000 - 2_600);
  expect(await stored(page)).not.toMatch(/tac|mac2|00062226000000000018/i);
  await page.close();
});

/** No Chromium of that age can be had: today's is robbed instead. The same journey as `npm run engines`. */
test('an engine with nothing newer than Chromium 53 pays', { timeout: 2 * LONG_MS }, async () => {
  const today = engines.find(({ id }) => id === TODAY)!;
  const before = readFileSync(join(import.meta.dirname, 'engines/takeAway.js'), 'utf8');
  const look = { name: '', viewport: { width: 1280, height: 720 }, query: '', before };
  const visit = await tryEngine(today, look, dist, join(dist, 'pictures'));
  expect(visit.failure).toBeNull();
  expect(visit.journey?.moves.length).toBeGreaterThan(50);
});

test.each(['late-*.js', 'late-*.css'])(
  'without %s the list stands; a service waits for it, with a way back, until it comes',
  { timeout: LONG_MS },
  async (file) => {
    const late = `**/assets/${file}`;
    const page = await open(true, '', (fresh) => fresh.route(late, (route) => route.abort()));
    await seen(page, 'home');
    await page.keyboard.press('Enter');
    await seen(page, 'coming');
    expect(await page.locator('#app').textContent()).toContain(zhCN.coming.act);
    expect(await page.locator('[data-focused]').count()).toBe(1);
    await page.keyboard.press('Backspace');
    await seen(page, 'home');
    await page.keyboard.press('F9');
    await seen(page, 'coming');
    await page.keyboard.press('Backspace');
    await seen(page, 'home');
    await page.keyboard.press('Enter');
    await seen(page, 'coming');
    await page.unroute(late);
    await seen(page, 'service');
    await page.keyboard.press('Enter');
    await seen(page, 'confirm');
    await page.close();
  },
);

test('what follows is asked for after the list has been painted', async () => {
  const page = await open();
  await seen(page, 'home');
  const [painted, asked] = await page.evaluate(async () => {
    const isLate = ({ name }: PerformanceEntry) => name.includes('/late-');
    const late = () => performance.getEntriesByType('resource').filter(isLate)[0];
    const paint = () => performance.getEntriesByName('first-contentful-paint')[0];
    while (!late() || !paint()) await new Promise((resolve) => requestAnimationFrame(resolve));
    return [paint()!.startTime, late()!.startTime] as const;
  });
  expect(asked).toBeGreaterThan(painted);
  await page.close();
});

test('in English the words come in a file of their own; without it they are Chinese', async () => {
  const page = await open(true, '?lang=en');
  await page.getByText(en.home.history, { exact: true }).waitFor();
  expect(await page.locator('#app').textContent()).toContain(GALAXY_CABLE.name.en);
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.route('**/words/en.*.json', (route) => route.abort());
  await page.reload();
  await seen(page, 'home');
  expect(await page.locator('#app').textContent()).toContain(GALAXY_CABLE.name['zh-CN']);
  await page.close();
  const scripts = readdirSync(join(dist, 'assets')).map((name) => join(dist, 'assets', name));
  expect(scripts.filter((path) => readFileSync(path, 'utf8').includes(en.doubt.money))).toEqual([]);
});

test.each([
  ['tspUrl', { tspUrl: 'http://tsp.example' }],
  ['hotline', { hotline: '' }],
  ['accent', { accent: 'yellow' }],
  ['name', { name: 'Galaxy' }],
  ['colour', { colour: '#fff' }],
])('a bad "%s" in config.json is named on the screen', async (field, bad) => {
  side.config = JSON.stringify({ ...JSON.parse(side.config), ...bad });
  const page = await open();
  await page.getByText(field).first().waitFor();
  expect(await page.locator('[data-focused]').count()).toBe(1);
  await page.close();
});

test('config.json that is not JSON is named on the screen', async () => {
  side.config = '{"name": ';
  const page = await open();
  await page.getByText('config.json').first().waitFor();
  await page.close();
});

test('a box without a host object is told what is missing', async () => {
  const page = await open(false);
  await page.getByText('stbHost').first().waitFor();
  await page.close();
});
