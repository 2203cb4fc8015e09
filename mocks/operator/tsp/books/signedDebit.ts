/**
 * Right MAC2s for a number that has paid for another attempt. They are kept the moment they are heard, with every TAC that was
 * shown beside them: what a key signed is never lost, whatever people decide.
 */
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { audit } from './journals/audit.ts';
import { saveAttempt } from './moveOrder.ts';
import { type AttemptRow, issued } from './rows.ts';
import { withShown } from './tacCandidates.ts';

/** All that a MAC2 binds under the card's key. Two attempts with the same facts have the same MAC2: it proves one debit. */
export function signedFacts(attempt: AttemptRow): string {
  const { init, mac1 } = issued(attempt);
  const lowCounter = mac1.terminalSequence.slice(-4);
  return [init.random, init.sequence, lowCounter, attempt.amountFen].join(' ');
}

/** The right MAC2 that is known for the attempt, posted or not. */
const mac2Of = ({ mac2, signed }: AttemptRow): string | undefined => mac2 ?? signed?.mac2;

/** Whether a MAC2 of `attempt` only repeats what proves the debit of `other`. */
export const isReplayOf = (attempt: AttemptRow, mac2: string, other: AttemptRow): boolean =>
  mac2Of(other) === mac2 && signedFacts(other) === signedFacts(attempt);

/** Whether both have a right MAC2 for their number, and not the same one: two cards have one key. */
export function isTwinOf(attempt: AttemptRow, other: AttemptRow): boolean {
  const mac2 = mac2Of(attempt);
  if (mac2 === undefined || mac2Of(other) === undefined) return false;
  return attempt.attemptId !== other.attemptId && !isReplayOf(attempt, mac2, other);
}

/** Keeps the MAC2 and the TAC, which `unit.who` brought, in the caller's commit. */
export async function keepSigned(
  unit: UnitOfWork,
  attempt: AttemptRow,
  { mac2, tac }: { readonly mac2: string; readonly tac: string },
): Promise<AttemptRow> {
  const before = attempt.signed?.tacs ?? [];
  const tacs = withShown(before, { tac, at: unit.now, from: unit.who });
  if (tacs === before) return attempt;
  const kept = { ...attempt, signed: { mac2, tacs } };
  await saveAttempt(unit, kept);
  const { orderId, attemptId } = attempt;
  await audit(unit, { what: 'attempt.signatureKept', orderId, attemptId });
  return kept;
}
