/**
 * All that a MAC2 binds under the card's key: two attempts with the same facts have the same MAC2. Whoever sends one INIT
 * answer for two attempts, to two PSAMs whose counters agree, would have a debit that proves either, and only its TAC tells
 * which one. So there is one MAC1 for them.
 */
import { cardOf } from '../base/cardIdentity.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { type AttemptRow, issued } from '../books/rows.ts';
import { attemptsWithNumber } from '../books/settleNumber.ts';

export function signedFacts(attempt: AttemptRow): string {
  const { init, mac1 } = issued(attempt);
  const lowCounter = mac1.terminalSequence.slice(-4);
  return [init.random, init.sequence, lowCounter, attempt.amountFen].join(' ');
}

/** Whether another attempt of the card got a MAC1 over the same facts. `asking` has the MAC1 that is to be given out. */
export async function isMac2Anothers(unit: UnitOfWork, asking: AttemptRow): Promise<boolean> {
  const facts = signedFacts(asking);
  const others = await attemptsWithNumber(unit, cardOf(asking), issued(asking).init.sequence);
  return others.some((other) => signedFacts(other) === facts);
}
