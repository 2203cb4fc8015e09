import { expect, test } from 'vitest';
import { concat, fromHex, toHex } from '../../shared/bytes.ts';
import { atrOfR6, buildR6, parseR6, R6_COMMAND, r6Framing } from './r6.ts';

test('commands and answers, byte for byte', () => {
  expect(toHex(buildR6(R6_COMMAND.getAtr, []))).toBe('523600010000');
  expect(toHex(buildR6(R6_COMMAND.exchangeApdu, fromHex('00A40000')))).toBe('52360002000400A40000');
  expect(parseR6(fromHex('5236 0000 0002 9000'))).toEqual({
    ok: true,
    value: { status: 0, data: fromHex('9000') },
  });
  expect(parseR6(fromHex('5236 6F05 0000'))).toMatchObject({ value: { status: 0x6f05 } });
});

test.each([
  ['too short', '52360000'],
  ['another letter', '5336 0000 0000'],
  ['another digit', '5237 0000 0000'],
  ['a length too long', '5236 0000 0003 9000'],
  ['a length too short', '5236 0000 0001 9000'],
])('%s is no answer', (_, hex) => {
  expect(parseR6(fromHex(hex)).ok).toBe(false);
});

test.each([
  ['as it stands', '3B6D000000', '3B6D000000'],
  ['between two bytes and three', '00053B6D0000AABBCC', '3B6D0000'],
  ['inverse convention', '3F650000', '3F650000'],
  ['nothing', '', undefined],
  ['garbage', '0102030405060708', undefined],
  ['one byte of it', '3B', undefined],
  ['34 bytes', `3B${'00'.repeat(33)}`, undefined],
])('an ATR %s', (_, data, atr) => {
  const found = atrOfR6(fromHex(data));
  expect(found && toHex(found)).toBe(atr);
});

test('a long answer comes in several reports, the last one padded', () => {
  const framing = r6Framing(64);
  const answer = buildR6(0, new Uint8Array(100).fill(0xab));
  const reports = [answer.slice(0, 64), concat(answer.slice(64), new Uint8Array(22))];
  expect(framing.push(reports[0]!)).toEqual({ kind: 'more' });
  expect(framing.push(reports[1]!)).toEqual({ kind: 'message', stream: 'answer', message: answer });
});

test('what begins no answer is a fault, also the rest of one that was given up', () => {
  const framing = r6Framing(64);
  framing.push(concat(fromHex('5236 0000 0080'), new Uint8Array(58)));
  framing.reset();
  expect(framing.push(new Uint8Array(64)).kind).toBe('fault');
  expect(framing.push(fromHex('5236')).kind).toBe('fault');
  expect(framing.push(fromHex('')).kind).toBe('fault');
  expect(framing.push(fromHex('5236 0000 0000')).kind).toBe('message');
});
