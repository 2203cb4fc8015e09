/**
 * Delivers messages to BOSS, again and again until it answers, also those left from before a crash. The rows decide;
 * memory only has the time at which to handle each of them. Waits are measured by timers: a wall clock that is set back
 * makes no message wait longer than the longest pause.
 */
import type { Instant } from '../../../../src/shared/time.ts';
import { listRows } from '../../../store/rowList.ts';
import { count, type TspParts } from '../base/ports.ts';
import { isTriedLong } from '../books/outboxRows.ts';
import {
  allOutbox,
  getOutbox,
  type OutboxKind,
  type OutboxRow,
  outboxId,
  putOutbox,
} from '../books/store/queueStore.ts';
import { deliverActivationAgain } from './activateAgain.ts';
import { deliverActivation } from './activation.ts';
import { deliverCredit, deliverSurplusCredit } from './credit.ts';
import { deliverGrace, deliverRelease } from './holds.ts';
import { deliverStop } from './stopService.ts';

/** Makes one delivery. It removes its row in the commit of its effect; a row that stays is tried again. */
type Deliver = (parts: TspParts, row: OutboxRow) => Promise<void>;

const DELIVER: { readonly [K in OutboxKind]: Deliver } = {
  ACTIVATE: deliverActivation,
  ACTIVATE_AGAIN: deliverActivationAgain,
  CREDIT: deliverCredit,
  SURPLUS_CREDIT: deliverSurplusCredit,
  STOP_SERVICE: deliverStop,
  RELEASE_HOLD: deliverRelease,
  GRACE: deliverGrace,
};

interface Outbox {
  /** Handles one row now, or all rows when there is no id. */
  wake(id?: string): void;
  stop(): void;
}

/** The id that means all rows. */
const ALL = '';

export function createOutbox(parts: TspParts): Outbox {
  const { clock, timers, log } = parts.environment;
  const { retryMs } = parts.limits;
  const longestMs = Math.max(...retryMs);
  const later = new Map<string, () => void>();
  const busy = new Set<string>();
  /** Ids that were woken while they were busy: their row may be a new one. */
  const again = new Set<string>();
  /** The due times of rows whose timer has run out: due, whatever the clock says now. */
  const waitedFor = new Map<string, Instant>();
  let stopped = false;

  function handle(id: string): void {
    if (stopped) return;
    later.get(id)?.();
    later.delete(id);
    if (busy.has(id)) {
      again.add(id);
      return;
    }
    busy.add(id);
    const handled = id === ALL ? handleAll() : deliver(id);
    handled
      .catch((error: unknown) => {
        count(parts, 'outbox.failed');
        log('tsp', `outbox ${id}: ${String(error)}`);
        // If the store cannot write, the row stays due: without a pause this would be an endless loop.
        handleLater(id, null, retryMs[0]!);
      })
      .then(() => {
        busy.delete(id);
        if (again.delete(id)) handle(id);
      });
  }

  /** `dueAt`: what the row says; `null` when it is not known. */
  function handleLater(id: string, dueAt: Instant | null, waitMs: number): void {
    if (stopped) return;
    later.get(id)?.();
    later.set(
      id,
      timers.after(Math.min(Math.max(0, waitMs), longestMs), () => {
        if (dueAt !== null) waitedFor.set(id, dueAt);
        handle(id);
      }),
    );
  }

  async function handleAll(): Promise<void> {
    const rows = await parts.store.transaction((tx) => listRows(tx, allOutbox));
    for (const { id, value } of rows) {
      if (value.dueAt <= clock.now()) handle(id);
      else if (!busy.has(id) && !later.has(id)) {
        handleLater(id, value.dueAt, value.dueAt - clock.now());
      }
    }
  }

  /** A delivery that fails by itself never gets to the people that a silent BOSS gets to after a day. */
  const stuckFor = (row: OutboxRow) => (error: unknown) => {
    if (isTriedLong(row, parts.limits)) {
      const id = outboxId(row);
      log(
        'tsp',
        `ALARM: message ${id} to BOSS cannot be delivered, and no case will come: ${error}`,
      );
    }
    throw error;
  };

  /** Stores the time of the next try before sending: after a crash in between, the message is late but not lost. */
  async function deliver(id: string): Promise<void> {
    const waited = waitedFor.get(id);
    waitedFor.delete(id);
    const row = await parts.store.transaction(async (tx) => {
      const found = await getOutbox(tx, id);
      if (!found || (found.dueAt > clock.now() && found.dueAt !== waited)) return null;
      const wait = retryMs[Math.min(found.tries, retryMs.length - 1)]!;
      const taken = { ...found, tries: found.tries + 1, dueAt: clock.now() + wait };
      putOutbox(tx, taken);
      return taken;
    });
    if (row && !stopped) await DELIVER[row.kind](parts, row).catch(stuckFor(row));
    const left = await parts.store.transaction((tx) => getOutbox(tx, id));
    if (left) handleLater(id, left.dueAt, left.dueAt - clock.now());
  }

  return {
    wake: (id = ALL) => handle(id),
    stop() {
      stopped = true;
      for (const cancel of later.values()) cancel();
      later.clear();
    },
  };
}
