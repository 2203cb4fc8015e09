import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../shared/bytes.ts';
import { buildCcid, FROM_READER, parseCcid, TO_READER } from './ccidMessage.ts';

const hex = (text: string) => fromHex(text);

/** Bytes seen on real wires, and what they say. */
test.each([
  [
    'IccPowerOn of a Thai identity card',
    '62 00000000 00 00 00 0000',
    { type: TO_READER.iccPowerOn, slot: 0, seq: 0, specific: [0, 0, 0], data: '' },
  ],
  [
    'its ATR',
    '80 0C000000 00 00 00 00 00 3B 68 00 00 54 48 20 4E 49 44 20 36',
    {
      type: FROM_READER.dataBlock,
      slot: 0,
      seq: 0,
      specific: [0, 0, 0],
      data: '3B6800005448204E49442036',
    },
  ],
  [
    'a card that stays mute; the answer has the number of another command',
    '80 00000000 00 00 40 FE 00',
    { type: FROM_READER.dataBlock, slot: 0, seq: 0, specific: [0x40, 0xfe, 0], data: '' },
  ],
  [
    'PPS to a Gemalto IDBridge CT40',
    '6F 04000000 00 0D 00 0000 FF 11 18 F6',
    { type: TO_READER.xfrBlock, slot: 0, seq: 13, specific: [0, 0, 0], data: 'FF1118F6' },
  ],
  [
    'SetParameters for T=1 to it',
    '61 07000000 00 0E 01 0000 18 10 00 45 00 FE 00',
    {
      type: TO_READER.setParameters,
      slot: 0,
      seq: 14,
      specific: [1, 0, 0],
      data: '1810004500FE00',
    },
  ],
  [
    'the parameters it took',
    '82 07000000 00 0E 00 0001 18 10 00 45 00 FE 00',
    { type: FROM_READER.parameters, slot: 0, seq: 14, specific: [0, 0, 1], data: '1810004500FE00' },
  ],
  [
    'GetSlotStatus of a GemPC Twin',
    '65 00000000 00 01 00 0000',
    { type: TO_READER.getSlotStatus, slot: 0, seq: 1, specific: [0, 0, 0], data: '' },
  ],
  [
    'a card that is there and not powered',
    '81 00000000 00 01 01 00 00',
    { type: FROM_READER.slotStatus, slot: 0, seq: 1, specific: [1, 0, 0], data: '' },
  ],
  [
    'Escape: firmware features',
    '6B 01000000 00 02 00 0000 6A',
    { type: TO_READER.escape, slot: 0, seq: 2, specific: [0, 0, 0], data: '6A' },
  ],
])('%s', (_, wire, { data, specific, ...head }) => {
  const parsed = parseCcid(hex(wire));
  const [a, b, c] = specific;
  const message = { ...head, specific: [a!, b!, c!] as const, data: hex(data) };
  expect(parsed).toEqual({ ok: true, value: message });
  expect(toHex(buildCcid(message))).toBe(wire.replace(/ /g, ''));
});

test.each([
  ['', '0 bytes are no CCID message'],
  ['810000000000010100', '9 bytes are no CCID message'],
  ['80 02000000 00 01 00 00 00 90', 'dwLength 2, received 1'],
  ['80 01000000 00 01 00 00 00 90 00', 'dwLength 1, received 2'],
  ['80 FFFFFFFF 00 01 00 00 00 90 00', 'dwLength 4294967295, received 2'],
  ['80 00000080 00 01 00 00 00', 'dwLength 2147483648, received 0'],
])('a message with a wrong length is no message: %s', (wire, error) => {
  expect(parseCcid(hex(wire))).toEqual({ ok: false, error });
});

test('the length of a long message takes four bytes, low one first', () => {
  const data = new Uint8Array(65_544);
  const built = buildCcid({ type: 0x6f, slot: 2, seq: 255, specific: [1, 2, 3], data });
  expect(toHex(built.subarray(0, 10))).toBe('6F0800010002FF010203');
  const parsed = parseCcid(built);
  expect(parsed.ok && parsed.value.data.length).toBe(65_544);
  const huge = new Uint8Array(0x1020304);
  const head = buildCcid({ type: 0x6f, slot: 0, seq: 0, specific: [0, 0, 0], data: huge });
  expect(toHex(head.subarray(1, 5))).toBe('04030201');
});
