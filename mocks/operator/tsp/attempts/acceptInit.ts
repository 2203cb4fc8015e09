/**
 * The INIT answer, checked before any PSAM is asked: whether the attempt still waits for it, the card may pay with this number, no
 * earlier payment stands in its way, and the price is still held.
 */
import { fail, ok, type Result } from '../../../../src/shared/result.ts';
import { DAY_MS } from '../../../../src/shared/time.ts';
import type { InitAnswerBody, ProblemCode } from '../../../../src/tsp/tspTypes.ts';
import { bossRefusal, rejectReason, saidOf } from '../base/bossClient.ts';
import { cardOf } from '../base/cardIdentity.ts';
import type { TspParts } from '../base/ports.ts';
import { refuse } from '../base/problems.ts';
import type { Reply } from '../base/reply.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { cancelUnpaid, endAttempt, isPaidInstead, type Moved } from '../books/attemptOutcome.ts';
import { loadAttempt } from '../books/expire.ts';
import { isMistaken } from '../books/followSignature.ts';
import { getAttempt, moveAttempt, orderOf, saveOrder } from '../books/moveOrder.ts';
import type { AttemptRow } from '../books/rows.ts';
import { lastPaidNumber, payerOf } from '../books/store/attemptStore.ts';
import { moneyOf, openAttemptView } from '../books/views.ts';
import { isBlockedHere } from '../controls/blacklist.ts';
import type { Call } from '../door/call.ts';
import type { Hold } from '../orders/quotes.ts';
import { mustShowTac } from './askForTac.ts';
import { doubtInTheWay, hasTooManyOf } from './cardDoubts.ts';
import { openConflict } from './openConflict.ts';
import { isOwnBox } from './ownBox.ts';

/** Both numbers mean 3DES; any other is another algorithm. */
const ALGORITHMS = ['00', '01'];
const LAST_SEQUENCE = 0xffff;

/** Loads the box's own attempt if it waits for an INIT answer. */
export async function waiting(unit: UnitOfWork, call: Call): Promise<Result<Moved, Reply>> {
  const moved = await loadAttempt(unit, call.params.attemptId!);
  if (!moved || !isOwnBox(moved.attempt, call)) {
    return fail(refuse(unit.parts, 'attempt.not_found'));
  }
  return moved.attempt.state === 'PSAM_LEASED' ? ok(moved) : fail(await over(unit, moved));
}

/** Another PSAM is there at once, for a new attempt. */
export const TAKE_ANOTHER = { retry: 'new', position: 1, retryAfterMs: 0 } as const;

/**
 * Why the attempt gets no MAC1 any more. Its lease was over, or the platform restarted: nothing was taken, and a new attempt may
 * begin, unless it was the order's last one.
 */
export async function over(unit: UnitOfWork, { order, attempt }: Moved): Promise<Reply> {
  const { parts } = unit;
  const money = moneyOf(order, attempt);
  const isLast = attempt.state === 'VOID' && order.attemptId === attempt.attemptId;
  if (isLast && order.state === 'CONFIRMED') {
    return refuse(parts, 'psam.busy', { ...TAKE_ANOTHER, money });
  }
  const hasEnded = order.state === 'CANCELLED' || order.state === 'EXPIRED';
  const isOther = await isPaidInstead(unit, order);
  const code = isLast && hasEnded && !isOther ? 'order.state' : 'attempt.state';
  return refuse(parts, code, { money });
}

/** Returns why this card cannot make this payment; `null` when it can. */
export async function cardFault(
  unit: UnitOfWork,
  attempt: AttemptRow,
  init: InitAnswerBody,
): Promise<ProblemCode | null> {
  if (!ALGORITHMS.includes(init.algorithmId)) return 'card.unsupported';
  if (init.sequence === LAST_SEQUENCE) return 'card.counter_exhausted';
  if (init.balanceFen < attempt.amountFen) return 'card.insufficient';
  if (await isBlockedHere(unit.tx, attempt)) return 'card.blocked';
  // A number that has paid, or one below it, cannot come again, except from a clone, a faulty card or a box that lies.
  const card = cardOf(attempt);
  const hasPaid = (await payerOf(unit.tx, card, init.sequence)) !== undefined;
  const isBelow = init.sequence <= ((await lastPaidNumber(unit.tx, card)) ?? -1);
  return hasPaid || isBelow ? 'card.blocked' : null;
}

/**
 * An earlier payment of the card stands in the way, or the card is to show its last one: this attempt got no MAC1, and does not count
 * as a try.
 */
async function settleFirst(
  unit: UnitOfWork,
  call: Call,
  moved: Moved,
  inTheWay: AttemptRow | undefined,
): Promise<Reply> {
  const { parts } = unit;
  const order = { ...moved.order, tries: Math.max(0, moved.order.tries - 1) };
  await saveOrder(unit, order);
  await endAttempt(unit, { ...moved, order }, 'voided', { reason: 'card.unresolved' });
  // Only the box that began the earlier payment is told which it is.
  const refusal =
    inTheWay && isOwnBox(inTheWay, call)
      ? refuse(parts, 'card.unresolved', { attempt: openAttemptView(inTheWay) })
      : refuse(parts, 'card.unresolved', { money: 'untouched' });
  return call.keep(unit, refusal);
}

/** The hold lapsed or the price changed: nothing was taken, a new quote is needed. */
async function holdLost(
  unit: UnitOfWork,
  call: Call,
  moved: Moved,
  refusal: Reply,
): Promise<Result<never, Reply>> {
  await cancelUnpaid(unit, moved);
  return fail(call.keep(unit, refusal));
}

/**
 * The card shows a number again of which only people said that it has paid. It gets no MAC1 until they decide again, so they are told;
 * by the box that began that payment, as with all that only a box says.
 */
async function tellPeople(
  unit: UnitOfWork,
  call: Call,
  asking: AttemptRow,
  { sequence }: InitAnswerBody,
): Promise<void> {
  const owner = await payerOf(unit.tx, cardOf(asking), sequence);
  const paid = owner === undefined ? undefined : await getAttempt(unit.tx, owner);
  if (!paid || !isMistaken(paid) || !isOwnBox(paid, call)) return;
  const note = 'people decided that it was debited; the card shows its number again';
  await openConflict(unit, { order: await orderOf(unit.tx, paid), attempt: paid }, note);
}

/** Checks the INIT answer and moves the attempt to INIT_DONE. From then on one PSAM is asked once. */
export async function acceptInit(
  unit: UnitOfWork,
  call: Call,
  hold: Awaited<ReturnType<typeof askHold>>,
): Promise<Result<AttemptRow, Reply>> {
  const { parts } = unit;
  const init = call.body as InitAnswerBody;
  const checked = await waiting(unit, call);
  if (!checked.ok) return checked;
  const { attempt } = checked.value;
  const fault = await cardFault(unit, attempt, init);
  if (fault !== null) {
    await endAttempt(unit, checked.value, 'voided', { reason: fault });
    await tellPeople(unit, call, attempt, init);
    const { balanceFen } = init;
    const { amountFen } = attempt;
    const details = fault === 'card.insufficient' ? { balanceFen, amountFen } : {};
    return fail(call.keep(unit, refuse(parts, fault, details)));
  }
  if (await hasTooManyOf(unit, attempt, init.sequence)) {
    await endAttempt(unit, checked.value, 'voided', { reason: 'rate.limited' });
    const details = { retry: 'new', retryAfterMs: DAY_MS } as const;
    return fail(call.keep(unit, refuse(parts, 'rate.limited', details)));
  }
  const inTheWay = await doubtInTheWay(unit, attempt, init);
  const isAsked = await mustShowTac(unit, attempt, init);
  if (inTheWay || isAsked) return fail(await settleFirst(unit, call, checked.value, inTheWay));
  if (!hold.ok) {
    const refusal = bossRefusal(parts, hold.error);
    return rejectReason(hold.error) === null
      ? fail(refusal)
      : holdLost(unit, call, checked.value, refusal);
  }
  if (hold.value.amountFen !== attempt.amountFen) {
    const { amountFen } = hold.value;
    return holdLost(unit, call, checked.value, refuse(parts, 'quote.changed', { amountFen }));
  }
  return ok(await moveAttempt(unit, attempt, 'initAnswered', { init }));
}

export const askHold = async (parts: TspParts, orderId: string) =>
  saidOf(orderId, await parts.boss.get<Hold>(`/holds/${orderId}`));
