/**
 * `npm run console-pictures` draws the pictures of the console from the recorded demonstration, so that they agree with each
 * other; `-- --help` shows the options.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { optionsOf } from '../../mocks/start/options.mjs';
import { bundle } from '../enumerate/bundle.mjs';
import { findChromium } from '../findChromium.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const asked = optionsOf(process.argv.slice(2), {
  usage: 'npm run console-pictures -- [options]',
  options: {
    size: {
      type: 'string',
      is: 'WIDTHxHEIGHT',
      default: '1280x720',
      about: '1280x720 without it',
      fits: /^[1-9]\d*x[1-9]\d*$/,
      expected: 'a size like 1280x720',
    },
    lang: {
      type: 'string',
      is: 'LANG',
      default: 'zh-CN',
      about: 'zh-CN or en; zh-CN without it',
      fits: /^(zh-CN|en)$/,
      expected: 'one of zh-CN, en',
    },
    dark: { type: 'boolean', about: 'in dark colours' },
    all: { type: 'boolean', about: 'every page, also those the document does not show' },
    full: { type: 'boolean', about: 'as long as the pages are' },
    out: {
      type: 'string',
      is: 'FOLDER',
      default: join(root, 'docs/pictures'),
      about: 'docs/pictures without it',
    },
  },
});

/** The console's operator over the recorded demonstration, at the moment of its end. */
async function demonstration(folder) {
  await bundle([join(root, 'e2e/console/demoOps.ts')], folder);
  const { demoOps } = await import(pathToFileURL(join(folder, 'demoOps.mjs')).href);
  return demoOps();
}

/** Name and address of each page, and whether operations.md shows it. */
const pagesOf = ({ order, day, proposed, box }) => [
  ['today', '#/today', true],
  ['ask', '#/subscribers', false],
  ['finds', '#/subscribers?text=0018', true],
  ['subscriber', '#/subscribers/S-10001', true],
  ['orders', '#/orders', false],
  ['order', `#/orders/${order}`, true],
  ['doubts', '#/doubts', false],
  ['days', '#/days', false],
  ['day', `#/days/${day}`, true],
  ['batches', '#/batches', false],
  ['cases', '#/cases', true],
  ['case', `#/cases/${proposed}`, true],
  ['audit', '#/audit', false],
  ['pool', '#/pool', true],
  ['switches', '#/switches', false],
  ['boxes', '#/boxes', true],
  ['box', `#/boxes/${box}`, false],
];

/** Answers the page's requests from the demonstration. */
const answerWith = (ops) => async (route) => {
  const request = route.request();
  const body = request.postData();
  const { status, headers, text } = await ops({
    url: request.url(),
    method: request.method(),
    headers: await request.allHeaders(),
    ...(body ? { body } : {}),
  });
  await route.fulfill({ status, headers, body: text });
};

const work = join(root, '.cache/console-pictures');
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
mkdirSync(asked.out, { recursive: true });
const outDir = join(work, 'dist');
await build({ root, mode: 'console', logLevel: 'warn', build: { outDir, emptyOutDir: true } });
const server = await preview({
  root,
  mode: 'console',
  build: { outDir },
  preview: { port: 4650, strictPort: false },
});
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const demo = await demonstration(work);
  const [width, height] = asked.size.split('x').map(Number);
  const page = await browser.newPage({
    viewport: { width, height },
    locale: asked.lang,
    colorScheme: asked.dark ? 'dark' : 'light',
  });
  page.on('pageerror', (error) => console.error(error.message));
  await page.clock.setFixedTime(demo.now);
  await page.addInitScript(
    (language) => localStorage.setItem('console:language', language),
    asked.lang,
  );
  await page.route('**/ops/v1/**', answerWith(demo.answer));
  await page.goto(server.resolvedUrls.local[0]);
  await page.locator('input[name=user]').fill('wang');
  await page.locator('input[name=password]').fill('pretend');
  await page.locator('button[type=submit]').click();
  await page.locator('nav').waitFor();
  for (const [name, hash, isShown] of pagesOf(demo.ids)) {
    if (!isShown && !asked.all) continue;
    await page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await page
      .locator(`a[aria-current=page][href="${hash.split(/[/?]/).slice(0, 2).join('/')}"]`)
      .waitFor();
    await page.locator('main table, main form, main dl, main figure').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('main [aria-busy=true]'));
    await page.evaluate(() => document.activeElement?.blur());
    await page.mouse.move(0, 0);
    const path = join(asked.out, `console-${name}.png`);
    await page.screenshot({ path, fullPage: asked.full === true, animations: 'disabled' });
    console.log(path);
  }
} finally {
  await browser.close();
  await server.close();
}
process.exit(0);
