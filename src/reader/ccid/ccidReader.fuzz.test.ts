import fc from 'fast-check';
import { expect } from 'vitest';
import { virtualTime } from '../../../mocks/environment/simulation.ts';
import { type Bytes, fromHex, toHex } from '../../shared/bytes.ts';
import { silentLog } from '../../shared/log.ts';
import { ok } from '../../shared/result.ts';
import { fuzz } from '../fuzz.fixture.ts';
import { buildCcid, type CcidMessage, parseCcid, TO_READER } from './ccidMessage.ts';
import { nothingLearnt } from './ccidPipe.ts';
import { ccidReader } from './ccidReader.ts';
import { EXTENDED_READER, SHORT_READER, TPDU_READER, within } from './transcript.fixture.ts';

const ATR = fc.constantFrom<string[]>('3B00', '3B800181', '3BF81800008131FE454A434F5076323431B7');
const DATA = fc.constantFrom<string[]>(
  '9000',
  '6108',
  '6C04',
  '112233449000',
  '0000029000',
  '00820082',
  '',
);
const CHAIN = fc.constantFrom<number[]>(0, 0, 0, 1, 2, 3, 0x10);

const DEBIT = '805401000100';
/** Agrees on speeds. */
const FAST_READER = { ...TPDU_READER, maxDataRateBps: 344_086 };

/** What a reader would answer: right for the command as a rule. */
const answerTo = fc.record({
  status: fc.constantFrom<number[]>(0, 0, 0, 0, 1, 0x40, 0x41, 0x42, 0x80, 0xc0),
  error: fc.constantFrom<number[]>(0, 1, 7, 0xe0, 0xf2, 0xfd, 0xfe, 0xff),
  asStatus: fc.boolean(),
  seqBy: fc.constantFrom<number[]>(0, 0, 0, 0, 0, 1),
  atr: ATR,
  data: DATA,
  chain: CHAIN,
});
type Answer = typeof answerTo extends fc.Arbitrary<infer T> ? T : never;

const GOOD: Answer = {
  status: 0,
  error: 0,
  asStatus: false,
  seqBy: 0,
  atr: '',
  data: '',
  chain: 0,
};

function messageFor(command: CcidMessage, answer: Answer): Bytes {
  const { type, slot } = command;
  const isBad = answer.status >= 0x40;
  const isData = type === TO_READER.iccPowerOn || type === TO_READER.xfrBlock;
  const isParameters = type === TO_READER.setParameters || type === TO_READER.getParameters;
  const answerType = isData ? 0x80 : isParameters ? 0x82 : 0x81;
  return buildCcid({
    type: isBad && answer.asStatus ? 0x81 : answerType,
    slot,
    seq: (command.seq + answer.seqBy) & 0xff,
    specific: [answer.status, isBad ? answer.error : 0, isData ? answer.chain : 0],
    data:
      isBad || !isData
        ? fromHex('')
        : fromHex(type === TO_READER.iccPowerOn ? answer.atr : answer.data),
  });
}

fuzz(
  'whatever a reader answers: an end, no throw, no success out of garbage, no false "not-sent"',
  fc.record({
    descriptor: fc.constantFrom(TPDU_READER, FAST_READER, SHORT_READER, {
      ...EXTENDED_READER,
      maxMessageLength: 32,
    }),
    answers: fc.array(
      fc.tuple(answerTo, fc.constantFrom(false, false, false, true), fc.nat(9999)),
      { maxLength: 30 },
    ),
    /** Trouble begins with the first XfrBlock; a speed is agreed on. */
    goodStart: fc.constantFrom('', '3B00', '3B00', '3B00', '3B800181', '3B1096', '3B1096'),
    isSelectedFirst: fc.boolean(),
    noise: fc.array(fc.uint8Array({ maxLength: 30 }), { maxLength: 3 }),
  }),
  async ({ descriptor, answers, goodStart, isSelectedFirst, noise }) => {
    const time = virtualTime();
    const queue = answers.slice();
    const hearers = new Set<(message: Bytes) => void>();
    const said: Bytes[] = [];
    let xfrs = 0;
    let isRefused = false;
    /** A first XfrBlock that is no PPS was sent. */
    let hasBegun = false;
    /** XfrBlocks that carry the beginning of the command, bare or in a T=1 block. */
    let debits = 0;
    const say = (bytes: Bytes) => {
      said.push(bytes);
      for (const hear of hearers) hear(bytes);
    };
    const reader = ccidReader(
      {
        info: { name: 'reader', transport: 'webusb' },
        learnt: nothingLearnt(),
        descriptor,
        hasNotifications: true,
        async send(message) {
          const command = parseCcid(message);
          if (!command.ok) throw new Error(command.error);
          if (command.value.type === TO_READER.xfrBlock) {
            xfrs++;
            if (toHex(command.value.data).startsWith(DEBIT.slice(0, 8))) debits++;
          }
          const isPps = command.value.data[0] === 0xff;
          hasBegun ||= command.value.type === TO_READER.xfrBlock && !isPps;
          if (goodStart && !hasBegun) {
            const data = toHex(command.value.data);
            say(messageFor(command.value, { ...GOOD, atr: goodStart, data }));
            return ok(undefined);
          }
          const [answer, isShort, delay] = queue.shift() || [null, false, 0];
          if (answer) {
            const whole = messageFor(command.value, answer);
            isRefused =
              answer.status >= 0x40 &&
              (answer.error < 8 || answer.error === 0xe0 || answer.error === 0xf2);
            time.after(isShort ? delay : 0, () =>
              say(isShort ? whole.slice(0, delay % 12) : whole),
            );
          }
          const bytes = noise.pop();
          if (bytes) time.after(1, () => say(new Uint8Array(bytes)));
          return ok(undefined);
        },
        onMessage(callback) {
          hearers.add(callback);
          return () => hearers.delete(callback);
        },
        onFailure: () => () => {},
        close: async () => {},
      },
      0,
      time,
      silentLog,
    );
    const act = async (): Promise<void> => {
      const card = await reader.connect();
      if (!card.ok) return;
      if (isSelectedFirst) await card.value.transmit(fromHex('00A4000000'), { timeoutMs: 1000 });
      const before = xfrs;
      isRefused = false;
      const answer = await card.value.transmit(fromHex(DEBIT), { timeoutMs: 1000 });
      expect(debits).toBeLessThanOrEqual(1);
      if (answer.ok) {
        const end = toHex(answer.value.bytes).slice(-4);
        // It may stand across two messages of a chain.
        const all = said.map((bytes) => {
          const message = parseCcid(bytes);
          const isData = message.ok && message.value.type === 0x80;
          return isData && message.value.specific[0] < 0x40 ? toHex(message.value.data) : '';
        });
        expect(all.join('')).toContain(end);
        expect(xfrs).toBeGreaterThan(before);
      } else if (answer.error.outcome === 'not-sent' && xfrs > before) {
        expect(isRefused || levelIsBlocks(descriptor)).toBe(true);
      }
    };
    await within({ time }, act(), 2_000_000);
  },
  0.03,
);

/** T=1 sends blocks that carry nothing of the command. */
const levelIsBlocks = (descriptor: unknown) =>
  descriptor === TPDU_READER || descriptor === FAST_READER;
