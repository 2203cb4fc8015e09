import { join, relative } from 'node:path';
import type { UserConfig } from 'vite';
import { defineConfig } from 'vitest/config';
import { artworkFiles } from './e2e/build/artworkFiles.ts';
import { BOOT, bootScript } from './e2e/build/bootScript.ts';
import { classicScripts } from './e2e/build/classicScripts.ts';
import { consoleBuild } from './e2e/build/consoleBuild.ts';
import { CONSOLE_PAGE, consolePage } from './e2e/build/consolePage.ts';
import { earlyFiles } from './e2e/build/earlyFiles.ts';
import { iconsInPage } from './e2e/build/iconsInPage.ts';
import { keyFiles, keysFingerprint } from './e2e/build/keyFiles.ts';
import { mswWorker } from './e2e/build/mswWorker.ts';
import { publicFiles } from './e2e/build/publicFiles.ts';
import { sdPage } from './e2e/build/sdPage.ts';
import { shortNames } from './e2e/build/shortNames.ts';
import { sizeReport } from './e2e/build/sizeReport.ts';
import { utf8Marks } from './e2e/build/utf8Marks.ts';
import { wordFiles, wordFingerprints } from './e2e/build/wordFiles.ts';
import { artworkIn } from './mocks/operator/artwork/artworkFiles.ts';

const root = import.meta.dirname;
const source = join(root, 'src');
/** Programs write there while the server runs. */
const isOutput = (path: string) => /^(\.cache|dist|gallery)\b/.test(relative(root, path));
const profiles = join(source, 'remote/profiles');
const artwork = () => artworkIn(join(root, 'mocks/operator/artwork'));
const inEveryPage = () => [
  wordFiles(),
  keyFiles(profiles),
  iconsInPage(),
  publicFiles(join(root, 'public'), `keys/${keysFingerprint(profiles)}/`),
];

/** Settings of every build; each build step has a file in `e2e/build/`. */
const everywhere: UserConfig = {
  base: './',
  // Classic: `h(type, props, child)` is shorter than `jsx(type, { …, children: child })`. No `__self` and `__source`.
  oxc: {
    jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment', development: false },
    jsxInject: "import { Fragment, h } from 'preact';",
  },
};

const production: UserConfig = {
  plugins: [
    inEveryPage(),
    classicScripts(/[\\/]src[\\/]app[\\/]late\.ts$/),
    earlyFiles(),
    bootScript(),
    sdPage(),
    utf8Marks(),
    sizeReport([
      { what: 'that says the first word', chunks: [], assets: BOOT, bytes: 1_750 },
      { what: 'before the first screen', chunks: ['index'], assets: BOOT, bytes: 38_500 },
      {
        what: 'that every box loads in all',
        chunks: ['index', 'late'],
        assets: BOOT,
        bytes: 72_600,
      },
    ]),
  ],
  css: { modules: { generateScopedName: shortNames(source) } },
  build: {
    outDir: 'dist',
    rolldownOptions: { checks: { bundlerTimings: false } },
    cssMinify: 'lightningcss',
    cssTarget: ['chrome53', 'safari10'],
    reportCompressedSize: false,
  },
};

/** Builds with the simulated world: the development server, and builds for demonstrations. */
const mocks: UserConfig = {
  plugins: [
    consolePage('console/index.html'),
    inEveryPage(),
    mswWorker(),
    sdPage(),
    artworkFiles(artwork),
  ],
  build: {
    outDir: 'dist-mocks',
    modulePreload: false,
    target: 'chrome111',
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { checks: { bundlerTimings: false }, input: ['index.html', CONSOLE_PAGE] },
  },
};

export default defineConfig(async ({ mode, command }) => {
  if (mode === 'console') return { ...everywhere, ...consoleBuild };
  const isMocks = mode === 'mocks' || (command === 'serve' && mode === 'development');
  const { build, ...rest } = isMocks ? mocks : production;
  return {
    ...everywhere,
    ...rest,
    define: {
      __MOCKS__: JSON.stringify(isMocks),
      __WORDS__: JSON.stringify(wordFingerprints),
      __ARTWORK__: JSON.stringify(artwork().folders),
      __KEYS__: JSON.stringify(keysFingerprint(profiles)),
      // Removes code for a browser extension from every component's update.
      'window.__PREACT_SIGNALS_DEVTOOLS__': 'false',
    },
    server: { port: 5173, watch: { ignored: isOutput } },
    // Finds dependencies at start: one found later would reload the page in the middle of a payment.
    optimizeDeps: {
      entries: ['index.html', 'mocks/page/browser.ts', CONSOLE_PAGE, 'mocks/page/consoleHost.ts'],
    },
    preview: { port: 4173, strictPort: true },
    // A data: URL would need an entry in the content security policy, and would enlarge the CSS that every box must parse.
    build: { ...build, assetsInlineLimit: 0 },
    test: {
      setupFiles: ['src/ui/words/chinese.fixture.ts'],
      // Only for tests that hang; generous, so that slow machines do not fail.
      testTimeout: 120_000,
      hookTimeout: 120_000,
      // Files of one worker share its modules: a fresh worker for each of 350 files took longer than their tests.
      isolate: false,
      maxWorkers: '100%',
      include: ['src/**/*.test.{ts,tsx}', 'mocks/**/*.test.ts', 'e2e/**/*.test.ts'],
      // Builds do without Vitest.
      ...(process.env.VITEST && {
        sequence: { sequencer: (await import('./e2e/worldsFirst.ts')).WorldsFirst },
      }),
    },
  };
});
