/** One timer for whatever is due next: quotes that run out, PSAMs not used, reports that do not come, old doubts. */
import type { Instant } from '../../src/shared/time.ts';
import { count, type TspParts } from './ports.ts';
import { loadAttempt, loadOrder } from './settle.ts';
import { commit } from './unit.ts';

export interface Deadlines {
  arm(at: Instant): void;
  /** Handles what is due and arms the timer for the next. */
  run(): Promise<void>;
  stop(): void;
}

/** setTimeout takes no more than 2^31-1 ms. */
const LONGEST_MS = 2_000_000_000;

export function createDeadlines(parts: TspParts): Deadlines {
  const { clock, timers, log } = parts.environment;
  let armed: { at: Instant; cancel: () => void } | null = null;
  let stopped = false;

  function arm(at: Instant): void {
    if (stopped || (armed && armed.at <= at)) return;
    armed?.cancel();
    const delayMs = Math.min(LONGEST_MS, Math.max(0, at - clock.now()));
    armed = {
      at,
      cancel: timers.after(delayMs, () => {
        armed = null;
        run().catch((error: unknown) => {
          log('tsp', `deadlines: ${String(error)}`);
          arm(retryAt());
        });
      }),
    };
  }

  const retryAt = (): Instant => clock.now() + parts.limits.deadlineRetryMs;

  async function run(): Promise<void> {
    if (stopped) return;
    const rows = await parts.store.transaction((tx) => tx.list<Instant>('due/'));
    let next = Number.POSITIVE_INFINITY;
    for (const { key, value: at } of rows) {
      if (at > clock.now()) next = Math.min(next, at);
      else if (!(await settle(key.slice('due/'.length)))) next = Math.min(next, retryAt());
    }
    if (next !== Number.POSITIVE_INFINITY) arm(next);
  }

  /** Whether it could be looked at. */
  async function settle(subject: string): Promise<boolean> {
    const id = subject.slice(subject.indexOf('/') + 1);
    const load = subject.startsWith('order/') ? loadOrder : loadAttempt;
    try {
      await commit<unknown>(parts, 'tsp', (unit) => load(unit, id));
      return true;
    } catch (error) {
      // One broken row must not keep the others from being looked at.
      count(parts, 'deadline.failed');
      log('tsp', `deadline ${subject}: ${String(error)}`);
      return false;
    }
  }

  return {
    arm,
    run,
    stop() {
      stopped = true;
      armed?.cancel();
      armed = null;
    },
  };
}
