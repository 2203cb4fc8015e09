import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { findJourneyChromium } from './findChromium.mjs';
import { requireBuild } from './shipped/shippedBuild.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const chromium = findJourneyChromium();
if (chromium === null) throw new Error('no Chromium found: set CHROMIUM_PATH, or run `npm test`');

// Checked once and not in every worker: sources may be edited while journeys run.
if (process.env.TEST_WORKER_INDEX === undefined) requireBuild();

const PORT = Number(process.env.E2E_PORT ?? 4173);

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  reporter: [['list'], ['json', { outputFile: '../.cache/playwright.json' }]],
  // A journey waits as much as it works: four share two cores well.
  workers: 4,
  fullyParallel: true,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // Single waits have their own limits; this one is generous, so that slow machines do not fail a journey.
  timeout: 240_000,
  globalTimeout: 1_500_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: `http://localhost:${PORT}/`,
    viewport: { width: 1280, height: 720 },
    locale: 'zh-CN',
    // Traces slow every action down, and a picture is taken of each test in case it fails. Of what failed:
    // `npm run e2e -- --last-failed --trace on`.
    launchOptions: {
      executablePath: chromium,
      // Chromium refuses its sandbox to root, and CI machines run as root.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  // The mocks build is for stage, gallery, console and MSW; each shipped journey has a host of its own (shipped.ts).
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --mode mocks --outDir dist-mocks --port ${PORT} --strictPort`,
    cwd: root,
    url: `http://localhost:${PORT}/`,
    reuseExistingServer: !process.env.CI,
    timeout: 30_000,
  },
});
