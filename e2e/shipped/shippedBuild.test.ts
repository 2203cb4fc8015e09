import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { requireBuild } from './shippedBuild.ts';

let folder: string;
let dist: string;
let src: string;

/** Writes a file with a time of `seconds` after the first one. */
function write(path: string, seconds: number): void {
  writeFileSync(path, '');
  utimesSync(path, seconds, seconds);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'build-'));
  [dist, src] = [join(folder, 'dist'), join(folder, 'src')];
  mkdirSync(dist);
  mkdirSync(join(src, 'app'), { recursive: true });
  write(join(src, 'app/a.ts'), 10);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('without a build it says how to make one', () => {
  expect(() => requireBuild(dist, [src])).toThrow(/no production build; npm run build/);
});

test('a build newer than its sources will do; tests do not count', () => {
  write(join(dist, 'index.html'), 20);
  write(join(src, 'app/a.test.ts'), 30);
  expect(() => requireBuild(dist, [src])).not.toThrow();
});

test('a build older than one of its sources is named with that source', () => {
  write(join(dist, 'index.html'), 20);
  write(join(src, 'app/b.ts'), 30);
  expect(() => requireBuild(dist, [src])).toThrow(/older than .*app\/b\.ts; npm run build/);
  expect(() => requireBuild(dist, [join(src, 'app/b.ts')])).toThrow(/older/);
});
