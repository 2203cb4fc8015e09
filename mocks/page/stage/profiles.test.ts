import { expect, test } from 'vitest';
import { codeOf, commandOf } from '../../../src/remote/keyProfile.ts';
import { codeFor, profileNamed, profiles } from './profiles.ts';

test('the desktop profile comes first, and replaces unknown ones', () => {
  expect(profiles.length).toBeGreaterThan(5);
  expect(profiles[0]!.name).toBe('desktop');
  expect(profileNamed('nonsense').name).toBe('desktop');
});

test.each(profiles.map((profile) => [profile.name, profile] as const))(
  'the codes that the remote of %s sends mean the commands on its keys',
  (_, profile) => {
    for (const command of new Set(Object.values(profile.keys))) {
      const code = codeFor(profile, command)!;
      expect(codeOf(code)).toBeGreaterThan(0);
      expect(commandOf(profile.keys, code), command).toBe(command);
    }
  },
);

test.each([
  ['ipanel', 'up', 1],
  ['ipanel', 'back', 340],
  ['ipanel', 'ok', 13],
  ['x-keysyms', 'left', 65361],
  ['desktop', 'back', 8],
] as const)('%s sends for %s the code that only such boxes send: %i', (name, command, keyCode) => {
  expect(codeFor(profileNamed(name), command)?.keyCode).toBe(keyCode);
});

test('a key with a modifier is sent with it; a missing key is not sent', () => {
  const mag = profileNamed('mag');
  expect(codeFor(mag, 'red')).toMatchObject({ keyCode: 112, ctrlKey: true, altKey: false });
  expect(codeFor(mag, 'search')).toBeUndefined();
});
