import { expect, test } from 'vitest';
import { createWaitingLine, type WaitingLine } from './waitingLine.ts';

const ask = (
  line: WaitingLine<string>,
  attemptId: string,
  free: readonly string[],
  now = 0,
  not: readonly string[] = [],
): string | number => {
  const suits = (member: string): boolean => !not.includes(member);
  const place = line.ask({ attemptId, line: 'all', suits }, free, now);
  if (place.kind === 'full') return 'full';
  return place.kind === 'served' ? place.member : place.position;
};

test('first come, first served; asking again keeps the place', () => {
  const line = createWaitingLine<string>();
  expect([ask(line, 'a', []), ask(line, 'b', []), ask(line, 'c', [])]).toEqual([1, 2, 3]);
  expect([ask(line, 'c', []), ask(line, 'a', [])]).toEqual([3, 1]);
  expect(ask(line, 'b', ['P1'])).toBe(2);
  expect(ask(line, 'a', ['P1'])).toBe('P1');
  expect(ask(line, 'c', ['P1'])).toBe(2);
  expect(ask(line, 'b', ['P1'])).toBe('P1');
  expect(ask(line, 'c', ['P1'])).toBe('P1');
  expect(line.length).toBe(0);
});

test('with enough PSAMs for all earlier attempts, the next is served at once', () => {
  const line = createWaitingLine<string>();
  ask(line, 'a', []);
  expect(ask(line, 'b', ['P1', 'P2'])).toBe('P2');
  expect(ask(line, 'a', ['P1'])).toBe('P1');
});

test('an attempt that has not asked for 15 s is dropped; one that asks stays', () => {
  const line = createWaitingLine<string>();
  ask(line, 'a', [], 0);
  ask(line, 'b', [], 1);
  expect(ask(line, 'b', [], 14_999)).toBe(2);
  expect(ask(line, 'b', [], 15_000)).toBe(1);
  expect(ask(line, 'a', [], 15_001)).toBe(2);
});

test('a PSAM that does not suit the first in line is not kept back for it', () => {
  const line = createWaitingLine<string>();
  ask(line, 'a', [], 0, ['P1']);
  expect(ask(line, 'b', ['P1'])).toBe('P1');
  expect(ask(line, 'a', ['P1'], 0, ['P1'])).toBe(1);
  expect(ask(line, 'a', ['P2'], 0, ['P1'])).toBe('P2');
});

test('positions count one line only', () => {
  const line = createWaitingLine<string>();
  line.ask({ attemptId: 'x', line: 'other', suits: () => false }, [], 0);
  expect(ask(line, 'a', [])).toBe(1);
});

test('a full line lets no attempt in, those that wait keep their place, and another line is not affected', () => {
  const line = createWaitingLine<string>(2);
  expect([ask(line, 'a', []), ask(line, 'b', []), ask(line, 'c', [])]).toEqual([1, 2, 'full']);
  expect([ask(line, 'b', []), line.length]).toEqual([2, 2]);
  const other = { attemptId: 'x', line: 'other', suits: () => true };
  expect(line.ask(other, [], 0)).toEqual({ kind: 'waiting', position: 1 });
  expect(ask(line, 'a', ['P1'])).toBe('P1');
  expect(ask(line, 'c', [])).toBe(2);
});

test('for an attempt that left, no PSAM is kept back', () => {
  const line = createWaitingLine<string>();
  ask(line, 'a', []);
  expect(ask(line, 'b', ['P1'])).toBe(2);
  line.leave('a');
  expect(ask(line, 'b', ['P1'])).toBe('P1');
});

test('nothing is kept back for an attempt that has missed its turn twice; it keeps its place', () => {
  const line = createWaitingLine<string>(100, 1_000);
  ask(line, 'a', [], 0);
  expect(ask(line, 'b', ['P1'], 2_499)).toBe(2);
  expect(ask(line, 'b', ['P1'], 2_500)).toBe('P1');
  ask(line, 'c', [], 3_000);
  expect(ask(line, 'a', [], 3_000)).toBe(1);
  expect(ask(line, 'c', ['P1'], 3_000)).toBe(2);
});

test('a box that left PSAMs unused stands further back, and nobody who comes later than that overtakes it', () => {
  const line = createWaitingLine<string>();
  const enter = (attemptId: string, now: number, behindMs = 0) => {
    const place = line.ask({ attemptId, line: 'all', behindMs, suits: () => true }, [], now);
    return place.kind === 'waiting' ? place.position : place.kind;
  };
  expect(enter('hostile', 0, 3_000)).toBe(1);
  expect(enter('a', 2_000)).toBe(1);
  expect(enter('b', 3_001)).toBe(3);
  expect(enter('hostile', 3_100, 30_000)).toBe(2);
});

test('a full line lets in a box that stands before its last', () => {
  const line = createWaitingLine<string>(2);
  const enter = (attemptId: string, behindMs: number) =>
    line.ask({ attemptId, line: 'all', behindMs, suits: () => true }, [], 0).kind;
  expect([enter('x', 9_000), enter('y', 6_000), enter('z', 9_000)]).toEqual([
    'waiting',
    'waiting',
    'full',
  ]);
  expect(enter('honest', 0)).toBe('waiting');
  expect(line.length).toBe(2);
  expect(enter('x', 9_000)).toBe('full');
});
