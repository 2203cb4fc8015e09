/**
 * The PPP refuses a claim. For its TAC: the next candidate is claimed at once, and the box that brought the wrong one answers
 * for it. Otherwise, or when no candidate is left, it is for people.
 */
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { audit } from '../books/audit.ts';
import { openCase, openCasesOn } from '../books/cases.ts';
import { getAttempt, saveAttempt } from '../books/moveOrder.ts';
import type { AttemptRow } from '../books/rows.ts';
import { candidatesOf, nextTac, withRefused } from '../books/tacCandidates.ts';
import { watchBox } from '../controls/boxes.ts';

const TAC_WRONG = '01';

/** The PPP's verdict on a record of a batch. */
export interface Verdict {
  readonly batchId: string;
  /** The PPP's result code. */
  readonly result: string;
  /** The TAC that was claimed with. */
  readonly tac: string;
}

/** Finds the open case about the refusal of this claim, or opens it. */
async function refusalCase(unit: UnitOfWork, attempt: AttemptRow, note: string): Promise<string> {
  const open = await openCasesOn(unit.tx, attempt.attemptId);
  const known = open.find(({ kind }) => kind === 'claim-rejected');
  return known?.caseNo ?? openCase(unit, 'claim-rejected', attempt, note);
}

/** Enters a refusal in the caller's commit. */
export async function refuseClaim(
  unit: UnitOfWork,
  attemptId: string,
  { batchId, result, tac }: Verdict,
): Promise<void> {
  const attempt = (await getAttempt(unit.tx, attemptId))!;
  const isTac = result === TAC_WRONG;
  const tacs = isTac ? withRefused(candidatesOf(attempt), tac, unit.now) : candidatesOf(attempt);
  const from = tacs.find((shown) => shown.tac === tac)?.from ?? attempt.stbId;
  if (isTac) await watchBox(unit, from, `${attemptId}: the PPP found its TAC wrong`);
  const next = isTac ? nextTac(tacs) : undefined;
  if (next !== undefined) {
    const verdict = { ...attempt.verdict, batchId, result };
    await saveAttempt(unit, { ...attempt, tacs, tac: next, claim: 'UNCLAIMED', verdict });
    const { orderId } = attempt;
    const moved = { from: attempt.claim!, to: 'UNCLAIMED', note: `PPP said ${result}` };
    return audit(unit, { what: 'claim.nextTac', orderId, attemptId, ...moved });
  }
  const caseNo = await refusalCase(unit, attempt, `PPP said ${result}`);
  const verdict = { batchId, result, caseNo };
  await saveAttempt(unit, { ...attempt, tacs, claim: 'REJECTED', verdict });
}
