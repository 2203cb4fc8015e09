/**
 * Delivers what BOSS must be told, again and again until it answers; what is left after a crash is delivered too. The rows
 * are the truth; in memory there is only when to look at which of them again.
 */
import type { Instant } from '../../../../src/shared/time.ts';
import { count, type TspParts } from '../base/ports.ts';
import { type OutboxKind, type OutboxRow, outboxKey } from '../books/outboxRows.ts';
import { deliverActivationAgain } from './activateAgain.ts';
import { deliverActivation } from './activation.ts';
import { deliverCredit, deliverSurplusCredit } from './credit.ts';
import { deliverGrace, deliverRelease } from './holds.ts';

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
  /** Looks at one row now; without a key at all of them. */
  wake(key?: string): void;
  stop(): void;
}

/** Stands for all rows in the list of what is looked at later. */
const ALL = '';

export function createOutbox(parts: TspParts): Outbox {
  const { clock, timers, log } = parts.environment;
  const { retryMs } = parts.limits;
  const later = new Map<string, () => void>();
  const busy = new Set<string>();
  /** Woken while it was busy: its row may be a new one. */
  const again = new Set<string>();
  let stopped = false;

  function look(key: string): void {
    if (stopped) return;
    later.get(key)?.();
    later.delete(key);
    if (busy.has(key)) {
      again.add(key);
      return;
    }
    busy.add(key);
    const looked = key === ALL ? lookAtAll() : deliver(key);
    looked
      .catch((error: unknown) => {
        count(parts, 'outbox.failed');
        log('tsp', `outbox ${key}: ${String(error)}`);
        // A store that cannot write left the row due: without a pause it would be tried without end.
        lookAt(key, clock.now() + retryMs[0]!);
      })
      .then(() => {
        busy.delete(key);
        if (again.delete(key)) look(key);
      });
  }

  function lookAt(key: string, at: Instant): void {
    if (stopped) return;
    later.get(key)?.();
    const delayMs = Math.max(0, at - clock.now());
    later.set(
      key,
      timers.after(delayMs, () => look(key)),
    );
  }

  async function lookAtAll(): Promise<void> {
    const rows = await parts.store.transaction((tx) => tx.list<OutboxRow>('outbox/'));
    for (const { key, value } of rows) {
      if (value.dueAt <= clock.now()) look(key);
      else if (!busy.has(key)) lookAt(key, value.dueAt);
    }
  }

  /** The next try is written down before this one is sent: a crash in between costs a wait, not a message. */
  async function deliver(key: string): Promise<void> {
    const row = await parts.store.transaction(async (tx) => {
      const found = await tx.get<OutboxRow>(key);
      if (!found || found.dueAt > clock.now()) return null;
      const wait = retryMs[Math.min(found.tries, retryMs.length - 1)]!;
      const taken = { ...found, tries: found.tries + 1, dueAt: clock.now() + wait };
      tx.put(outboxKey(found), taken);
      return taken;
    });
    if (row && !stopped) await DELIVER[row.kind](parts, row);
    const left = await parts.store.transaction((tx) => tx.get<OutboxRow>(key));
    if (left) lookAt(key, left.dueAt);
  }

  return {
    wake: (key = ALL) => look(key),
    stop() {
      stopped = true;
      for (const cancel of later.values()) cancel();
      later.clear();
    },
  };
}
