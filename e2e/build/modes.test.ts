/** Which steps each build has, as vite.config.ts puts them together. */
import { join } from 'node:path';
import { createServer, resolveConfig } from 'vite';
import { expect, test } from 'vitest';

const configFile = join(import.meta.dirname, '../../vite.config.ts');
const ALL_PAGES = ['word-files', 'key-files', 'icons-in-page'];
const MOCKS = [...ALL_PAGES, 'artwork-files', 'console-page', 'msw-worker'];
const PRODUCTION = [
  ...ALL_PAGES,
  'public-files',
  'classic-scripts',
  'early-files',
  'boot-script',
  'sd-page',
  'size-report',
  'utf8-marks',
];

test.each([
  ['production', 'build', 'dist', PRODUCTION],
  ['mocks', 'build', 'dist-mocks', [...MOCKS, 'public-files', 'sd-page']],
  ['console', 'build', 'dist-console', ['console-page']],
  // Vite itself leaves out the steps that are for builds only.
  ['development', 'serve', 'dist-mocks', MOCKS],
  ['live', 'serve', 'dist', ALL_PAGES],
] as const)('%s (%s) goes to %s and has its own steps', async (mode, command, outDir, steps) => {
  const { plugins, build, define } = await resolveConfig({ configFile, mode }, command);
  const own = plugins.filter(({ name }) => name.startsWith('portal:'));
  expect(own.map(({ name }) => name.slice('portal:'.length)).sort()).toEqual([...steps].sort());
  expect(build.outDir).toBe(outDir);
  expect(build.assetsInlineLimit).toBe(0);
  expect(define?.__MOCKS__).toBe(String(mode === 'mocks' || mode === 'development'));
});

test.each(['production', 'mocks', 'console'])('%s prints no timings of its steps', async (mode) => {
  const { build } = await resolveConfig({ configFile, mode }, 'build');
  expect(build.rolldownOptions.checks).toEqual({ bundlerTimings: false });
});

test('the development server adds no attribute to an element, and does not watch what programs write', async () => {
  const server = await createServer({
    configFile,
    mode: 'development',
    logLevel: 'silent',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
  });
  try {
    const screen = await server.transformRequest('/src/screens/confirm/ConfirmScreen.tsx');
    expect(screen?.code).toContain('h(');
    expect(screen?.code).not.toMatch(/__self|__source/);
  } finally {
    await server.close();
  }
  const { server: resolved } = await resolveConfig({ configFile, mode: 'development' }, 'serve');
  const isIgnored = [resolved.watch?.ignored].flat().find((rule) => typeof rule === 'function') as (
    path: string,
  ) => boolean;
  const inRoot = (path: string) => join(configFile, '..', path);
  for (const path of [
    '.cache/backend/store/1.log',
    'dist',
    'dist-mocks/index.html',
    'gallery/1.png',
  ])
    expect(isIgnored(inRoot(path)), path).toBe(true);
  for (const path of ['src/app/gallery/x.ts', 'e2e/dist/distRules.mjs', 'index.html'])
    expect(isIgnored(inRoot(path)), path).toBe(false);
});
