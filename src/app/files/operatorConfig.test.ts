import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { profiles } from '../../remote/profiles.fixture.ts';
import { rightOf } from '../../screens/config-error/rightOf.ts';
import { silentLog } from '../../shared/log.ts';
import { faultEn } from '../../ui/words/faultEn.ts';
import { faultZhCN } from '../../ui/words/faultZhCN.ts';
import { faultZhTW } from '../../ui/words/faultZhTW.ts';
import { parseConfig } from './operatorConfig.ts';

const good = {
  name: { 'zh-CN': '城市有线', en: 'City Cable' },
  hotline: '96596',
  accent: '#ffc857',
  tspUrl: 'https://tsp.example/tsp/v1',
};
const parse = (value: unknown) => parseConfig(JSON.stringify(value), silentLog);

test('the delivered file is good', () => {
  const source = readFileSync(new URL('../../../public/config.json', import.meta.url), 'utf8');
  expect(parseConfig(source, silentLog).ok).toBe(true);
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

const DAEMON = { url: 'ws://127.0.0.1:1', token: 'a-token-of-16-or-more' };

test.each<[field: string, change: object, value: string]>([
  ['name', { name: '城市有线' }, '"城市有线"'],
  ['name.zh-CN', { name: { 'zh-CN': ' ' } }, '" "'],
  ['readers.1', { readers: ['webusb', 'usb'] }, '"usb"'],
  ['readerDaemon', { readerDaemon: 'ws://127.0.0.1:1' }, '"ws://127.0.0.1:1"'],
  [
    'readerDaemon.url',
    { readerDaemon: { ...DAEMON, url: 'ws://192.168.1.2:1' } },
    '"ws://192.168.1.2:1"',
  ],
  ['readerDaemon.token', { readerDaemon: { ...DAEMON, token: 'short' } }, '"short"'],
  ['hotline', { hotline: 96596 }, '96596'],
  ['hotline', { hotline: '12' }, '"12"'],
  ['hotline', { hotline: '---' }, '"---"'],
  ['accent', { accent: 'gold' }, '"gold"'],
  ['accent', { accent: '#fff' }, '"#fff"'],
  ['logo', { logo: 'https://elsewhere.example/l.png' }, '"https://elsewhere.example/l.png"'],
  ['tspUrl', { tspUrl: '/tsp/v1/' }, '"/tsp/v1/"'],
  ['tspUrl', { tspUrl: 'http://tsp.example/v1' }, '"http://tsp.example/v1"'],
  ['tspUrl', { tspUrl: '/tsp?x=1' }, '"/tsp?x=1"'],
  ['tspUrl', { tspUrl: 'x' }, '"x"'],
  ['tspUrl', { tspUrl: '/支付/v1' }, '"/支付/v1"'],
  ['logo', { logo: '//elsewhere.example/l.png' }, '"//elsewhere.example/l.png"'],
  ['exitUrl', { exitUrl: 'javascript:close()' }, '"javascript:close()"'],
  ...[
    'http://o.example/{receiptNo}',
    'https://o.example/',
    `https://o.example/${'x'.repeat(112)}{receiptNo}`,
  ].map((receiptUrl): [string, object, string] => [
    'receiptUrl',
    { receiptUrl },
    expect.stringContaining(receiptUrl.slice(0, 17)),
  ]),
  ['helpUrl', { helpUrl: 'https://o.example/{receiptNo}' }, '"https://o.example/{receiptNo}"'],
  ['exitUrl', { exitUrl: null }, 'null'],
  ['language', { language: 'fr' }, '"fr"'],
  ['languages.1', { languages: ['en', 'de'] }, '"de"'],
  ['typeSize', { typeSize: 'huge' }, '"huge"'],
  ['idleMinutes', { idleMinutes: 0 }, '0'],
  ['idleMinutes', { idleMinutes: 2.5 }, '2.5'],
  ['speech', { speech: 'yes' }, '"yes"'],
  ['keys', { keys: 'Guangxi TV' }, '"Guangxi TV"'],
  ['keys', { keys: 7 }, '7'],
  ['keys.keys.up', { keys: { ...profiles.mag, keys: { 13: 'ok' } } }, ''],
  ['keys.events.0', { keys: { ...profiles.mag, events: ['keyup'] } }, '"keyup"'],
])('%s: %j is named with its value, and with what is right', (field, change, value) => {
  const read = parse({ ...good, ...change });
  expect(read).toMatchObject({ ok: false, error: { field, value } });
  if (read.ok) return;
  for (const { right } of [faultZhCN, faultZhTW, faultEn]) {
    expect(Object.values(right)).toContain(rightOf(read.error, right));
  }
});

test.each(['name', 'hotline', 'accent', 'tspUrl'])('a missing %s is named', (field) => {
  const { [field as keyof typeof good]: _, ...rest } = good;
  expect(parse(rest)).toMatchObject({ ok: false, error: { field, value: '' } });
});

test('a name in English alone is not enough', () => {
  expect(parse({ ...good, name: { en: 'City Cable' } })).toMatchObject({
    ok: false,
    error: { field: 'name.zh-CN', value: '' },
  });
});

test('fields of a newer version do nothing, and are noted', () => {
  const lines: string[] = [];
  const config = {
    ...good,
    screenSaver: true,
    name: { ...good.name, zh_TW: '城市有線' },
    readerDaemon: { ...DAEMON, key: 1 },
    keys: { ...profiles.mag, codes: {} },
  };
  const read = parseConfig(JSON.stringify(config), (area, line) => lines.push(`${area}: ${line}`));
  expect(read).toEqual({
    ok: true,
    value: { ...good, readerDaemon: DAEMON, keys: profiles.mag },
  });
  expect(lines).toEqual(
    ['screenSaver', 'name.zh_TW', 'keys.codes', 'readerDaemon.key'].map(
      (field) => `settings: ignores ${field}`,
    ),
  );
});

test('a field with the name of something that every object has is noted, too', () => {
  const lines: string[] = [];
  const source = JSON.stringify({ ...good, toString: 1 });
  parseConfig(source, (_, line) => lines.push(line));
  expect(lines).toEqual(['ignores toString']);
});

test('what is no object has no fields that are ignored', () => {
  const lines: string[] = [];
  const config = { ...good, readerDaemon: 'ws://127.0.0.1:1' };
  parseConfig(JSON.stringify(config), (_, line) => lines.push(line));
  expect(lines).toEqual([]);
});

test.each(['{"name": ', '<html></html>', '{"name": 1,}'])('%j is not JSON', (source) => {
  expect(parseConfig(source, silentLog)).toMatchObject({
    error: { field: 'config.json', expected: 'JSON', source },
  });
});

const text = JSON.stringify(good);
test.each<[encoding: string, decoded: string]>([
  ['GBK', text.replace('城市有线', new TextDecoder().decode(new Uint8Array([0xb3, 0xc7])))],
  ['UTF-16 without a mark', text.split('').join('\0')],
])('a file in %s is refused with that reason', (_, source) => {
  expect(parseConfig(source, silentLog)).toMatchObject({
    ok: false,
    error: { field: 'config.json', expected: 'UTF-8', source },
  });
});

test('a file that begins with the mark of UTF-8 is read', () => {
  expect(parseConfig(`\ufeff${text}`, silentLog).ok).toBe(true);
});

test.each([['null'], ['[]'], ['"text"'], ['7'], ['{}']])('%s is no configuration', (source) => {
  expect(parseConfig(source, silentLog).ok).toBe(false);
});

test('a long value is shown short', () => {
  const answer = parse({ ...good, accent: 'x'.repeat(500) });
  expect(answer.ok || answer.error.value.length).toBe(60);
});
