/** The card's earlier payments in doubt or on watch, held against the number and balance that its INIT shows now. */
import type { InitAnswerBody } from '../../../../src/tsp/tspTypes.ts';
import { cardOf } from '../base/cardIdentity.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { orderOf } from '../books/moveOrder.ts';
import { type AttemptRow, issued } from '../books/rows.ts';
import { attemptsWithNumber, unsettledOf } from '../books/settleNumber.ts';
import { isUnproven, isUnsettled } from '../books/transitions/attemptTransitions.ts';
import type { Call } from '../door/call.ts';
import { isWithPeople, openConflict } from './openConflict.ts';
import { isOwnBox } from './ownBox.ts';
import { isPassed, usePasses } from './passOver.ts';

const ownOf = async (unit: UnitOfWork, call: Call, card: string): Promise<AttemptRow[]> =>
  (await unsettledOf(unit, card)).filter((attempt) => isOwnBox(attempt, call));

/**
 * Whether this box began too many attempts with the card of which only its word says that they took nothing. An honest box has
 * a few until the card pays; whoever names a stranger's card would have hundreds, and each is held against what that card shows.
 */
export const hasTooManyHere = async (
  unit: UnitOfWork,
  call: Call,
  card: string,
): Promise<boolean> => (await ownOf(unit, call, card)).length >= unit.parts.limits.unsettledPerCard;

/**
 * The same of one number of the card, with those that took themselves out of the way: they are in nobody's, but the payment of the
 * card with this number ends them all in one commit.
 */
export async function hasTooManyOf(
  unit: UnitOfWork,
  asking: AttemptRow,
  sequence: number,
): Promise<boolean> {
  const own = (await attemptsWithNumber(unit, cardOf(asking), sequence)).filter(
    ({ stbId, state }) => stbId === asking.stbId && isUnsettled(state),
  );
  return own.length >= unit.parts.limits.unsettledPerCard;
}

/** Finds the attempt that this box began with the card and that the card can still be asked about: people have none of it. */
export async function unprovenHere(
  unit: UnitOfWork,
  call: Call,
  card: string,
): Promise<AttemptRow | undefined> {
  for (const attempt of await ownOf(unit, call, card)) {
    if (isUnproven(attempt.state) && !(await isWithPeople(unit, attempt))) return attempt;
  }
  return undefined;
}

type Shown = Pick<InitAnswerBody, 'sequence' | 'balanceFen'>;

/** The card shows the earlier number again, with its price gone: no sound card does. */
const lostItsPrice = (earlier: AttemptRow, init: Shown): boolean => {
  const before = issued(earlier).init;
  return (
    init.sequence === before.sequence && init.balanceFen === before.balanceFen - earlier.amountFen
  );
};

/** Finds what the number and balance of the card's INIT now make a question: settled first, or passed over. */
async function allInTheWay(unit: UnitOfWork, asking: AttemptRow, init: Shown) {
  return (await unsettledOf(unit, cardOf(asking))).filter(
    (earlier) => issued(earlier).init.sequence < init.sequence || lostItsPrice(earlier, init),
  );
}

/** In the commit that issues the MAC1 of `asking`. */
export const passOverDoubts = async (unit: UnitOfWork, asking: AttemptRow): Promise<void> =>
  usePasses(unit, await allInTheWay(unit, asking, asking.init!), asking.stbId);

/**
 * Finds the attempt that must be settled before the card gets a MAC1 for its number now: the number of one in doubt or on
 * watch was used since, or its price is gone. The same number again is no doubt: whoever proves it settles the others.
 * A number below that of an attempt says nothing about it. An attempt of the box that asks comes first; one of another box
 * is passed over where the card has shown here that others bought.
 */
export async function doubtInTheWay(
  unit: UnitOfWork,
  asking: AttemptRow,
  init: Shown,
): Promise<AttemptRow | undefined> {
  const inTheWay: AttemptRow[] = [];
  for (const earlier of await allInTheWay(unit, asking, init)) {
    if (!(await isPassed(unit, earlier, asking.stbId))) inTheWay.push(earlier);
  }
  const isOwn = ({ stbId, subscriberId }: AttemptRow) =>
    stbId === asking.stbId && subscriberId === asking.subscriberId;
  const found = inTheWay.find(isOwn) ?? inTheWay[0];
  if (found && isOwn(found) && lostItsPrice(found, init)) {
    const note = 'the card shows the same number with the price gone';
    await openConflict(unit, { order: await orderOf(unit.tx, found), attempt: found }, note);
  }
  return found;
}
