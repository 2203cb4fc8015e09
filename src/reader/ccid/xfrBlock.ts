/** USB-IF CCID 1.1, 6.1.4 and 6.2.1: what XfrBlock carries to a card and back, in one message or in a chain of them. */
import { type Bytes, concat } from '../../shared/bytes.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type ReaderError, readerError } from '../readerError.ts';
import { type CcidDescriptor, levelOf } from './ccidDescriptor.ts';
import type { Answered, CcidExchange } from './ccidExchange.ts';
import { FROM_READER, HEADER_BYTES, TO_READER } from './ccidMessage.ts';

interface XfrOptions {
  readonly timeoutMs: number;
  /** T=1 at TPDU level: a block, and how many times the usual waiting time it is given. */
  readonly isBlock?: boolean;
  readonly bwtMultiplier?: number;
  /** Belongs to a command that may not be sent twice. */
  readonly isOnce?: boolean;
}

export type Xfr = (data: Bytes, options: XfrOptions) => Promise<Result<Bytes, ReaderError>>;

/** wLevelParameter and bChainParameter. */
const CHAIN = { whole: 0, begins: 1, ends: 2, goesOn: 3, next: 0x10 };
/** Values that the standard gives a meaning; readers that do not chain leave others there. */
const PARTS = [CHAIN.begins, CHAIN.ends, CHAIN.goesOn];
/** An answer is 64 KiB at most: 256 messages of the smallest reader. */
const MAX_ANSWER_MESSAGES = 256;
const NO_DATA: Bytes = new Uint8Array(0);

const fault = (outcome: ReaderError['outcome'], detail: string) =>
  fail(readerError('COMM_ERROR', outcome, detail));

/**
 * Commands are chained only where the reader takes extended APDUs; elsewhere what is too long is `not-sent`. Answers are
 * chained where the reader says so, whatever level it announces.
 */
export function xfrBlock(run: CcidExchange['run'], descriptor: CcidDescriptor): Xfr {
  const room = descriptor.maxMessageLength - HEADER_BYTES;
  const mayChain = levelOf(descriptor) === 'extended-apdu';

  const send = (data: Bytes, level: number, options: XfrOptions): Promise<Answered> => {
    const { timeoutMs, isBlock = false, bwtMultiplier = 1, isOnce = false } = options;
    return run({
      type: TO_READER.xfrBlock,
      specific: [bwtMultiplier > 1 ? bwtMultiplier : 0, level, 0],
      data,
      answer: FROM_READER.dataBlock,
      timeoutMs: timeoutMs * bwtMultiplier,
      isBlock,
      isOnce,
    });
  };

  async function sendAll(data: Bytes, options: XfrOptions): Promise<Answered> {
    for (let at = 0; ; at += room) {
      const isLast = at + room >= data.length;
      const level =
        at === 0 ? (isLast ? CHAIN.whole : CHAIN.begins) : isLast ? CHAIN.ends : CHAIN.goesOn;
      const answered = await send(data.subarray(at, at + room), level, options);
      if (!answered.ok) {
        return at > 0 && answered.error.outcome === 'not-sent'
          ? fail({ ...answered.error, outcome: 'unknown' })
          : answered;
      }
      if (isLast) return answered;
      const { specific, data: early } = answered.value;
      if (specific[2] !== CHAIN.next || early.length > 0) {
        return fault('unknown', 'chain broken off by the reader');
      }
    }
  }

  return async (data, options) => {
    if (data.length > room && !mayChain) {
      return fail(readerError('NOT_TRANSACTED', 'not-sent', `reader takes ${room} bytes`));
    }
    const first = await sendAll(data, options);
    if (!first.ok) return first;
    const chained = first.value.specific[2];
    if (!PARTS.includes(chained)) return ok(first.value.data);
    if (chained !== CHAIN.begins) return fault('unknown', 'chain without begin');
    const parts = [first.value.data];
    while (parts.length < MAX_ANSWER_MESSAGES) {
      const next = await send(NO_DATA, CHAIN.next, options);
      if (!next.ok) return fail({ ...next.error, outcome: 'answered' });
      parts.push(next.value.data);
      const chain = next.value.specific[2];
      if (chain === CHAIN.ends) return ok(concat(...parts));
      if (chain !== CHAIN.goesOn) break;
    }
    return fault('answered', 'chain without end');
  };
}
