/**
 * The card is back, and its box says what it says. A right MAC2 counts from any box; all else only from the box that began
 * the attempt, and as a claim. Another box is told nothing that its subscriber may not know.
 */
import type { Observation, Order, Resolution } from '../../../../src/tsp/tspTypes.ts';
import { cardOf } from '../base/cardIdentity.ts';
import type { TspParts } from '../base/ports.ts';
import { refuse } from '../base/problems.ts';
import { answer, type Reply } from '../base/reply.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { endAttempt, type Moved } from '../books/attemptOutcome.ts';
import { loadAttempt, loadOrder } from '../books/expire.ts';
import { HEADERS, noteExchanges } from '../books/journals/exchanges.ts';
import { type AttemptRow, issued } from '../books/rows.ts';
import { isBeforeMac1 } from '../books/transitions/attemptTransitions.ts';
import { moneyOf, orderView } from '../books/views.ts';
import type { Call, Handler } from '../door/call.ts';
import { applyVerdict } from './applyVerdict.ts';
import { openSerial } from './cardData.ts';
import { checkMac2 } from './mac2Check.ts';
import { isBlockedStranger, isOwnBox, isOwnOrder } from './ownBox.ts';
import { proveDebit } from './proveDebit.ts';
import { type CheckedProof, resolve, type Verdict } from './resolve.ts';

/** Checks them up to the right one. Without a right one, one that could not be checked leaves everything open. */
async function checkProofs(
  parts: TspParts,
  call: Call,
  attempt: AttemptRow,
  proofs: Observation['proofs'],
): Promise<CheckedProof[] | 'unavailable' | 'unchecked'> {
  const checked: CheckedProof[] = [];
  let open: 'unchecked' | null = null;
  for (const { mac2, tac } of proofs) {
    const verdict = await checkMac2(parts, attempt, mac2, call);
    if (verdict === 'unavailable') return verdict;
    if (verdict === 'right') return [{ mac2, tac, isRight: true }];
    if (verdict === 'unchecked') open = verdict;
    checked.push({ mac2, tac, isRight: false });
  }
  return open ?? checked;
}

/** Judges what a box says of the card against one attempt, which must have its MAC1. */
export function judge(
  attempt: AttemptRow,
  card: string,
  proofs: readonly CheckedProof[],
  { noProofBy, sequence, log }: Pick<Observation, 'noProofBy' | 'sequence' | 'log'>,
): Verdict {
  const { init, mac1, terminalNo } = issued(attempt);
  const { date, time } = mac1;
  const facts = {
    card: cardOf(attempt),
    sequence: init.sequence,
    amountFen: attempt.amountFen,
    terminalNo,
    date,
    time,
  };
  const isAbsenceTold = noProofBy !== 'unknown';
  return resolve(facts, { card, proofs, isAbsenceTold, sequence, log });
}

/** What people look at is not "untouched", also where the box stated "never sent" and its order had gone on or ended. */
const withPeople = (
  view: Order,
  verdict: Resolution['verdict'],
  attempt: AttemptRow | undefined,
): Order =>
  verdict === 'manual' && view.money === 'untouched'
    ? {
        ...view,
        money: 'unknown',
        payable: false,
        ...(attempt?.caseNo === undefined ? {} : { caseNo: attempt.caseNo }),
      }
    : view;

async function resolution(
  unit: UnitOfWork,
  call: Call,
  orderId: string,
  verdict: Resolution['verdict'],
): Promise<Reply> {
  const { order, attempt } = (await loadOrder(unit, orderId))!;
  const view = orderView(unit, order, attempt);
  return call.keep(
    unit,
    answer(200, { verdict, order: withPeople(view, verdict, attempt) } satisfies Resolution),
  );
}

const noteProofs = (
  unit: UnitOfWork,
  { orderId, attemptId }: AttemptRow,
  proofs: readonly CheckedProof[],
): Promise<void> => {
  const row = { at: unit.now, who: 'card', what: HEADERS.cardProve, statusWord: '9000', attemptId };
  return noteExchanges(
    unit.tx,
    orderId,
    proofs.map(() => row),
  );
};

/** Another box: a right MAC2 counts, and nothing else was said. Its answer never names what its subscriber does not own. */
async function takeProof(
  parts: TspParts,
  call: Call,
  attemptId: string,
  proofs: readonly CheckedProof[],
): Promise<Reply> {
  const proof = proofs.find(({ isRight }) => isRight);
  if (!proof) return refuse(parts, 'attempt.not_found');
  const { mac2, tac } = proof;
  return commit(parts, call.session.stbId, async (unit) => {
    const moved = (await loadAttempt(unit, attemptId))!;
    const verdict = await proveDebit(unit, moved, { provenBy: 'mac2', mac2, tac });
    return isOwnOrder(moved.attempt, call)
      ? resolution(unit, call, moved.attempt.orderId, verdict)
      : call.keep(unit, refuse(parts, 'attempt.not_found'));
  });
}

/** Its own box: everything it says counts, as a claim. */
const takeObservation = (
  parts: TspParts,
  call: Call,
  seen: Moved,
  card: string,
  proofs: readonly CheckedProof[],
): Promise<Reply> =>
  commit(parts, call.session.stbId, async (unit) => {
    const moved = (await loadAttempt(unit, seen.attempt.attemptId))!;
    const { attempt } = moved;
    const { orderId } = attempt;
    if (cardOf(attempt) !== card) return resolution(unit, call, orderId, 'other-card');
    if (attempt.mac1 === undefined) {
      // Without MAC1 nothing can have been taken, and the card's INIT is gone.
      if (isBeforeMac1(attempt.state)) await endAttempt(unit, moved, 'voided');
      return resolution(unit, call, orderId, 'not-debited');
    }
    // MAC1 came out while the card was read: its proofs were not looked at.
    if (seen.attempt.mac1 === undefined) {
      return refuse(parts, 'attempt.state', { money: 'unknown', retry: 'same-key' });
    }
    await noteProofs(unit, attempt, proofs);
    const verdict = judge(attempt, card, proofs, call.body as Observation);
    return resolution(unit, call, orderId, await applyVerdict(unit, moved, verdict));
  });

/** People have the attempt in hand. The same key may ask again: they may let the HSM look at it. */
const unchecked = (parts: TspParts, call: Call, { order }: Moved): Promise<Reply> =>
  commit(parts, call.session.stbId, (unit) =>
    resolution(unit, { ...call, keep: (_unit, reply) => reply }, order.orderId, 'manual'),
  );

export const resolveAttempt: Handler = async (parts, call) => {
  const { stbId } = call.session;
  const { card: facts, proofs } = call.body as Observation;
  const serial = await openSerial(parts, call.session, facts, 'unknown');
  if (!serial.ok) return serial.error;
  const { issuer, applicationType } = facts;
  const card = cardOf({ issuer, applicationType, asn: serial.value });
  const seen = await commit(parts, stbId, (unit) => loadAttempt(unit, call.params.attemptId!));
  if (!seen || isBlockedStranger(seen.attempt, call)) return refuse(parts, 'attempt.not_found');
  const { attempt, order } = seen;
  const canCheck = attempt.mac1 !== undefined && cardOf(attempt) === card;
  const checked = canCheck ? await checkProofs(parts, call, attempt, proofs) : [];
  if (checked === 'unchecked') {
    return isOwnBox(attempt, call)
      ? unchecked(parts, call, seen)
      : refuse(parts, 'attempt.not_found');
  }
  if (checked === 'unavailable') {
    return isOwnOrder(attempt, call)
      ? refuse(parts, 'hsm.unavailable', { money: moneyOf(order, attempt) })
      : refuse(parts, 'attempt.not_found');
  }
  return isOwnBox(attempt, call)
    ? takeObservation(parts, call, seen, card, checked)
    : takeProof(parts, call, attempt.attemptId, checked);
};
