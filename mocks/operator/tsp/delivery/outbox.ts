/**
 * Delivers what BOSS must be told, again and again until it answers; what is left after a crash is delivered too. The rows
 * are the truth; in memory there is only when to look at which of them again.
 */
import type { Instant } from '../../../../src/shared/time.ts';
import { listRows } from '../../../store/rowList.ts';
import { count, type TspParts } from '../base/ports.ts';
import {
  allOutbox,
  getOutbox,
  type OutboxKind,
  type OutboxRow,
  putOutbox,
} from '../books/store/queueStore.ts';
import { deliverActivationAgain } from './activateAgain.ts';
import { deliverActivation } from './activation.ts';
import { deliverCredit, deliverSurplusCredit } from './credit.ts';
import { deliverGrace, deliverRelease } from './holds.ts';

/** One delivery. It removes its row in the commit of its effect; a row that stays is tried again. */
type Deliver = (parts: TspParts, row: OutboxRow) => Promise<void>;

const DELIVER: { readonly [K in OutboxKind]: Deliver } = {
  ACTIVATE: deliverActivation,
  ACTIVATE_AGAIN: deliverActivationAgain,
  CREDIT: deliverCredit,
  SURPLUS_CREDIT: deliverSurplusCredit,
  RELEASE_HOLD: deliverRelease,
  GRACE: deliverGrace,
};

interface Outbox {
  /** Looks at one row now; without an id at all of them. */
  wake(id?: string): void;
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

  function look(id: string): void {
    if (stopped) return;
    later.get(id)?.();
    later.delete(id);
    if (busy.has(id)) {
      again.add(id);
      return;
    }
    busy.add(id);
    const looked = id === ALL ? lookAtAll() : deliver(id);
    looked
      .catch((error: unknown) => {
        count(parts, 'outbox.failed');
        log('tsp', `outbox ${id}: ${String(error)}`);
        // A store that cannot write left the row due: without a pause it would be tried without end.
        lookAt(id, clock.now() + retryMs[0]!);
      })
      .then(() => {
        busy.delete(id);
        if (again.delete(id)) look(id);
      });
  }

  function lookAt(id: string, at: Instant): void {
    if (stopped) return;
    later.get(id)?.();
    const delayMs = Math.max(0, at - clock.now());
    later.set(
      id,
      timers.after(delayMs, () => look(id)),
    );
  }

  async function lookAtAll(): Promise<void> {
    const rows = await parts.store.transaction((tx) => listRows(tx, allOutbox));
    for (const { id, value } of rows) {
      if (value.dueAt <= clock.now()) look(id);
      else if (!busy.has(id)) lookAt(id, value.dueAt);
    }
  }

  /** The next try is written down before this one is sent: a crash in between costs a wait, not a message. */
  async function deliver(id: string): Promise<void> {
    const row = await parts.store.transaction(async (tx) => {
      const found = await getOutbox(tx, id);
      if (!found || found.dueAt > clock.now()) return null;
      const wait = retryMs[Math.min(found.tries, retryMs.length - 1)]!;
      const taken = { ...found, tries: found.tries + 1, dueAt: clock.now() + wait };
      putOutbox(tx, taken);
      return taken;
    });
    if (row && !stopped) await DELIVER[row.kind](parts, row);
    const left = await parts.store.transaction((tx) => getOutbox(tx, id));
    if (left) lookAt(id, left.dueAt);
  }

  return {
    wake: (id = ALL) => look(id),
    stop() {
      stopped = true;
      for (const cancel of later.values()) cancel();
      later.clear();
    },
  };
}
