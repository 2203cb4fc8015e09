import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { SlotSight } from '../../purse/slot.ts';
import type { Language } from '../../shared/text.ts';
import { boxMemory } from './boxMemory.ts';
import { createSettings } from './createSettings.ts';
import { type Preferences, preferred, remembered } from './preferences.ts';
import { fakeStorage } from './storage.fixture.ts';

const unasked = { language: undefined, typeSize: undefined };

test.each<[what: string, args: Parameters<typeof preferred>, Preferences]>([
  ['nothing said', [unasked, {}, {}], { language: 'zh-CN', typeSize: 'standard' }],
  [
    'the operator’s choice',
    [unasked, {}, { language: 'zh-TW', typeSize: 'large' }],
    { language: 'zh-TW', typeSize: 'large' },
  ],
  [
    'the household’s above it',
    [unasked, { language: 'en', typeSize: 'standard' }, { language: 'zh-TW', typeSize: 'large' }],
    { language: 'en', typeSize: 'standard' },
  ],
  [
    'the address above all, whatever is offered',
    [{ language: 'en', typeSize: 'large' }, { language: 'zh-TW' }, { languages: ['zh-CN'] }],
    { language: 'en', typeSize: 'large' },
  ],
  [
    'one that is no longer offered',
    [unasked, { language: 'en' }, { languages: ['zh-TW', 'zh-CN'] }],
    { language: 'zh-TW', typeSize: 'standard' },
  ],
])('%s', (_, args, expected) => {
  expect(preferred(...args)).toEqual(expected);
});

test.each([
  ['nothing', null, {}],
  ['no JSON', '{"language":', {}],
  ['null', 'null', {}],
  ['a list', '["en"]', {}],
  ['an unknown language', '{"language":"fr","typeSize":"large"}', {}],
  ['one choice', '{"typeSize":"large"}', { typeSize: 'large' }],
  ['another type', '{"language":{"a":1},"typeSize":7}', {}],
  ['a name every object has', '{"language":"toString"}', {}],
  ['what it wrote', '{"language":"en","typeSize":"large"}', { language: 'en', typeSize: 'large' }],
])('remembered from %s', (_, text, expected) => {
  const storage = fakeStorage();
  if (text !== null) storage.setItem('portal.1.settings', text);
  expect(remembered(boxMemory(() => storage, fakeStorage))).toEqual(expected);
});

test('where storage is forbidden nothing is remembered and nothing thrown', () => {
  const denied = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  const memory = boxMemory(denied, denied);
  memory.hold('settings', {});
  expect([memory.read('settings'), memory.write('settings', {}), remembered(memory)]).toEqual([
    undefined,
    false,
    {},
  ]);
});

function fixture(
  load: (language: Language) => Promise<boolean> = async () => true,
  languages: readonly Language[] = ['zh-CN', 'en'],
) {
  const storage = fakeStorage();
  const memory = boxMemory(() => storage, fakeStorage);
  const slot = signal<SlotSight>('no-reader');
  const settings = createSettings({
    memory,
    languages,
    first: { language: 'zh-CN', typeSize: 'standard' },
    box: { id: 'STB-1', version: '1' },
    slot,
    misfits: signal([]),
    load,
  });
  return { settings, memory, slot, storage };
}

test.each<[what: string, given: readonly Language[], offered: readonly Language[]]>([
  ['none', [], ['zh-CN']],
  ['one twice', ['en', 'zh-CN', 'en'], ['en', 'zh-CN']],
  ['without the one that is spoken', ['en'], ['en', 'zh-CN']],
])(
  'of the operator’s languages each is offered once, and the spoken one always: %s',
  (_, given, offered) => {
    expect(fixture(undefined, given).settings.languages).toEqual(offered);
  },
);

test('choices apply at once and are remembered side by side', async () => {
  const { settings, memory } = fixture();
  settings.chooseTypeSize('large');
  expect(settings.typeSize.value).toBe('large');
  expect(await settings.chooseLanguage('en')).toBe(true);
  expect(remembered(memory)).toEqual({ language: 'en', typeSize: 'large' });
});

test('a language whose words do not come is not remembered', async () => {
  const { settings, memory } = fixture(async () => false);
  expect(await settings.chooseLanguage('en')).toBe(false);
  expect(remembered(memory)).toEqual({});
});

test.each(['fill', 'goesDeaf'] as const)(
  'a box that can keep nothing (%s) still applies the choices, and says so',
  async (breaks) => {
    const { settings, storage } = fixture();
    settings.chooseTypeSize('standard');
    expect(settings.isKept.value).toBe(true);
    storage[breaks]();
    settings.chooseTypeSize('large');
    expect(settings.isKept.value).toBe(false);
    expect([settings.typeSize.value, await settings.chooseLanguage('en')]).toEqual(['large', true]);
  },
);

test.each<[SlotSight, string]>([
  ['present', 'reading'],
  ['empty', 'empty'],
  ['mute', 'mute'],
  ['unavailable', 'unavailable'],
  ['held', 'held'],
  ['no-reader', 'no-reader'],
])('a slot that is %s is told as %s', (state, sight) => {
  const { settings, slot } = fixture();
  slot.value = state;
  expect(settings.reader.value).toBe(sight);
});
