/** A pipe that plays a transcript, in virtual time: what is sent must be what stands there. */
import { expect } from 'vitest';
import { type VirtualTime, virtualTime } from '../../../mocks/environment/simulation.ts';
import { fromHex, toHex } from '../../shared/bytes.ts';
import { type Log, silentLog } from '../../shared/log.ts';
import { fail, ok } from '../../shared/result.ts';
import type { CardConnection, CardReader } from '../cardReader.ts';
import { type ReaderError, readerError } from '../readerError.ts';
import { type CcidDescriptor, FEATURE } from './ccidDescriptor.ts';
import { type CcidPipe, type Learnt, nothingLearnt } from './ccidPipe.ts';
import { ccidReader } from './ccidReader.ts';

/** ACR38U-CCID (072F:90CC) as it describes itself: the host does everything but clock and baud rate. */
export const TPDU_READER: CcidDescriptor = {
  bcdCcid: 0x100,
  maxSlotIndex: 0,
  voltageSupport: 1,
  protocols: 3,
  defaultClockKhz: 4000,
  maximumClockKhz: 4000,
  dataRateBps: 10752,
  maxDataRateBps: 129032,
  maxIfsd: 254,
  features: FEATURE.tpdu | FEATURE.autoClock | FEATURE.autoBaudRate,
  maxMessageLength: 271,
  classGetResponse: 0,
  pinSupport: 0,
  maxBusySlots: 1,
};

const AUTOMATIC = FEATURE.autoVoltage | FEATURE.autoParameterNegotiation | FEATURE.autoPps;
export const SHORT_READER: CcidDescriptor = {
  ...TPDU_READER,
  features: FEATURE.shortApdu | AUTOMATIC,
};
export const EXTENDED_READER: CcidDescriptor = {
  ...TPDU_READER,
  features: FEATURE.extendedApdu | AUTOMATIC,
};

interface Played {
  readonly pipe: CcidPipe;
  readonly time: VirtualTime;
  /** What has been sent, in the words of the transcript. */
  readonly sent: string[];
  say(hex: string): void;
  breakPipe(error: ReaderError): void;
  isClosed(): boolean;
}

export interface PlayOptions {
  readonly descriptor?: CcidDescriptor;
  readonly hasNotifications?: boolean;
  readonly hasAbort?: boolean;
  readonly learnt?: Learnt;
  readonly log?: Log;
}

const lineOf = (text: string): string =>
  text
    .trim()
    .replace(/\s*#.*$/, '')
    .replace(/(?!^..) /g, '');

/**
 * `=> hex` is sent, `<= hex` comes in answer, `-- 500` first lets so many milliseconds pass, `abort 0 5` is the control
 * request for slot and bSeq (`refused` when it stalls), `broken` is a pipe that has failed for good, `lost` a message
 * that could not be put together, `stuck` and `gone` are what sending itself answers (outcome unknown, not-sent).
 */
export function play(transcript: string, options: PlayOptions = {}): Played {
  const lines = transcript.split('\n').map(lineOf).filter(Boolean);
  const {
    descriptor = TPDU_READER,
    hasNotifications = true,
    hasAbort = true,
    learnt = nothingLearnt(),
  } = options;
  const time = virtualTime();
  const sent: string[] = [];
  const listeners = new Set<Parameters<CcidPipe['onMessage']>[0]>();
  const failureListeners = new Set<(error: ReaderError) => void>();
  let at = 0;
  let isClosed = false;

  const say = (hex: string) => {
    for (const hear of listeners) hear(fromHex(hex));
  };
  const breakPipe = (error: ReaderError) => {
    for (const listener of failureListeners) listener(error);
  };
  function comes(line: string): void {
    if (line.startsWith('<=')) say(line.slice(2));
    else if (line === 'broken') breakPipe(readerError('READER_UNAVAILABLE', 'unknown', 'broken'));
    else if (line === 'lost') breakPipe(readerError('COMM_ERROR', 'unknown', 'lost'));
  }
  /** Plays all lines up to the next one that we must send. */
  function answer(): void {
    let delay = 0;
    for (; at < lines.length && !/^(=>|abort|stuck|gone)/.test(lines[at]!); at++) {
      const line = lines[at]!;
      if (line.startsWith('--')) delay += Number(line.slice(2));
      else time.after(delay, () => comes(line));
    }
  }
  const isNext = (line: string): boolean => {
    sent.push(line);
    const isIt = lines[at] === line || lines[at] === `${line}refused`;
    if (isIt) at++;
    return isIt;
  };

  const pipe: CcidPipe = {
    info: { name: 'reader', transport: 'webusb' },
    learnt,
    descriptor,
    hasNotifications,
    async send(message) {
      if (!isNext(lineOf(`=> ${toHex(message)}`))) return ok(undefined);
      if (lines[at] === 'stuck') return fail(readerError('COMM_ERROR', 'unknown', 'stuck'));
      if (lines[at] === 'gone') return fail(readerError('COMM_ERROR', 'not-sent', 'gone'));
      answer();
      return ok(undefined);
    },
    onMessage(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
    onFailure(callback) {
      failureListeners.add(callback);
      return () => failureListeners.delete(callback);
    },
    ...(hasAbort
      ? {
          async abort(slot: number, seq: number) {
            isNext(`abort${slot}${seq}`);
            const isRefused = lines[at - 1]?.endsWith('refused');
            answer();
            return isRefused ? fail(readerError('COMM_ERROR', 'unknown', 'stall')) : ok(undefined);
          },
        }
      : {}),
    async close() {
      isClosed = true;
    },
  };
  return { pipe, time, sent, say, breakPipe, isClosed: () => isClosed };
}

/** What must have been sent when `transcript` was played to its end. */
export const sentIn = (transcript: string): string[] =>
  transcript
    .split('\n')
    .map(lineOf)
    .filter((line) => /^(=>|abort)/.test(line))
    .map((line) => line.replace('refused', ''));

/** Runs `act` in virtual time; answers what it resolved with. Fails when it has not after `forMs`. */
export async function within<T>(
  { time }: { time: VirtualTime },
  act: Promise<T>,
  forMs = 200_000,
): Promise<T> {
  let result: { value: T } | { cause: unknown } | undefined;
  act.then(
    (value) => {
      result = { value };
    },
    (cause) => {
      result = { cause };
    },
  );
  expect(await time.runUntil(() => result !== undefined, forMs), 'it ends').toBe(true);
  if (result && 'value' in result) return result.value;
  throw result?.cause;
}

/** A reader on the transcript, which must be played to its end by `act`, word for word. */
export async function replay<T>(
  transcript: string,
  act: (reader: CardReader, played: Played) => Promise<T>,
  options: PlayOptions = {},
): Promise<T> {
  const played = play(transcript, options);
  const reader = ccidReader(played.pipe, 0, played.time, options.log ?? silentLog);
  const result = await within(played, act(reader, played));
  expect(played.sent).toEqual(sentIn(transcript));
  return result;
}

/** A powered T=0 card before a TPDU reader; bSeq 0 to 2 are used up. */
export const POWER_T0 = `
  => 65 00000000 00 00 000000
  <= 81 00000000 00 00 010000
  => 62 00000000 00 01 010000
  <= 80 02000000 00 01 000000 3B00
  => 61 05000000 00 02 000000 1100000A00
  <= 82 05000000 00 02 000000 1100000A00`;

/** Before a reader that does it all itself; bSeq 0 and 1 are used up. */
export const POWER_AUTOMATIC = `
  => 65 00000000 00 00 000000
  <= 81 00000000 00 00 010000
  => 62 00000000 00 01 000000
  <= 80 02000000 00 01 000000 3B00`;

export async function connected(reader: CardReader): Promise<CardConnection> {
  const card = await reader.connect();
  if (!card.ok) throw new Error(`${card.error.code} ${card.error.detail}`);
  return card.value;
}

/** Powers up and sends one command; `9000`, or `CODE outcome`. */
export const exchanged =
  (command: string, timeoutMs?: number) =>
  async (reader: CardReader): Promise<string> => {
    const card = await connected(reader);
    const answer = await card.transmit(fromHex(command), timeoutMs ? { timeoutMs } : {});
    return answer.ok ? toHex(answer.value.bytes) : `${answer.error.code} ${answer.error.outcome}`;
  };
