/** What BOSS must still be told: written in the same commit as its cause, so that it survives any crash. */
import type { Instant } from '../../../../src/shared/time.ts';
import { type UnitOfWork, type Written, writtenUnder } from '../base/unitOfWork.ts';

export type OutboxKind =
  | 'ACTIVATE'
  /** What BOSS opened is not in its books any more. */
  | 'ACTIVATE_AGAIN'
  | 'CREDIT'
  /** For an attempt whose order was paid by another one; BOSS knows it by the attempt's id. */
  | 'SURPLUS_CREDIT'
  | 'RELEASE_HOLD'
  | 'GRACE';

export interface OutboxRow {
  readonly kind: OutboxKind;
  /** The order's id, or the attempt's for a surplus. */
  readonly subject: string;
  readonly since: Instant;
  /** Deliveries begun: from the second on BOSS may have done it already. */
  readonly tries: number;
  readonly dueAt: Instant;
}

export const outboxKey = (row: Pick<OutboxRow, 'kind' | 'subject'>): string =>
  `outbox/${row.kind}/${row.subject}`;

/** Adds a row, due at once; the same row twice is one row. */
export function enqueue(unit: UnitOfWork, kind: OutboxKind, subject: string): void {
  const row: OutboxRow = { kind, subject, since: unit.now, tries: 0, dueAt: unit.now };
  unit.tx.put(outboxKey(row), row);
  unit.after(() => unit.parts.wakeOutbox(outboxKey(row)));
}

/** What a unit of work wants BOSS to be told. */
export const enqueuedIn = (written: Written): OutboxRow[] => writtenUnder(written, 'outbox/');

export const dequeue = (unit: UnitOfWork, row: OutboxRow): void => unit.tx.delete(outboxKey(row));
