import { expect, test } from 'vitest';
import { profiles } from '../../remote/profiles.fixture.ts';
import { readAs } from '../../tsp/shape.ts';
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

test.each<[field: string, change: object, value: unknown]>([
  ['name', { name: 'My Box' }, 'My Box'],
  ['title.zh-CN', { title: { en: 'Box' } }, undefined],
  ['keys', { keys: [] }, []],
  ['keys', { keys: 7 }, 7],
  ['keys.back', { keys: withoutBack }, undefined],
  ['keys', { keys: { ...good.keys, F1: 'red' } }, 'F1'],
  ['keys', { keys: { ...good.keys, 'shift+ctrl+9': 'red' } }, 'shift+ctrl+9'],
  ['keys', { keys: { ...good.keys, '013': 'ok' } }, '013'],
  ['keys.13', { keys: { ...good.keys, 13: 'enter' } }, 'enter'],
  ['events.0', { events: ['keyup'] }, 'keyup'],
  ['virtual', { virtual: '768' }, '768'],
  ['register.1', { register: ['Menu', 7] }, 7],
  ['keyset', { keyset: -1 }, -1],
  ['vk', { vk: { RED: 'red' } }, 'RED'],
  ['vk.VK_RED', { vk: { VK_RED: 'rot' } }, 'rot'],
])('%s: %j is named', (field, change, value) => {
  expect(read({ ...good, ...change })).toEqual({
    ok: false,
    error: { field, value },
  });
});

test('a field of a newer version does nothing', () => {
  expect(read({ ...good, codes: {} })).toEqual({ ok: true, value: good });
});

test.each([[null], [7], ['mag']])('%j is no profile', (value) => {
  expect(read(value)).toMatchObject({ ok: false, error: { field: '' } });
});
