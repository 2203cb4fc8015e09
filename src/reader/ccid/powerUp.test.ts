import { expect, test } from 'vitest';
import { toHex } from '../../shared/bytes.ts';
import type { CardReader } from '../cardReader.ts';
import { FEATURE } from './ccidDescriptor.ts';
import { nothingLearnt } from './ccidPipe.ts';
import { replay, TPDU_READER } from './transcript.fixture.ts';

/** `T0 3B00`, or `CODE outcome`. */
async function powered(reader: CardReader): Promise<string> {
  const card = await reader.connect();
  return card.ok
    ? `${card.value.activeProtocol} ${toHex(card.value.atr)}`
    : `${card.error.code} ${card.error.outcome}`;
}

const INACTIVE = '=> 65 00000000 00 00 000000\n<= 81 00000000 00 00 010000\n';
const ALL_VOLTAGES = { descriptor: { ...TPDU_READER, voltageSupport: 7 } };
const power = (seq: string, select: string, answer: string) =>
  `=> 62 00000000 00 ${seq} ${select}0000\n<= 80 ${answer.replace('..', seq)}\n`;
const MUTE = '00000000 00 .. 41FE00';
const ATR_T0 = '02000000 00 .. 000000 3B00';
const DEFAULTS = (seq: string) =>
  `=> 61 05000000 00 ${seq} 000000 1100000A00\n<= 82 05000000 00 ${seq} 000000 1100000A00\n`;
const features = (bits: number) => ({ descriptor: { ...TPDU_READER, features: bits } });

test('5 V, 3 V, 1.8 V, where the reader has them', async () => {
  const lines =
    INACTIVE +
    power('01', '01', MUTE) +
    power('02', '02', '00000000 00 .. 410700') +
    power('03', '03', ATR_T0) +
    DEFAULTS('04');
  expect(await replay(lines, powered, ALL_VOLTAGES)).toBe('T0 3B00');
});

test('a card that answers at no voltage is mute', async () => {
  const lines =
    INACTIVE + power('01', '01', MUTE) + power('02', '02', MUTE) + power('03', '03', MUTE);
  const states: string[] = [];
  const outcome = await replay(
    lines,
    (reader) => {
      reader.onStateChange((state) => states.push(state));
      return powered(reader);
    },
    ALL_VOLTAGES,
  );
  expect([outcome, states]).toEqual(['UNRESPONSIVE_CARD not-sent', ['mute']]);
});

test('a card pulled out while it is powered is not tried at other voltages', async () => {
  const lines = INACTIVE + power('01', '01', '00000000 00 .. 42FE00');
  expect(await replay(lines, powered, ALL_VOLTAGES)).toBe('NO_SMARTCARD not-sent');
});

test('an empty slot is not powered at all', async () => {
  const lines = '=> 65 00000000 00 00 000000\n<= 81 00000000 00 00 020000';
  expect(await replay(lines, powered)).toBe('NO_SMARTCARD not-sent');
});

test('a card that has power is powered down first: the reset is cold', async () => {
  const lines = `=> 65 00000000 00 00 000000
    <= 81 00000000 00 00 000000
    => 63 00000000 00 01 000000
    <= 81 00000000 00 01 010000
    ${power('02', '01', ATR_T0)}${DEFAULTS('03')}`;
  expect(await replay(lines, powered)).toBe('T0 3B00');
});

test('a power-on may take a minute, and no more', async () => {
  const slow = `${INACTIVE}=> 62 00000000 00 01 010000\n-- 59000\n<= 80 02000000 00 01 000000 3B00\n`;
  expect(await replay(slow + DEFAULTS('02'), powered)).toBe('T0 3B00');
  const stuck = `${INACTIVE}=> 62 00000000 00 01 010000\nabort 0 1\n=> 72 00000000 00 01 000000
    <= 81 00000000 00 01 010000`;
  expect(await replay(stuck, powered)).toBe('TIMEOUT unknown');
});

test.each([
  ['nothing', '', '00000000'],
  ['no ATR', '9000', '02000000'],
  ['too much of one', `3B0F${'00'.repeat(40)}`, '2A000000'],
])('%s is not a card we can use', async (_, atr, length) => {
  const lines = INACTIVE + power('01', '01', `${length} 00 .. 000000 ${atr}`);
  expect(await replay(lines, powered)).toBe('UNSUPPORTED_CARD answered');
});

/** TA1 = 18 (372, 12 → 154838 bit/s at 4.8 MHz): the figures of a GemPC trace. */
const GEMALTO = {
  descriptor: {
    ...TPDU_READER,
    defaultClockKhz: 4800,
    maxDataRateBps: 825806,
    features: FEATURE.tpdu | FEATURE.autoClock | FEATURE.autoBaudRate,
  },
};
const T1_ATR = '3BF81800008131FE454A434F5076323431B7';

test('PPS, SetParameters and IFSD of T=1, as a real reader was driven', async () => {
  const lines = `${INACTIVE}
    ${power('01', '01', `12000000 00 .. 000000 ${T1_ATR}`)}
    => 6F 04000000 00 02 000000 FF1118F6
    <= 80 04000000 00 02 000000 FF1118F6
    => 61 07000000 00 03 010000 1810004500FE00
    <= 82 07000000 00 03 000001 1810004500FE00
    => 6F 05000000 00 04 000000 00C101FE3E
    <= 80 05000000 00 04 000000 00E101FE1E`;
  expect(await replay(lines, powered, GEMALTO)).toBe(`T1 ${T1_ATR}`);
});

const hex = (seq: number) => toHex([seq]);
const asksIfsd = (seq: number, answer = '05000000 00 .. 000000 00E101FE1E') =>
  `=> 6F 05000000 00 ${hex(seq)} 000000 00C101FE3E\n<= 80 ${answer.replace('..', hex(seq))}\n`;
const DEAF = '00000000 00 .. 40FE00';
const SLOW_PARAMETERS = (seq: number) => `=> 61 07000000 00 ${hex(seq)} 010000 1110004500FE00
    <= 82 07000000 00 ${hex(seq)} 000001 1110004500FE00\n`;
/** The card has power: nobody has to ask. */
const slowly = (seq: number) => `=> 63 00000000 00 ${hex(seq)} 000000
    <= 81 00000000 00 ${hex(seq)} 010000
    ${power(hex(seq + 1), '01', `12000000 00 .. 000000 ${T1_ATR}`)}
    ${SLOW_PARAMETERS(seq + 2)}`;
const SLOW_T1 = (seq: number) => slowly(seq) + asksIfsd(seq + 3);
const FAST_T1 = `${INACTIVE}
  ${power('01', '01', `12000000 00 .. 000000 ${T1_ATR}`)}
  => 6F 04000000 00 02 000000 FF1118F6`;

test.each([
  ['does not agree to a speed', `${FAST_T1}\n<= 80 04000000 00 02 000000 FF1011FE\n${SLOW_T1(3)}`],
  ['does not answer PPS', `${FAST_T1}\n<= 80 00000000 00 02 40FE00\n${SLOW_T1(3)}`],
  [
    'never answers PPS through a reader that waits with it',
    `${FAST_T1}\nabort 0 2\n=> 72 00000000 00 02 000000\n<= 81 00000000 00 02 000000\n${SLOW_T1(3)}`,
  ],
  [
    'agrees, but the reader then does not',
    `${FAST_T1}\n<= 80 04000000 00 02 000000 FF1118F6
    => 61 07000000 00 03 010000 1810004500FE00
    <= 82 00000000 00 03 400A00
    ${SLOW_T1(4)}`,
  ],
])('a card that %s is powered up again at the default speed', async (_, lines) => {
  expect(await replay(lines, powered, GEMALTO)).toBe(`T1 ${T1_ATR}`);
});

test('a speed that failed is not asked for again at this reader, however often it is opened', async () => {
  const learnt = nothingLearnt();
  const options = { ...GEMALTO, learnt };
  await replay(`${FAST_T1}\n<= 80 00000000 00 02 40FE00\n${SLOW_T1(3)}`, powered, options);
  const next = `${INACTIVE}
    ${power('01', '01', `12000000 00 .. 000000 ${T1_ATR}`)}
    ${SLOW_PARAMETERS(2)}${asksIfsd(3)}`;
  expect(await replay(next, powered, options)).toBe(`T1 ${T1_ATR}`);
});

test('a card pulled out at PPS is gone, not slow', async () => {
  const lines = `${FAST_T1}\n<= 80 00000000 00 02 42FE00`;
  expect(await replay(lines, powered, GEMALTO)).toBe('REMOVED_CARD unknown');
});

test('a reader that does PPS by itself is only told the parameters', async () => {
  const descriptor = {
    ...GEMALTO.descriptor,
    features: GEMALTO.descriptor.features | FEATURE.autoPps,
  };
  const lines = `${INACTIVE}
    ${power('01', '01', `12000000 00 .. 000000 ${T1_ATR}`)}
    => 61 07000000 00 02 010000 1810004500FE00
    <= 82 07000000 00 02 000001 1810004500FE00
    => 6F 05000000 00 03 000000 00C101FE3E
    <= 80 05000000 00 03 000000 00E101FE1E`;
  expect(await replay(lines, powered, { descriptor })).toBe(`T1 ${T1_ATR}`);
});

test('a card that does not answer IFSD gets short blocks, at either speed', async () => {
  const lines = `${FAST_T1}
    <= 80 04000000 00 02 000000 FF1118F6
    => 61 07000000 00 03 010000 1810004500FE00
    <= 82 07000000 00 03 000001 1810004500FE00
    ${[4, 5, 6].map((seq) => asksIfsd(seq, DEAF)).join('')}
    ${slowly(7)}
    ${[10, 11, 12].map((seq) => asksIfsd(seq, DEAF)).join('')}`;
  expect(await replay(lines, powered, GEMALTO)).toBe(`T1 ${T1_ATR}`);
});

test('a reader that states no maximum IFSD is left with short blocks', async () => {
  const lines = `${INACTIVE}
    ${power('01', '01', '04000000 00 .. 000000 3B800181')}
    => 61 07000000 00 02 010000 1110004D002000
    <= 82 07000000 00 02 000001 1110004D002000`;
  const descriptor = { ...TPDU_READER, maxIfsd: 0 };
  expect(await replay(lines, powered, { descriptor })).toBe('T1 3B800181');
});

const BOTH_ATR = '3B80800101';

test('a reader that negotiates by itself is asked what it speaks, where the card speaks both', async () => {
  const negotiating = FEATURE.tpdu | FEATURE.autoVoltage | FEATURE.autoParameterNegotiation;
  const both = `${INACTIVE}
    ${power('01', '00', `05000000 00 .. 000000 ${BOTH_ATR}`)}
    => 6C 00000000 00 02 000000
    <= 82 07000000 00 02 000001 1110004D002000
    ${asksIfsd(3)}`;
  expect(await replay(both, powered, features(negotiating))).toBe(`T1 ${BOTH_ATR}`);
  const one = INACTIVE + power('01', '00', ATR_T0);
  expect(await replay(one, powered, features(negotiating))).toBe('T0 3B00');
});

test('a reader that rejects the default parameters is assumed to know them', async () => {
  const refused = '=> 61 05000000 00 02 000000 1100000A00\n<= 81 00000000 00 02 400000\n';
  const lines = INACTIVE + power('01', '01', ATR_T0) + refused;
  expect(await replay(lines, powered)).toBe('T0 3B00');
});

test.each([
  [
    'takes its parameters all the same',
    '<= 82 07000000 00 02 000001 1110004500FE00',
    `T1 ${T1_ATR}`,
  ],
  ['refuses its parameters', '<= 82 00000000 00 02 400700', 'PROTO_MISMATCH answered'],
])('a protocol that the reader does not announce: it %s', async (_, answer, outcome) => {
  const lines = `${INACTIVE}
    ${power('01', '01', `12000000 00 .. 000000 ${T1_ATR}`)}
    => 61 07000000 00 02 010000 1110004500FE00
    ${answer}${outcome.startsWith('T1') ? `\n${asksIfsd(3)}` : ''}`;
  const descriptor = { ...TPDU_READER, protocols: 1 };
  expect(await replay(lines, powered, { descriptor })).toBe(outcome);
});

test('a reader whose dwProtocols has other bits only (MySmartPad: 0300) takes any card', async () => {
  const descriptor = { ...TPDU_READER, protocols: 0x300 };
  const lines = INACTIVE + power('01', '01', ATR_T0) + DEFAULTS('02');
  expect(await replay(lines, powered, { descriptor })).toBe('T0 3B00');
});

test('a card of two protocols is told by PPS which one, where the reader lacks the first', async () => {
  const both = BOTH_ATR;
  const onlyT1 = { descriptor: { ...TPDU_READER, protocols: 2 } };
  const lines = `${INACTIVE}
    ${power('01', '01', `05000000 00 .. 000000 ${both}`)}
    => 6F 03000000 00 02 000000 FF01FE
    <= 80 03000000 00 02 000000 FF01FE
    => 61 07000000 00 03 010000 1110004D002000
    <= 82 07000000 00 03 000001 1110004D002000
    => 6F 05000000 00 04 000000 00C101FE3E
    <= 80 05000000 00 04 000000 00E101FE1E`;
  expect(await replay(lines, powered, onlyT1)).toBe(`T1 ${both}`);
});
