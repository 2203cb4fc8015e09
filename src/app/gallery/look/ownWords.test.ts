import { expect, test } from 'vitest';
import { zhCN } from '../../../ui/words/zhCN.ts';
import { hasSamePlaces, type WordTree, withOwnWords, wordList } from './ownWords.ts';

const tree = { wait: 'Wait', row: { service: 'Service', days: ['Mon', '{n} Tue'] } };

test('every text has a path', () => {
  expect(wordList(tree as unknown as WordTree)).toEqual([
    ['wait', 'Wait'],
    ['row.service', 'Service'],
    ['row.days.0', 'Mon'],
    ['row.days.1', '{n} Tue'],
  ]);
});

test('own words replace texts and nothing else, and the words stay as they were', () => {
  const own = {
    'row.service': 'Package',
    'row.days.1': 'T {n}',
    wait: 'For {n}',
    row: 'x',
    'no.such': 'x',
    'row.days.0.length': 'x',
  };
  expect(withOwnWords(tree, own)).toEqual({
    wait: 'Wait',
    row: { service: 'Package', days: ['Mon', 'T {n}'] },
  });
  expect(tree.row.service).toBe('Service');
});

test.each([
  ['{a} of {b}', '{b} / {a}', true],
  ['{a}', 'a', false],
  ['a', '{a}', false],
  ['{a} {a}', '{a}', false],
])('%s and %s: same places %s', (text, other, same) => {
  expect(hasSamePlaces(text, other)).toBe(same);
});

test('the words of the portal are such a tree', () => {
  const paths = wordList(zhCN as unknown as WordTree);
  expect(paths.length).toBeGreaterThan(200);
  expect(
    paths.filter(([path, text]) => !/^[\w-]+(\.[\w-]+)*$/.test(path) || typeof text !== 'string'),
  ).toEqual([]);
});
