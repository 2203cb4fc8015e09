import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { profiles } from '../remote/profiles.fixture.ts';
import { parseConfig } from './operatorConfig.ts';

const good = {
  name: { 'zh-CN': '城市有线', en: 'City Cable' },
  hotline: '96596',
  accent: '#ffc857',
  tspUrl: 'https://tsp.example/tsp/v1',
};
const parse = (value: unknown) => parseConfig(JSON.stringify(value));

test('the delivered file is good', () => {
  const source = readFileSync(new URL('../../public/config.json', import.meta.url), 'utf8');
  expect(parseConfig(source).ok).toBe(true);
});

test.each<[what: string, more: object]>([
  ['as it is', {}],
  ['with a logo and an exit', { logo: './logo.png', exitUrl: 'https://portal.example/home' }],
  [
    'with pages for phones',
    { receiptUrl: 'https://o.example/r?n={receiptNo}', helpUrl: 'https://o.example/{ref}' },
  ],
  ['with a path for the TSP', { tspUrl: '/tsp/v1' }],
  ['with a local TSP', { tspUrl: 'http://localhost:8080/tsp/v1' }],
  ['with a host alone', { tspUrl: 'https://tsp.example' }],
  ['with traditional Chinese', { name: { 'zh-CN': '城市有线', 'zh-TW': '城市有線' } }],
  ['with a key profile by name', { keys: 'guangxi' }],
  ['with a key profile of its own', { keys: profiles.mag }],
  ['with a language', { language: 'zh-TW', languages: ['zh-TW', 'en'] }],
  ['with large type and a short idle time', { typeSize: 'large', idleMinutes: 1 }],
  ['with two ways to a reader', { readers: ['webusb', 'host-object'] }],
  ['with an order of readers', { readerOrder: ['webusb', 'slot 1', '!CA'] }],
  [
    'with a daemon',
    { readerDaemon: { url: 'ws://127.0.0.1:35980', token: 'a-token-of-16-or-more' } },
  ],
  ['with a phone number in groups', { hotline: '+86 (10) 9659-6000' }],
])('good %s', (_, more) => {
  expect(parse({ ...good, ...more })).toEqual({ ok: true, value: { ...good, ...more } });
});

test.each<[field: string, change: object, value: string, expected: string]>([
  ['name', { name: '城市有线' }, '"城市有线"', 'an object of names by language'],
  ['name.zh-CN', { name: { 'zh-CN': '' } }, '""', 'a name in Chinese'],
  ['readers.1', { readers: ['webusb', 'usb'] }, '"usb"', 'host-object, webusb, webhid, websocket'],
  [
    'readerDaemon.url',
    { readerDaemon: { url: 'ws://192.168.1.2:1', token: 'a-token-of-16-or-more' } },
    '"ws://192.168.1.2:1"',
    'an address on this box, like ws://127.0.0.1:35980',
  ],
  [
    'readerDaemon.token',
    { readerDaemon: { url: 'ws://127.0.0.1:1', token: 'short' } },
    '"short"',
    '16 to 256 printable characters',
  ],
  [
    'readerDaemon.key',
    { readerDaemon: { url: 'ws://127.0.0.1:1', token: 'a-token-of-16-or-more', key: 1 } },
    '1',
    'no such field: remove it',
  ],
  ['hotline', { hotline: 96596 }, '96596', 'a phone number of 3 to 20 characters'],
  ['hotline', { hotline: '12' }, '"12"', 'a phone number of 3 to 20 characters'],
  ['accent', { accent: 'gold' }, '"gold"', 'a colour like #ffc857'],
  ['accent', { accent: '#fff' }, '"#fff"', 'a colour like #ffc857'],
  [
    'logo',
    { logo: 'https://elsewhere.example/l.png' },
    '"https://elsewhere.example/l.png"',
    'a path on this origin',
  ],
  [
    'tspUrl',
    { tspUrl: '/tsp/v1/' },
    '"/tsp/v1/"',
    'an https URL or a path, without a slash at its end',
  ],
  [
    'tspUrl',
    { tspUrl: 'http://tsp.example/v1' },
    '"http://tsp.example/v1"',
    'an https URL or a path, without a slash at its end',
  ],
  [
    'tspUrl',
    { tspUrl: '/tsp?x=1' },
    '"/tsp?x=1"',
    'an https URL or a path, without a slash at its end',
  ],
  ['exitUrl', { exitUrl: 'javascript:close()' }, '"javascript:close()"', 'a URL or a path'],
  ...[
    'http://o.example/{receiptNo}',
    'https://o.example/',
    `https://o.example/${'x'.repeat(112)}{receiptNo}`,
  ].map((receiptUrl): [string, object, string, string] => [
    'receiptUrl',
    { receiptUrl },
    expect.stringContaining(receiptUrl.slice(0, 17)),
    'an https URL of at most 120 characters with {receiptNo} in it',
  ]),
  [
    'helpUrl',
    { helpUrl: 'https://o.example/{receiptNo}' },
    '"https://o.example/{receiptNo}"',
    'an https URL of at most 120 characters with {ref} in it',
  ],
  ['exitUrl', { exitUrl: null }, 'null', 'a URL or a path'],
  ['language', { language: 'fr' }, '"fr"', 'zh-CN, zh-TW or en'],
  ['languages.1', { languages: ['en', 'de'] }, '"de"', 'zh-CN, zh-TW or en'],
  ['typeSize', { typeSize: 'huge' }, '"huge"', 'standard or large'],
  ['idleMinutes', { idleMinutes: 0 }, '0', 'a whole number from 1 to 60'],
  ['idleMinutes', { idleMinutes: 2.5 }, '2.5', 'a whole number from 1 to 60'],
  ['keys', { keys: 'Guangxi TV' }, '"Guangxi TV"', 'a name of small letters, digits and -'],
  ['keys', { keys: 7 }, '7', 'a key profile'],
  ['keys.keys', { keys: { ...profiles.mag, keys: { 13: 'ok' } } }, 'nothing', 'a code for up'],
  ['keys.kyes', { keys: { ...profiles.mag, kyes: 1 } }, '1', 'no such field: remove it'],
])('%s: %j is named with its value and what is expected', (field, change, value, expected) => {
  expect(parse({ ...good, ...change })).toEqual({ ok: false, error: { field, value, expected } });
});

test.each(['name', 'hotline', 'accent', 'tspUrl'])('a missing %s is named', (field) => {
  const { [field as keyof typeof good]: _, ...rest } = good;
  expect(parse(rest)).toMatchObject({ ok: false, error: { field, value: 'nothing' } });
});

test('a name in English alone is not enough', () => {
  expect(parse({ ...good, name: { en: 'City Cable' } })).toMatchObject({
    ok: false,
    error: { field: 'name.zh-CN', value: 'nothing' },
  });
});

test('an unknown field is to be removed', () => {
  expect(parse({ ...good, hotlin: '1' })).toMatchObject({
    error: { field: 'hotlin', expected: 'no such field: remove it' },
  });
});

test.each(['', '{"name": ', '<html></html>'])('%j is not JSON', (source) => {
  expect(parseConfig(source)).toMatchObject({
    error: { field: 'config.json', expected: expect.stringMatching(/^JSON \(/) },
  });
});

test.each([['null'], ['[]'], ['"text"'], ['7'], ['{}']])('%s is no configuration', (source) => {
  expect(parseConfig(source).ok).toBe(false);
});

test('a long value is shown short', () => {
  const answer = parse({ ...good, accent: 'x'.repeat(500) });
  expect(answer.ok || answer.error.value.length).toBe(60);
});
