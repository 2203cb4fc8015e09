/**
 * The card's last payment waits for its TAC: the PPP refused the one that its box brought, or people called it debited. Only the
 * card has the right one, and forgets it with its next payment: it is asked for before that one gets its MAC1.
 */
import type { InitAnswerBody } from '../../../../src/tsp/tspTypes.ts';
import { cardOf } from '../base/cardIdentity.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { getAttempt, saveAttempt } from '../books/moveOrder.ts';
import type { AttemptRow } from '../books/rows.ts';
import { payerOf } from '../books/store/attemptStore.ts';
import { lacksRightTac } from '../controls/refusals.ts';

/** Boxes in which a card is asked: each once, since a card that has forgotten its TAC must pay all the same. */
const MOST_BOXES = 8;

const lacksTac = (attempt: AttemptRow): boolean =>
  attempt.state === 'DEBITED' && (attempt.tac === undefined || lacksRightTac(attempt));

/** Whether the card is to show its last payment now. Notes that it was asked in this box. */
export async function mustShowTac(
  unit: UnitOfWork,
  asking: AttemptRow,
  { sequence }: Pick<InitAnswerBody, 'sequence'>,
): Promise<boolean> {
  const paidBy = sequence > 0 ? await payerOf(unit.tx, cardOf(asking), sequence - 1) : undefined;
  const last = paidBy === undefined ? undefined : await getAttempt(unit.tx, paidBy);
  if (!last || !lacksTac(last)) return false;
  const asked = last.tacAskedIn ?? [];
  if (asked.includes(asking.stbId) || asked.length >= MOST_BOXES) return false;
  await saveAttempt(unit, { ...last, tacAskedIn: [...asked, asking.stbId] });
  return true;
}
