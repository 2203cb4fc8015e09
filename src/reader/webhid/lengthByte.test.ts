import { expect, test } from 'vitest';
import { type Bytes, concat, fromHex, toHex } from '../../shared/bytes.ts';
import { ccidCodec, lengthByte } from './lengthByte.ts';

const padded = (hex: string, size = 64): Bytes => {
  const bytes = fromHex(hex);
  return concat(bytes, new Uint8Array(size - bytes.length));
};
const run = (length: number): string => 'AB'.repeat(length);

test('a command of one report, and its answer', () => {
  const framing = lengthByte(64, ccidCodec);
  expect(framing.encode(fromHex('65 00000000 00 07 000000')).map(toHex)).toEqual([
    toHex(padded('0A 65 00000000 00 07 000000')),
  ]);
  expect(framing.push(padded('0A 81 00000000 00 07 000000'))).toEqual({
    kind: 'message',
    stream: 'answer',
    message: fromHex('81 00000000 00 07 000000'),
  });
});

test('pieces of 63, the last one shorter', () => {
  const message = fromHex(`6F 3C000000 00 01 000000 ${run(60)}`);
  const [first, second, ...rest] = lengthByte(64, ccidCodec).encode(message);
  expect(toHex(first!)).toBe(`3F6F3C0000000001000000${run(53)}`);
  expect(toHex(second!)).toBe(toHex(padded(`07 ${run(7)}`)));
  expect(rest).toEqual([]);
});

test('each piece but the last is acknowledged, and dwLength tells which is the last', () => {
  const framing = lengthByte(64, ccidCodec);
  const go = { kind: 'more', reply: padded('FF') };
  expect(framing.push(padded(`3F 80 74000000 00 01 000000 ${run(53)}`))).toEqual(go);
  // The second piece is full, and the last all the same: 10 + 116 = 2 × 63.
  expect(framing.push(padded(`3F ${run(63)}`))).toMatchObject({ kind: 'message' });
});

test('a message whose length is not known yet goes on', () => {
  const framing = lengthByte(8, ccidCodec);
  expect(framing.push(padded('07 81 00000000 00 01', 8))).toMatchObject({ kind: 'more' });
  expect(framing.push(padded('03 000000', 8))).toMatchObject({ kind: 'message' });
});

test("FF is the reader's acknowledgement, also in the middle of its own message", () => {
  const framing = lengthByte(64, ccidCodec);
  expect(framing.push(padded('FF'))).toEqual({ kind: 'go-on' });
  framing.push(padded(`3F 80 36000000 00 01 000000 ${run(53)}`));
  framing.push(padded('FF'));
  expect(framing.push(padded('01 CD'))).toMatchObject({ kind: 'message' });
});

test.each([
  ['no piece', padded('00')],
  ['a piece longer than any', padded('40')],
  ['a piece longer than its report', fromHex('05 AABB')],
  ['an empty report', fromHex('')],
  ['more than its message', padded(`0B 81 00000000 00 01 000000 AA`)],
  ['a message without end', padded('0A 80 FFFFFFFF 00 01 000000')],
])('%s is a fault, and the next message is whole', (_, report) => {
  const framing = lengthByte(64, ccidCodec);
  expect(framing.push(report)).toMatchObject({ kind: 'fault', stream: 'answer' });
  expect(framing.push(padded('0A 81 00000000 00 07 000000')).kind).toBe('message');
});

test('what is inside is up to the codec', () => {
  const nullTerminated = {
    wholeLength: (begun: Bytes) => begun.indexOf(0) + 1 || undefined,
  };
  const framing = lengthByte(64, nullTerminated);
  expect(framing.push(padded('02 6869')).kind).toBe('more');
  expect(framing.push(padded('02 2100'))).toMatchObject({ message: fromHex('68692100') });
});

test('reset forgets what was begun', () => {
  const framing = lengthByte(64, ccidCodec);
  framing.push(padded(`3F 80 36000000 00 01 000000 ${run(53)}`));
  framing.reset();
  expect(framing.push(padded('0A 81 00000000 00 07 000000')).kind).toBe('message');
});
