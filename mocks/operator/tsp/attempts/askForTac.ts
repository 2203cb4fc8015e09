/**
 * The card's last payment waits for its TAC: the PPP refused the one that its box brought, or people called it debited. Only the
 * card has the right one, and forgets it with its next payment: it is asked for it before that one gets its MAC1.
 */
import type { InitAnswerBody } from '../../../../src/tsp/tspTypes.ts';
import { cardOf } from '../base/cardIdentity.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { getAttempt, saveAttempt } from '../books/moveOrder.ts';
import type { AttemptRow } from '../books/rows.ts';
import { payerOf } from '../books/store/attemptStore.ts';
import { lacksRightTac } from '../controls/refusals.ts';

/** Boxes in which a card is asked: a card that has forgotten its TAC must pay all the same. */
const MOST_BOXES = 8;
/** In each of them: the card may be pulled, or its answer lost, before it has shown anything. */
const MOST_TIMES = 2;

const lacksTac = (attempt: AttemptRow): boolean =>
  attempt.state === 'DEBITED' && (attempt.tac === undefined || lacksRightTac(attempt));

/** The payment before this number of the card, if it waits for its TAC. */
async function lastWithoutTac(
  { tx }: UnitOfWork,
  card: string,
  sequence: number,
): Promise<AttemptRow | undefined> {
  const paidBy = sequence > 0 ? await payerOf(tx, card, sequence - 1) : undefined;
  const last = paidBy === undefined ? undefined : await getAttempt(tx, paidBy);
  return last && lacksTac(last) ? last : undefined;
}

const timesIn = ({ tacAskedIn = [] }: AttemptRow, stbId: string): number =>
  tacAskedIn.filter((by) => by === stbId).length;

/** Whether the card is to show its last payment now. Notes that it was asked in this box. */
export async function mustShowTac(
  unit: UnitOfWork,
  asking: AttemptRow,
  { sequence }: Pick<InitAnswerBody, 'sequence'>,
): Promise<boolean> {
  const { stbId } = asking;
  const last = await lastWithoutTac(unit, cardOf(asking), sequence);
  if (!last) return false;
  const asked = last.tacAskedIn ?? [];
  const times = timesIn(last, stbId);
  if (times >= MOST_TIMES || (times === 0 && new Set(asked).size >= MOST_BOXES)) return false;
  await saveAttempt(unit, { ...last, tacAskedIn: [...asked, stbId] });
  return true;
}

/** The card, `sequence` being its number now, has shown in this box what it has: it is not asked there again. */
export async function noteShown(
  unit: UnitOfWork,
  card: string,
  stbId: string,
  sequence: number,
): Promise<void> {
  const last = await lastWithoutTac(unit, card, sequence);
  const times = last ? timesIn(last, stbId) : 0;
  if (!last || times === 0) return;
  const rest = Array<string>(MOST_TIMES - times).fill(stbId);
  await saveAttempt(unit, { ...last, tacAskedIn: [...last.tacAskedIn!, ...rest] });
}
