/**
 * What follows when the PPP finds a claim or a TAC wrong. That is a box's word refuted by the issuer's key, not one box's word
 * against another's: only therefore may a box be blocked by it, and only where the operator's table says so.
 */
import { DEFAULT_REFUSED_CLAIMS } from '../base/refusedClaims.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { openCase, openCasesOn } from '../books/cases.ts';
import { enqueue } from '../books/outboxRows.ts';
import type { AttemptRow } from '../books/rows.ts';
import { candidatesOf } from '../books/tacCandidates.ts';
import { readBox, setBox, watchBox } from './boxes.ts';

export const TAC_WRONG = '01';

/** Whether the PPP refused the claim for its TAC, and no other one is claimed since: a right one would be. */
export const lacksRightTac = ({ claim, verdict }: Pick<AttemptRow, 'claim' | 'verdict'>): boolean =>
  (claim === 'REJECTED' || claim === 'WRITTEN_OFF') && verdict?.result === TAC_WRONG;

const consequencesOf = ({ parts }: UnitOfWork, result: string) =>
  (parts.refusedClaims ?? DEFAULT_REFUSED_CLAIMS)[result] ?? [];

/** Watches or blocks the box that the refusal speaks against, as the table says; in the caller's commit. */
export async function blameBox(
  unit: UnitOfWork,
  attempt: AttemptRow,
  { result, tac }: { readonly result: string; readonly tac: string },
): Promise<void> {
  const consequences = consequencesOf(unit, result);
  const broughtBy = candidatesOf(attempt).find((shown) => shown.tac === tac)?.from;
  const stbId = (result === TAC_WRONG ? broughtBy : undefined) ?? attempt.stbId;
  const why = `${attempt.attemptId}: the PPP said ${result} to what it brought`;
  if (consequences.includes('block-box')) {
    if (!(await readBox(unit.tx, stbId)).blocked) await setBox(unit, stbId, true, why);
  } else if (consequences.includes('watch-box')) await watchBox(unit, stbId, why);
}

/** Has BOSS stop the service, if the table says so and this debit pays for it. `order` is looked at when it is delivered. */
export function stopService(unit: UnitOfWork, attempt: AttemptRow, result: string): void {
  if (!consequencesOf(unit, result).includes('stop-service')) return;
  if (attempt.surplus === undefined) enqueue(unit, 'STOP_SERVICE', attempt.orderId);
}

/** Finds the open case about the refusal of this claim, or opens it. */
export async function refusalCase(
  unit: UnitOfWork,
  attempt: AttemptRow,
  note: string,
): Promise<string> {
  const open = await openCasesOn(unit.tx, attempt.attemptId);
  const known = open.find(({ kind }) => kind === 'claim-rejected');
  return known?.caseNo ?? openCase(unit, 'claim-rejected', attempt, note);
}
