/**
 * Under which day the platform reported an order, and whose answer spoke of its booking. BOSS may book an order after it has
 * answered that it had not: then a later answer must say so, and exactly one of them.
 */
import type { Transaction } from '../../../store/store.ts';
import type { BusinessDate } from '../../settlement/settlementTypes.ts';
import { keys } from '../base/bossStore.ts';

export interface ReportedOrder {
  /** The business day of the platform's file that has it. */
  readonly on: BusinessDate;
  /** The day whose answer spoke of its booking, or agreed with it. Absent: none has. */
  readonly toldOn?: BusinessDate;
}

/** Also from the books of an older version, which kept the day alone. */
export async function reportedOrder(
  tx: Transaction,
  orderId: string,
): Promise<ReportedOrder | undefined> {
  const row = await tx.get<ReportedOrder | BusinessDate>(keys.reported(orderId));
  return typeof row === 'string' ? { on: row, toldOn: row } : row;
}

export const putReported = (tx: Transaction, orderId: string, row: ReportedOrder): void =>
  tx.put(keys.reported(orderId), row);
