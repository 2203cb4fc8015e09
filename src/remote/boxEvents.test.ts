/** How boxes report one press: event by event, as their libraries expect them. */
import { expect, test } from 'vitest';
import type { Command } from './keys.ts';
import { profiles } from './profiles.fixture.ts';
import { page } from './remote.fixture.ts';
import type { KeyInput, KeyTarget } from './remote.ts';

type Line = [on: keyof KeyTarget, code: number, more?: Partial<KeyInput>];

/** Two presses of a key half a second apart, each reported by these events. */
const told: [profile: string, how: string, lines: Line[], command: Command][] = [
  [
    'mag',
    'keydown, keypress',
    [
      ['onkeydown', 13],
      ['onkeypress', 13, { charCode: 13 }],
      ['onkeyup', 13],
    ],
    'ok',
  ],
  [
    'mag',
    'Ctrl+F1',
    [
      ['onkeydown', 112, { ctrlKey: true }],
      ['onkeypress', 112, { ctrlKey: true }],
    ],
    'red',
  ],
  [
    'mag',
    'a digit',
    [
      ['onkeydown', 53],
      ['onkeypress', 53, { charCode: 53 }],
      ['onkeyup', 53],
    ],
    '5',
  ],
  ['ipanel', 'keypress alone', [['onkeypress', 1]], 'up'],
  [
    'ipanel',
    'all its kinds',
    [
      ['onkeypress', 340],
      ['onirkeypress', 340],
      ['onsystemevent', 340],
    ],
    'back',
  ],
  [
    'ipanel',
    'backwards',
    [
      ['onsystemevent', 13],
      ['onirkeypress', 13],
      ['onkeypress', 13],
    ],
    'ok',
  ],
  [
    'ipanel',
    'keydown too',
    [
      ['onkeydown', 4],
      ['onkeypress', 4],
      ['onkeyup', 4],
    ],
    'right',
  ],
  [
    'enreach',
    'letters',
    [
      ['onkeydown', 87],
      ['onkeypress', 119, { charCode: 119 }],
      ['onkeyup', 87],
    ],
    'up',
  ],
  ['iptv', 'irkeypress', [['onirkeypress', 280]], 'back'],
  ['raw-android', 'no keyup', [['onkeydown', 23]], 'ok'],
];

test.each(told)('%s, %s: %j is %s, once', (profile, _, lines, command) => {
  const { heard, show, frame, send, pass } = page(profiles[profile]);
  show('home');
  frame(2);
  for (const count of [1, 2]) {
    pass(1200);
    for (const [on, code, more] of lines) send(on, code, more);
    frame(2);
    expect(heard).toEqual(Array(count).fill(command));
  }
});

test('a handler that was given no preventDefault answers 0', () => {
  const { show, target } = page(profiles.ipanel);
  show('home');
  expect(target.onirkeypress?.({ which: 340 })).toBe(0);
});

test('a character is no key: % is 37, and so is Left', () => {
  const { heard, show, frame, send } = page(profiles.mag);
  show('home');
  frame(2);
  send('onkeydown', 16, { shiftKey: true });
  send('onkeydown', 53, { shiftKey: true });
  expect(send('onkeypress', 37, { charCode: 37, shiftKey: true }).answer).toBe(true);
  expect(heard).toEqual(['5']);
});

test('the desktop never looks at keypress', () => {
  const { heard, show, frame, send } = page(profiles.desktop);
  show('home');
  frame(2);
  expect(send('onkeypress', 37, { charCode: 37 })).toEqual({ prevented: false, answer: true });
  expect(heard).toEqual([]);
});

test('messages of the box are reported, and are no keys', () => {
  const { heard, messages, show, send } = page(profiles.ipanel);
  show('home');
  expect(send('onsystemevent', 5202, { modifiers: 7 })).toEqual({ prevented: false, answer: true });
  expect(send('onkeypress', 4402)).toEqual({ prevented: false, answer: true });
  expect([heard, messages]).toEqual([[], ['5202 7']]);
});

test('768 is an event that waits, not a key', () => {
  const { heard, messages, show, send } = page(profiles.iptv);
  show('home');
  send('onkeydown', 768);
  expect([heard, messages]).toEqual([[], ['EVENT_MEDIA_END']]);
});

test('a name is understood where the number is not known, and only there', () => {
  const { heard, show, frame, send } = page(profiles['rdk-wpe']);
  show('home');
  frame(2);
  send('onkeydown', 999, { key: 'ColorF2Yellow' });
  send('onkeydown', 36, { key: 'Info' });
  send('onkeydown', 998, { key: 'Unidentified' });
  send('onkeydown', 997, { key: 'GoBack', ctrlKey: true });
  send('onkeydown', 997, { key: 'GoBack' });
  expect(heard).toEqual(['yellow', 'home', 'back']);
});
