/** The schema for an operator's editor (docs/schemas/config.schema.json) and the page accept the same files. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import schema from '../../../docs/schemas/config.schema.json' with { type: 'json' };
import { configReader } from '../../../mocks/contract/configReader.ts';
import { givenModels } from '../../reader/givenModels.ts';
import { COMMANDS } from '../../remote/keys.ts';
import { profiles } from '../../remote/profiles.fixture.ts';
import { silentLog } from '../../shared/log.ts';
import { LANGUAGES } from '../../shared/text.ts';
import { parseConfig, READER_PORTS } from './operatorConfig.ts';

/** The schema as the page reads it: a field that it does not know may be of a newer version. */
const openSchema = JSON.parse(
  JSON.stringify(schema, (name, value) =>
    name === 'additionalProperties' && value === false ? undefined : value,
  ),
) as object;
const strict = configReader<object>(schema);
const inEditor = configReader<object>(openSchema);
const good = {
  name: { 'zh-CN': '城市有线', en: 'City Cable' },
  hotline: '96596',
  accent: '#ffc857',
  tspUrl: 'https://tsp.example/tsp/v1',
};

/** What page and editor say of a text; they must agree, except that an editor knows no newer version. */
function verdict(source: string): 'accepted' | 'rejected' {
  const page =
    parseConfig(source, silentLog).ok &&
    givenModels(JSON.parse(source)?.readerModels).faults.length === 0;
  expect(inEditor(JSON.parse(source)).ok, `page ${page ? 'accepts' : 'rejects'} ${source}`).toBe(
    page,
  );
  return page ? 'accepted' : 'rejected';
}

/** Values of every field at the edge of what is accepted. */
const EDGES: Readonly<Record<string, readonly unknown[]>> = {
  $schema: ['./config.schema.json', '', 7],
  name: [
    { 'zh-CN': '有' },
    { 'zh-CN': '有', 'zh-TW': '', fr: 'c' },
    { 'zh-CN': '\n' },
    { 'zh-CN': ' 有 ' },
    { 'zh-CN': '  ' },
    {},
    [],
    'x',
  ],
  hotline: [
    '+86 (10) 9659-6000',
    '123',
    '12',
    '1'.repeat(20),
    '1'.repeat(21),
    '96596A',
    '---',
    '   ',
    96596,
  ],
  accent: ['#FFC857', '#fff', 'ffc857', '#ffc85g'],
  logo: [
    './logo.png',
    '/logo.png',
    '.',
    '../l.png',
    '//else.example/l.png',
    '/\\else.example',
    '/a b',
  ],
  artworkUrl: [
    ...['/artwork/evening-1f9c3a20', 'https://pictures.example', 'https://p.example:8443/a'],
    ...[
      '/artwork/',
      'artwork',
      '//p.example',
      'http://p.example',
      'data:image/png',
      "https://p.example 'self'",
    ],
  ],
  tspUrl: [
    ...['/tsp/v1', '/t;v=1/%E6', 'https://t.example', 'http://localhost:1/t', 'https://[::1]:8/t'],
    ...[
      '/',
      'https://t.example/',
      'x',
      '\u200b',
      '//t.example/v1',
      '/a//b',
      '/\\t',
      '/支付',
      'tsp/v1',
    ],
  ],
  receiptUrl: ['https://o.example/{receiptNo}', 'https://o.example/{ref}', 'https://{receiptNo}'],
  helpUrl: ['https://o.example/{ref}', `https://o/{ref}${'x'.repeat(120)}`, 'http://o/{ref}'],
  exitUrl: ['https://portal.example/', './home', '/', 'x', 'https://'],
  keys: [
    'guangxi',
    'Guangxi',
    'a'.repeat(40),
    'a'.repeat(41),
    '',
    null,
    [],
    ...Object.values(profiles),
    { ...profiles.mag, keys: {} },
    { ...profiles.mag, keys: { 13: 'ok' } },
    { ...profiles.mag, keys: { ...profiles.mag?.keys, '013': 'ok' } },
    { ...profiles.mag, keys: { ...profiles.mag?.keys, 'shift+ctrl+1': 'ok' } },
    { ...profiles.mag, keys: { ...profiles.mag?.keys, 'ctrl+shift+1': 'okay' } },
    { ...profiles.mag, keys: [] },
    { ...profiles.mag, vk: [] },
    { ...profiles.mag, vk: null },
    { ...profiles.mag, vk: {} },
    { ...profiles.mag, vk: { VK_RED: 'red' } },
    { ...profiles.mag, vk: { RED: 'red' } },
    { ...profiles.mag, vk: 7 },
    { ...profiles.mag, virtual: 0 },
    { ...profiles.mag, keyset: 4096 },
    { ...profiles.mag, register: [''] },
    { ...profiles.mag, events: ['keyup'] },
    { ...profiles.mag, title: { en: 'x' } },
    { ...profiles.mag, kyes: 1 },
  ],
  speech: [true, 'yes'],
  language: [...LANGUAGES, 'fr'],
  languages: [LANGUAGES, [], ['de'], 'en'],
  typeSize: ['standard', 'large', 'huge'],
  readers: [READER_PORTS, [], ['usb'], 'webusb'],
  readerModels: [
    [],
    [{ model: '04E6:511F' }, { model: '0483:572B', framing: 'length-byte', noInterrupt: true }],
    [{ model: '04E6:511F', level: 'tpdu', maxMessageLength: 32, maxDataRateBps: 1, maxIfsd: 254 }],
    [{ model: '04e6:511F' }],
    [{ model: '04E6:511F0' }],
    [{ level: 'tpdu' }],
    [{ model: '04E6:511F', level: 'shortApdu' }],
    [{ model: '04E6:511F', maxMessageLength: 31 }],
    [{ model: '04E6:511F', maxIfsd: 255 }],
    [{ model: '04E6:511F', noInterrupt: 1 }],
    [{ model: '04E6:511F', toString: 1 }],
    ['04E6:511F'],
    [[]],
    {},
    null,
  ],
  readerOrder: [['slot 1', '!CA'], [], ['!'], [''], [7], 'slot 1'],
  readerDaemon: [
    { url: 'ws://127.0.0.1:35980', token: 'a-token-of-16-or-more' },
    { url: 'ws://localhost/x', token: 'a-token-of-16-or-more' },
    { url: 'ws://localhost:123456', token: 'a-token-of-16-or-more' },
    { url: 'wss://localhost', token: 'a-token-of-16-or-more' },
    { url: 'ws://localhost', token: 'x'.repeat(15) },
    { url: 'ws://localhost', token: 'x'.repeat(16) },
    { url: 'ws://localhost', token: 'x'.repeat(257) },
    { url: 'ws://localhost', token: 'a-token-of-16-or-more', key: 1 },
    { url: 'ws://localhost' },
    [],
  ],
  idleMinutes: [1, 60, 0, 61, 2.5, '3'],
};

const cases = Object.entries(EDGES).flatMap(([field, values]) =>
  values.map((value) => [field, value] as const),
);

test('every field of the schema is tried at its edges, and some of these values are accepted and some rejected', () => {
  expect(Object.keys(EDGES).sort()).toEqual(Object.keys(schema.properties).sort());
  for (const [field, values] of Object.entries(EDGES)) {
    const verdicts = values.map((value) => verdict(JSON.stringify({ ...good, [field]: value })));
    expect(new Set(verdicts), field).toEqual(new Set(['accepted', 'rejected']));
  }
});

test.each(Object.keys(good))('without %s both reject the file', (field) => {
  const { [field as keyof typeof good]: _, ...rest } = good;
  expect(verdict(JSON.stringify(rest))).toBe('rejected');
});

test.each(['null', '[]', '7', '"text"', '{}', '{"toString":1}'])('%s', (source) => {
  expect(verdict(source)).toBe('rejected');
});

test.each(['toString', 'constructor', '__proto__', 'hotlin'])(
  'an editor and the host reject a field named %s; the page goes on without it',
  (name) => {
    const source = `${JSON.stringify(good).slice(0, -1)},${JSON.stringify(name)}:{}}`;
    expect(verdict(source)).toBe('accepted');
    expect(strict(JSON.parse(source)).ok).toBe(false);
  },
);

test('both accept the delivered file and every delivered profile', () => {
  expect(
    verdict(readFileSync(new URL('../../../public/config.json', import.meta.url), 'utf8')),
  ).toBe('accepted');
  const folder = new URL('../../remote/profiles/', import.meta.url);
  for (const name of readdirSync(folder)) {
    const keys: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
    expect(verdict(JSON.stringify({ ...good, keys })), name).toBe('accepted');
  }
  expect(schema.$defs.command.enum).toEqual(COMMANDS);
});

/** A text with one letter changed, left out or put in: where patterns may differ. */
const nearly = (text: string) =>
  fc
    .tuple(fc.nat(text.length), fc.nat(1), fc.oneof(fc.constant(''), fc.string({ maxLength: 1 })))
    .map(([at, gone, come]) => text.slice(0, at) + come + text.slice(at + gone));

/** A value in which one text is slightly changed, or replaced by something else. */
function nearlyThat(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value === 'string') return fc.oneof(fc.constant(value), nearly(value), fc.jsonValue());
  if (Array.isArray(value) && value.length > 0) return fc.tuple(...value.map(nearlyThat));
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([name, own]) => [
      name,
      fc.oneof({ arbitrary: fc.constant(own), weight: 5 }, nearlyThat(own)),
    ]);
    return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
  }
  return fc.oneof(fc.constant(value), fc.jsonValue(), fc.integer({ min: -1, max: 70_000 }));
}

test('whatever stands in a field, both judge it alike', () => {
  const seen = { accepted: 0, rejected: 0 };
  fc.assert(
    fc.property(
      fc
        .constantFrom(...cases)
        .chain(([field, value]) => fc.tuple(fc.constant(field), nearlyThat(value))),
      ([field, value]) => {
        seen[verdict(JSON.stringify({ ...good, [field]: value }))]++;
      },
    ),
    { numRuns: 3_000 },
  );
  expect(seen.accepted).toBeGreaterThan(100);
  expect(seen.rejected).toBeGreaterThan(100);
});
