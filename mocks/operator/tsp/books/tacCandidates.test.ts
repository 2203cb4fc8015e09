import { expect, test } from 'vitest';
import type { AttemptRow, TacCandidate } from './rows.ts';
import { candidatesOf, nextTac, withRefused, withRight, withShown } from './tacCandidates.ts';

const shown = (tac: string, from = 'STB-1', at = 1) => ({ tac, from, at });
const all = (...given: ReturnType<typeof shown>[]): readonly TacCandidate[] =>
  given.reduce<readonly TacCandidate[]>((list, one) => withShown(list, one), []);
const tacs = (list: readonly TacCandidate[]) => list.map(({ tac }) => tac);

test('a TAC that is shown again stays as it was first shown', () => {
  const list = all(shown('A'));
  expect(withShown(list, shown('A', 'STB-2', 9))).toBe(list);
});

test('the newest that is not refused is claimed; none, when all are refused', () => {
  const list = all(shown('A'), shown('B'));
  expect(nextTac(list)).toBe('B');
  expect(nextTac(withRefused(list, 'B', 2))).toBe('A');
  expect(nextTac(withRefused(withRefused(list, 'B', 2), 'A', 3))).toBeUndefined();
});

test('a right one is claimed before any newer one, even if it was once refused', () => {
  const list = withRight(withRefused(all(shown('A'), shown('B')), 'A', 2), 'A', 3);
  expect(nextTac(list)).toBe('A');
  expect(list[0]).toEqual({ ...shown('A'), rightAt: 3 });
});

test('of a fifth one its box loses its own oldest', () => {
  const list = all(shown('R', 'STB-2'), ...['A', 'B', 'C', 'D', 'E'].map((tac) => shown(tac)));
  expect(tacs(list)).toEqual(['R', 'B', 'C', 'D', 'E']);
});

test('nothing that other boxes show, however many they are, pushes out what one has shown', () => {
  const liars = Array.from({ length: 9 }, (_, at) => shown(`L${at}`, `STB-${at}`));
  expect(tacs(all(shown('R', 'STB-99'), ...liars))).toContain('R');
  expect(tacs(all(...liars, shown('R', 'STB-99')))).toContain('R');
});

test('one that is claimed stays until its verdict: its box must answer for it', () => {
  const list = withShown(all(shown('A'), shown('B'), shown('C'), shown('D')), shown('E'), 'A');
  expect(tacs(list)).toEqual(['A', 'C', 'D', 'E']);
});

test('one that the PPP found right never goes', () => {
  let list = withRight(all(shown('R')), 'R', 2);
  for (const tac of ['A', 'B', 'C', 'D', 'E']) list = withShown(list, shown(tac));
  expect(tacs(list)).toEqual(['R', 'B', 'C', 'D', 'E']);
});

test('a box with three refused ones is not heard any more; another box is', () => {
  let list = all(shown('A'), shown('B'), shown('C'));
  for (const tac of ['A', 'B', 'C']) list = withRefused(list, tac, 2);
  expect(withShown(list, shown('D'))).toBe(list);
  expect(nextTac(withShown(list, shown('D', 'STB-2')))).toBe('D');
});

test('however many of other boxes were refused, a box is heard', () => {
  let list: readonly TacCandidate[] = [];
  for (let at = 0; at < 9; at++) {
    list = withRefused(withShown(list, shown(`T${at}`, `STB-${at}`)), `T${at}`, at);
  }
  expect(nextTac(withShown(list, shown('R', 'STB-99')))).toBe('R');
});

test('an attempt of an older version has its one TAC', () => {
  const old = { tac: 'A', debitedAt: 7, stbId: 'STB-1' } as AttemptRow;
  expect(candidatesOf(old)).toEqual([shown('A', 'STB-1', 7)]);
  expect(candidatesOf({ stbId: 'STB-1' } as AttemptRow)).toEqual([]);
});

test('one that the PPP called right and refuses later is not claimed any more', () => {
  const list = withRefused(withRight(all(shown('A'), shown('B')), 'B', 2), 'B', 3);
  expect(nextTac(list)).toBe('A');
  expect(nextTac(withRefused(list, 'A', 4))).toBeUndefined();
});
