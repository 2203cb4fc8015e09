/** The outbox of messages to BOSS. A row is written in the same commit as its cause, so that no crash loses it. */
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

export const dequeue = (unit: UnitOfWork, row: OutboxRow): void => dropOutbox(unit.tx, row);
