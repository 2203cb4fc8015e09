/** USB-IF CCID 1.1, 6.1 and 6.2: one command to a slot at a time, and its answer. */
import { neverAborted } from '../../shared/abort.ts';
import type { Bytes } from '../../shared/bytes.ts';
import type { Log } from '../../shared/log.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { pause, type Timers } from '../../shared/time.ts';
import { type ReaderError, readerError } from '../readerError.ts';
import { longestAnswer } from './ccidDescriptor.ts';
import { ccidFault, commandFailed, isBlockLost, wantsMoreTime } from './ccidFault.ts';
import {
  buildCcid,
  type CcidMessage,
  FROM_READER,
  HEADER_BYTES,
  parseCcid,
  TO_READER,
} from './ccidMessage.ts';
import type { CcidPipe } from './ccidPipe.ts';

interface CcidCommand {
  readonly type: number;
  readonly specific?: CcidMessage['specific'];
  readonly data?: Bytes;
  /** The type of its answer; an error may also come as a SlotStatus. */
  readonly answer: number;
  readonly timeoutMs?: number;
  /** A block of T=1: what got lost between reader and card is an empty answer, not an error. */
  readonly isBlock?: boolean;
  /** Once it has left it is never sent again, and never `not-sent`, whatever the reader says of it. */
  readonly isOnce?: boolean;
}

export type Answered = Result<CcidMessage, ReaderError>;

export interface CcidExchange {
  /**
   * What the reader said of success; everything else is an error, `not-sent` only where no byte left, where the reader
   * did not take the command, or where nothing went to a card. Not to be called while another command runs.
   */
  run(command: CcidCommand): Promise<Answered>;
  close(): void;
}

const STATUS_MS = 3_000;
const ABORT_MS = 3_000;
/** A reader that asks for more time again and again is stuck, whatever it says. */
const TOTAL_MS = 60_000;
const MAX_EXTENSIONS = 64;
/** Late answers to commands that were given up. libccid tolerates as many. */
const MAX_FOREIGN = 10;
/** Faults of the transport with no good answer between them. */
const MAX_FAULTS = 3;
const BUSY_TRIES = 10;
const BUSY_MS = 200;

const CMD_ABORTED = 0xff;

const NOTHING: CcidMessage['specific'] = [0, 0, 0];
const NO_DATA: Bytes = new Uint8Array(0);

/** A number: milliseconds to wait from now on; nothing: go on as before. */
type Verdict = Answered | number | undefined;
type Sending = () => Promise<Result<void, ReaderError>>;

const fault = (detail: string) => fail(readerError('COMM_ERROR', 'unknown', detail));

/** `onBroken` is called once: the reader does not come back by itself, and every later command is `not-sent`. */
export function ccidExchange(
  pipe: CcidPipe,
  slot: number,
  timers: Timers,
  log: Log,
  onBroken: () => void,
): CcidExchange {
  let lastSeq = 0xff;
  let faults = 0;
  let isBroken = false;
  let hear: ((bytes: Bytes) => void) | null = null;
  let giveUp: ((error: ReaderError) => void) | null = null;

  function breakDown(why: string): void {
    if (isBroken) return;
    isBroken = true;
    log('ccid', `${pipe.info.name}: ${why}`);
    onBroken();
  }

  const stopHearing = pipe.onMessage((bytes) => {
    const isUnasked =
      bytes[0] === FROM_READER.notifySlotChange || bytes[0] === FROM_READER.hardwareError;
    if (hear && !isUnasked) hear(bytes);
  });
  const stopFailing = pipe.onFailure((error) => {
    if (giveUp) giveUp({ ...error, outcome: 'unknown' });
    if (error.code === 'READER_UNAVAILABLE') breakDown(error.detail || error.code);
  });

  /** Sends, and listens until `judge` has decided; `null` when the time is over. */
  const listen = (
    send: Sending,
    judge: (message: CcidMessage) => Verdict,
    waitMs: number,
  ): Promise<Answered | null> =>
    new Promise((resolve) => {
      const finish = (result: Answered | null): void => {
        if (hear !== take) return;
        hear = null;
        giveUp = null;
        stopWaiting();
        stopTotal();
        resolve(result);
      };
      const timeOver = () => finish(null);
      const take = (bytes: Bytes): void => {
        const parsed = parseCcid(bytes);
        const verdict = parsed.ok ? judge(parsed.value) : fault(parsed.error);
        if (typeof verdict === 'number') {
          stopWaiting();
          stopWaiting = timers.after(verdict, timeOver);
        } else if (verdict) finish(verdict);
      };
      let stopWaiting = timers.after(waitMs, timeOver);
      const stopTotal = timers.after(TOTAL_MS, timeOver);
      hear = take;
      giveUp = (error) => finish(fail(error));
      send().then(
        (sent) => {
          if (sent.ok) return;
          finish(sent);
          if (sent.error.code === 'READER_UNAVAILABLE') breakDown('takes nothing any more');
        },
        (cause) => finish(fault(String(cause))),
      );
    });

  function judgeOf(command: CcidCommand, seq: number, waitMs: number) {
    let foreign = 0;
    let extensions = 0;
    return (message: CcidMessage): Verdict => {
      const [bStatus, bError] = message.specific;
      if (message.slot !== slot && message.slot <= pipe.descriptor.maxSlotIndex) return undefined;
      if (message.slot !== slot || message.seq !== seq) {
        return ++foreign > MAX_FOREIGN ? fault('answers to something else') : undefined;
      }
      faults = 0;
      const isFailure = commandFailed(bStatus);
      const wantsTime = wantsMoreTime(bStatus);
      if (
        message.type !== command.answer &&
        !(message.type === FROM_READER.slotStatus && (isFailure || wantsTime))
      ) {
        return fault(`answer of type ${message.type.toString(16)}`);
      }
      if (wantsTime) {
        return ++extensions > MAX_EXTENSIONS
          ? fault('time extensions without end')
          : waitMs * Math.max(1, bError);
      }
      if (isFailure) {
        if (command.isBlock && isBlockLost(bStatus, bError)) {
          return ok({ ...message, specific: NOTHING, data: NO_DATA });
        }
        const error = ccidFault(bStatus, bError, command.type === TO_READER.xfrBlock);
        return fail(command.isOnce ? { ...error, outcome: 'unknown' } : error);
      }
      return message.data.length > longestAnswer(pipe.descriptor) - HEADER_BYTES
        ? fault(`${message.data.length} bytes are more than announced`)
        : ok(message);
    };
  }

  /** 5.3.1 and 6.1.13. A late answer to the command is still its answer, and better than none. */
  async function abort(command: CcidCommand, seq: number): Promise<Answered> {
    const givenUp: Answered = fail(readerError('TIMEOUT', 'unknown'));
    let late: Answered | null = null;
    const ended = await listen(
      async () => {
        // A reader that does not know the control request may know the message.
        if (pipe.abort) await pipe.abort(slot, seq);
        const message = { type: TO_READER.abort, slot, seq, specific: NOTHING, data: NO_DATA };
        return pipe.send(buildCcid(message));
      },
      (message) => {
        const [bStatus, bError] = message.specific;
        if (message.slot !== slot || message.seq !== seq || wantsMoreTime(bStatus)) return;
        const isFailure = commandFailed(bStatus);
        if (message.type === command.answer && !isFailure) late = late || ok(message);
        else if (message.type === FROM_READER.slotStatus && bError !== CMD_ABORTED) {
          return isFailure ? fault('Abort refused') : givenUp;
        }
      },
      2 * ABORT_MS,
    );
    if (late) return late;
    if (ended !== givenUp) breakDown(`stuck in command ${command.type.toString(16)}`);
    return givenUp;
  }

  async function once(command: CcidCommand): Promise<Answered> {
    // It may have had to wait for its turn.
    if (isBroken) return fail(readerError('READER_UNAVAILABLE', 'not-sent'));
    const seq = (lastSeq + 1) & 0xff;
    lastSeq = seq;
    const { type, specific = NOTHING, data = NO_DATA, timeoutMs = STATUS_MS } = command;
    const waitMs = Math.min(timeoutMs, TOTAL_MS);
    const answered = await listen(
      () => pipe.send(buildCcid({ type, slot, seq, specific, data })),
      judgeOf(command, seq, waitMs),
      waitMs,
    );
    return answered || abort(command, seq);
  }

  return {
    async run(command) {
      for (let attempt = 1; ; attempt++) {
        const answered = await (pipe.turn ? pipe.turn(() => once(command)) : once(command));
        if (answered.ok) return answered;
        const { code, outcome } = answered.error;
        if (code === 'COMM_ERROR' && ++faults >= MAX_FAULTS) breakDown('too many faults');
        // The reader has said itself that it did not take the command: only then may it be sent again, if ever.
        const isBusy = code === 'SHARING_VIOLATION' && outcome === 'not-sent';
        if (!isBusy || attempt === BUSY_TRIES) return answered;
        await pause(timers, BUSY_MS, neverAborted);
      }
    },
    close() {
      stopHearing();
      stopFailing();
      isBroken = true;
      if (giveUp) giveUp(readerError('READER_UNAVAILABLE', 'unknown', 'closed'));
    },
  };
}
