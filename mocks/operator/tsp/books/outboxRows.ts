/** The outbox of messages to BOSS. A row is written in the same commit as its cause, so that no crash loses it. */

import type { TspLimits } from '../base/limits.ts';
import { type UnitOfWork, type Written, writtenIn } from '../base/unitOfWork.ts';
import {
  allOutbox,
  dropOutbox,
  type OutboxKind,
  type OutboxRow,
  outboxId,
  putOutbox,
} from './store/queueStore.ts';

export type { OutboxKind, OutboxRow } from './store/queueStore.ts';

/** Adds a row that is due at once. Adding the same row twice gives one row. */
export function enqueue(unit: UnitOfWork, kind: OutboxKind, subject: string): void {
  const row: OutboxRow = { kind, subject, since: unit.now, tries: 0, dueAt: unit.now };
  putOutbox(unit.tx, row);
  unit.after(() => unit.parts.wakeOutbox(outboxId(row)));
}

/** Returns the messages to BOSS that a unit of work added. */
export const enqueuedIn = (written: Written): OutboxRow[] => writtenIn(written, allOutbox);

/**
 * Whether a message has been tried for `activationGiveUpMs`. The tries are counted, not the time since its row: a clock
 * that is set on by a day makes no case, and one that is set back prevents none.
 */
export function isTriedLong(
  { tries }: OutboxRow,
  { retryMs, activationGiveUpMs }: Pick<TspLimits, 'retryMs' | 'activationGiveUpMs'>,
): boolean {
  let waited = 0;
  for (let earlier = 1; earlier < tries && waited < activationGiveUpMs; earlier++) {
    waited += retryMs[Math.min(earlier, retryMs.length) - 1]!;
  }
  return waited >= activationGiveUpMs;
}

export const dequeue = (unit: UnitOfWork, row: OutboxRow): void => dropOutbox(unit.tx, row);
