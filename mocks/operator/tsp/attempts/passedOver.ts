/**
 * A card has paid over an unproven attempt of another box. Until its MAC2 is right nobody knows that the card was there: a
 * stranger's word brings no case and no watch to an honest box.
 */
import { cardOf } from '../base/cardIdentity.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { openCase, openCasesOn } from '../books/cases.ts';
import type { AttemptRow } from '../books/rows.ts';
import { unsettledOf } from '../books/settleNumber.ts';
import { getPass } from '../books/store/attemptStore.ts';
import { watchBox } from '../controls/boxes.ts';

/** In the commit that enters a right MAC2: people see what stood in the way of `paid`, and the boxes that began it. */
export async function tellPassedOver(unit: UnitOfWork, paid: AttemptRow): Promise<void> {
  for (const attempt of await unsettledOf(unit, cardOf(paid))) {
    const { attemptId } = attempt;
    const pass = await getPass(unit.tx, attemptId, paid.stbId);
    if (pass?.how !== 'unread' || pass.usedOn === undefined) continue;
    if ((await openCasesOn(unit.tx, attemptId)).length > 0) continue;
    const note = 'the card paid at another box, where its log could not show what it bought before';
    await openCase(unit, 'passed-over', attempt, note);
    await watchBox(unit, attempt.stbId, `${attemptId}: an unproven number stands in a card's way`);
  }
}
