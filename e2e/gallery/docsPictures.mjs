/**
 * `node e2e/gallery/docsPictures.mjs` draws two of docs/pictures: screens.png, the samples of one payment side by side,
 * and stage.png, the stage with a doubt on its television.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { findChromium } from '../findChromium.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const work = join(root, '.cache/docs-pictures');
const pictures = join(root, 'docs/pictures');

/** One payment from the home screen to its receipt, in order. */
const SAMPLES = ['home', 'service', 'confirm', 'wait-card-empty', 'debiting', 'result-completed'];

const STAGE = 'stage&scenario=card-never-returns&screen=to:result&pace=10&motion=off';

const STYLE = `
  body { display: flex; flex-wrap: wrap; margin: 8px; background: #f0f3fa; }
  img { width: 520px; margin: 8px; border-radius: 10px; }
`;

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
const outDir = join(work, 'dist');
const common = { root, mode: 'mocks', logLevel: 'warn' };
await build({ ...common, build: { outDir } });
const server = await preview({
  ...common,
  build: { outDir },
  preview: { port: 4660, strictPort: false },
});
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const address = server.resolvedUrls.local[0];

async function drawScreens() {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(`${address}?gallery&still&lang=zh-CN`);
  await page.waitForFunction(() => window.gallery !== undefined);
  const images = [];
  for (const id of SAMPLES) {
    await page.evaluate((wanted) => window.gallery.show(wanted), id);
    await page.locator('#app[data-ready] [data-focused]').first().waitFor();
    const path = join(work, `${id}.png`);
    await page.screenshot({ path, animations: 'disabled' });
    images.push(`data:image/png;base64,${readFileSync(path).toString('base64')}`);
  }
  const sheet = await browser.newPage({ viewport: { width: 1624, height: 634 } });
  const tags = images.map((source) => `<img src="${source}">`);
  await sheet.setContent(`<style>${STYLE}</style>${tags.join('')}`);
  await sheet.screenshot({ path: join(pictures, 'screens.png'), fullPage: true });
}

async function drawStage() {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${address}?${STAGE}`);
  const television = page.frameLocator('iframe');
  await television.locator('#app[data-ready][data-screen="insertSameCard"]').waitFor();
  await page.screenshot({ path: join(pictures, 'stage.png'), animations: 'disabled' });
}

try {
  await drawScreens();
  await drawStage();
  console.log(pictures);
} finally {
  await browser.close();
  await server.close();
}
process.exit(0);
