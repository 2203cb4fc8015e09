/** Which steps each build has, as vite.config.ts puts them together. */
import { join } from 'node:path';
import { resolveConfig } from 'vite';
import { expect, test } from 'vitest';

const configFile = join(import.meta.dirname, '../../vite.config.ts');
const ALL_PAGES = ['word-files', 'key-files', 'icons-in-page'];
const MOCKS = [...ALL_PAGES, 'console-page', 'msw-worker'];
const PRODUCTION = [
  ...ALL_PAGES,
  'classic-scripts',
  'early-files',
  'classic-page',
  'sd-page',
  'size-report',
];

test.each([
  ['production', 'build', 'dist', PRODUCTION],
  ['mocks', 'build', 'dist-mocks', [...MOCKS, 'sd-page']],
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
