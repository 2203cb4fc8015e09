/**
 * `npm test` installs what is missing, then runs every check, the quick ones first, and stops at the first that fails.
 * It needs Node and, where Chromium is missing, root with apt-get. The last line counts the tests.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies, requireNode } from '../mocks/start/installDependencies.mjs';
import { optionsOf } from '../mocks/start/options.mjs';
import { findHeadlessShell, findJourneyChromium, hasChineseFont } from './findChromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, '.cache');
const bin = (path) => join(root, 'node_modules', path);

/** Ends a stage that hangs; generous, so that slow machines do not fail. */
const STAGE_LIMIT_MS = 30 * 60_000;
const FONTS = ['fontconfig', 'fonts-wqy-microhei'];
/** Where Debian does not have the first, the second is installed. */
const BROWSERS = ['chromium-headless-shell', 'chromium'];

/** Two lanes of one core each; what a stage says is printed when it ends. */
const together = [
  [['types', bin('typescript-native/bin/tsc'), '--noEmit']],
  [
    ['format and lint', bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings'],
    ['generated contract types', 'mocks/contract/generate.mjs', '--check'],
    ['production build', bin('vite/bin/vite.js'), 'build', '--emptyOutDir'],
    ['what the production build must not contain', 'e2e/dist/checkDist.mjs'],
    ['mocks build', bin('vite/bin/vite.js'), 'build', '--mode', 'mocks', '--emptyOutDir'],
    ['console build', bin('vite/bin/vite.js'), 'build', '--mode', 'console', '--emptyOutDir'],
  ],
];
/** These take all cores themselves. */
const alone = [
  [
    'unit tests',
    bin('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(cache, 'vitest.json')}`,
  ],
  ['journeys', bin('@playwright/test/cli.js'), 'test', '-c', 'e2e/playwright.config.ts'],
];

const fail = (message) => {
  throw new Error(message);
};

function run(command, args, env = {}) {
  const { status, signal, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    timeout: STAGE_LIMIT_MS,
  });
  if (error || status !== 0) fail(error?.message ?? `exit ${status ?? signal}`);
}

/** Like `run`, beside others: resolves when the stage has ended and its output is printed. */
async function runBeside(name, args) {
  const before = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: STAGE_LIMIT_MS,
  });
  const told = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => told.push(piece));
  const [status, signal] = await once(child, 'close');
  console.log(`\n── ${name}\n${Buffer.concat(told)}`);
  console.log(`── ${name}: ${((performance.now() - before) / 1000).toFixed(1)} s`);
  if (status !== 0) fail(`FAILED: ${name}: exit ${status ?? signal}`);
}

async function runLane(stages) {
  for (const [name, ...args] of stages) await runBeside(name, args);
}

/** Installs with apt-get what of it is missing; answers whether all is there. */
function aptInstall(packages) {
  console.log(`Installing ${packages.join(', ')} …`);
  const options = { stdio: ['ignore', 'ignore', 'inherit'], timeout: STAGE_LIMIT_MS };
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  return spawnSync('/usr/bin/apt-get', args, { ...options, env }).status === 0;
}

/** Finds or installs Chromium and a Chinese font, or says what to install. */
function setUpBrowser() {
  const isReady = () => findJourneyChromium() !== null && hasChineseFont();
  const isBest = process.env.CHROMIUM_PATH || findHeadlessShell() !== null;
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (mayInstall && !(isReady() && isBest)) {
    const lacks = hasChineseFont() ? [] : FONTS;
    run('/usr/bin/apt-get', ['update', '-qq']);
    const [quick, usual] = BROWSERS.map((browser) => [browser, ...lacks]);
    if (!aptInstall(quick) && !isReady()) aptInstall(usual);
  }
  if (!isReady()) {
    fail(
      `the journeys need Chromium and a Chinese font. Debian or Ubuntu: sudo apt-get install ${[BROWSERS[0], ...FONTS].join(' ')}. ` +
        'Elsewhere: install Chrome, or set CHROMIUM_PATH.',
    );
  }
  return findJourneyChromium();
}

const report = (name) => {
  const path = join(cache, name);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
};

/** Counts passed and failed tests from the runners' reports; a test file that did not load counts as one failure. */
function countTests() {
  const unit = report('vitest.json');
  const journeys = report('playwright.json')?.stats;
  const broken = unit?.testResults.filter(
    (file) =>
      file.status === 'failed' &&
      !file.assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  return {
    passed: (unit?.numPassedTests ?? 0) + (journeys?.expected ?? 0),
    failed:
      (unit?.numFailedTests ?? 0) +
      (broken?.length ?? 0) +
      (journeys?.unexpected ?? 0) +
      (journeys?.flaky ?? 0),
  };
}

/** Every spec in a suite of Playwright's report, at any depth. */
const specsIn = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsIn)];

/** The slowest tests, unit tests and journeys together: where time can be saved. */
function slowest(most = 10) {
  const unit = (report('vitest.json')?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, duration }) => [
      duration ?? 0,
      `${relative(root, name)} ${fullName}`,
    ]),
  );
  const journeys = (report('playwright.json')?.suites ?? [])
    .flatMap(specsIn)
    .map((spec) => [
      spec.tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0),
      `e2e/${spec.file} ${spec.title}`,
    ]);
  return [...unit, ...journeys]
    .sort(([a], [b]) => b - a)
    .slice(0, most)
    .map(([ms, name]) => `${(ms / 1000).toFixed(1).padStart(7)} s  ${name}`);
}

function timed(name, work) {
  const before = performance.now();
  console.log(`\n── ${name}`);
  try {
    return work();
  } catch (error) {
    fail(`FAILED: ${name}: ${error.message}`);
  } finally {
    console.log(`── ${name}: ${((performance.now() - before) / 1000).toFixed(1)} s`);
  }
}

requireNode();
optionsOf(process.argv.slice(2), { usage: 'npm test      every check, the quick ones first' });
mkdirSync(cache, { recursive: true });
for (const name of ['vitest.json', 'playwright.json']) rmSync(join(cache, name), { force: true });
try {
  const started = performance.now();
  timed('packages', () => installDependencies(root));
  const chromium = timed('browser', setUpBrowser);
  const lanes = await Promise.allSettled(together.map(runLane));
  const broken = lanes.find(({ status }) => status === 'rejected');
  if (broken) throw broken.reason;
  for (const [name, ...args] of alone) {
    timed(name, () => run(process.execPath, args, { CHROMIUM_PATH: chromium }));
  }
  console.log(`\nThe slowest ten:\n${slowest().join('\n')}`);
  console.log(`\nAll in ${((performance.now() - started) / 1000).toFixed(0)} s.`);
  const { passed, failed } = countTests();
  if (passed === 0 || report('playwright.json') === null) fail('no test ran');
  console.log(`${passed} passed, ${failed} failed`);
} catch (error) {
  const { passed, failed } = countTests();
  console.error(`\n${error.message}`);
  console.log(`${passed} passed, ${Math.max(1, failed)} failed`);
  process.exitCode = 1;
}
