import { expect, test } from 'vitest';
import { profiles } from '../remote/profiles.fixture.ts';
import { readAs } from '../tsp/shape.ts';
import { keyProfile } from './keyShape.ts';

const read = (value: unknown) => readAs(keyProfile, value);
const good = profiles.mag!;
const { 8: _, ...withoutBack } = good.keys;

test.each(Object.entries(profiles))(
  '%s is a good profile, and nothing of it is lost',
  (_name, profile) => {
    expect(read(profile)).toEqual({ ok: true, value: profile });
  },
);

test.each<[field: string, change: object, value: unknown, expected: RegExp]>([
  ['name', { name: 'My Box' }, 'My Box', /small letters/],
  ['title.zh-CN', { title: { en: 'Box' } }, undefined, /a name in Chinese/],
  ['keys', { keys: [] }, [], /a code like 13/],
  ['keys', { keys: 7 }, 7, /a code like 13/],
  ['keys', { keys: withoutBack }, undefined, /a code for back/],
  ['keys', { keys: { ...good.keys, F1: 'red' } }, 'F1', /a code like 13/],
  ['keys', { keys: { ...good.keys, 'shift+ctrl+9': 'red' } }, 'shift+ctrl+9', /a code like/],
  ['keys', { keys: { ...good.keys, '013': 'ok' } }, '013', /a code like/],
  ['keys.13', { keys: { ...good.keys, 13: 'enter' } }, 'enter', /up,down,left,right,ok,back/],
  ['events.0', { events: ['keyup'] }, 'keyup', /^$/],
  ['virtual', { virtual: '768' }, '768', /^$/],
  ['register.1', { register: ['Menu', 7] }, 7, /^$/],
  ['keyset', { keyset: -1 }, -1, /^$/],
  ['vk', { vk: { RED: 'red' } }, 'RED', /VK_RED/],
  ['vk.VK_RED', { vk: { VK_RED: 'rot' } }, 'rot', /red/],
  ['codes', { codes: {} }, {}, /remove it/],
])('%s: %j is named', (field, change, value, expected) => {
  const answer = read({ ...good, ...change });
  expect(answer).toEqual({
    ok: false,
    error: { field, value, expected: expect.stringMatching(expected) },
  });
});

test.each([[null], [7], ['mag']])('%j is no profile', (value) => {
  expect(read(value)).toMatchObject({ ok: false, error: { field: '', expected: 'a key profile' } });
});
