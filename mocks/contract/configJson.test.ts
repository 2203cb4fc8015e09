import { expect, test } from 'vitest';
import { configJson, utf8Of } from './configJson.ts';

const GBK_CITY = [0xb3, 0xc7, 0xca, 0xd0];

test('UTF-8 is read, with a byte order mark or without', () => {
  const read = { ok: true, value: { name: '城市' } };
  expect(configJson('{"name": "城市"}')).toEqual(read);
  expect(configJson(Buffer.from('{"name": "城市"}'))).toEqual(read);
  expect(configJson(Buffer.from('\ufeff{"name": "城市"}'))).toEqual(read);
});

test.each<[what: string, bytes: Uint8Array, sentence: string]>([
  ['GBK', Buffer.from([...Buffer.from('{"name": "'), ...GBK_CITY]), 'not UTF-8 (byte 11)'],
  ['UTF-16', Buffer.from('\ufeff{}', 'utf16le'), 'not UTF-8 (byte 1)'],
  ['UTF-16 without a mark', Buffer.from('{}', 'utf16le'), 'not a text (byte 2 is NUL)'],
  ['cut in a character', Buffer.from('{"a": "城').subarray(0, -1), 'not UTF-8 (byte 8)'],
])('%s is refused by its byte', (_what, bytes, sentence) => {
  expect(utf8Of(bytes)).toMatchObject({ ok: false, error: expect.stringContaining(sentence) });
  expect(configJson(bytes)).toMatchObject({
    ok: false,
    error: expect.stringMatching(/; save it as UTF-8$/),
  });
});

test('a replacement character that stands in the file is a character', () => {
  expect(configJson(Buffer.from('"\ufffd"'))).toEqual({ ok: true, value: '\ufffd' });
});

test.each([
  ['{"portal": "mocks", "portal": "production"}', 'portal: given twice; write it once'],
  ['{"ports": {"boss": 1, "ppp": 2, "boss": 1}}', 'ports.boss: given twice'],
  ['{"accounts": [{}, {"user": 1, "user": 2}]}', 'accounts[1].user: given twice'],
  ['{"a": 1, "\\u0061": 2}', 'a: given twice'],
  ['{"__proto__": 1, "__proto__": 2}', '__proto__: given twice'],
])('%s: %s', (source, sentence) => {
  expect(configJson(source)).toMatchObject({ error: expect.stringContaining(sentence) });
});

test('one name in two objects is no second field', () => {
  const source = '{"a": {"x": 1}, "b": {"x": 1}, "c": [{"x": 1}, {"x": 1}]}';
  expect(configJson(source)).toEqual({ ok: true, value: JSON.parse(source) });
});

test.each([40, 200_000])('%i levels are refused', (levels) => {
  const source = `{"operator": ${'['.repeat(levels)}${']'.repeat(levels)}}`;
  expect(configJson(source)).toMatchObject({ error: expect.stringContaining('more than 32 deep') });
});

test.each(['{"token": secret', 'secret-token', '', '{"secret": 1,}'])(
  '%j is not JSON, and none of it is repeated',
  (source) => {
    const answer = configJson(source);
    expect(answer.ok ? '' : answer.error).toMatch(/^not JSON \(/);
    expect(JSON.stringify(answer)).not.toContain('secret');
  },
);
