/** Evidence that only people can weigh. Each attempt has one case about it at most. */
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { DOUBT_CASES, doubtAttempt, EVIDENCE_CASES, type Moved } from '../books/attemptOutcome.ts';
import { type CaseKind, type CaseRow, getCase, openCase, openCasesOn } from '../books/cases.ts';
import { noteInCase, noteWith, reopenCase } from '../books/moveCase.ts';
import { moveOrder, saveAttempt } from '../books/moveOrder.ts';
import type { AttemptRow } from '../books/rows.ts';

/** The attempt's case about what its card did, open or closed. One about its money is another's business. */
async function caseOfDoubt(
  { tx }: UnitOfWork,
  { attemptId, caseNo }: AttemptRow,
): Promise<CaseRow | undefined> {
  if (caseNo === undefined) return undefined;
  const row = await getCase(tx, caseNo);
  const isOfDoubt = ({ kind }: CaseRow) => DOUBT_CASES.includes(kind);
  return row && isOfDoubt(row) ? row : (await openCasesOn(tx, attemptId)).find(isOfDoubt);
}

/**
 * The attempt has a case already. Closed, it opens again: when people closed it, they did not know what the card says now.
 * Open, it becomes a case about the evidence: a doubt that only waited for the card may be ended by its box, evidence may not.
 */
async function tellCase(unit: UnitOfWork, row: CaseRow, note: string, kind: CaseKind) {
  if (row.state === 'CLOSED') return reopenCase(unit, row, note, { note: noteWith(row, note) });
  await noteInCase(unit, row, note, row.kind === 'evidence-conflict' ? row.kind : kind);
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
  const known = await caseOfDoubt(unit, attempt);
  if (known) {
    await tellCase(unit, known, note, kind);
    return;
  }
  const caseNo = await openCase(unit, kind, attempt, note);
  await saveAttempt(unit, { ...attempt, caseNo });
  if (order.state === 'IN_DOUBT' && order.attemptId === attempt.attemptId) {
    await moveOrder(unit, order, 'evidenceConflicted', { caseNo }, note);
  }
}

/**
 * People have decided, and what a box says speaks against it: it opens their case again, once. After that they decide knowing it, and
 * a box that repeats itself brings nothing new. Returns whether people have it in hand.
 */
export async function contradictPeople(
  unit: UnitOfWork,
  moved: Moved,
  note: string,
): Promise<boolean> {
  const known = await caseOfDoubt(unit, moved.attempt);
  if (known?.state === 'CLOSED' && known.note?.includes(note)) return false;
  await openConflict(unit, moved, note);
  return true;
}

/** Whether people have evidence about it in hand: what a box says ends that no more. */
export const isWithPeople = async (
  { tx }: UnitOfWork,
  { attemptId }: AttemptRow,
): Promise<boolean> =>
  (await openCasesOn(tx, attemptId)).some(
    ({ kind, version }) => EVIDENCE_CASES.includes(kind) || (kind === 'doubt-aged' && version > 1),
  );
