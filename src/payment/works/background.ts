/** The work while nobody pays: posting what the platform has not heard, and finding what is in doubt. */
import { longerPause, pause } from '../../shared/time.ts';
import { limitOf, limits } from '../limits.ts';
import type { PaymentParts, Work } from '../paymentParts.ts';
import { recoverOpenPayments, unfinishedOf } from '../recoverOpenPayments.ts';
import { isDebit, isStatement } from './postStatement.ts';
import { postAnswer } from './report.ts';

/** What is not known after minutes may stay so for days. */
const LONGEST_MS = 60_000;

/**
 * On the home screen: reports and statements are posted until they are heard, and the banner says what is left. With
 * nothing left it looks once more after a while: a MAC1 that another page lost is in doubt only then.
 */
export function watchWork(parts: PaymentParts): Work<'home'> {
  const { timers, journal } = parts;
  return async ({ step, send, signal }) => {
    let shown = step.unfinished;
    const isIdle = shown === null && (await journal.all()).length === 0;
    const lateMs = limitOf(parts.tsp, 'reportMs') + limits.afterDoubtMs;
    let waitMs = isIdle ? lateMs : 0;
    for (let nextMs: number = limits.postPauseMs; ; nextMs = longerPause(nextMs, LONGEST_MS)) {
      await pause(timers, waitMs, signal);
      waitMs = nextMs;
      if (signal.aborted) return;
      for (const entry of await journal.all()) {
        if (isDebit(entry)) await postAnswer(parts, entry);
      }
      const found = await recoverOpenPayments(parts, signal);
      if (signal.aborted) return;
      if (!found.ok) continue;
      const unfinished = unfinishedOf(found.value);
      if (JSON.stringify(unfinished) !== JSON.stringify(shown)) {
        shown = unfinished;
        send({ kind: 'recovered', unfinished });
      }
      const { reports, unclear, isPending } = found.value;
      const isHeard = !(await journal.all()).some((entry) => isDebit(entry) || isStatement(entry));
      if (reports.length + unclear.length === 0 && isHeard && !isPending) return;
    }
  };
}
