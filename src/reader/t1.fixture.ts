/** Shared by the tests of T=1: transcripts of blocks. */
import { expect } from 'vitest';
import { type Bytes, concat, fromHex, toHex } from '../shared/bytes.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { parseAtr } from './atr.ts';
import { type ReaderError, readerError } from './readerError.ts';
import { type SendBlock, type T1State, t1State, transmitT1 } from './t1.ts';

const parsedAtr = parseAtr(fromHex('3BF81300008131FE454A434F5076323431B7'));
if (!parsedAtr.ok) throw new Error(parsedAtr.error);
const ATR = parsedAtr.value;
export const COMMAND = '80540000';

/** A card just powered, T=1, 254 bytes a block. */
export const fresh = (changes: Partial<T1State> = {}): T1State => ({ ...t1State(ATR), ...changes });
const withLrc = (hex: string): Bytes => {
  const bytes = fromHex(hex);
  return concat(bytes, [bytes.reduce((all, byte) => all ^ byte, 0)]);
};

/**
 * Replays a strict transcript of blocks without their LRC. `=> block` must come next (`*n`: with n times the waiting
 * time); `<= block` is the answer, `<= ? block` comes with a wrong LRC, `<= -` is nothing, `<= !CODE` an error.
 */
export function script(transcript: string): { send: SendBlock; rest: string[] } {
  const rest = transcript
    .trim()
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '');
  const send: SendBlock = async (block, bwtMultiplier) => {
    const times = bwtMultiplier === 1 ? '' : ` *${bwtMultiplier}`;
    const expected = rest.shift() ?? 'nothing more';
    const [, bytes = '', multiplier = ''] = /^=> ([0-9A-F ]*?)( \*\d+)?$/.exec(expected) ?? [];
    expect(`=> ${toHex(block)}${times}`).toBe(`=> ${toHex(withLrc(bytes))}${multiplier}`);
    const answer = rest.shift()!.slice(3);
    if (answer === '-') return ok(new Uint8Array(0));
    if (answer === '!gone') return fail(readerError('REMOVED_CARD', 'unknown'));
    if (answer === '!unsent') return fail(readerError('SHARING_VIOLATION', 'not-sent'));
    if (!answer.startsWith('?')) return ok(withLrc(answer));
    const damaged = withLrc(answer.slice(1));
    damaged[damaged.length - 1]! ^= 0x01;
    return ok(damaged);
  };
  return { send, rest };
}

/** What came back, or how it failed. */
export function told(result: Result<unknown, ReaderError>): string {
  if (!result.ok) return `${result.error.code} ${result.error.outcome}`;
  const { value } = result;
  return value && typeof value === 'object' && 'bytes' in value ? toHex(value.bytes as Bytes) : '';
}

/** Sends `command` to the card of the transcript, to its end: what the caller is told. */
export async function replay(
  transcript: string,
  command = COMMAND,
  state = fresh(),
): Promise<string> {
  const { send, rest } = script(transcript);
  const result = await transmitT1(send, fromHex(command), state);
  expect(rest).toEqual([]);
  return told(result);
}
