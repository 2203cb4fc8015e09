import { expect, test } from 'vitest';
import type { Direction } from './keys.ts';
import { neighbour, placeIn, zoneOf } from './zones.ts';

const letters = (count: number) => 'abcdefghijklmnop'.slice(0, count).split('');

// A grid of 4 columns with 10 items: rows abcd, efgh, ij.
const inGrid: [from: number, direction: Direction, to: number | null][] = [
  [0, 'left', null],
  [0, 'up', null],
  [0, 'right', 1],
  [0, 'down', 4],
  [3, 'right', null],
  [4, 'left', null],
  [5, 'up', 1],
  [5, 'down', 9],
  [6, 'down', 9],
  [7, 'down', 9],
  [9, 'right', null],
  [9, 'down', null],
  [8, 'up', 4],
];
test.each(inGrid)('in a grid, from %i %s leads to %s', (from, direction, to) => {
  expect(neighbour(zoneOf('z', letters(10), 4), from, direction)).toBe(to);
});

const inOthers: [shape: string, columns: number, direction: Direction, to: number | null][] = [
  ['list', 1, 'down', 2],
  ['list', 1, 'up', 0],
  ['list', 1, 'right', null],
  ['row', 3, 'right', 2],
  ['row', 3, 'left', 0],
  ['row', 3, 'down', null],
  ['row', 3, 'up', null],
];
test.each(inOthers)(
  'in a %s of 3 (%i columns), %s from the middle leads to %s',
  (_shape, columns, direction, to) => {
    expect(neighbour(zoneOf('z', letters(3), columns), 1, direction)).toBe(to);
  },
);

test('an item that moved is found again by its id', () => {
  expect(placeIn(zoneOf('z', ['x', 'a', 'b'], 1), { zone: 'z', index: 1, id: 'b' }).index).toBe(2);
});

test('an item that is gone leaves its place to the neighbour, at the end to the last', () => {
  expect(placeIn(zoneOf('z', ['a', 'c'], 1), { zone: 'z', index: 1, id: 'b' }).id).toBe('c');
  expect(placeIn(zoneOf('z', ['a', 'c'], 1), { zone: 'z', index: 7, id: 'h' }).id).toBe('c');
});

test('a zone with an entry is entered there, and kept elsewhere once inside', () => {
  const tabs = { ...zoneOf('tabs', ['a', 'b', 'c'], 3), entry: 2 };
  expect(placeIn(tabs, { zone: 'tabs', index: 0, id: 'a' }, true).id).toBe('c');
  expect(placeIn(tabs, { zone: 'tabs', index: 0, id: 'a' }).id).toBe('a');
});
