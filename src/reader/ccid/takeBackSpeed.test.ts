import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../shared/bytes.ts';
import type { CardReader } from '../cardReader.ts';
import { type Learnt, nothingLearnt } from './ccidPipe.ts';
import { connected, type PlayOptions, replay, TPDU_READER } from './transcript.fixture.ts';

/** GemPC Twin; TA1 = 96: 250000 bit/s. */
const descriptor = { ...TPDU_READER, maxDataRateBps: 344_086 };
const ATR = '3B1096';
const hex = (seq: number) => toHex([seq]);
const power = (seq: number, atr = ATR) => `=> 62 00000000 00 ${hex(seq)} 010000
  <= 80 03000000 00 ${hex(seq)} 000000 ${atr}\n`;
const off = (seq: number) => `=> 63 00000000 00 ${hex(seq)} 000000
  <= 81 00000000 00 ${hex(seq)} 010000\n`;
const parameters = (
  seq: number,
  fiDi: string,
) => `=> 61 05000000 00 ${hex(seq)} 000000 ${fiDi}00000A00
  <= 82 05000000 00 ${hex(seq)} 000000 ${fiDi}00000A00\n`;
const xfr = (seq: number, command: string, answer: string) => {
  const length = toHex([command.length / 2]);
  const isFault = answer.startsWith('4');
  return `=> 6F ${length}000000 00 ${hex(seq)} 000000 ${command}
    <= 80 ${isFault ? `00000000 00 ${hex(seq)} ${answer}` : `${toHex([answer.length / 2])}000000 00 ${hex(seq)} 000000 ${answer}`}\n`;
};
const FAST = `=> 65 00000000 00 00 000000
  <= 81 00000000 00 00 010000
  ${power(1)}
  ${xfr(2, 'FF109679', 'FF109679')}
  ${parameters(3, '96')}`;
const SLOW = (seq: number, atr?: string) =>
  off(seq) + power(seq + 1, atr) + parameters(seq + 2, '11');

const SELECT = '00A40000023F01';
const FILE = '00B0950004';
const BALANCE = '805C000204';
const DEBIT = '805401000F0000000120261123203912AABBCCDD';
const PARITY = '40FD00';
const MUTE = '40FE00';

/** Sends them all; what the caller is told of each. */
const sending =
  (...commands: string[]) =>
  async (reader: CardReader) => {
    const card = await connected(reader);
    const told: string[] = [];
    for (const command of commands) {
      const answer = await card.transmit(fromHex(command));
      told.push(
        answer.ok ? toHex(answer.value.bytes) : `${answer.error.code} ${answer.error.outcome}`,
      );
    }
    return told;
  };

const options = (): PlayOptions & { learnt: Learnt } => ({
  descriptor,
  learnt: nothingLearnt(),
});

test.each([
  ['the first command', FAST + xfr(4, SELECT, MUTE) + SLOW(5) + xfr(8, SELECT, '9000'), [SELECT]],
  [
    'the first answer with data',
    FAST +
      xfr(4, SELECT, '9000') +
      xfr(5, FILE, PARITY) +
      SLOW(6) +
      xfr(9, SELECT, '9000') +
      xfr(10, FILE, '112233449000'),
    [SELECT, FILE],
  ],
])(
  'a speed at which %s fails is taken back, and the caller sees nothing of it',
  async (_, lines, commands) => {
    const played = options();
    const told = await replay(lines, sending(...commands), played);
    expect(told[told.length - 1]).toMatch(/9000$/);
    expect(played.learnt.isSlow).toBe(true);
    const next = `=> 65 00000000 00 00 000000\n<= 81 00000000 00 00 010000\n${power(1)}${parameters(2, '11')}`;
    expect(await replay(next, sending(), played)).toEqual([]);
  },
);

test('what was learnt of a reader is logged once, for the operator', async () => {
  const said: string[] = [];
  const log = (area: string, line: string) => {
    if (area === 'ccid') said.push(line);
  };
  const lines = FAST + xfr(4, SELECT, MUTE) + SLOW(5) + xfr(8, SELECT, MUTE) + xfr(9, SELECT, MUTE);
  await replay(lines, sending(SELECT, SELECT), { ...options(), log });
  expect(said).toEqual(['reader: a speed fails, the default from now on']);
});

test('bytes that are no status word are a sign too', async () => {
  const lines = FAST + xfr(4, SELECT, '1234') + SLOW(5) + xfr(8, SELECT, '9000');
  expect(await replay(lines, sending(SELECT), options())).toEqual(['9000']);
});

test('once it is known which card it is, the failure is told; the next try is slow', async () => {
  const played = options();
  const lines =
    FAST + xfr(4, SELECT, '9000') + xfr(5, FILE, '112233449000') + xfr(6, BALANCE, PARITY);
  expect(await replay(lines, sending(SELECT, FILE, BALANCE), played)).toEqual([
    '9000',
    '112233449000',
    'COMM_ERROR unknown',
  ]);
  expect(played.learnt.isSlow).toBe(true);
});

test('a debit is never sent again, whatever the speed did', async () => {
  const played = options();
  const lines = FAST + xfr(4, SELECT, '9000') + xfr(5, DEBIT, MUTE);
  expect(await replay(lines, sending(SELECT, DEBIT), played)).toEqual([
    '9000',
    'UNRESPONSIVE_CARD unknown',
  ]);
  expect(played.learnt.isSlow).toBe(true);
});

test('it fails at the usual speed as well: told once, tried twice', async () => {
  const lines = FAST + xfr(4, SELECT, MUTE) + SLOW(5) + xfr(8, SELECT, MUTE);
  expect(await replay(lines, sending(SELECT), options())).toEqual(['UNRESPONSIVE_CARD unknown']);
});

test('another card after the reset: the one that was there is gone', async () => {
  const lines = FAST + xfr(4, SELECT, MUTE) + SLOW(5, '3B1095');
  const looked = `${lines}=> 65 00000000 00 08 000000\n<= 81 00000000 00 08 000000
    => 65 00000000 00 09 000000\n<= 81 00000000 00 09 000000`;
  const states: string[] = [];
  const told = await replay(
    looked,
    async (reader) => {
      reader.onStateChange((state) => states.push(state));
      const all = await sending(SELECT, FILE)(reader);
      await reader.getStatus();
      return all;
    },
    options(),
  );
  expect(told).toEqual(['REMOVED_CARD unknown', 'REMOVED_CARD not-sent']);
  expect(states).toEqual(['present', 'empty', 'present']);
});

test('a card pulled out is gone, not slow', async () => {
  const played = options();
  const lines = FAST + xfr(4, SELECT, '42FE00');
  expect(await replay(lines, sending(SELECT), played)).toEqual(['REMOVED_CARD unknown']);
  expect(played.learnt.isSlow).toBe(false);
});

test('at the usual speed a fault says nothing of speed', async () => {
  const played = { descriptor: TPDU_READER, learnt: nothingLearnt() };
  const lines = `=> 65 00000000 00 00 000000\n<= 81 00000000 00 00 010000
    ${power(1)}${parameters(2, '11')}${xfr(3, SELECT, MUTE)}`;
  expect(await replay(lines, sending(SELECT), played)).toEqual(['UNRESPONSIVE_CARD unknown']);
  expect(played.learnt.isSlow).toBe(false);
});
