import { expect, test } from 'vitest';
import { fromHex, toHex } from '../shared/bytes.ts';
import { ok } from '../shared/result.ts';
import { COMMAND, fresh, told } from './t1.fixture.ts';
import { type SendBlock, transmitT1 } from './t1.ts';
import { buildBlock, parseBlock } from './t1Block.ts';

test('a block carries NAD, PCB, LEN, its data and their XOR', () => {
  expect(toHex(buildBlock(0x40, fromHex('80FE00000101'), false))).toBe('00400680FE0000010138');
  expect(parseBlock(fromHex('0040026D002F'), false)).toEqual({
    ok: true,
    value: { pcb: 0x40, data: fromHex('6D00') },
  });
});

test.each([
  ['', 2, 'nothing'],
  ['000000', 2, 'no room for a prologue'],
  ['000102', 2, 'nor for the right one to look at'],
  ['0040026D002E', 1, 'LRC'],
  ['0040016D002C', 2, 'LEN too short'],
  ['0040036D002E', 2, 'LEN too long'],
  ['0140026D002E', 2, 'NAD'],
])('%s is no block: %i, %s', (hex, error) => {
  expect(parseBlock(fromHex(hex), false)).toEqual({ ok: false, error });
});

test('a block of 254 bytes is the longest', () => {
  const filled = (length: number) =>
    parseBlock(buildBlock(0, new Uint8Array(length), false), false);
  expect(filled(254).ok).toBe(true);
  expect(filled(255).ok).toBe(false);
});

test('a card whose ATR says CRC gets it', async () => {
  // Counted outside of this project, by the routine whose check for "123456789" is 6F91.
  expect(toHex(buildBlock(0xc1, [0xfe], true))).toBe('00C101FE544E');
  expect(parseBlock(fromHex('00C101FE544E'), true)).toMatchObject({ value: { pcb: 0xc1 } });
  expect(parseBlock(fromHex('00C101FF 544E'), true)).toEqual({ ok: false, error: 1 });
  const send: SendBlock = async () => ok(buildBlock(0x00, [0x90, 0x00], true));
  expect(told(await transmitT1(send, fromHex(COMMAND), fresh({ usesCrc: true })))).toBe('9000');
});
