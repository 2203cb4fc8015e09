import { expect, test } from 'vitest';
import type { Command } from './keys.ts';
import { pressJudge } from './pressJudge.ts';

type Line = [type: 'down' | 'up', command: Command, at: number, isNew?: boolean, repeat?: boolean];

const cases: [name: string, lines: Line[]][] = [
  [
    'a bounce is not a press',
    [
      ['down', 'ok', 1000, true],
      ['up', 'ok', 1040],
      ['down', 'ok', 1100, false],
    ],
  ],
  [
    'two unhurried presses are two',
    [
      ['down', 'ok', 1000, true],
      ['up', 'ok', 1040],
      ['down', 'ok', 1260, true],
    ],
  ],
  [
    'a held key is one press, even where the browser does not say repeat',
    [
      ['down', 'ok', 1000, true],
      ['down', 'ok', 1500, false],
      ['down', 'ok', 2400, false],
    ],
  ],
  [
    'a box without keyup can still press twice',
    [
      ['down', 'ok', 1000, true],
      ['down', 'ok', 2100, true],
    ],
  ],
  ['a repeat is never a press', [['down', 'ok', 9000, false, true]]],
  [
    'another key in between ends the bounce',
    [
      ['down', 'ok', 1000, true],
      ['up', 'ok', 1010],
      ['down', 'down', 1050, true],
      ['down', 'ok', 1100, true],
    ],
  ],
  [
    'bounces that go on stay bounces',
    [
      ['down', 'ok', 1000, true],
      ['up', 'ok', 1010],
      ['down', 'ok', 1200, false],
      ['up', 'ok', 1210],
      ['down', 'ok', 1400, false],
    ],
  ],
];

test.each(cases)('%s', (_name, lines) => {
  const judge = pressJudge();
  for (const [type, command, at, isNew, repeat = false] of lines) {
    if (type === 'up') judge.released(command);
    else expect([at, judge.isNewPress(command, at, repeat)]).toEqual([at, isNew]);
  }
});

test('the bounce of a key ends 250 ms after it, and another key has none', () => {
  const judge = pressJudge();
  expect(judge.bounceEnds(['ok'])).toBe(0);
  judge.isNewPress('ok', 1000, false);
  expect(judge.bounceEnds(['ok', 'back'])).toBe(1250);
  judge.isNewPress('down', 1010, false);
  expect(judge.bounceEnds(['ok', 'back'])).toBe(0);
});
