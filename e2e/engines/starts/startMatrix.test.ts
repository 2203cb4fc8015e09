import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LOSSES, ODD_ANSWERS } from '../../shipped/lossyProxy.ts';
import { FILE_NAMES, nameOf } from './startFiles.ts';
import { FIXED, faultOf, PAIRS, SINGLES } from './startMatrix.ts';
import { enginesTable, pairsTable, type Result, singlesTable, written } from './startTable.ts';

const WAYS = Object.keys(LOSSES);
const GOOD = { upMs: 1_250, wholeMs: 2_000, said: '', dark: 0 };
const DOCUMENT = readFileSync(new URL('../../../docs/integrate/start.md', import.meta.url), 'utf8');

test('every file is lost in every way, and with every other, once and for a minute', () => {
  expect(SINGLES.length).toBe(FILE_NAMES.length * WAYS.length * 2);
  expect(PAIRS.length).toBe(FILE_NAMES.length * (FILE_NAMES.length - 1));
  const names = [...SINGLES, ...PAIRS].map(nameOf);
  expect(new Set(names).size).toBe(names.length);
});

test('every loss meets every other in some pair', () => {
  const met = new Set(PAIRS.map(({ lost }) => lost.map(({ loss }) => loss).join()));
  expect(met.size).toBe(WAYS.length ** 2);
});

test('the part that is tried every time has each loss and each odd answer', () => {
  const lost = FIXED.flatMap((start) => start.lost.map(({ loss }) => loss));
  expect([...new Set(lost)].sort()).toEqual([...WAYS, ...Object.keys(ODD_ANSWERS)].sort());
});

test.each([
  [GOOD, ''],
  [{ ...GOOD, upMs: 5_250 }, 'up after 5250 ms'],
  [{ ...GOOD, wholeMs: 8_250 }, 'whole after 8250 ms'],
  [{ ...GOOD, wholeMs: null }, 'it does not come up'],
  [{ ...GOOD, dark: 2 }, 'no word on the page'],
])('%j: %j', (started, fault) => {
  expect(faultOf(started)).toBe(fault);
});

test('a cell has the worst of its starts', () => {
  const results: Result[] = [...SINGLES, ...PAIRS].map((start) => [
    start,
    start.length === 'once' ? GOOD : { ...GOOD, upMs: 3_000, wholeMs: 4_000 },
  ]);
  expect(singlesTable(results)).toContain(`| boot |${' 3.0 / 4.0 |'.repeat(WAYS.length)}`);
  expect(pairsTable(results)).toContain(`| first script |  |${' 3.0 / 4.0 |'.repeat(11)}`);
  expect(enginesTable([['QtWebKit']])).toContain('| QtWebKit |');
});

test('text is put between its marks', () => {
  for (const old of ['', 'old\n', 'old\nolder\n']) {
    expect(written(`a\n<!-- x -->\n${old}<!-- /x -->`, 'x', 'new')).toBe(
      'a\n<!-- x -->\nnew\n<!-- /x -->',
    );
  }
});

test('the document shows every file, and no start that was lost', () => {
  for (const file of FILE_NAMES) expect(DOCUMENT).toContain(`| ${file} |`);
  for (const loss of WAYS) expect(DOCUMENT).toContain(`| \`${loss}\` |`);
  expect(DOCUMENT).not.toContain('**');
});
