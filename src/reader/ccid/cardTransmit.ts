/** A command APDU to a powered card, whatever the reader leaves to us: USB-IF CCID 1.1, 3.2 (levels of exchange). */
import type { Bytes } from '../../shared/bytes.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Timers } from '../../shared/time.ts';
import { commandCase, mayRepeat } from '../apdu.ts';
import type { Answers, CardAnswer } from '../cardReader.ts';
import { type ReaderError, readerError } from '../readerError.ts';
import { follow, transmitT0 } from '../t0Interface.ts';
import { type T1State, transmitT1 } from '../t1.ts';
import type { Xfr } from './xfrBlock.ts';

/** For everything one command turns into: GET RESPONSE, blocks of T=1, repeats. */
const TOTAL_MS = 60_000;

export type CardTransmit = (
  command: Bytes,
  timeoutMs: number,
) => Promise<Result<CardAnswer, ReaderError>>;

/**
 * `protocol`: what our end speaks; `apdu` where the reader speaks for us (61xx and 6Cxx are still followed: not every
 * such reader does, and what a status word of one that does answers, nobody can tell). The outcome is `not-sent` only
 * while nothing of the command has left.
 */
export function cardTransmit(
  xfr: Xfr,
  protocol: 'apdu' | 'T0' | T1State,
  timers: Timers,
): CardTransmit {
  const answers: Answers = protocol === 'apdu' ? 'unknown' : 'command';
  return async (command, timeoutMs) => {
    const isOnce = !mayRepeat(command);
    let hasLeft = false;
    let isOver = false;
    const stop = timers.after(TOTAL_MS, () => {
      isOver = true;
    });
    const send = async (bytes: Bytes, bwtMultiplier = 0): Promise<Result<Bytes, ReaderError>> => {
      if (isOver) return fail(readerError('TIMEOUT', 'not-sent', 'no end to the command'));
      const isBlock = bwtMultiplier > 0;
      const answer = await xfr(
        bytes,
        isBlock ? { timeoutMs, isBlock, bwtMultiplier, isOnce } : { timeoutMs, isOnce },
      );
      // Of blocks only those with an information field in sequence (PCB below 80) carry the command.
      const carries = !isBlock || bytes[1]! < 0x80;
      if (carries && (answer.ok || answer.error.outcome !== 'not-sent')) hasLeft = true;
      return answer;
    };
    let first: Bytes | null = command;
    const sendTpdu = async (tpdu: Bytes): Promise<Result<CardAnswer, ReaderError>> => {
      const sent = await send((protocol === 'apdu' && first) || tpdu);
      first = null;
      return sent.ok ? ok({ bytes: sent.value, answers }) : sent;
    };
    const result = await (typeof protocol === 'object'
      ? follow(
          (apdu) => transmitT1(send, apdu, protocol),
          command,
          commandCase(command) === 2 && !isOnce,
        )
      : transmitT0(sendTpdu, command));
    stop();
    return !result.ok && hasLeft && result.error.outcome === 'not-sent'
      ? fail({ ...result.error, outcome: 'unknown' })
      : result;
  };
}
