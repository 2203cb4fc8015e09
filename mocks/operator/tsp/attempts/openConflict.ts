/** Evidence that only people can weigh. Each attempt has one case at most. */
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { doubtAttempt, EVIDENCE_CASES, type Moved } from '../books/attemptOutcome.ts';
import { type CaseKind, getCase, openCase, openCasesOn } from '../books/cases.ts';
import { reopenCase } from '../books/moveCase.ts';
import { moveOrder, saveAttempt } from '../books/moveOrder.ts';
import type { AttemptRow } from '../books/rows.ts';

/** Opens a closed case again: when people closed it, they did not know what the card says now. */
async function reopenClosed(unit: UnitOfWork, caseNo: string, note: string): Promise<void> {
  const row = await getCase(unit.tx, caseNo);
  if (row?.state === 'CLOSED') await reopenCase(unit, row, note);
}

/** The evidence contradicts itself or what is known, or it is unsigned: people decide, unless a signature comes first. */
export async function openConflict(
  unit: UnitOfWork,
  before: Moved,
  note: string,
  kind: CaseKind = 'evidence-conflict',
): Promise<void> {
  const { order, attempt } =
    before.attempt.state === 'MAC1_ISSUED' ? await doubtAttempt(unit, before, 'evidence') : before;
  if (attempt.caseNo !== undefined) return reopenClosed(unit, attempt.caseNo, note);
  const caseNo = await openCase(unit, kind, attempt, note);
  await saveAttempt(unit, { ...attempt, caseNo });
  if (order.state === 'IN_DOUBT' && order.attemptId === attempt.attemptId) {
    await moveOrder(unit, order, 'evidenceConflicted', { caseNo }, note);
  }
}

/** Whether people have evidence about it in hand: what a box says ends that no more. */
export const isWithPeople = async (
  { tx }: UnitOfWork,
  { attemptId }: AttemptRow,
): Promise<boolean> =>
  (await openCasesOn(tx, attemptId)).some(
    ({ kind, version }) => EVIDENCE_CASES.includes(kind) || (kind === 'doubt-aged' && version > 1),
  );
