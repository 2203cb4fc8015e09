import { brotliCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type SizeLimit, sizeReport } from './sizeReport.ts';
import { PAGE, smallBuild } from './smallBuild.fixture.ts';

const FILES = {
  ...PAGE,
  'main.js': 'window.load = [() => import("./late.js"), () => import("./driver.js")];',
  'late.js': 'import "./late.css"; import { part } from "./part.js"; window.late = part;',
  'late.css': 'p { top: 0 }',
  'driver.js': 'import { part } from "./part.js"; window.driver = part;',
  'part.js': `export const part = ${JSON.stringify(Array.from({ length: 99 }, (_, i) => i * i))};`,
};

const report = (...limits: SizeLimit[]) => smallBuild(FILES, { plugins: [sizeReport(limits)] });
const all = (chunks: readonly string[], bytes: number): SizeLimit => ({
  what: 'in all',
  chunks,
  bytes,
});

test('a limit counts scripts and style sheets of its chunks and of what they import from', async () => {
  const { files, said } = await report(all(['index', 'late'], 9_000));
  const counted = Object.keys(files).filter((name) => /^assets\/(index|late|part)-/.test(name));
  expect(counted).toHaveLength(4);
  const bytes = counted.reduce((sum, name) => sum + brotliCompressSync(files[name]!).length, 0);
  expect(said).toContain(
    `JS + CSS in all, brotli: ${(bytes / 1000).toFixed(2)} kB (at most 9.00 kB)`,
  );
  for (const name of Object.keys(files)) expect(said).toContain(`\n${name.padEnd(36)}`);
  await expect(report(all(['index', 'late'], bytes))).resolves.toBeDefined();
  await expect(report(all(['index', 'late'], bytes - 1))).rejects.toThrow(
    '1 bytes over the limit of what comes in all',
  );
});

test('a limit for a chunk that does not exist fails the build', async () => {
  await expect(report(all(['later'], 9_000))).rejects.toThrow('no chunk later');
});
