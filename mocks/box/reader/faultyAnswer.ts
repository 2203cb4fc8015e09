/** Changes the answer of a reader as a fault demands. */
import type { Bytes } from '../../../src/shared/bytes.ts';
import { FAILED, FAULT, ICC, REPLY, type ReaderReply, writeReply } from './ccidWire.ts';
import type { Misbehaviour } from './readerFault.ts';

/**
 * What the reader puts on bulk-IN. A transfer of whole packets must end with an empty one: `unterminated` has none; `torn`
 * stops anywhere.
 */
export type BulkIn =
  | {
      readonly kind: 'data';
      readonly bytes: Bytes;
      readonly end: 'proper' | 'unterminated' | 'torn';
    }
  | { readonly kind: 'stall' | 'babble' };

const NOTHING: Bytes = new Uint8Array(0);

export const sent = (bytes: Bytes, end: 'proper' | 'unterminated' | 'torn' = 'proper'): BulkIn => ({
  kind: 'data',
  bytes,
  end,
});

const muted = (reply: ReaderReply): ReaderReply => ({
  ...reply,
  status: FAILED | (reply.status & ICC.absent),
  error: FAULT.mute,
  third: 0,
  data: NOTHING,
});

/** Answers with earlier sequence numbers, the oldest first. */
const foreign = (reply: ReaderReply, count: number): BulkIn[] =>
  Array.from({ length: count }, (_, at) =>
    sent(writeReply({ ...reply, seq: (reply.seq + 256 - count + at) & 0xff })),
  );

export function faultyAnswer(reply: ReaderReply, wrong: Misbehaviour | undefined): BulkIn[] {
  const whole = writeReply(reply);
  switch (wrong?.kind) {
    case 'stall-in':
      return [{ kind: 'stall' }];
    case 'babble':
      return [{ kind: 'babble' }];
    case 'lost-answer':
      return [];
    case 'card-mute':
      return [sent(writeReply(muted(reply)))];
    case 'foreign-seq':
      return [...foreign(reply, wrong.count), ...(wrong.instead ? [] : [sent(whole)])];
    case 'wrong-slot':
      return [sent(writeReply({ ...reply, slot: reply.slot + 1 }))];
    case 'wrong-type':
      return [sent(writeReply({ ...reply, type: REPLY.escape }))];
    case 'zero-length-first':
      return [sent(NOTHING), sent(whole)];
    case 'no-terminator':
      return [sent(whole, 'unterminated')];
    case 'short':
      return [sent(whole.slice(0, wrong.bytes))];
    case 'lies':
      return [sent(writeReply(reply, reply.data.length + wrong.by))];
    case 'unplug-at':
      return [sent(whole.slice(0, wrong.byte), 'torn')];
    default:
      return [sent(whole)];
  }
}
