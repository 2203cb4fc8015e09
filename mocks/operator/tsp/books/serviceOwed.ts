/** A claim was refused, the service was withheld, and now the PPP pays after all: the service is owed. */
import type { UnitOfWork } from '../base/unitOfWork.ts';
import type { CaseKind } from './cases.ts';
import { closeCasesOn } from './moveCase.ts';
import { getOrder, moveOrder } from './moveOrder.ts';
import { enqueue } from './outboxRows.ts';
import type { AttemptRow } from './rows.ts';

const WITHHELD_CASES: readonly CaseKind[] = ['activation-stuck', 'service-stopped'];

/** Has BOSS asked to open what was withheld; in the caller's commit. What people have decided meanwhile stands. */
export async function openWithheld(
  unit: UnitOfWork,
  { orderId, attemptId }: Pick<AttemptRow, 'orderId' | 'attemptId'>,
): Promise<void> {
  const order = await getOrder(unit.tx, orderId);
  if (order?.paidBy !== attemptId) return;
  if (order.state === 'PAID') return enqueue(unit, 'ACTIVATE', orderId);
  if (order.state !== 'MANUAL' || order.withheld !== true) return;
  const { withheld: _, caseNo: __, ...rest } = order;
  const note = 'the PPP pays it: BOSS is asked to open the service';
  await closeCasesOn(unit, orderId, WITHHELD_CASES, note);
  await moveOrder(unit, rest, 'serviceOwed', {}, note);
  enqueue(unit, 'ACTIVATE', orderId);
}
