/**
 * One R6 command and its answer, one pair at a time. Answers carry no number: after one that did not come in time,
 * nothing is sent until that one has come, or for a minute, because it would be taken for the next command's.
 */
import type { Bytes } from '../../shared/bytes.ts';
import type { Log } from '../../shared/log.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { Timers } from '../../shared/time.ts';
import { type ReaderError, readerError } from '../readerError.ts';
import type { HidLink } from './hidLink.ts';
import { buildR6, parseR6, type R6Answer } from './r6.ts';
import type { ReportFraming } from './reportFraming.ts';

/** No card of ours works longer on one command: what has not come by then does not come. */
const FORGET_MS = 60_000;

type Answer = Result<R6Answer, ReaderError>;

export type R6Exchange = (command: number, data: Bytes, timeoutMs: number) => Promise<Answer>;

export function r6Exchange(
  link: HidLink,
  framing: ReportFraming,
  timers: Timers,
  log: Log,
): R6Exchange {
  let settle: ((answer: Answer) => void) | null = null;
  /** Answers that may still come to commands given up. */
  let owed = 0;
  let last: Promise<unknown> = Promise.resolve();

  link.onMessage(({ message }) => {
    if (owed > 0) {
      owed--;
      return log('webhid', 'an answer came too late');
    }
    const parsed = parseR6(message);
    settle?.(parsed.ok ? parsed : fail(readerError('COMM_ERROR', 'unknown', parsed.error)));
  });
  // A report that makes no sense may come before the answer: only its time limit ends the wait for it.
  link.onFailure((error) => {
    if (error.code !== 'COMM_ERROR') settle?.(fail(error));
  });

  function giveUp(error: ReaderError): void {
    if (!settle) return;
    if (error.outcome === 'unknown') {
      owed++;
      timers.after(FORGET_MS, () => {
        owed = 0;
      });
    }
    settle(fail(error));
  }

  function exchange(command: number, data: Bytes, timeoutMs: number): Promise<Answer> {
    if (owed > 0) {
      const error = readerError('READER_UNAVAILABLE', 'not-sent', 'an answer is still to come');
      return Promise.resolve(fail(error));
    }
    return new Promise((resolve) => {
      const cancel = timers.after(timeoutMs, () => {
        giveUp(readerError('TIMEOUT', 'unknown', `${timeoutMs} ms`));
      });
      settle = (answer) => {
        settle = null;
        cancel();
        resolve(answer);
      };
      void link.send(framing.encode(buildR6(command, data))).then((sent) => {
        if (!sent.ok) giveUp(sent.error);
      });
    });
  }
  return (command: number, data: Bytes, timeoutMs: number): Promise<Answer> => {
    const answer = last.then(() => exchange(command, data, timeoutMs));
    last = answer;
    return answer;
  };
}
