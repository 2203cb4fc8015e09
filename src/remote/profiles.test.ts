import { expect, test } from 'vitest';
import { type KeySign, universalKeys } from './keyProfile.ts';
import { COMMANDS } from './keys.ts';
import { profiles, profileTexts } from './profiles.fixture.ts';
import { page } from './remote.fixture.ts';

/** `ctrl+112` as the event that brings it. */
function signOf(code: string): KeySign & { which: number } {
  const parts = code.split('+');
  return {
    which: Number(parts.at(-1)),
    ctrlKey: parts.includes('ctrl'),
    altKey: parts.includes('alt'),
    shiftKey: parts.includes('shift'),
  };
}

test('every family has its profile', () => {
  expect(Object.keys(profiles)).toEqual(
    'android desktop dvn-coship enreach guangxi inspur ipanel iptv mag ngb-h raw-android rdk-wpe shdv sichuan tizen vidaa-hbbtv vizio webos x-keysyms zhibo'.split(
      ' ',
    ),
  );
});

test.each(profileTexts)('%s: no code stands there twice', (name, text) => {
  const codes = [...text.matchAll(/"([a-z+]*\d+)":/g)].map(([, code]) => code);
  expect(codes).toEqual([...new Set(codes)]);
  expect(codes.length).toBe(Object.keys(profiles[name]!.keys).length);
  expect(profiles[name]!.name).toBe(name);
});

test.each([...Object.entries(profiles), ['universal', universalKeys] as const])(
  '%s: arrows, OK, Back and digits are complete',
  (_, { keys }) => {
    const commands = new Set(Object.values(keys));
    for (const needed of COMMANDS.slice(0, 16)) expect([...commands]).toContain(needed);
  },
);

test.each(
  Object.entries(profiles).flatMap(([name, profile]) =>
    Object.entries(profile.keys).map(([code, command]) => ({ name, code, command })),
  ),
)('$name: $code is $command, and the browser never sees it', ({ name, code, command }) => {
  const { heard, show, frame, send } = page(profiles[name]);
  show('home');
  frame(2);
  const { which, ...held } = signOf(code);
  expect(send('onkeydown', which, held)).toEqual({ prevented: true, answer: false });
  // A screen hears of Exit as a Back.
  expect(heard).toEqual([command === 'exit' ? 'back' : command]);
});

/** Why profiles are never merged: what one number means, by profile. */
test.each<[code: number, meanings: Record<string, string | undefined>]>([
  [19, { 'raw-android': 'up', webos: undefined, inspur: undefined, desktop: undefined }],
  [1, { ipanel: 'up', android: undefined }],
  [4, { ipanel: 'right', 'raw-android': 'back', android: 'back', desktop: undefined }],
  [8, { 'raw-android': '1', desktop: 'back', iptv: 'back' }],
  [65, { enreach: 'left', desktop: undefined }],
  [66, { 'raw-android': 'ok', shdv: 'red' }],
  [68, { enreach: 'right', desktop: undefined }],
  [83, { enreach: 'down', mag: undefined }],
  [87, { enreach: 'up', desktop: undefined }],
  [27, { zhibo: 'back', iptv: 'back', ipanel: undefined, mag: 'exit', enreach: 'exit' }],
  [33, { iptv: 'pageUp', webos: 'pageUp', tizen: undefined }],
  [34, { iptv: 'pageDown', webos: 'pageDown', zhibo: undefined }],
  [112, { inspur: 'red', mag: undefined }],
  [120, { 'dvn-coship': 'pageUp', desktop: 'menu' }],
  [166, { 'raw-android': 'pageUp', 'rdk-wpe': 'back' }],
  [412, { vizio: undefined, tizen: undefined }],
  [415, { vizio: 'pageUp', tizen: undefined, webos: undefined }],
  [416, { vizio: 'pageDown', tizen: undefined }],
  [461, { webos: 'back', 'vidaa-hbbtv': 'back', ipanel: undefined }],
])('%i means what its box means', (code, meanings) => {
  for (const [name, meaning] of Object.entries(meanings)) {
    expect([name, profiles[name]!.keys[code]]).toEqual([name, meaning]);
  }
});
