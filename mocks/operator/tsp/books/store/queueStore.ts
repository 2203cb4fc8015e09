/** What is still to be done: deadlines, and messages to BOSS. */
import type { Instant } from '../../../../../src/shared/time.ts';
import { type RowList, rowList } from '../../../../store/rowList.ts';
import type { Transaction } from '../../../../store/store.ts';
import { keys } from './tspKeys.ts';

/** Deadlines by subject: `order/<id>` or `attempt/<id>`. */
export const allDeadlines: RowList<Instant> = rowList(keys.deadlines);
/** The deadlines of attempts only, by attempt id. */
export const deadlinesOfAttempts: RowList<Instant> = rowList(keys.deadlinesOfAttempts);

export const getDeadline = (tx: Transaction, subject: string) =>
  tx.get<Instant>(keys.deadlines + subject);
export const putDeadline = (tx: Transaction, subject: string, at: Instant): void =>
  tx.put(keys.deadlines + subject, at);
export const dropDeadline = (tx: Transaction, subject: string): void =>
  tx.delete(keys.deadlines + subject);

export type OutboxKind =
  | 'ACTIVATE'
  /** BOSS opened the service, but its books do not have it. */
  | 'ACTIVATE_AGAIN'
  | 'CREDIT'
  /** For an attempt whose order another attempt paid; BOSS knows it by the attempt's id. */
  | 'SURPLUS_CREDIT'
  /** The claim of what paid for the service was refused. */
  | 'STOP_SERVICE'
  | 'RELEASE_HOLD'
  | 'GRACE';

export interface OutboxRow {
  readonly kind: OutboxKind;
  /** The order's id, or the attempt's for a surplus. */
  readonly subject: string;
  readonly since: Instant;
  /** Deliveries begun. From the second on BOSS may have done it already. */
  readonly tries: number;
  readonly dueAt: Instant;
}

type OutboxName = Pick<OutboxRow, 'kind' | 'subject'>;

/** The id of a row in `allOutbox`. */
export const outboxId = ({ kind, subject }: OutboxName): string => `${kind}/${subject}`;

export const allOutbox: RowList<OutboxRow> = rowList(keys.outbox);
/** The rows of one kind, by subject. */
export const outboxOf = (kind: OutboxKind): RowList<OutboxRow> => rowList(keys.outboxOf(kind));

export const getOutbox = (tx: Transaction, id: string) => tx.get<OutboxRow>(keys.outbox + id);
export const putOutbox = (tx: Transaction, row: OutboxRow): void =>
  tx.put(keys.outbox + outboxId(row), row);
export const dropOutbox = (tx: Transaction, row: OutboxName): void =>
  tx.delete(keys.outbox + outboxId(row));
