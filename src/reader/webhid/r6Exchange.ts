/**
 * One R6 command and its answer, one pair at a time. Answers carry no number: a late one would be taken for the answer
 * to the next command, and a DEBIT be given another command's outcome. So after a missing answer the ATR is asked for,
 * and every answer is dropped until no more come: the reader works in order, so ours is then the last.
 */
import type { Bytes } from '../../shared/bytes.ts';
import type { Log } from '../../shared/log.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { Timers } from '../../shared/time.ts';
import { type ReaderError, readerError } from '../readerError.ts';
import type { HidLink } from './hidLink.ts';
import { atrOfR6, buildR6, parseR6, R6_COMMAND, type R6Answer } from './r6.ts';
import type { ReportFraming } from './reportFraming.ts';

/** An answer of any kind. */
const ANSWER_MS = 10_000;
/** Longer than a card takes for its ATR. */
const QUIET_MS = 2_000;

type Answer = Result<R6Answer, ReaderError>;

type R6Exchange = (command: number, data: Bytes, timeoutMs: number) => Promise<Answer>;

/** Whether every answer has come that a device owes; it outlives the link, because the answers still to come do. */
export interface R6Step {
  isIn: boolean;
}

export function r6Exchange(
  link: HidLink,
  framing: ReportFraming,
  step: R6Step,
  timers: Timers,
  log: Log,
): R6Exchange {
  let onAnswer: ((message: Bytes) => void) | null = null;
  let onFailure: ((error: ReaderError) => void) | null = null;
  let last: Promise<unknown> = Promise.resolve();

  link.onMessage(({ message }) => {
    if (onAnswer) return onAnswer(message);
    step.isIn = false;
    log('webhid', 'an answer to nothing');
  });
  // A report that makes no sense may come before the answer: only its time limit ends the wait for it.
  link.onFailure((error) => {
    if (error.code !== 'COMM_ERROR') onFailure?.(error);
  });

  /**
   * Sends, and passes what comes to `hear`. An answer from `hear` ends it; a number is how many ms to go on listening.
   */
  function listen(
    command: Bytes,
    timeoutMs: number,
    hear: (message: Bytes) => Answer | number,
  ): Promise<Answer | null> {
    return new Promise((resolve) => {
      let stop = timers.after(timeoutMs, () => end(null));
      function end(answer: Answer | null): void {
        if (onFailure !== failed) return;
        stop();
        onAnswer = onFailure = null;
        resolve(answer);
      }
      function failed(error: ReaderError): void {
        end(fail(error));
      }
      onFailure = failed;
      onAnswer = (message) => {
        const heard = hear(message);
        if (typeof heard !== 'number') return end(heard);
        stop();
        stop = timers.after(heard, () => end(null));
      };
      void link.send(framing.encode(command)).then((sent) => {
        if (!sent.ok) failed(sent.error);
      });
    });
  }

  async function getInStep(): Promise<ReaderError | null> {
    let heard = 0;
    const ended = await listen(buildR6(R6_COMMAND.getAtr, []), ANSWER_MS, () => {
      heard++;
      return QUIET_MS;
    });
    if (ended && !ended.ok) return ended.error;
    step.isIn = heard > 0;
    if (heard > 1) log('webhid', `${heard - 1} answers came too late`);
    return step.isIn ? null : readerError('READER_UNAVAILABLE', 'not-sent', 'does not answer');
  }

  async function exchange(command: number, data: Bytes, timeoutMs: number): Promise<Answer> {
    // Getting in step is a reset: nothing for the middle of a conversation.
    if (!step.isIn && command !== R6_COMMAND.getAtr) {
      return fail(readerError('COMM_ERROR', 'not-sent', 'out of step'));
    }
    const error = step.isIn ? null : await getInStep();
    if (error) return fail({ ...error, outcome: 'not-sent' });
    step.isIn = false;
    const answer = await listen(buildR6(command, data), timeoutMs, (message) => {
      const parsed = parseR6(message);
      if (!parsed.ok) return fail(readerError('COMM_ERROR', 'unknown', parsed.error));
      // Success without an ATR is the answer to something else, of a page before this one.
      const { status, data } = parsed.value;
      step.isIn = command !== R6_COMMAND.getAtr || status !== 0 || atrOfR6(data) !== undefined;
      return parsed;
    });
    if (!answer) return fail(readerError('TIMEOUT', 'unknown', `${timeoutMs} ms`));
    if (!answer.ok && answer.error.outcome === 'not-sent') step.isIn = true;
    return answer;
  }

  return (command, data, timeoutMs) => {
    const answer = last.then(() => exchange(command, data, timeoutMs));
    last = answer;
    return answer;
  };
}
