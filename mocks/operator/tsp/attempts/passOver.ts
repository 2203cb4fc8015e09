/**
 * A box gives the card a MAC1 although an attempt of another box with this card is unsettled. Without this a stranger who
 * knows a serial could begin an attempt with an invented number and keep the card from paying everywhere. What the card shows
 * in a box opens the way in this box only, and says nothing about the attempt: it stays on watch, and a signature wins.
 */
import { chinaTime } from '../../../../src/shared/time.ts';
import type { Observation } from '../../../../src/tsp/tspTypes.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { audit } from '../books/journals/audit.ts';
import { type AttemptRow, issued } from '../books/rows.ts';
import { getAttempt, getPass, type Pass, payerOf, putPass } from '../books/store/attemptStore.ts';
import type { CheckedProof } from './resolve.ts';
import { judge } from './resolveAttempt.ts';

type Log = NonNullable<Observation['log']>;

/**
 * Blanks the amounts of records that are proven payments of other attempts: a stranger may have had an attempt of the same
 * amount, terminal and second. Their numbers still tell how far the log reaches.
 */
export async function withoutProven({ tx }: UnitOfWork, card: string, log: Log): Promise<Log> {
  const left: Log = [];
  const explained = new Set<string>();
  for (const record of log) {
    const { amountFen, terminalNo, date, time } = record;
    let isProven = false;
    // Cards log the number before or after the purchase.
    for (const number of [record.sequence, record.sequence - 1]) {
      const owner = await payerOf(tx, card, number);
      const paid = owner === undefined ? undefined : await getAttempt(tx, owner);
      const isIts =
        paid?.provenBy === 'mac2' &&
        paid.amountFen === amountFen &&
        paid.terminalNo === terminalNo &&
        paid.mac1?.date === date &&
        paid.mac1.time === time;
      // One payment has one record.
      if (!isIts || isProven || explained.has(paid.attemptId)) continue;
      explained.add(paid.attemptId);
      isProven = true;
    }
    left.push(isProven ? { ...record, amountFen: 0 } : record);
  }
  return left;
}

/** What a box read from the card besides its proofs. */
export type Said = Pick<Observation, 'noProofBy' | 'log'> & { readonly sequence: number };

const todayOf = ({ now }: UnitOfWork): string => chinaTime(now).date;

/** Whether the attempt is out of the way of its card in the box `stbId` now. */
export async function isPassed(
  unit: UnitOfWork,
  { attemptId }: AttemptRow,
  stbId: string,
): Promise<boolean> {
  const pass = await getPass(unit.tx, attemptId, stbId);
  return pass?.how === 'clear' || (pass !== undefined && pass.usedOn !== todayOf(unit));
}

/**
 * What the card shows of the attempt in another box; `null`: nothing that lets it pass. `unread`: neither the log nor a wrong
 * MAC2 tells what the card bought with the number.
 */
function howToPass(
  attempt: AttemptRow,
  card: string,
  proofs: readonly CheckedProof[],
  said: Said,
): Pass['how'] | null {
  const verdict = judge(attempt, card, proofs, said);
  if (verdict.kind === 'not-debited') return 'clear';
  if (verdict.kind !== 'manual' || verdict.isContradiction) return null;
  // The proof of the last purchase, and that was the one with the attempt's number: it is another purchase's.
  const isAnothers = said.sequence === issued(attempt).init.sequence + 1 && proofs.length > 0;
  return isAnothers ? 'clear' : 'unread';
}

/** Lets the attempt pass in this box if the card shows enough. Returns whether it is out of the way. */
export async function letPass(
  unit: UnitOfWork,
  attempt: AttemptRow,
  stbId: string,
  seen: {
    readonly card: string;
    /** Those that the HSM found wrong for this attempt. */
    readonly proofs: readonly CheckedProof[];
    readonly said: Said;
  },
): Promise<boolean> {
  const { attemptId, orderId } = attempt;
  const how = howToPass(attempt, seen.card, seen.proofs, seen.said);
  const before = await getPass(unit.tx, attemptId, stbId);
  if (how === null || before?.how === 'clear' || before?.how === how) {
    return isPassed(unit, attempt, stbId);
  }
  putPass(unit.tx, attemptId, stbId, { at: unit.now, how });
  await audit(unit, { what: 'attempt.passedOver', orderId, attemptId, note: how });
  return true;
}

/** In the commit that issues a MAC1: what lets only one through a day is used. */
export async function usePasses(
  unit: UnitOfWork,
  inTheWay: readonly AttemptRow[],
  stbId: string,
): Promise<void> {
  for (const { attemptId } of inTheWay) {
    const pass = await getPass(unit.tx, attemptId, stbId);
    if (pass?.how === 'unread') {
      putPass(unit.tx, attemptId, stbId, { ...pass, usedOn: todayOf(unit) });
    }
  }
}
