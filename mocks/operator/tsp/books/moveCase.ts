/** Moving a case: row, indexes and audit change together. Also the moves that the platform itself makes. */

import type { UnitOfWork } from '../base/unitOfWork.ts';
import { type CaseKind, type CaseRow, getCase, openCasesOn, saveCase } from './cases.ts';
import { audit } from './journals/audit.ts';
import { getAttempt } from './store/attemptStore.ts';
import { putCase } from './store/caseStore.ts';
import { wakeDay } from './store/dayStore.ts';
import { type CaseEvent, mayCase, nextCaseState } from './transitions/caseTransitions.ts';
import { countUnlisted } from './transitions/unlistedTransition.ts';

/** Moves a case by its transition table and applies `change`. @throws Error on an unlisted pair. */
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

/** Opens a case again as a new version. Earlier work and decisions stay in its steps. Its difference is open again, too. */
export async function reopenCase(
  unit: UnitOfWork,
  row: CaseRow,
  note: string,
  change: Partial<CaseRow> = {},
): Promise<CaseRow> {
  const { tx } = unit;
  const attempt = row.attemptId === undefined ? undefined : await getAttempt(tx, row.attemptId);
  if (attempt?.mac1) await wakeDay(tx, attempt.mac1.businessDate);
  const { assignee, closedAt, ending, ...kept } = withoutProposal(row);
  return moveCase(unit, kept, 'reopen', { version: row.version + 1, ...change }, note);
}

/** Notes that a case which is open does not know yet; every note once. A proposal that did not know it is void. */
export async function noteInCase(
  unit: UnitOfWork,
  row: CaseRow,
  note: string,
  kind: CaseKind,
): Promise<void> {
  if (row.note?.includes(note) || !mayCase(row.state, 'noted')) return;
  const change = { kind, note: noteWith(row, note) };
  await moveCase(unit, withoutProposal(row), 'noted', change, note);
}

export const noteWith = ({ note: before }: CaseRow, note: string): string =>
  before === undefined || before === note ? note : `${before}; ${note}`;

/** Closes a case that people need not decide any more, with its proposal. A closed or decided case stays as it is. */
export async function closeCase(unit: UnitOfWork, caseNo: string, ending: string): Promise<void> {
  const row = await getCase(unit.tx, caseNo);
  if (row && mayCase(row.state, 'settle')) {
    await moveCase(unit, withoutProposal(row), 'settle', { ending }, ending);
  }
}

/** Like `closeCase`, for all cases of these kinds about one order or attempt. */
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

/** Makes the open cases of these kinds about one attempt cases about another one. */
export async function handCasesOver(
  unit: UnitOfWork,
  from: string,
  attemptId: string,
  kinds: readonly CaseKind[],
): Promise<void> {
  for (const row of await openCasesOn(unit.tx, from)) {
    if (!kinds.includes(row.kind)) continue;
    putCase(unit.tx, row, false);
    const { caseNo, orderId } = row;
    // Who has looked at it before must look again.
    saveCase(unit, { ...row, attemptId, revision: row.revision + 1 });
    const about = { ...(orderId === undefined ? {} : { orderId }), attemptId };
    await audit(unit, { what: 'case.handedOver', ...about, note: caseNo });
  }
}

/** Finds the decided case that waits for BOSS's answer about the money of this attempt. */
export const postedCaseOn = async (
  unit: UnitOfWork,
  attemptId: string,
): Promise<CaseRow | undefined> =>
  (await openCasesOn(unit.tx, attemptId)).find(({ state }) => state === 'POSTED');

/** Closes the decided case: BOSS did what was decided. */
export async function finishPosted(
  unit: UnitOfWork,
  attemptId: string,
  ending: string,
): Promise<void> {
  const row = await postedCaseOn(unit, attemptId);
  if (row) await moveCase(unit, row, 'finish', { ending }, ending);
}

/** Removes the proposal from a case: people decide again. */
export function withoutProposal(row: CaseRow): CaseRow {
  const { decision, proposedBy, refundRef, previewDigest, ...kept } = row;
  return kept;
}
