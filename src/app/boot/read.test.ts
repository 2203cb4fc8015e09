import { afterEach, beforeEach, expect, test } from 'vitest';
import { read } from './read.ts';
import { fakeRequests, newest } from './request.fixture.ts';

let restore: () => void;
beforeEach(() => {
  restore = fakeRequests();
});
afterEach(() => restore());

function readOf(body: string | readonly number[]): string {
  let got = '';
  read('./config.json', false, (text) => {
    got = text;
  });
  newest().answer(body);
  return got;
}

const JSON_TEXT = '{"name":"城市有线 📺"}';
const bytesOf = (encoding: BufferEncoding, mark: readonly number[] = []) => [
  ...mark,
  ...Buffer.from(JSON_TEXT, encoding),
];

test('a text is read as UTF-8', () => {
  expect(readOf(JSON_TEXT)).toBe(JSON_TEXT);
  expect(readOf('')).toBe('');
});

test.each<[encoding: string, bytes: readonly number[]]>([
  ['UTF-16 with its mark', bytesOf('utf16le', [0xff, 0xfe])],
  [
    'UTF-16 of the other order',
    Buffer.from(bytesOf('utf16le', [0xff, 0xfe]))
      .swap16()
      .toJSON().data,
  ],
  ['GBK', [0x22, 0xb3, 0xc7, 0xca, 0xd0, 0x22]],
  ['UTF-8 that is cut in a letter', bytesOf('utf8').slice(0, 11)],
])('%s is no UTF-8, and its text says so', (_, bytes) => {
  expect(readOf(bytes)).toContain('\ufffd');
});

test('without an answer there is no text', () => {
  const got: unknown[] = [];
  read('./config.json', true, (...answer) => got.push(...answer));
  newest().cut();
  expect(got).toEqual(['', 0]);
});
