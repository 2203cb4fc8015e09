import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(root + path, 'utf8');

const decisions = readdirSync(`${root}docs/decisions`).sort();
/** Records of decisions stay as they were written: what they speak of may have moved since. */
const texts = [
  'README.md',
  ...readdirSync(`${root}docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Paths between back-ticks, as they stand; a name with a placeholder in it (`<name>`, `*`, `{a,b}`) is not one. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`((?:src|mocks|e2e|docs|public)\/[\w./-]+|[\w-]+\.(?:ts|mjs|json|html|md))`/g)]
    .map(([, path]) => path!)
    .filter((path) => path.includes('/') || existsSync(root + path));

test.each(texts)('every path %s speaks of is there', (name) => {
  const missing = pathsIn(read(name)).filter(
    (path) => path !== 'public/' && !existsSync(root + path),
  );
  expect(missing).toEqual([]);
});

test('every word of the glossary stands there once', () => {
  const words = [...read('docs/glossary.md').matchAll(/^\| (?!中文|-)([^|]+) \|/gm)].map(
    ([, word]) => word!.trim(),
  );
  expect(words.length).toBeGreaterThan(50);
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
});

test.each(decisions)('the record %s says context, choice and price on one page', (name) => {
  const text = read(`docs/decisions/${name}`);
  const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(['Context', 'Choice', 'Price']);
  const number = Number(/^\d{4}/.exec(name)?.[0]);
  expect(text.startsWith(`# ${number}. `), 'heading has the number of the file').toBe(true);
  expect(text.split('\n').length).toBeLessThanOrEqual(41);
});

test('records are numbered without a gap', () => {
  expect(decisions.map((name) => Number(name.slice(0, 4)))).toEqual(
    decisions.map((_, index) => index + 1),
  );
});
