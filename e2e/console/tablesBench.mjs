/**
 * `npm run bench:tables`: how long the next page of ten thousand orders takes in the console, from the scroll to the drawn row, and
 * how long the same answer takes into a plain table without framework, by turns in the same tab. `-- --help` shows the options.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installDependencies, requireNode } from '../../mocks/start/installDependencies.mjs';
import { optionsOf, wholeNumber } from '../../mocks/start/options.mjs';

requireNode();
const root = fileURLToPath(new URL('../..', import.meta.url));
const asked = optionsOf(process.argv.slice(2), {
  usage: 'npm run bench:tables -- [options]',
  options: {
    orders: {
      type: 'string',
      is: 'N',
      default: '10000',
      about: '10000',
      ...wholeNumber(1_000, 200_000),
    },
    check: { type: 'boolean', about: 'exit code 1 when a goal is missed' },
  },
});
installDependencies(root);
const { build: bundle } = await import('esbuild');
const { build } = await import('vite');
const { chromium } = await import('@playwright/test');
const { findChromium } = await import('../findChromium.mjs');

/** The goals: the next page against the plain table of the same run, and elements in the page. */
const RATIO = 2;
const ELEMENTS = 2_000;
/** The aim on a quiet machine. */
const NEXT_PAGE_MS = 200;

const folder = join(root, '.cache/tables');
mkdirSync(folder, { recursive: true });
const outfile = join(folder, 'bench.mjs');
await bundle({
  entryPoints: [join(root, 'e2e/console/manyOrders.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
  external: ['@playwright/test'],
  banner: {
    js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
  },
});
await build({ root, mode: 'console', logLevel: 'warn' });
const { openBefore, platformWith } = await import(pathToFileURL(outfile).href);

/** In the page: scrolls to the last row that is there and waits until the one after it is drawn. */
const nextPage = () =>
  new Promise((resolve) => {
    const frame = document.querySelector('[role=grid]').parentElement.parentElement;
    const rows = () => [...document.querySelectorAll('tbody tr')];
    const place = () => Number(rows().at(-1).getAttribute('aria-rowindex'));
    const height = frame.scrollHeight;
    const before = performance.now();
    frame.scrollTop = height;
    const look = () => {
      const rest = frame.scrollHeight - height;
      if (rest > 0 && place() * 36 > height) resolve(performance.now() - before);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

/** In the page: the same request, its rows as text into a plain table, and the next frame. */
const plainPage = async (cursor) => {
  const before = performance.now();
  const { token } = JSON.parse(sessionStorage.getItem('console:session'));
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await fetch(`/ops/v1/orders?limit=200${cursor}`, { headers });
  const page = await answer.json();
  let frame = document.getElementById('plain');
  if (!frame) {
    frame = document.createElement('div');
    frame.id = 'plain';
    frame.style.cssText = 'position:fixed;right:0;bottom:0;width:600px;height:200px;overflow:auto';
    frame.innerHTML = '<table><tbody></tbody></table>';
    document.body.append(frame);
  }
  const cells = ({ ref, state, amountFen, service, subscriberId, stbId, createdAt }) => [
    ref,
    state,
    amountFen / 100,
    service['zh-CN'],
    subscriberId,
    stbId,
    createdAt,
  ];
  const html = page.orders.map(
    (order) =>
      `<tr>${cells(order)
        .map((text) => `<td>${text}`)
        .join('')}`,
  );
  frame.querySelector('tbody').insertAdjacentHTML('beforeend', html.join(''));
  frame.scrollTop = frame.scrollHeight;
  await new Promise(requestAnimationFrame);
  const ms = performance.now() - before;
  // Only the newest page stays, so that the floor does not grow.
  frame.querySelector('tbody').textContent = '';
  return { ms, cursor: page.cursor };
};

const at = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)];
const platform = await platformWith(Number(asked.orders));
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await openBefore(page, platform, '#/orders');
  await page.getByText(/^共 .*已读取 100 条$/).waitFor();
  const [ours, plain] = [[], []];
  let cursor = '';
  // The first pages warm both up.
  for (let turn = -3; turn < 40 && cursor !== undefined; turn++) {
    const floor = await page.evaluate(plainPage, cursor);
    cursor = floor.cursor && `&cursor=${encodeURIComponent(floor.cursor)}`;
    const ms = await page.evaluate(nextPage);
    if (turn >= 0) {
      ours.push(ms);
      plain.push(floor.ms);
    }
  }
  const elements = await page.evaluate(() => document.querySelectorAll('body *').length);
  const line = (name, values) =>
    `${name.padEnd(28)} median ${at(values, 0.5).toFixed(0)} ms, p95 ${at(values, 0.95).toFixed(0)} ms`;
  console.log(`${asked.orders} orders, ${ours.length} pages of 200 rows each way\n`);
  console.log(line('console, next page', ours));
  console.log(line('plain table, same answer', plain));
  const ratio = at(ours, 0.5) / at(plain, 0.5);
  const isMissed = ratio > RATIO || elements > ELEMENTS;
  console.log(`${'ratio of the medians'.padEnd(28)} ${ratio.toFixed(2)}, goal ${RATIO}`);
  console.log(`${'elements in the page'.padEnd(28)} ${elements}, goal ${ELEMENTS}`);
  console.log(
    `goals ${isMissed ? 'missed' : 'met'}; the aim on a quiet machine is p95 ${NEXT_PAGE_MS} ms`,
  );
  if (asked.check && isMissed) process.exitCode = 1;
} finally {
  await browser.close();
}
process.exit();
