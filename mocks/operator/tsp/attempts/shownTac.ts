/** A right MAC2 of a known debit came once more, with another TAC: one of the two is wrong, and the PPP will say which. */
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { post } from '../books/journals/ledger.ts';
import { moveAttempt, orderOf } from '../books/moveOrder.ts';
import { enqueue } from '../books/outboxRows.ts';
import type { AttemptRow } from '../books/rows.ts';
import { candidatesOf, isFoundRight, nextTac, withShown } from '../books/tacCandidates.ts';
import { watchBox } from '../controls/boxes.ts';
import { lacksRightTac, TAC_WRONG } from '../controls/refusals.ts';

/**
 * Keeps the TAC, which `unit.who` brought, and claims with it when the claim waits for one. A box that shows another one than
 * the PPP found right is on watch.
 */
export async function noteShownTac(
  unit: UnitOfWork,
  attempt: AttemptRow,
  tac: string,
): Promise<void> {
  const before = candidatesOf(attempt);
  if (before.some((known) => known.tac === tac)) return;
  // What a closing file pays although its TAC was refused has no right one yet.
  const isPaidWithout = attempt.claim === 'ACCEPTED' && attempt.verdict?.result === TAC_WRONG;
  if ((attempt.claim === 'ACCEPTED' && !isPaidWithout) || before.some(isFoundRight)) {
    return watchBox(unit, unit.who, `${attempt.attemptId}: the PPP found another TAC right`);
  }
  const tacs = withShown(before, { tac, at: unit.now, from: unit.who }, attempt.tac);
  if (tacs === before) return;
  if (attempt.claim !== 'UNCLAIMED' && !lacksRightTac(attempt)) {
    await moveAttempt(unit, attempt, 'tacLearned', { tacs }, 'another one is with the PPP');
    return;
  }
  if (attempt.claim === 'WRITTEN_OFF') await post(unit, 'recovered', attempt);
  const change = { tacs, tac: nextTac(tacs)!, claim: 'UNCLAIMED' } as const;
  await moveAttempt(unit, attempt, 'tacLearned', change, `claimed next; ${unit.who} brought it`);
  const order = await orderOf(unit.tx, attempt);
  if (attempt.surplus === 'due') enqueue(unit, 'SURPLUS_CREDIT', attempt.attemptId);
  else if (order.state === 'PAID') enqueue(unit, 'ACTIVATE', order.orderId);
}
