import { expect, test } from 'vitest';
import { claimKeys, type Manager, type Television } from './claimKeys.ts';
import { profiles } from './profiles.fixture.ts';

const noManager = (): Manager => {
  throw new Error('none here');
};
const claim = (name: string, television: object, manager = noManager) =>
  claimKeys(profiles[name]!, television as Television, 'page', manager).keys;

test('a Tizen television is asked for each key by name; one refusal costs one key', () => {
  const asked: string[] = [];
  const registerKey = (name: string) => {
    if (name === 'Menu') throw new Error('not allowed');
    asked.push(name);
  };
  claim('tizen', { tizen: { tvinputdevice: { registerKey } } });
  expect(asked).toContain('ColorF0Red');
  expect(asked).toContain('Tools');
  expect(asked.length).toBe(profiles.tizen!.register!.length - 1);
});

test('an HbbTV television is asked with a mask', () => {
  const asked: unknown[] = [];
  claim('vidaa-hbbtv', {}, () => ({
    getOwnerApplication: (page) => ({
      privateData: { keyset: { setValue: (mask) => asked.push(page, mask) } },
    }),
  }));
  expect(asked).toEqual(['page', 0b1_1101_1111]);
});

test('without the objects of a television the table is used as it is', () => {
  for (const name of Object.keys(profiles)) {
    expect(claim(name, {})).toEqual(profiles[name]!.keys);
  }
});

/** An engine whose 403 is Yellow: numbers by custom would swap all four colours. */
const TURNED = { VK_YELLOW: 403, VK_BLUE: 404, VK_RED: 405, VK_GREEN: 406, VK_BACK: 8, VK_UP: 0 };

test.each([
  ['KeyEvent', { KeyEvent: TURNED }],
  ['the window', TURNED],
])('numbers the television names in %s replace those by custom', (_, television) => {
  const keys = claim('vidaa-hbbtv', television);
  expect([403, 404, 405, 406].map((code) => keys[code])).toEqual([
    'yellow',
    'blue',
    'red',
    'green',
  ]);
  expect([keys[8], keys[38]]).toEqual(['back', 'up']);
});

test('a profile without names does not look for any', () => {
  expect(claim('tizen', { KeyEvent: TURNED })[403]).toBe('red');
});
