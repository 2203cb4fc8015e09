/** Binds the card to an order for a new attempt: every check that needs no PSAM, and what earlier attempts of this box leave behind. */
import { ulid } from '../../../../src/shared/random.ts';
import { fail, ok, type Result } from '../../../../src/shared/result.ts';
import { DAY_MS } from '../../../../src/shared/time.ts';
import type { AttemptRequest, ProblemCode } from '../../../../src/tsp/tspTypes.ts';
import { attemptWait, noteAttempt } from '../base/attemptLimits.ts';
import { cardOf } from '../base/cardIdentity.ts';
import { type ProblemDetails, refuse } from '../base/problems.ts';
import type { Reply } from '../base/reply.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { endAttempt, isPaidInstead, type Moved } from '../books/attemptOutcome.ts';
import { loadAttempt, loadOrder } from '../books/expire.ts';
import { attemptOfCard, moveAttempt, moveOrder, saveAttempt } from '../books/moveOrder.ts';
import type { AttemptRow, OrderRow } from '../books/rows.ts';
import { isBeforeMac1, isUnproven } from '../books/transitions/attemptTransitions.ts';
import { moneyOf, openAttemptView } from '../books/views.ts';
import { isCardBlocked } from '../controls/blacklist.ts';
import { isOn } from '../controls/switches.ts';
import type { Call } from '../door/call.ts';
import { ownOrder } from '../orders/orders.ts';
import { cardTailOf, isValidOn } from './cardData.ts';
import { hasTooManyHere, unprovenHere } from './cardDoubts.ts';
import { macRefusals } from './macRefusals.ts';
import { isOwnBox } from './ownBox.ts';

interface Bound {
  readonly attemptId: string;
  readonly avoid: readonly string[];
  readonly keyVersion: string | undefined;
}

/**
 * Frees the card of what it began in this box: an attempt without MAC1 is voided, an unproven one is resolved first, before
 * an INIT makes the card forget its proof. What other boxes began with a card of this name is held against its number later.
 */
async function freeCard(unit: UnitOfWork, call: Call, card: string): Promise<Reply | null> {
  const unproven = await unprovenHere(unit, call, card);
  if (unproven) {
    return refuse(unit.parts, 'card.unresolved', { attempt: openAttemptView(unproven) });
  }
  const bound = await attemptOfCard(unit.tx, card, call.session.stbId);
  const moved = bound && (await loadAttempt(unit, bound.attemptId));
  if (!moved || !isBeforeMac1(moved.attempt.state) || isWaiting(moved, call.key)) return null;
  await endAttempt(unit, moved, 'voided', { note: 'the card began another payment' });
  return null;
}

/** Whether the same key asks again for an attempt that waits for a PSAM. */
const isWaiting = ({ attempt }: Moved, startKey: string): boolean =>
  attempt.state === 'CARD_BOUND' && attempt.startKey === startKey;

/** Why the order's own attempt comes first. Its details are for the box that began it. */
function unprovenFirst(unit: UnitOfWork, call: Call, attempt: AttemptRow, card: string): Reply {
  const isSameCard = cardOf(attempt) === card;
  const other = attempt.state === 'IN_DOUBT' ? 'card.mismatch' : 'attempt.open';
  const details = isOwnBox(attempt, call) ? { attempt: openAttemptView(attempt) } : {};
  return refuse(unit.parts, isSameCard ? 'card.unresolved' : other, details);
}

/** Makes the order ready for an attempt; an earlier attempt that this box made without MAC1 is voided. */
async function readyOrder(
  unit: UnitOfWork,
  call: Call,
  card: string,
): Promise<Result<OrderRow, Reply>> {
  const { parts } = unit;
  const loaded = await loadOrder(unit, call.params.orderId!);
  if (!loaded || loaded.order.subscriberId !== call.session.subscriberId) {
    return fail(refuse(parts, 'order.not_found'));
  }
  const { order, attempt } = loaded;
  if (order.paidBy !== undefined) return fail(refuse(parts, 'order.already_paid'));
  if (attempt && isUnproven(attempt.state)) {
    return fail(unprovenFirst(unit, call, attempt, card));
  }
  if (await isPaidInstead(unit, order)) return fail(refuse(parts, 'order.already_paid'));
  if (order.state === 'EXPIRED') return fail(refuse(parts, 'quote.expired'));
  if (order.state === 'PAYING' && attempt) {
    if (!isOwnBox(attempt, call)) return fail(refuse(parts, 'order.already_paying'));
    const ended = await endAttempt(unit, { order, attempt }, 'voided', { note: 'started over' });
    if (ended.order.state === 'CONFIRMED') return ok(ended.order);
    return fail(refuse(parts, 'order.state'));
  }
  if (order.state === 'CONFIRMED') return ok(order);
  return fail(refuse(parts, 'order.state', { money: moneyOf(order, attempt) }));
}

const boundTo = ({ avoid, needsKey }: OrderRow, attemptId: string, asn: string): Bound => ({
  attemptId,
  avoid,
  keyVersion: needsKey?.asn === asn ? needsKey.keyVersion : undefined,
});

/** Makes every check that needs no PSAM, then creates the attempt and binds the card to it. */
export async function bind(
  unit: UnitOfWork,
  call: Call,
  asn: string,
  accepted: boolean,
): Promise<Result<Bound, Reply>> {
  const { parts, now } = unit;
  const { card: facts, balanceFen } = call.body as AttemptRequest;
  const { subscriberId, stbId } = call.session;
  const refused = (code: ProblemCode, details?: ProblemDetails) =>
    fail(refuse(parts, code, details));
  const orderId = call.params.orderId!;
  const { issuer, applicationType } = facts;
  const identity = cardOf({ issuer, applicationType, asn });
  const own = await ownOrder(unit, orderId, subscriberId);
  if (!own) return refused('order.not_found');
  if (!accepted) return refused('psam.none_for_card');
  if (!isValidOn(facts, now)) return refused('card.expired');
  if (await isCardBlocked(unit.tx, { issuer, applicationType, asn })) {
    return refused('card.blocked');
  }
  if ((await macRefusals(unit, identity, stbId)) >= parts.limits.macRefusalsPerDay) {
    return refused('mac.card_rejected', { retry: 'no' });
  }
  const busy = await freeCard(unit, call, identity);
  if (busy) return fail(busy);
  const { order, attempt } = (await ownOrder(unit, orderId, subscriberId))!;
  if (attempt && cardOf(attempt) === identity && isWaiting({ order, attempt }, call.key)) {
    const heldUntil = now + parts.limits.psamWaitMs;
    await saveAttempt(unit, { ...attempt, heldUntil });
    return ok(boundTo(order, attempt.attemptId, asn));
  }
  const ready = await readyOrder(unit, call, identity);
  if (!ready.ok) return ready;
  const { amountFen } = ready.value.quote;
  if (balanceFen < amountFen) return refused('card.insufficient', { balanceFen, amountFen });
  if (!(await isOn(unit.tx, 'attempts'))) return refused('payments.paused');
  const from = call.address === undefined ? {} : { address: call.address };
  const payer = { stbId, subscriberId, card: identity, ...from };
  const tooManyMs = (await hasTooManyHere(unit, call, identity)) ? DAY_MS : null;
  const retryAfterMs = tooManyMs ?? attemptWait(parts, payer);
  if (retryAfterMs !== null) return refused('rate.limited', { retryAfterMs });
  // Counted at once: of two requests that come together only one may be the last that is allowed.
  noteAttempt(parts, payer);
  const attemptId = ulid(now, parts.environment.random);
  await moveAttempt(
    unit,
    {
      attemptId,
      orderId,
      subscriberId,
      stbId,
      ...from,
      startKey: call.key,
      amountFen,
      asn,
      cardTail: cardTailOf(asn),
      issuer,
      applicationType,
      state: 'CREATED',
      heldUntil: now + parts.limits.psamWaitMs,
    },
    'cardBound',
  );
  const paying = await moveOrder(unit, ready.value, 'attemptStarted', { attemptId });
  return ok(boundTo(paying, attemptId, asn));
}
