import { expect, test } from 'vitest';
import type { Entry } from './entries.ts';
import { compare, goalsOf } from './judge.ts';
import { allIsWell, report, withReport } from './report.ts';
import { parseResults, type Results } from './results.ts';
import type { Visit } from './visit.ts';

const weight = { min: 10_000, gz: 5_000, br: 4_000 };
const entry = (name: string, kind: Entry['kind']): Entry => ({
  name,
  kind,
  dist: '',
  inList: 'row-',
  js: weight,
  css: weight,
});

const visit = (name: string, changes: Partial<Visit> = {}): Visit => ({
  entry: name,
  firstPaint: 500,
  firstFocus: 600,
  painted: [20, 30],
  doubleFrame: [20, 30],
  eventTiming: [24, 32],
  script: 5,
  style: 1,
  layout: 1,
  task: 20,
  holds: [{ overrun: 10, rows: 60, frames: 60 }],
  repeats: 60,
  heap: 2,
  domHeap: 1,
  nodes: 100,
  lost: 0,
  afterPresses: 2,
  endsAt: 62,
  shows: ['0,0 name'],
  ...changes,
});

const resultsOf = (...visits: Visit[]): Results => ({
  date: '2026-11-23',
  browser: 'Chrome/156',
  machine: '2 × something',
  load: 0.5,
  plan: { presses: 2, holds: 1, repeats: 60, cpu: 6 },
  entries: [
    entry('ours', 'ours'),
    entry('peer', 'peer'),
    entry('floor', 'floor'),
    entry('picture', 'picture'),
  ],
  visits,
});
const usual = (changes: Partial<Visit> = {}) =>
  resultsOf(
    visit('ours', changes),
    visit('peer'),
    visit('floor', { painted: [10, 15] }),
    visit('picture'),
  );
const text = (results: unknown) => JSON.stringify(results);

test('results are read back as they were written', () => {
  const results = usual();
  expect(parseResults(text(results))).toEqual(results);
});

test.each([
  ['a number is missing', usual({ heap: Number.NaN }), 'heap is not a number'],
  ['a press is missing', usual({ painted: [20] }), '1 presses of 2'],
  ['a hold is missing', usual({ holds: [] }), '0 holds of 1'],
  ['the page is not in the list', usual({ entry: 'another' }), 'no such page'],
  ['a page was not visited', resultsOf(visit('ours'), visit('peer')), 'floor: no visit'],
  [
    'it is not known what a page showed',
    usual({ shows: undefined as unknown as string[] }),
    'shows is missing',
  ],
  [
    'the floor has another picture',
    usual({ shows: ['0,0 name', '0,9 >Basic'] }),
    'nothing where 0,9 >Basic is',
  ],
  ['the portal shows nothing', usual({ shows: [] }), '0,0 name where nothing is'],
])('results are refused when %s', (_, results, message) => {
  expect(() => parseResults(text(results))).toThrow(message);
});

test('a press that moved nothing is kept as such', () => {
  const read = parseResults(text(usual({ painted: [20, null] })));
  expect(goalsOf(read).find(({ title }) => title.startsWith('p95'))?.met).toBe(false);
  expect(report(read)).toContain('never');
});

test.each<[string, Partial<Visit>, string]>([
  ['p95', { painted: [40, 40] }, 'p95 of a press'],
  ['overrun', { holds: [{ overrun: 31, rows: 60, frames: 60 }] }, 'overrun'],
  ['heap', { heap: 4.1 }, 'heap'],
  ['nodes', { nodes: 301 }, 'elements'],
  ['lost focus', { lost: 1 }, 'frames without focus'],
  ['a press of two rows', { afterPresses: 3 }, 'visits in which a press'],
  ['a held key', { holds: [{ overrun: 10, rows: 53, frames: 53 }] }, 'repeats of a held key'],
])('%s beyond its limit misses this goal only', (_, changes, title) => {
  expect(goalsOf(usual()).every(({ met }) => met)).toBe(true);
  const missed = goalsOf(usual(changes)).filter(({ met }) => !met);
  expect(missed.map((goal) => goal.title)).toEqual([expect.stringContaining(title)]);
  expect(allIsWell(usual(changes))).toBe(false);
});

test('a column in which a peer is clearly better is named with that peer', () => {
  const results = usual({ firstFocus: 900 });
  const worse = compare(results).filter(({ verdict }) => verdict === 'worse');
  expect(worse.map(({ column, peer }) => [column.title, peer])).toEqual([
    ['first focus, ms', 'peer'],
  ]);
  expect(allIsWell(results)).toBe(false);
  expect(report(results)).toContain('**worse**');
});

test('a difference of one step of the Event Timing clock does not count', () => {
  const results = usual({ eventTiming: [24, 40] });
  expect(compare(results).every(({ verdict }) => verdict !== 'worse')).toBe(true);
});

test('p95 is judged against the same picture; the ratio to ten rows of text is only shown', () => {
  const results = usual();
  expect(goalsOf(results)[0]).toMatchObject({ found: '1.00 ×', met: true });
  const told = report(results)
    .split('\n')
    .filter((line) => line.startsWith('- '));
  expect(told).toEqual([
    expect.stringMatching(/^- 1\.00 × the p95 of the same picture/),
    expect.stringMatching(/^- 2\.00 × the p95 of ten rows of text/),
  ]);
});

test('without a floor the report does not mention it', () => {
  const { entries, ...rest } = resultsOf(visit('ours'), visit('peer'));
  const results = { ...rest, entries: entries.slice(0, 2) };
  expect(goalsOf(results).some(({ title }) => title.startsWith('p95'))).toBe(false);
  expect(report(results)).not.toContain('the p95 of');
});

test('the document keeps its text and gets the new numbers', () => {
  const document =
    'before\n<!-- measured: written by npm run bench:focus -->\nold\n<!-- /measured -->\nafter\n';
  const written = withReport(document, 'new');
  expect(written).toMatch(/^before\n.*\n\nnew\n\n?<!-- \/measured -->\nafter\n$/);
  expect(withReport(written, 'new')).toBe(written);
  expect(() => withReport('no place', 'new')).toThrow('no marks');
});
