/** The card's earlier payments in doubt or on watch, held against the number and balance that its INIT shows now. */
import type { InitAnswerBody } from '../../../../src/tsp/tspTypes.ts';
import { listRows } from '../../../store/rowList.ts';
import { cardOf } from '../base/cardIdentity.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { orderOf } from '../books/moveOrder.ts';
import { type AttemptRow, issued } from '../books/rows.ts';
import { getAttempt, unsettledOfCard } from '../books/store/attemptStore.ts';
import { openConflict } from './openConflict.ts';

type Shown = Pick<InitAnswerBody, 'sequence' | 'balanceFen'>;

/** The card shows the earlier number again, with its price gone: no sound card does. */
const lostItsPrice = (earlier: AttemptRow, init: Shown): boolean => {
  const before = issued(earlier).init;
  return (
    init.sequence === before.sequence && init.balanceFen === before.balanceFen - earlier.amountFen
  );
};

/**
 * Finds the attempt that must be settled before the card gets a MAC1 for its number now: the number of one in doubt or on
 * watch was used since, or its price is gone. The same number again is no doubt: whoever proves it settles the others.
 * A number below that of an attempt says nothing about it. An attempt of the box that asks comes first.
 */
export async function doubtInTheWay(
  unit: UnitOfWork,
  asking: AttemptRow,
  init: Shown,
): Promise<AttemptRow | undefined> {
  const inTheWay: AttemptRow[] = [];
  for (const { id } of await listRows(unit.tx, unsettledOfCard(cardOf(asking)))) {
    const earlier = await getAttempt(unit.tx, id);
    if (!earlier) continue;
    const wasUsed = issued(earlier).init.sequence < init.sequence;
    if (wasUsed || lostItsPrice(earlier, init)) inTheWay.push(earlier);
  }
  const isOwn = ({ stbId }: AttemptRow) => stbId === asking.stbId;
  const found = inTheWay.find(isOwn) ?? inTheWay[0];
  if (found && isOwn(found) && lostItsPrice(found, init)) {
    const note = 'the card shows the same number with the price gone';
    await openConflict(unit, { order: await orderOf(unit.tx, found), attempt: found }, note);
  }
  return found;
}
