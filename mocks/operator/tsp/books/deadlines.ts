/**
 * One timer for the next deadline: quotes that run out, PSAMs not used, reports that do not come, old doubts. The rows
 * decide; memory only has the moment at which to check each of them, read from the store at the start.
 *
 * Rows have wall times, because they outlive the process. The wait for each is measured by the steady clock: when the wall
 * clock is set back by hours or years, nothing waits longer, and when it is set on, no doubt becomes a case sooner.
 */
import type { Instant } from '../../../../src/shared/time.ts';
import { steadyMs } from '../../../environment/environment.ts';
import { listRows } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import { count, type TspParts } from '../base/ports.ts';
import { commit } from '../base/unitOfWork.ts';
import { createDueHeap, type Due } from './dueHeap.ts';
import { loadAttempt, loadOrder } from './expire.ts';
import { getAttempt } from './store/attemptStore.ts';
import { allDeadlines, getDeadline } from './store/queueStore.ts';

interface Deadlines {
  /** Adds the deadline of a subject (`order/<id>`, `attempt/<id>`), which was set at `setAt`. */
  arm(at: Instant, subject: string, setAt: Instant): void;
  /**
   * Reads all deadlines, handles what is due and arms the timer for the next. For the start, and for a store that works
   * again after a failure: a commit that was reported as failed may be there.
   */
  run(): Promise<void>;
  stop(): void;
}

/** setTimeout takes no more than 2^31-1 ms. */
const LONGEST_TIMER_MS = 2_000_000_000;
const ATTEMPT = 'attempt/';

export function createDeadlines(parts: TspParts): Deadlines {
  const { clock, timers, log } = parts.environment;
  const { quoteMs, psamWaitMs, reportMs, doubtCaseMs, deadlineRetryMs } = parts.limits;
  const waiting = createDueHeap();
  let armed: { at: number; cancel: () => void } | null = null;
  let isHandling = false;
  let stopped = false;

  function armNext(): void {
    const next = waiting.peek();
    // `handleDue` arms the timer again when it has finished.
    if (stopped || isHandling || !next || (armed && armed.at <= next.at)) return;
    armed?.cancel();
    const delayMs = Math.min(LONGEST_TIMER_MS, Math.max(0, next.at - steadyMs(clock)));
    const cancel = timers.after(delayMs, () => {
      armed = null;
      void handleDue();
    });
    armed = { at: next.at, cancel };
  }

  /** `longestMs`: no deadline of its kind is further away. If its row says so, the clock was set back. */
  function add(deadline: Instant, subject: string, from: Instant, longestMs = doubtCaseMs): void {
    const waitMs = Math.min(Math.max(0, deadline - from), longestMs);
    waiting.push({ at: steadyMs(clock) + waitMs, subject, deadline });
  }

  function arm(at: Instant, subject: string, setAt: Instant): void {
    add(at, subject, setAt);
    armNext();
  }

  async function handleDue(): Promise<void> {
    isHandling = true;
    for (let next = waiting.peek(); next && next.at <= steadyMs(clock) && !stopped; ) {
      waiting.pop();
      if (!(await check(next))) waiting.push({ ...next, at: steadyMs(clock) + deadlineRetryMs });
      next = waiting.peek();
    }
    isHandling = false;
    armNext();
  }

  /** Checks a subject; returns false when that failed. A deadline that was moved has its own entry in the heap. */
  async function check({ subject, deadline }: Due): Promise<boolean> {
    const id = subject.slice(subject.indexOf('/') + 1);
    const load = subject.startsWith('order/') ? loadOrder : loadAttempt;
    try {
      await commit<unknown>(parts, 'tsp', async (unit) => {
        const at = await getDeadline(unit.tx, subject);
        if (at === undefined || at > Math.max(deadline, unit.now)) return;
        // Its time has passed. A clock that was set back shows less.
        await load({ ...unit, now: Math.max(unit.now, at), isTimed: at <= deadline }, id);
      });
      return true;
    } catch (error) {
      // One broken row must not stop the deadlines of the others.
      count(parts, 'deadline.failed');
      log('tsp', `deadline ${subject}: ${String(error)}`);
      return false;
    }
  }

  async function longestOf(tx: Transaction, subject: string): Promise<number> {
    if (subject.startsWith('order/')) return quoteMs;
    const attempt = await getAttempt(tx, subject.slice(ATTEMPT.length));
    return attempt?.state === 'IN_DOUBT' ? doubtCaseMs : Math.max(reportMs, psamWaitMs);
  }

  return {
    arm,
    async run() {
      const now = clock.now();
      const rows = await parts.store.transaction(async (tx) => {
        const found: { subject: string; at: Instant; longestMs: number }[] = [];
        for (const { id: subject, value: at } of await listRows(tx, allDeadlines)) {
          found.push({ subject, at, longestMs: await longestOf(tx, subject) });
        }
        return found;
      });
      for (const { subject, at, longestMs } of rows) add(at, subject, now, longestMs);
      if (!isHandling) await handleDue();
    },
    stop() {
      stopped = true;
      armed?.cancel();
      armed = null;
    },
  };
}
