/** What BOSS must still be told: written in the same commit as its cause, so that it survives any crash. */
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

/** Adds a row, due at once; the same row twice is one row. */
export function enqueue(unit: UnitOfWork, kind: OutboxKind, subject: string): void {
  const row: OutboxRow = { kind, subject, since: unit.now, tries: 0, dueAt: unit.now };
  putOutbox(unit.tx, row);
  unit.after(() => unit.parts.wakeOutbox(outboxId(row)));
}

/** What a unit of work wants BOSS to be told. */
export const enqueuedIn = (written: Written): OutboxRow[] => writtenIn(written, allOutbox);

export const dequeue = (unit: UnitOfWork, row: OutboxRow): void => dropOutbox(unit.tx, row);
