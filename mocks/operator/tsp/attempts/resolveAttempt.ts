/** The card is back, in any box; its evidence decides what became of the attempt. */
import type { Observation, Resolution } from '../../../../src/tsp/tspTypes.ts';
import type { TspParts } from '../base/ports.ts';
import { refuse } from '../base/problems.ts';
import { answer, type Reply } from '../base/reply.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { doubtAttempt, endAttempt, type Moved } from '../books/attemptOutcome.ts';
import { isBeforeMac1, isUnproven } from '../books/attemptTransitions.ts';
import { audit } from '../books/audit.ts';
import { HEADERS, noteExchanges } from '../books/exchanges.ts';
import { loadAttempt, loadOrder } from '../books/expire.ts';
import { type AttemptRow, issued } from '../books/rows.ts';
import { moneyOf, orderView } from '../books/views.ts';
import type { Call, Handler } from '../door/call.ts';
import { openSerial } from './cardData.ts';
import { checkMac2 } from './mac2Check.ts';
import { openConflict, proveDebit } from './proveDebit.ts';
import { type CheckedProof, resolve, type Verdict } from './resolve.ts';

/** Loads the attempt. Anyone with its card may resolve it; its subscriber may ask with any card. */
async function presented(unit: UnitOfWork, call: Call, asn: string): Promise<Moved | null> {
  const moved = await loadAttempt(unit, call.params.attemptId!);
  if (!moved) return null;
  const isOwn = moved.attempt.subscriberId === call.session.subscriberId;
  return isOwn || moved.attempt.asn === asn ? moved : null;
}

/** Checks them up to the right one. Without a right one, one that could not be checked leaves everything open. */
async function checkProofs(
  parts: TspParts,
  attempt: AttemptRow,
  proofs: Observation['proofs'],
  stbId: string,
): Promise<CheckedProof[] | 'unavailable' | 'unchecked'> {
  const checked: CheckedProof[] = [];
  let open: 'unchecked' | null = null;
  for (const { mac2, tac } of proofs) {
    const verdict = await checkMac2(parts, attempt, mac2, stbId);
    if (verdict === 'unavailable') return verdict;
    if (verdict === 'right') return [{ mac2, tac, isRight: true }];
    if (verdict === 'unchecked') open = verdict;
    checked.push({ mac2, tac, isRight: false });
  }
  return open ?? checked;
}

function judge(
  attempt: AttemptRow,
  asn: string,
  proofs: readonly CheckedProof[],
  { sequence, log }: Observation,
): Verdict {
  const { init, mac1, terminalNo } = issued(attempt);
  const { date, time } = mac1;
  const facts = {
    asn: attempt.asn,
    sequence: init.sequence,
    amountFen: attempt.amountFen,
    terminalNo,
    date,
    time,
  };
  return resolve(facts, { asn, proofs, sequence, log });
}

/** Opens a conflict if people decided that it was debited; the card says that it was not. The order stays as it is. */
async function contradictPeople(unit: UnitOfWork, moved: Moved, why: string): Promise<void> {
  if (moved.attempt.provenBy !== 'people') return;
  const note = `people decided that it was debited; ${why}`;
  await openConflict(unit, moved, { note, isClone: false });
}

/** Applies a verdict to the attempt as it is now; returns the verdict that holds in the end. */
async function apply(
  unit: UnitOfWork,
  moved: Moved,
  verdict: Verdict,
): Promise<Resolution['verdict']> {
  const { attempt } = moved;
  const { state } = attempt;
  const on = { orderId: attempt.orderId, attemptId: attempt.attemptId };
  await audit(unit, { what: 'attempt.observed', ...on, note: verdict.kind });
  if (verdict.kind === 'other-card') return 'other-card';
  if (verdict.kind === 'debited') return proveDebit(unit, moved, verdict);
  if (state === 'DEBITED') {
    if (verdict.kind === 'not-debited') await contradictPeople(unit, moved, verdict.note);
    return 'debited';
  }
  if (state === 'NOT_DEBITED') return 'not-debited';
  if (verdict.kind === 'not-debited') {
    await endAttempt(unit, moved, 'debitDisproven', { note: verdict.note });
    return 'not-debited';
  }
  if (verdict.kind === 'manual') {
    await openConflict(unit, moved, verdict);
    return 'manual';
  }
  if (state === 'MAC1_ISSUED') await doubtAttempt(unit, moved, 'evidence');
  return isUnproven(state) ? 'undecided' : 'not-debited';
}

async function resolution(
  unit: UnitOfWork,
  call: Call,
  orderId: string,
  verdict: Resolution['verdict'],
): Promise<Reply> {
  const { order, attempt } = (await loadOrder(unit, orderId))!;
  const view = orderView(order, attempt, unit.now, unit.parts.limits);
  return call.keep(unit, answer(200, { verdict, order: view } satisfies Resolution));
}

/** People have the attempt in hand. The same key may ask again: they may let the HSM look at it. */
async function unchecked(parts: TspParts, call: Call, { order, attempt }: Moved): Promise<Reply> {
  if (attempt.subscriberId !== call.session.subscriberId) {
    return refuse(parts, 'mac2.invalid', { money: 'unknown' });
  }
  return commit(parts, call.session.stbId, (unit) =>
    resolution(unit, { ...call, keep: (_unit, reply) => reply }, order.orderId, 'manual'),
  );
}

export const resolveAttempt: Handler = async (parts, call) => {
  const { stbId } = call.session;
  const observation = call.body as Observation;
  const serial = await openSerial(parts, call.session, observation.card);
  if (!serial.ok) return serial.error;
  const asn = serial.value;
  const seen = await commit(parts, stbId, (unit) => presented(unit, call, asn));
  if (!seen) return refuse(parts, 'attempt.not_found');
  const isSameCard = seen.attempt.asn === asn;
  const hadMac1 = seen.attempt.mac1 !== undefined;
  const proofs =
    hadMac1 && isSameCard ? await checkProofs(parts, seen.attempt, observation.proofs, stbId) : [];
  if (proofs === 'unchecked') return unchecked(parts, call, seen);
  if (proofs === 'unavailable') {
    const money = moneyOf(seen.order, seen.attempt);
    return refuse(parts, 'hsm.unavailable', { money });
  }
  return commit(parts, stbId, async (unit) => {
    const moved = (await presented(unit, call, asn))!;
    const { attempt } = moved;
    const { orderId } = attempt;
    if (!isSameCard) return resolution(unit, call, orderId, 'other-card');
    if (attempt.mac1 === undefined) {
      // Without MAC1 nothing can have been taken, and the card's INIT is gone.
      if (isBeforeMac1(attempt.state)) await endAttempt(unit, moved, 'voided');
      return resolution(unit, call, orderId, 'not-debited');
    }
    // MAC1 came out while the card was read: its proofs were not looked at.
    if (!hadMac1) return refuse(parts, 'attempt.state', { money: 'unknown', retry: 'same-key' });
    const proved = proofs.map(() => ({
      at: unit.now,
      who: 'card',
      what: HEADERS.cardProve,
      statusWord: '9000',
      attemptId: attempt.attemptId,
    }));
    await noteExchanges(unit.tx, orderId, proved);
    const verdict = judge(attempt, asn, proofs, observation);
    return resolution(unit, call, orderId, await apply(unit, moved, verdict));
  });
};
