/**
 * The PPP refuses a claim. For its TAC: the next candidate is claimed at once, and the box that brought the wrong one answers
 * for it. Otherwise, or when no candidate is left, it is for people.
 */
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { audit } from '../books/journals/audit.ts';
import { getAttempt, saveAttempt } from '../books/moveOrder.ts';
import { candidatesOf, nextTac, withRefused } from '../books/tacCandidates.ts';
import { blameBox, refusalCase, stopService, TAC_WRONG } from '../controls/refusals.ts';

/** The PPP's verdict on a record of a batch. */
export interface Verdict {
  readonly batchId: string;
  /** The PPP's result code. */
  readonly result: string;
  /** The TAC that was claimed with. */
  readonly tac: string;
}

/** The day's later batches are for debits that nobody has claimed yet: false TACs of many boxes may not use them up. */
const LAST_OF_NEXT_TACS = 80;

/** Enters a refusal in the caller's commit. */
export async function refuseClaim(
  unit: UnitOfWork,
  attemptId: string,
  { batchId, result, tac }: Verdict,
): Promise<void> {
  const attempt = (await getAttempt(unit.tx, attemptId))!;
  const isTac = result === TAC_WRONG;
  const tacs = isTac ? withRefused(candidatesOf(attempt), tac, unit.now) : candidatesOf(attempt);
  await blameBox(unit, attempt, { result, tac });
  const next = isTac ? nextTac(tacs) : undefined;
  const isLeft = Number(batchId.slice(-2)) < LAST_OF_NEXT_TACS;
  if (next !== undefined && isLeft) {
    const verdict = { ...attempt.verdict, batchId, result };
    await saveAttempt(unit, { ...attempt, tacs, tac: next, claim: 'UNCLAIMED', verdict });
    const { orderId } = attempt;
    const moved = { from: attempt.claim!, to: 'UNCLAIMED', note: `PPP said ${result}` };
    return audit(unit, { what: 'claim.nextTac', orderId, attemptId, ...moved });
  }
  const caseNo = await refusalCase(unit, attempt, `PPP said ${result}`);
  const verdict = { batchId, result, caseNo };
  const refused = { ...attempt, tacs, claim: 'REJECTED', verdict } as const;
  // What people claim again is claimed with a TAC that was not refused yet.
  await saveAttempt(unit, next === undefined ? refused : { ...refused, tac: next });
  if (next === undefined) stopService(unit, refused, result);
}
