/**
 * The PPP is asked about the TAC before something is given for the money. Only its clear "wrong" holds that back, until a right
 * TAC is shown or people decide; its silence does not. The order stays paid, because the card's debit is proven.
 */
import type { TspParts } from '../base/ports.ts';
import { commit } from '../base/unitOfWork.ts';
import { recordOf } from '../books/debitRecord.ts';
import { audit } from '../books/journals/audit.ts';
import { getAttempt, saveAttempt } from '../books/moveOrder.ts';
import type { AttemptRow } from '../books/rows.ts';
import {
  candidatesOf,
  isFoundRight,
  isOpen,
  nextTac,
  withRefused,
  withRight,
} from '../books/tacCandidates.ts';
import { blameBox, refusalCase, TAC_WRONG } from '../controls/refusals.ts';
import { askTac } from '../controls/tacChecks.ts';

type Word = Awaited<ReturnType<typeof askTac>>;

/** The TAC that the PPP is to be asked about. `null`: none, everything is known; `refused`: all that were shown are wrong. */
function tacToAsk(attempt: AttemptRow): string | 'refused' | null {
  const shown = candidatesOf(attempt);
  if (attempt.claim === 'ACCEPTED' || shown.length === 0 || shown.some(isFoundRight)) return null;
  return nextTac(shown) ?? 'refused';
}

const note = (parts: TspParts, attemptId: string, tac: string, word: Word): Promise<void> =>
  commit(parts, 'tsp', async (unit) => {
    const attempt = (await getAttempt(unit.tx, attemptId))!;
    const { orderId, claim } = attempt;
    const what = { right: 'tac.right', wrong: 'tac.wrong', unknown: 'tac.unchecked' }[word];
    await audit(unit, { what, orderId, attemptId });
    // What the claim decided while the PPP was asked stands.
    const isJudged = !candidatesOf(attempt).some((shown) => shown.tac === tac && isOpen(shown));
    if (word === 'unknown' || claim === 'ACCEPTED' || isJudged) return;
    const judge = word === 'right' ? withRight : withRefused;
    const tacs = judge(candidatesOf(attempt), tac, unit.now);
    // A claim that was not sent yet goes with what is known now.
    const next = claim === 'UNCLAIMED' ? nextTac(tacs) : undefined;
    const judged = { ...attempt, tacs, ...(next === undefined ? {} : { tac: next }) };
    await saveAttempt(unit, judged);
    if (word === 'right') return;
    await blameBox(unit, judged, { result: TAC_WRONG, tac });
    if (nextTac(tacs) === undefined) {
      await refusalCase(unit, judged, 'the PPP said that the TAC is wrong; nothing is opened');
    }
  });

/** Whether something may be given for this debit: the PPP has not said that its TAC is wrong, or it is not to be asked. */
export async function passesTacCheck(parts: TspParts, attemptId: string): Promise<boolean> {
  if (parts.tacCheck !== 'before-activation') return true;
  for (;;) {
    const attempt = await parts.store.transaction((tx) => getAttempt(tx, attemptId));
    const tac = attempt && tacToAsk(attempt);
    if (!attempt || !tac) return true;
    if (tac === 'refused') return false;
    const word = await askTac(parts, recordOf({ ...attempt, tac }, parts.merchant));
    await note(parts, attemptId, tac, word);
    if (word === 'unknown') return true;
  }
}
