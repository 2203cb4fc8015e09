/** Evidence that only people can weigh. Each attempt has one case at most. */
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { DOUBT_CASES, doubtAttempt, EVIDENCE_CASES, type Moved } from '../books/attemptOutcome.ts';
import { type CaseKind, getCase, openCase, openCasesOn } from '../books/cases.ts';
import { noteInCase, noteWith, reopenCase } from '../books/moveCase.ts';
import { moveOrder, saveAttempt } from '../books/moveOrder.ts';
import type { AttemptRow } from '../books/rows.ts';

/**
 * The attempt has a case already. Closed, it opens again: when people closed it, they did not know what the card says now.
 * Open, it becomes a case about the evidence: a doubt that only waited for the card may be ended by its box, evidence may not.
 */
async function tellCase(unit: UnitOfWork, caseNo: string, note: string, kind: CaseKind) {
  const row = await getCase(unit.tx, caseNo);
  if (!row) return;
  if (row.state === 'CLOSED') return reopenCase(unit, row, note, { note: noteWith(row, note) });
  const isKept = row.kind === 'evidence-conflict' || !DOUBT_CASES.includes(row.kind);
  await noteInCase(unit, row, note, isKept ? row.kind : kind);
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
  if (attempt.caseNo !== undefined) {
    await tellCase(unit, attempt.caseNo, note, kind);
    return;
  }
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
