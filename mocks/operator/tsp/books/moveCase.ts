/** Moving a case: the row, its indexes and the audit together; and what the platform itself does to cases. */

import type { UnitOfWork } from '../base/unitOfWork.ts';
import { audit } from './audit.ts';
import { type CaseKind, type CaseRow, getCase, openCasesOn, saveCase } from './cases.ts';
import { type CaseEvent, mayCase, nextCaseState } from './caseTransitions.ts';
import { countUnlisted } from './unlistedTransition.ts';

/** Moves a case by the table, with `change`. @throws Error on an unlisted pair. */
export async function moveCase(
  unit: UnitOfWork,
  row: CaseRow,
  event: CaseEvent,
  change: Partial<CaseRow> = {},
  note = '',
): Promise<CaseRow> {
  const { caseNo, orderId, attemptId } = row;
  const state = countUnlisted(unit.parts, () => nextCaseState(row.state, event));
  const ended = state === 'CLOSED' ? { closedAt: unit.now } : {};
  const moved: CaseRow = { ...row, ...ended, ...change, state, revision: row.revision + 1 };
  saveCase(unit, moved);
  await audit(unit, {
    what: `case.${event}`,
    ...(orderId === undefined ? {} : { orderId }),
    ...(attemptId === undefined ? {} : { attemptId }),
    from: row.state,
    to: state,
    note: note === '' ? caseNo : `${caseNo}: ${note}`,
  });
  return moved;
}

/** Open again as a new version. What was done and decided before stays in its steps. */
export function reopenCase(
  unit: UnitOfWork,
  row: CaseRow,
  note: string,
  change: Partial<CaseRow> = {},
) {
  const { assignee, closedAt, ending, ...kept } = undecided(row);
  return moveCase(unit, kept, 'reopen', { version: row.version + 1, ...change }, note);
}

/** It is answered: nobody needs to decide any more. A case already closed, or decided, is left alone. */
async function closeCase(unit: UnitOfWork, caseNo: string, ending: string): Promise<void> {
  const row = await getCase(unit.tx, caseNo);
  if (row && mayCase(row.state, 'settle')) {
    await moveCase(unit, row, 'settle', { ending }, ending);
  }
}

/** As `closeCase`, for all cases of such kinds about one order or attempt. */
export async function closeCasesOn(
  unit: UnitOfWork,
  id: string,
  kinds: readonly CaseKind[],
  ending: string,
): Promise<void> {
  for (const { caseNo, kind } of await openCasesOn(unit.tx, id)) {
    if (kinds.includes(kind)) await closeCase(unit, caseNo, ending);
  }
}

/** The decided case that waits for BOSS's word on the money of this attempt. */
export const postedCaseOn = async (
  unit: UnitOfWork,
  attemptId: string,
): Promise<CaseRow | undefined> =>
  (await openCasesOn(unit.tx, attemptId)).find(({ state }) => state === 'POSTED');

/** BOSS did what was decided. */
export async function finishPosted(
  unit: UnitOfWork,
  attemptId: string,
  ending: string,
): Promise<void> {
  const row = await postedCaseOn(unit, attemptId);
  if (row) await moveCase(unit, row, 'finish', { ending }, ending);
}

/** Without what was proposed: people look at it once more. */
export function undecided(row: CaseRow): CaseRow {
  const { decision, proposedBy, refundRef, previewDigest, ...kept } = row;
  return kept;
}
