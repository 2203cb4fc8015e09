/**
 * `npm run gallery` draws every sample at every size in every language, for people to look at;
 * `npm run gallery -- --help` shows the options.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { builtPortal, optionsOf } from '../../mocks/start/options.mjs';
import { findChromium } from '../findChromium.mjs';
import { contactSheet, writeIndex } from './contactSheets.mjs';
import { compareFolders, writeReport } from './differences.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** How many pages draw at the same time, in one browser. */
const PAGES = 3;

const asked = optionsOf(process.argv.slice(2), {
  usage: 'npm run gallery -- [options]',
  options: {
    filter: { type: 'string', is: 'TEXT', default: '', about: 'samples whose name contains it' },
    sizes: {
      type: 'string',
      is: 'WIDTHxHEIGHT,…',
      default: '1280x720,1920x1080,640x530',
      about: '1280x720,1920x1080,640x530 without it',
      fits: /^[1-9]\d*x[1-9]\d*(,[1-9]\d*x[1-9]\d*)*$/,
      expected: 'a list like 1280x720,640x530',
    },
    langs: {
      type: 'string',
      is: 'LANG,…',
      default: 'zh-CN,zh-TW,en',
      about: 'zh-CN,zh-TW,en without it',
      fits: /^(zh-CN|zh-TW|en)(,(zh-CN|zh-TW|en))*$/,
      expected: 'a list of zh-CN, zh-TW and en',
    },
    type: {
      type: 'string',
      is: 'TYPE',
      default: 'standard',
      about: 'standard, large, or both; standard without it',
      fits: /^(standard|large|both)$/,
      expected: 'one of standard, large, both',
    },
    dist: {
      type: 'string',
      is: 'FOLDER',
      about: 'of a mocks build that is there already',
      ...builtPortal,
    },
    against: {
      type: 'string',
      is: 'FOLDER',
      about: 'of another mocks build: writes a report of every sample that looks different',
      ...builtPortal,
    },
    out: {
      type: 'string',
      is: 'FOLDER',
      default: join(root, 'gallery'),
      about: 'for the pictures',
    },
  },
});

function variantsAsked() {
  const types = asked.type === 'both' ? ['standard', 'large'] : [asked.type];
  const variants = [];
  for (const type of types)
    for (const size of asked.sizes.split(','))
      for (const lang of asked.langs.split(',')) {
        const [width, height] = size.split('x').map(Number);
        const name = type === 'large' ? `${size}-${lang}-large` : `${size}-${lang}`;
        variants.push({ name, width, height, lang, type });
      }
  return variants;
}

const common = { root, mode: 'mocks', logLevel: 'warn' };

const serve = (outDir) =>
  preview({ ...common, build: { outDir }, preview: { port: 4600, strictPort: false } });

async function builtHere() {
  if (asked.dist) return asked.dist;
  const outDir = join(root, '.cache/gallery-dist');
  console.log('Building …');
  await build({ ...common, build: { outDir, emptyOutDir: true } });
  return outDir;
}

/** Shows progress: redraws one line in a terminal, and writes little elsewhere. */
function progress(total) {
  const started = performance.now();
  let done = 0;
  return (name) => {
    done++;
    const width = Math.round((30 * done) / total);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const line = `[${'#'.repeat(width).padEnd(30, '.')}] ${done}/${total}  ${seconds} s`;
    if (process.stdout.isTTY) process.stdout.write(`\r${line}  ${name.slice(0, 40).padEnd(40)}`);
    else if (done === total || done % 100 === 0) console.log(line);
    if (done === total && process.stdout.isTTY) process.stdout.write('\n');
  };
}

/** Runs in the page: resolves when nothing has changed for a moment, or when changes go on for too long. */
const stable = () =>
  new Promise((resolve) => {
    const QUIET_MS = 120;
    const LONGEST_MS = 1_500;
    const end = () => {
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(resolve));
    };
    let quiet = setTimeout(end, QUIET_MS);
    const observer = new MutationObserver(() => {
      clearTimeout(quiet);
      quiet = setTimeout(end, QUIET_MS);
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    setTimeout(end, LONGEST_MS);
  });

/** Runs in the page first: the clock stands still, and what ticks every second has ticked before the picture is taken. */
const stopClock = () => {
  const wait = window.setTimeout;
  performance.now = () => 0;
  window.setTimeout = (act, ms, ...more) => wait(act, ms > 200 && ms <= 1_000 ? 50 : ms, ...more);
};

/** Draws samples one after the other in one page: the gallery changes its sample without loading again. */
async function draw(page, origin, out, ids, { name, width, height, lang, type }, tell) {
  const failed = [];
  await page.setViewportSize({ width, height });
  const query = `gallery=home&lang=${lang}&still${type === 'large' ? '&type=large' : ''}`;
  await page.goto(`${origin}?${query}`);
  await page.waitForFunction(() => window.gallery !== undefined);
  for (const id of ids) {
    await page.evaluate((sample) => window.gallery.show(sample), id);
    await page
      .locator('[data-focused]')
      .first()
      .waitFor({ timeout: 5_000 })
      .catch(() => failed.push(`${id} at ${name}: nothing is focused`));
    await page.evaluate(stable);
    await page.screenshot({ path: join(out, name, `${id}.png`), animations: 'disabled' });
    tell(id);
  }
  return failed;
}

async function idsOf(browser, origin) {
  const page = await browser.newPage();
  await page.goto(`${origin}?gallery`);
  await page.waitForFunction(() => window.gallery !== undefined);
  const ids = await page.evaluate(() => window.gallery.ids);
  await page.close();
  return ids.filter((id) => id.includes(asked.filter));
}

/** Every sample of a build in every variant, into `out`; answers the samples and what went wrong. */
async function drawAll(browser, dist, out, variants) {
  const server = await serve(dist);
  try {
    const origin = server.resolvedUrls.local[0];
    const ids = await idsOf(browser, origin);
    if (ids.length === 0) throw new Error(`--filter=${asked.filter}: no sample has such a name`);
    for (const { name } of variants) {
      rmSync(join(out, name), { recursive: true, force: true });
      mkdirSync(join(out, name), { recursive: true });
    }
    const tell = progress(ids.length * variants.length);
    const queue = [...variants];
    const failures = [];
    const work = async () => {
      const page = await browser.newPage();
      if (asked.against) await page.addInitScript(stopClock);
      for (let next = queue.shift(); next; next = queue.shift()) {
        failures.push(...(await draw(page, origin, out, ids, next, tell)));
      }
      await page.close();
    };
    await Promise.all(Array.from({ length: PAGES }, work));
    return { ids, failures };
  } finally {
    await server.close();
  }
}

/** Writes the pages that people look at; answers their paths. */
async function writePages(variants, ids) {
  const index = writeIndex(asked.out, variants, ids);
  const sheets = await Promise.all(variants.map((next) => contactSheet(asked.out, next, ids)));
  return [index, ...sheets.filter((sheet) => sheet !== null).sort()];
}

/** Draws the other build, too, and writes what differs; answers the path of the report. */
async function compareWith(browser, variants, ids) {
  const before = join(asked.out, 'before');
  const { ids: known } = await drawAll(browser, asked.against, before, variants);
  const found = compareFolders(
    { before, after: asked.out, out: join(asked.out, 'difference') },
    variants,
    {
      known,
      ids,
    },
  );
  const { changed, unchanged, added, gone } = found;
  console.log(
    `${changed.length} of ${changed.length + unchanged} pictures differ, ${added.length} samples are new, ${gone.length} are gone`,
  );
  return writeReport(asked.out, found);
}

async function main() {
  const variants = variantsAsked();
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium found: set CHROMIUM_PATH');
  const dist = await builtHere();
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const { ids, failures } = await drawAll(browser, dist, asked.out, variants);
    for (const failure of failures) console.error(failure);
    console.log(
      `${ids.length * variants.length} pictures in ${relative(process.cwd(), asked.out)}/`,
    );
    const pages = await writePages(variants, ids);
    if (asked.against) pages.push(await compareWith(browser, variants, ids));
    for (const page of pages) console.log(`  ${relative(process.cwd(), page)}`);
    if (failures.length > 0) process.exitCode = 1;
  } finally {
    await browser.close();
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
