/** ISO 7816-3, 11.6: APDUs over T=1, the side of the reader. For readers that work at TPDU level and carry blocks. */
import { type Bytes, concat } from '../shared/bytes.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { commandCase, mayRepeat } from './apdu.ts';
import type { Atr } from './atr.ts';
import type { CardAnswer } from './cardReader.ts';
import { type ReaderError, readerError } from './readerError.ts';
import { buildBlock, parseBlock } from './t1Block.ts';

/**
 * One block to the card, one back. `ok` without bytes: nothing came in time or it came garbled (the protocol asks again).
 * An error ends the command. `bwtMultiplier` (bBWI of XfrBlock) is more than 1 after the card asked for time.
 */
export type SendBlock = (
  block: Bytes,
  bwtMultiplier: number,
) => Promise<Result<Bytes, ReaderError>>;

/** Of one powered card; changed by every exchange. */
export interface T1State {
  /** N(S) of our next I-block, and of the card's. */
  ns: number;
  nr: number;
  /** Bytes of one block: what the card takes (now; by its ATR), what it was told that we take. */
  ifsc: number;
  readonly firstIfsc: number;
  ifsd: number;
  readonly usesCrc: boolean;
  /** The numbers may not agree any more: RESYNCH comes before the next command. */
  lost: boolean;
}

export const t1State = (atr: Atr): T1State => ({
  ns: 0,
  nr: 0,
  ifsc: atr.ifsc,
  firstIfsc: atr.ifsc,
  ifsd: 32,
  usesCrc: atr.usesCrc,
  lost: false,
});

const RESYNCH = 0xc0;
const IFS = 0xc1;
const ABORT = 0xc2;
const WTX = 0xc3;
const RESPONSE = 0x20;
const MORE = 0x20;

/** In a row, each for one block. */
const MAX_RETRIES = 3;
/** S-requests of a card while one command runs: a purse takes a few seconds at most. */
const MAX_REQUESTS = 50;
/** A short command in blocks of one byte, an answer in blocks of one byte, and room for repeats. */
const MAX_ROUNDS = 1000;
const MAX_ANSWER_BYTES = 258;
const NO_BYTES: Bytes = new Uint8Array(0);

/** An S-request and its answer, three times at most. */
async function request(
  send: SendBlock,
  state: T1State,
  pcb: number,
  data: readonly number[],
): Promise<Result<void, ReaderError>> {
  for (let attempt = 0; attempt < MAX_RETRIES; attempt++) {
    const got = await send(buildBlock(pcb, data, state.usesCrc), 1);
    if (!got.ok) return fail({ ...got.error, outcome: 'not-sent' });
    const block = parseBlock(got.value, state.usesCrc);
    if (!block.ok || block.value.pcb !== (pcb | RESPONSE)) continue;
    if (block.value.data.length === data.length && block.value.data[0] === data[0]) {
      return ok(undefined);
    }
  }
  return fail(readerError('COMM_ERROR', 'not-sent', `no answer to S-request ${pcb}`));
}

async function resynchronise(send: SendBlock, state: T1State): Promise<Result<void, ReaderError>> {
  const done = await request(send, state, RESYNCH, []);
  if (!done.ok) return done;
  state.ns = 0;
  state.nr = 0;
  state.ifsc = Math.min(state.ifsc, state.firstIfsc);
  state.lost = false;
  return done;
}

/** Tells the card how long its blocks may be, 1…254 bytes; before the first command, where the reader does not. */
export async function requestIfsd(
  send: SendBlock,
  state: T1State,
  ifsd: number,
): Promise<Result<void, ReaderError>> {
  const done = await request(send, state, IFS, [ifsd]);
  if (done.ok) state.ifsd = ifsd;
  else state.lost = true;
  return done;
}

/** `mayRestart`: the card cannot have seen the end of the command. */
type Failure = { readonly error: ReaderError; readonly mayRestart: boolean };

async function exchange(
  send: SendBlock,
  command: Bytes,
  state: T1State,
): Promise<Result<CardAnswer, Failure>> {
  const isOnce = !mayRepeat(command);
  let acknowledged = 0;
  let size = 0;
  /** The block that ends the command is, or may be, with the card. */
  let reached = false;
  /** How often that block has left. */
  let ends = 0;
  let answered = false;
  let answer = NO_BYTES;
  let retries = 0;
  let requests = 0;

  const block = (pcb: number, data: ArrayLike<number> = NO_BYTES) =>
    buildBlock(pcb, data, state.usesCrc);
  const commandBlock = () => {
    size = Math.min(state.ifsc, command.length - acknowledged);
    const end = acknowledged + size;
    const more = end < command.length ? MORE : 0;
    return block((state.ns << 6) | more, command.subarray(acknowledged, end));
  };
  const outcome = () =>
    answered ? 'answered' : reached || (isOnce && ends > 0) ? 'unknown' : 'not-sent';
  const giveUp = (detail: string, mayRestart = false) =>
    fail<Failure>({
      error: readerError('COMM_ERROR', outcome(), detail),
      mayRestart: mayRestart && outcome() === 'not-sent',
    });

  let next = commandBlock();
  let isCommand = true;
  let bwtMultiplier = 1;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const isEnd = isCommand && acknowledged + size === command.length;
    const got = await send(next, bwtMultiplier);
    if (isEnd && (got.ok || got.error.outcome !== 'not-sent')) {
      reached = true;
      ends++;
    }
    if (!got.ok) {
      return fail({ error: { ...got.error, outcome: outcome() }, mayRestart: false });
    }
    isCommand = false;
    bwtMultiplier = 1;
    const parsed = parseBlock(got.value, state.usesCrc);
    const { pcb, data } = parsed.ok ? parsed.value : { pcb: -1, data: NO_BYTES };
    let fault: number = parsed.ok ? 2 : parsed.error;

    if (pcb >= 0xc0) {
      if (++requests > MAX_REQUESTS) return giveUp('S-requests without end');
      if (pcb === ABORT && data.length === 0) {
        await send(block(ABORT | RESPONSE), 1);
        return giveUp('card gave up a chain');
      }
      const value = data.length === 1 ? data[0]! : 0;
      const isWtx = pcb === WTX && value > 0;
      if (isWtx || (pcb === IFS && value > 0 && value < 255)) {
        if (isWtx) bwtMultiplier = value;
        else state.ifsc = value;
        next = block(pcb | RESPONSE, [value]);
        continue;
      }
    } else if (pcb >= 0x80) {
      const wanted = (pcb >> 4) & 1;
      if ((pcb & 0x20) === 0 && data.length === 0 && !answered) {
        if (wanted === state.ns) {
          // It did not get the block, so it has not run the command.
          reached = false;
          if (++retries > MAX_RETRIES) return giveUp('card refuses a block', true);
          next = commandBlock();
          isCommand = true;
          continue;
        }
        if (acknowledged + size < command.length) {
          acknowledged += size;
          state.ns ^= 1;
          retries = 0;
          next = commandBlock();
          isCommand = true;
          continue;
        }
      }
      if (answered) fault = 0;
    } else if (pcb >= 0) {
      const isExpected = reached && (pcb & 0x1f) === 0 && pcb >> 6 === state.nr;
      if (isExpected) {
        if (!answered) state.ns ^= 1;
        answered = true;
        state.nr ^= 1;
        retries = 0;
        answer = concat(answer, data);
        if (answer.length > MAX_ANSWER_BYTES) return giveUp('answer without end');
        if ((pcb & MORE) === 0) {
          if (answer.length < 2) return giveUp('answer without status');
          // A card is to run a block that it gets twice only once; whether it did is not seen here.
          return ok({ bytes: answer, answers: ends > 1 ? 'unknown' : 'command' });
        }
        next = block(0x80 | (state.nr << 4));
        continue;
      }
    }
    if (++retries > MAX_RETRIES) return giveUp('blocks got lost', true);
    next = block(0x80 | (state.nr << 4) | fault);
  }
  return giveUp('blocks without end');
}

/**
 * Sends `command` and answers data and status word, whatever the blocks. What a repeat cannot put right, RESYNCH does
 * (before the next command, if not now). The command starts again after it only where the card cannot have seen its
 * end, and where its end has left, only if it may be repeated: a card that debits twice is worse than an `unknown`.
 */
export async function transmitT1(
  send: SendBlock,
  command: Bytes,
  state: T1State,
): Promise<Result<CardAnswer, ReaderError>> {
  if (commandCase(command) === null) {
    return fail(readerError('NOT_TRANSACTED', 'not-sent', 'lengths do not agree'));
  }
  for (let attempt = 0; ; attempt++) {
    if (state.lost) {
      const again = await resynchronise(send, state);
      if (!again.ok) return again;
    }
    const ended = await exchange(send, command, state);
    if (ended.ok) return ended;
    state.lost = true;
    if (!ended.error.mayRestart || attempt > 0) return fail(ended.error.error);
  }
}
