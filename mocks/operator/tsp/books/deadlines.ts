/**
 * One timer for the next deadline: quotes that run out, PSAMs not used, reports that do not come, old doubts. The rows
 * decide; memory only has the time at which to check each of them, read from the store at the start.
 */
import type { Instant } from '../../../../src/shared/time.ts';
import { listRows } from '../../../store/rowList.ts';
import { count, type TspParts } from '../base/ports.ts';
import { commit } from '../base/unitOfWork.ts';
import { createDueHeap } from './dueHeap.ts';
import { loadAttempt, loadOrder } from './expire.ts';
import { allDeadlines, getDeadline } from './store/queueStore.ts';

interface Deadlines {
  /** Adds the deadline of a subject (`order/<id>`, `attempt/<id>`). */
  arm(at: Instant, subject: string): void;
  /** Reads all deadlines, handles what is due and arms the timer for the next. Called once, at the start. */
  run(): Promise<void>;
  stop(): void;
}

/** setTimeout takes no more than 2^31-1 ms. */
const LONGEST_MS = 2_000_000_000;

export function createDeadlines(parts: TspParts): Deadlines {
  const { clock, timers, log } = parts.environment;
  const waiting = createDueHeap();
  let armed: { at: Instant; cancel: () => void } | null = null;
  let isHandling = false;
  let stopped = false;

  function armNext(): void {
    const next = waiting.peek();
    // `handleDue` arms the timer again when it has finished.
    if (stopped || isHandling || !next || (armed && armed.at <= next.at)) return;
    armed?.cancel();
    const delayMs = Math.min(LONGEST_MS, Math.max(0, next.at - clock.now()));
    const cancel = timers.after(delayMs, () => {
      armed = null;
      void handleDue();
    });
    armed = { at: next.at, cancel };
  }

  function arm(at: Instant, subject: string): void {
    waiting.push({ at, subject });
    armNext();
  }

  async function handleDue(): Promise<void> {
    isHandling = true;
    for (let next = waiting.peek(); next && next.at <= clock.now() && !stopped; ) {
      waiting.pop();
      if (!(await check(next.subject))) {
        waiting.push({ at: clock.now() + parts.limits.deadlineRetryMs, subject: next.subject });
      }
      next = waiting.peek();
    }
    isHandling = false;
    armNext();
  }

  /** Checks a subject; returns false when that failed. A deadline that was moved has its own entry in the heap. */
  async function check(subject: string): Promise<boolean> {
    const id = subject.slice(subject.indexOf('/') + 1);
    const load = subject.startsWith('order/') ? loadOrder : loadAttempt;
    try {
      await commit<unknown>(parts, 'tsp', async (unit) => {
        const at = await getDeadline(unit.tx, subject);
        if (at !== undefined && at <= unit.now) await load(unit, id);
      });
      return true;
    } catch (error) {
      // One broken row must not stop the deadlines of the others.
      count(parts, 'deadline.failed');
      log('tsp', `deadline ${subject}: ${String(error)}`);
      return false;
    }
  }

  return {
    arm,
    async run() {
      const rows = await parts.store.transaction((tx) => listRows(tx, allDeadlines));
      for (const { id: subject, value: at } of rows) waiting.push({ at, subject });
      await handleDue();
    },
    stop() {
      stopped = true;
      armed?.cancel();
      armed = null;
    },
  };
}
