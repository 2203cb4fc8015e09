import { expect, test } from 'vitest';
import { PAGES } from '../state/route.ts';
import { createHotkeys, JUMPS, type KeyPress } from './hotkeys.ts';

const key = (name: string, at = 0, more: Partial<KeyPress> = {}): KeyPress => ({
  key: name,
  at,
  isTaken: false,
  hasModifier: false,
  ...more,
});

test('every page has one letter', () => {
  expect(Object.values(JUMPS).sort()).toEqual([...PAGES].sort());
});

test('g and a letter open a page, if the letter comes soon', () => {
  const hotkeys = createHotkeys();
  expect(hotkeys(key('g', 100))).toBe(null);
  expect(hotkeys(key('c', 900))).toEqual({ kind: 'go', page: 'cases' });
  hotkeys(key('g', 2_000));
  expect(hotkeys(key('o', 3_600))).toBe(null);
});

test('a letter without a page ends the chord', () => {
  const hotkeys = createHotkeys();
  hotkeys(key('g', 0));
  expect(hotkeys(key('constructor', 1))).toBe(null);
  expect(hotkeys(key('x', 2))).toBe(null);
});

test('single keys', () => {
  const hotkeys = createHotkeys();
  expect(hotkeys(key('/'))).toEqual({ kind: 'search' });
  expect(hotkeys(key('?'))).toEqual({ kind: 'help' });
  expect(hotkeys(key('c'))).toEqual({ kind: 'clear' });
  expect(hotkeys(key('o'))).toBe(null);
});

test.each([{ isTaken: true }, { hasModifier: true }])('not while typing, %o', (more) => {
  const hotkeys = createHotkeys();
  for (const name of ['/', '?', 'c', 'g']) expect(hotkeys(key(name, 0, more))).toBe(null);
  expect(hotkeys(key('o', 1))).toBe(null);
});
