/** Delivers what BOSS must be told, again and again until it answers; what is left after a crash is delivered too. */
import type { Instant } from '../../src/shared/time.ts';
import { deliverActivation } from './activation.ts';
import { deliverCredit, deliverSurplusCredit } from './credit.ts';
import { deliverGrace, deliverRelease } from './holds.ts';
import { type OutboxKind, type OutboxRow, outboxKey } from './outboxRows.ts';
import { count, type TspParts } from './ports.ts';
import { deliverActivationAgain } from './settlement/activateAgain.ts';

/** One delivery. It removes its row in the commit of its effect; a row that stays is tried again. */
export type Deliver = (parts: TspParts, row: OutboxRow) => Promise<void>;

const DELIVER: { readonly [K in OutboxKind]: Deliver } = {
  ACTIVATE: deliverActivation,
  ACTIVATE_AGAIN: deliverActivationAgain,
  CREDIT: deliverCredit,
  SURPLUS_CREDIT: deliverSurplusCredit,
  RELEASE_HOLD: deliverRelease,
  GRACE: deliverGrace,
};

export interface Outbox {
  wake(): void;
  stop(): void;
}

export function createOutbox(parts: TspParts): Outbox {
  const { clock, timers, log } = parts.environment;
  const { retryMs } = parts.limits;
  const busy = new Set<string>();
  let timer: { at: Instant; cancel: () => void } | null = null;
  let looking = false;
  let lookAgain = false;
  let stopped = false;

  function wake(): void {
    if (stopped) return;
    lookAgain = true;
    if (!looking) void lookAtAll();
  }

  async function lookAtAll(): Promise<void> {
    looking = true;
    try {
      while (lookAgain && !stopped) {
        lookAgain = false;
        await look();
      }
    } catch (error) {
      log('tsp', `outbox: ${String(error)}`);
      wakeAt(clock.now() + retryMs[0]!);
    } finally {
      looking = false;
    }
  }

  async function look(): Promise<void> {
    const rows = await parts.store.transaction((tx) => tx.list<OutboxRow>('outbox/'));
    let next = Number.POSITIVE_INFINITY;
    for (const { key, value: row } of rows) {
      if (busy.has(key)) continue;
      if (row.dueAt <= clock.now()) void deliver(key);
      else next = Math.min(next, row.dueAt);
    }
    if (next !== Number.POSITIVE_INFINITY) wakeAt(next);
  }

  function wakeAt(at: Instant): void {
    if (stopped || (timer && timer.at <= at)) return;
    timer?.cancel();
    const cancel = timers.after(Math.max(0, at - clock.now()), () => {
      timer = null;
      wake();
    });
    timer = { at, cancel };
  }

  /** The next try is written down before this one is sent: a crash in between costs a wait, not a message. */
  async function deliver(key: string): Promise<void> {
    busy.add(key);
    try {
      const row = await parts.store.transaction(async (tx) => {
        const found = await tx.get<OutboxRow>(key);
        if (!found || found.dueAt > clock.now()) return null;
        const wait = retryMs[Math.min(found.tries, retryMs.length - 1)]!;
        const taken = { ...found, tries: found.tries + 1, dueAt: clock.now() + wait };
        tx.put(outboxKey(found), taken);
        return taken;
      });
      if (row && !stopped) await DELIVER[row.kind](parts, row);
      busy.delete(key);
      wake();
    } catch (error) {
      busy.delete(key);
      count(parts, 'outbox.failed');
      log('tsp', `outbox ${key}: ${String(error)}`);
      // A store that cannot write left the row due: without a pause it would be tried without end.
      wakeAt(clock.now() + retryMs[0]!);
    }
  }

  return {
    wake,
    stop() {
      stopped = true;
      timer?.cancel();
      timer = null;
    },
  };
}
