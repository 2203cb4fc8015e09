import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(root + path, 'utf8');

const decisions = readdirSync(`${root}docs/decisions`).sort();
/** All documents except decision records: those stay as they were written, and what they name may have moved since. */
const texts = [
  'README.md',
  'README.zh-CN.md',
  ...readdirSync(`${root}docs`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.startsWith('decisions'))
    .map((name) => `docs/${name}`)
    .sort(),
];

/** The paths between back-ticks, without names that contain a placeholder (`<name>`, `*`, `{a,b}`). */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`((?:src|mocks|e2e|docs|public)\/[\w./-]+|[\w-]+\.(?:ts|mjs|json|html|md))`/g)]
    .map(([, path]) => path!)
    .filter((path) => path.includes('/') || existsSync(root + path));

test.each(texts)('every path that %s names exists', (name) => {
  const missing = pathsIn(read(name)).filter(
    (path) => path !== 'public/' && !existsSync(root + path),
  );
  expect(missing).toEqual([]);
});

test.each(texts)('every link of %s has a target', (name) => {
  const links = [...read(name).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
  const missing = links.filter(
    (link) =>
      !/^(https?:|#|mailto:)/.test(link) &&
      !existsSync(join(root, dirname(name), link.split('#')[0]!)),
  );
  expect(missing).toEqual([]);
});

const programs = ['mocks', 'e2e']
  .flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name}`,
    ),
  )
  .filter((name) => /\.m?ts$|\.mjs$/.test(name) && !/\.(test|spec|fixture)\.ts$/.test(name))
  .map(read);

/** What stands in a message as it is: numbers, `…`, and what is in parentheses differ from one time to the next. */
const fixedParts = (message: string): string[] =>
  message
    .split(/…|[\d.]*\d|[()]|\bN\b/)
    .map((part) => part.trim())
    .filter((part) => /\w/.test(part));

test.each([
  ['README.md', 'If it does not work'],
  ['README.zh-CN.md', '遇到问题'],
  ['docs/operate/backend.md', 'When it does not start'],
])('every message that %s quotes is one of a program', (name, heading) => {
  const [, chapter] = read(name).split(`\n## ${heading}\n`);
  const messages = [...chapter!.split('\n## ')[0]!.matchAll(/^\| `([^`]+)` \|/gm)].map(
    ([, message]) => message!,
  );
  expect(messages.length).toBeGreaterThan(3);
  const unknown = messages.filter(
    (message) =>
      !programs.some((program) => fixedParts(message).every((part) => program.includes(part))),
  );
  expect(unknown).toEqual([]);
});

test('the table of all commands has each of package.json, and no other', () => {
  const [, table] = read('docs/develop/recipes.md').split('\n## All commands\n');
  const rows = table!.split('\n## ')[0]!.matchAll(/^\| (`[^|]+`) \|/gm);
  const named = [...rows].flatMap(([, names]) =>
    names!.split(', ').map((name) => name.slice(1, -1)),
  );
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  expect(named.sort()).toEqual(Object.keys(scripts).sort());
});

test('the map names every document', () => {
  const map = read('docs/README.md');
  const paths = texts.filter((name) => name.startsWith('docs/') && name !== 'docs/README.md');
  expect(paths.filter((name) => !map.includes(`(${name.slice('docs/'.length)})`))).toEqual([]);
});

test('every word is in the glossary once', () => {
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
