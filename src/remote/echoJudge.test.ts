import fc from 'fast-check';
import { expect, test } from 'vitest';
import { echoJudge, RECOUNT_MS } from './echoJudge.ts';

type Event = [kind: string, at: number];
const presses = (events: readonly Event[]): number => {
  const isEcho = echoJudge();
  return events.filter(([kind, at]) => !isEcho(kind, 'ok', at)).length;
};

test.each<[name: string, events: Event[], count: number]>([
  [
    'keydown and keypress',
    [
      ['keydown', 0],
      ['keypress', 1],
    ],
    1,
  ],
  [
    'three kinds',
    [
      ['keypress', 0],
      ['irkeypress', 0],
      ['systemevent', 40],
    ],
    1,
  ],
  [
    'two quick presses, each of two kinds',
    [
      ['keydown', 0],
      ['keypress', 1],
      ['keydown', 120],
      ['keypress', 121],
    ],
    2,
  ],
  [
    'the echoes of both come late',
    [
      ['keydown', 0],
      ['keydown', 120],
      ['keypress', 300],
      ['keypress', 310],
    ],
    2,
  ],
  [
    'the order turns',
    [
      ['keydown', 0],
      ['keypress', 1],
      ['keypress', 400],
      ['keydown', 401],
    ],
    2,
  ],
  [
    'one kind alone',
    [
      ['keydown', 0],
      ['keydown', 300],
      ['keydown', 600],
    ],
    3,
  ],
  [
    'a kind that lost an event is forgiven',
    [
      ['keydown', 0],
      ['keypress', RECOUNT_MS + 1],
    ],
    2,
  ],
])('%s', (_, events, count) => {
  expect(presses(events)).toBe(count);
});

test('other keys are counted by themselves', () => {
  const isEcho = echoJudge();
  expect(isEcho('keydown', 'ok', 0)).toBe(false);
  expect(isEcho('keydown', 'down', 10)).toBe(false);
  expect(isEcho('keypress', 'ok', 20)).toBe(true);
  expect(isEcho('keypress', 'down', 20)).toBe(true);
});

test('however the kinds are shuffled into each other, n presses are n', () => {
  const kinds = ['keydown', 'keypress', 'irkeypress'];
  const shuffled = fc.integer({ min: 1, max: 12 }).chain((n) =>
    fc.tuple(
      fc.constant(n),
      fc.shuffledSubarray(
        kinds.flatMap((kind) => Array.from({ length: n }, () => kind)),
        { minLength: 3 * n },
      ),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([n, order]) => {
      expect(presses(order.map((kind, index) => [kind, index * 20]))).toBe(n);
    }),
  );
});
