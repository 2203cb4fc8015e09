/**
 * One number of a card pays once. A right MAC2 for a number proves, signed, that every other attempt with this number was
 * not debited: a new INIT makes the MAC1 of an earlier one worthless.
 */
import { listRows } from '../../../store/rowList.ts';
import { cardOf } from '../base/cardIdentity.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { endAttempt } from './attemptOutcome.ts';
import { getAttempt, orderOf } from './moveOrder.ts';
import type { AttemptRow } from './rows.ts';
import { isTwinOf } from './signedDebit.ts';
import { attemptsOfNumber, unsettledOfCard } from './store/attemptStore.ts';
import { isUnsettled } from './transitions/attemptTransitions.ts';

/** Reads all attempts that got a MAC1 for this number of the card. */
export async function attemptsWithNumber(
  { tx }: UnitOfWork,
  card: string,
  sequence: number,
): Promise<AttemptRow[]> {
  const found: AttemptRow[] = [];
  for (const { id } of await listRows(tx, attemptsOfNumber(card, sequence))) {
    const attempt = await getAttempt(tx, id);
    if (attempt) found.push(attempt);
  }
  return found;
}

/** Reads the card's attempts that nothing has settled, but for those that took themselves out of the way. */
export async function unsettledOf({ tx }: UnitOfWork, card: string): Promise<AttemptRow[]> {
  const found: AttemptRow[] = [];
  for (const { id } of await listRows(tx, unsettledOfCard(card))) {
    const attempt = await getAttempt(tx, id);
    if (attempt) found.push(attempt);
  }
  return found;
}

/**
 * Ends, as not debited, every unsettled attempt beside the one whose MAC2 was right; in the caller's commit. One that has a right
 * MAC2 of its own stays with people.
 */
export async function settleNumber(unit: UnitOfWork, paid: AttemptRow): Promise<void> {
  const { attemptId, init } = paid;
  for (const attempt of await attemptsWithNumber(unit, cardOf(paid), init!.sequence)) {
    if (attempt.attemptId === attemptId || !isUnsettled(attempt.state)) continue;
    if (isTwinOf(attempt, paid)) continue;
    const order = await orderOf(unit.tx, attempt);
    const note = `the card's number paid for attempt ${attemptId}`;
    await endAttempt(unit, { order, attempt }, 'debitDisproven', { note });
  }
}
