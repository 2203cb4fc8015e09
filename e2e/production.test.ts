/** The production build in a browser, with the operator's side in this process: real HTTP, real host messages. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { simulation } from '../mocks/hosts/simulation.ts';
import { memoryPlastic } from '../mocks/plastic.ts';
import { scenarios } from '../mocks/scenarios.ts';
import { memoryStore } from '../mocks/store/memoryStore.ts';
import { createWorld, type World } from '../mocks/world.ts';
import { en } from '../src/ui/words/en.ts';
import { findChromium } from './findChromium.mjs';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};
const LONG_MS = 60_000;

const dist = mkdtempSync(join(tmpdir(), 'portal-dist-'));
let browser: Browser;
let server: Server;
let origin: string;
let world: World;
/** What `config.json` says; each test may replace it. */
let config: string;

function newWorld(): World {
  const { environment } = simulation();
  const real = {
    ...environment,
    clock: { now: () => Date.now() },
    timers: {
      after(delayMs: number, callback: () => void) {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
    },
  };
  const scenario = scenarios['first-day']!;
  const parts = { store: memoryStore(), plastic: memoryPlastic() };
  const onViolation = (message: string) => {
    throw new Error(message);
  };
  return createWorld({ environment: real, scenario, pace: 30, onViolation, ...parts });
}

function serve(): Promise<Server> {
  const made = createServer(async (request, response) => {
    const path = (request.url ?? '/').split('?')[0]!;
    if (path.startsWith('/tsp/v1/')) {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      const headers = request.headers as Record<string, string>;
      const method = request.method ?? 'GET';
      const asked = new Request(`http://${headers.host}${request.url}`, {
        method,
        headers,
        ...(method === 'POST' ? { body } : {}),
      });
      const answer = await world.network.fetch(asked);
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      return response.end(await answer.text());
    }
    try {
      const file = path === '/' ? 'index.html' : path.slice(1);
      const bytes = file === 'config.json' ? config : readFileSync(join(dist, file));
      response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? '' });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => made.listen(0, '127.0.0.1', () => resolve(made)));
}

/** A page whose host object is the pretend box in this process. */
async function open(withHost = true, query = ''): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  if (withHost) {
    world.host.onmessage = ({ data }) => {
      page.evaluate((json) => window.stbHost?.onmessage?.({ data: json }), data).catch(() => {});
    };
    await page.exposeFunction('toHost', (json: string) => world.host.postMessage(json));
    await page.addInitScript(() => {
      const { toHost } = window as unknown as { toHost(json: string): void };
      window.stbHost = { postMessage: (json) => toHost(json), onmessage: null };
    });
  }
  await page.goto(origin + query);
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
  world = newWorld();
  await world.tsp.start();
  server = await serve();
  const { port } = server.address() as { port: number };
  origin = `http://localhost:${port}/`;
}, LONG_MS);

afterAll(async () => {
  await browser?.close();
  server?.close();
  world?.tsp.stop();
  rmSync(dist, { recursive: true, force: true });
});

const good = {
  name: { 'zh-CN': '星河有线', en: 'Galaxy Cable' },
  hotline: '96123',
  accent: '#33ccff',
  tspUrl: '/tsp/v1',
};

test('the production build pays, under the operator’s own name', { timeout: LONG_MS }, async () => {
  config = JSON.stringify(good);
  const page = await open();
  await seen(page, 'home');
  const app = page.locator('#app');
  expect(await app.textContent()).toMatch(/星河有线.*96123/s);
  await page.keyboard.press('Enter');
  await seen(page, 'service');
  await page.keyboard.press('Enter');
  await seen(page, 'confirm');
  await page.keyboard.press('Enter');
  await seen(page, 'waitCard');
  world.slot.insert(world.card('good'));
  await seen(page, 'result');
  expect(await app.textContent()).toMatch(/缴费成功.*0018/s);
  expect(world.card('good').state.balanceFen).toBe(100_000 - 2_600);
  expect(await stored(page)).not.toMatch(/tac|mac2|00062226000000000018/i);
  await page.close();
});

test('in English the words come in a file of their own; without it they are Chinese', async () => {
  config = JSON.stringify(good);
  const page = await open(true, '?lang=en');
  await page.getByText(en.home.history, { exact: true }).waitFor();
  expect(await page.locator('#app').textContent()).toContain(good.name.en);
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.route('**/words/en.*.json', (route) => route.abort());
  await page.reload();
  await seen(page, 'home');
  expect(await page.locator('#app').textContent()).toContain(good.name['zh-CN']);
  await page.close();
  const scripts = readdirSync(join(dist, 'assets')).map((name) => join(dist, 'assets', name));
  expect(scripts.filter((path) => readFileSync(path, 'utf8').includes(en.doubt.money))).toEqual([]);
});

test.each([
  ['tspUrl', { ...good, tspUrl: 'http://tsp.example' }],
  ['hotline', { ...good, hotline: '' }],
  ['accent', { ...good, accent: 'yellow' }],
  ['name', { ...good, name: 'Galaxy' }],
  ['colour', { ...good, colour: '#fff' }],
])('a bad "%s" in config.json is named on the screen', async (field, bad) => {
  config = JSON.stringify(bad);
  const page = await open();
  await page.getByText(field).first().waitFor();
  expect(await page.locator('[data-focused]').count()).toBe(1);
  await page.close();
});

test('config.json that is not JSON is named on the screen', async () => {
  config = '{"name": ';
  const page = await open();
  await page.getByText('config.json').first().waitFor();
  await page.close();
});

test('a box without a host object is told what is missing', async () => {
  config = JSON.stringify(good);
  const page = await open(false);
  await page.getByText('stbHost').first().waitFor();
  await page.close();
});
