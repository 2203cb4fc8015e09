/** Saving and moving orders and attempts: row, indexes, deadline and audit change together. */
import { chinaTime } from '../../../../src/shared/time.ts';
import type { Transaction } from '../../../store/store.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { audit } from './journals/audit.ts';
import {
  type AttemptRow,
  type DayEnd,
  isActive,
  isOpen,
  monthOf,
  type OrderRow,
  serviceOf,
} from './rows.ts';
import {
  bindCard,
  dropDayEnd,
  dropPasses,
  getAttempt,
  isClaimMarked,
  listAttempt,
  markClaim,
  markDebit,
  markDoubt,
  markNumber,
  markUnsettled,
  putAttempt,
  putDayEnd,
} from './store/attemptStore.ts';
import { wakeDay } from './store/dayStore.ts';
import { markAwaited } from './store/doorStore.ts';
import { dropMac2Tries } from './store/limitStore.ts';
import {
  activeOrderOf,
  getOrder,
  markAmount,
  markFound,
  markOpen,
  markPast,
  markReceipt,
  putOrder,
  setActiveOrder,
} from './store/orderStore.ts';
import { dropDeadline, putDeadline } from './store/queueStore.ts';
import {
  type AttemptEvent,
  isBeforeMac1,
  isOver,
  isUnproven,
  isUnsettled,
  nextAttemptState,
} from './transitions/attemptTransitions.ts';
import { nextOrderState, type OrderEvent } from './transitions/orderTransitions.ts';
import { countUnlisted } from './transitions/unlistedTransition.ts';

export { attemptOfCard, getAttempt } from './store/attemptStore.ts';
export { getOrder } from './store/orderStore.ts';

/** Reads the order of an attempt. @throws Error when there is none: the store is broken. */
export async function orderOf(tx: Transaction, attempt: AttemptRow): Promise<OrderRow> {
  const order = await getOrder(tx, attempt.orderId);
  if (!order) throw new Error(`attempt ${attempt.attemptId} has no order`);
  return order;
}

/** Sets when the subject must be checked; `null` removes its deadline. */
function setDeadline(unit: UnitOfWork, subject: string, at: number | null): void {
  if (at === null) {
    dropDeadline(unit.tx, subject);
  } else {
    putDeadline(unit.tx, subject, at);
    unit.after(() => unit.parts.armDeadline(at, subject, unit.now));
  }
}

function orderDeadline(order: OrderRow): number | null {
  return order.state === 'QUOTED' || order.state === 'CONFIRMED' ? order.expiresAt : null;
}

/** The order that was paid while this one blocked their service, if it still blocks it. */
async function paidMeanwhile(tx: Transaction, { paidInstead }: OrderRow): Promise<string | null> {
  const paid = paidInstead === undefined ? undefined : await getOrder(tx, paidInstead);
  return paid && isActive(paid.state) ? paid.orderId : null;
}

export async function saveOrder(unit: UnitOfWork, order: OrderRow): Promise<void> {
  const { tx } = unit;
  const { orderId, subscriberId, state, receiptNo } = order;
  putOrder(tx, order);
  markOpen(tx, order, isOpen(state));
  // Every later state is reached through these two.
  if (state === 'QUOTED') markAmount(tx, order);
  if (state === 'CONFIRMED') {
    markPast(tx, order, monthOf(order));
    if (order.confirmedAt !== undefined) markFound(tx, order);
  }
  if (state === 'PAID' && receiptNo !== undefined) markReceipt(tx, receiptNo, orderId);
  const service = serviceOf(order);
  const active = await activeOrderOf(tx, subscriberId, service);
  if (isActive(state)) {
    if (active === undefined) setActiveOrder(tx, subscriberId, service, orderId);
  } else if (active === orderId) {
    setActiveOrder(tx, subscriberId, service, await paidMeanwhile(tx, order));
  }
  setDeadline(unit, `order/${order.orderId}`, orderDeadline(order));
}

/** When time alone moves the attempt; `null`: never. A doubt with a case waits for people. */
export function attemptDeadline({ parts }: UnitOfWork, attempt: AttemptRow): number | null {
  const { reportMs, doubtCaseMs } = parts.limits;
  if (isBeforeMac1(attempt.state)) return attempt.heldUntil;
  if (!isUnproven(attempt.state) || attempt.caseNo !== undefined) return null;
  if (attempt.state === 'MAC1_ISSUED') return attempt.mac1!.issuedAt + reportMs;
  // From the doubt on, not from MAC1: the clock may have been set in between.
  return (attempt.doubtedAt ?? attempt.mac1!.issuedAt + reportMs) + doubtCaseMs;
}

/** Whether the next batch claims it. */
export const isClaimDue = async (
  tx: Transaction,
  { attemptId, mac1 }: AttemptRow,
): Promise<boolean> =>
  mac1 !== undefined && (await isClaimMarked(tx, mac1.businessDate, attemptId));

/** Whether its settlement may come out otherwise than before. Which batch has the claim changes nothing. */
const mayChangeDay = ({ state, claim }: AttemptRow): boolean =>
  state === 'IN_DOUBT' || (state === 'DEBITED' && claim !== 'BATCHED' && claim !== 'SENT');

/**
 * Whether nobody has said how it ended, whatever became of its order, or only people have: its box may have the card's own word,
 * with the TAC, in its journal.
 */
export const lacksCardsWord = ({ state, tac, deniedBy }: AttemptRow): boolean =>
  isUnproven(state) ||
  (state === 'DEBITED' ? tac === undefined : state === 'NOT_DEBITED' && deniedBy === 'people');

export async function saveAttempt(unit: UnitOfWork, attempt: AttemptRow): Promise<void> {
  const { tx } = unit;
  const { attemptId, state } = attempt;
  putAttempt(tx, attempt);
  // Every attempt is saved in this state first.
  if (state === 'CARD_BOUND') listAttempt(tx, attempt);
  await bindCard(tx, attempt, isBeforeMac1(state));
  if (attempt.mac1) {
    markUnsettled(tx, attempt, isUnsettled(state) && attempt.clearedAt === undefined);
    if (state === 'MAC1_ISSUED') markNumber(tx, attempt);
    markAwaited(tx, attempt, lacksCardsWord(attempt));
  }
  if (attempt.mac1 && attempt.claim !== undefined) {
    markClaim(tx, attempt.mac1.businessDate, attemptId, attempt.claim === 'UNCLAIMED');
  }
  indexByState(unit, attempt);
  if (mayChangeDay(attempt)) await wakeDay(tx, attempt.mac1!.businessDate);
  setDeadline(unit, `attempt/${attemptId}`, attemptDeadline(unit, attempt));
}

/** Keeps the lists of a day's debits, sorted by order, and of doubts, oldest first. */
function indexByState({ tx }: UnitOfWork, attempt: AttemptRow): void {
  const { attemptId, state, mac1, doubtedAt } = attempt;
  if (state === 'DEBITED') markDebit(tx, mac1!.businessDate, attempt);
  if (doubtedAt !== undefined) markDoubt(tx, doubtedAt, attemptId, state === 'IN_DOUBT');
}

/** Lists the attempt's end under today and returns the day. A later proof replaces the entry. */
async function noteEnd(
  unit: UnitOfWork,
  attempt: AttemptRow,
  event: AttemptEvent,
): Promise<string> {
  const { tx, now } = unit;
  const { attemptId, orderId, amountFen, endedOn } = attempt;
  if (endedOn !== undefined) dropDayEnd(tx, endedOn, attemptId);
  const paid = attempt.state === 'DEBITED';
  const order = await getOrder(tx, orderId);
  const confirmedAt = order?.confirmedAt;
  const end: DayEnd = {
    at: now,
    paid,
    amountFen,
    ...(order ? { serviceId: serviceOf(order) } : {}),
    ...(paid ? {} : { code: attempt.reason ?? event }),
    ...(paid && confirmedAt !== undefined ? { tookMs: now - confirmedAt } : {}),
  };
  const { date } = chinaTime(now);
  putDayEnd(tx, date, attemptId, end);
  return date;
}

/** BOSS is told of the order's state under the business day of its payment. */
async function wakePaidDay({ tx }: UnitOfWork, { paidBy }: OrderRow): Promise<void> {
  const attempt = paidBy === undefined ? undefined : await getAttempt(tx, paidBy);
  if (attempt?.mac1) await wakeDay(tx, attempt.mac1.businessDate);
}

/** Moves an order by its transition table and applies `change`. @throws Error on an unlisted pair. */
export async function moveOrder(
  unit: UnitOfWork,
  order: OrderRow,
  event: OrderEvent,
  change: Partial<OrderRow> = {},
  note?: string,
): Promise<OrderRow> {
  const state = countUnlisted(unit.parts, () => nextOrderState(order.state, event));
  const isServed = state !== order.state && (state === 'COMPLETED' || state === 'CREDITED');
  const served = isServed ? { servedAt: unit.now } : {};
  const since = state === order.state ? {} : { stateSince: unit.now };
  const moved: OrderRow = { ...order, ...since, ...served, ...change, state };
  await saveOrder(unit, moved);
  if (state !== order.state) await wakePaidDay(unit, moved);
  await audit(unit, {
    what: `order.${event}`,
    orderId: order.orderId,
    from: order.state,
    to: state,
    ...(note === undefined ? {} : { note }),
  });
  return moved;
}

/** Moves an attempt by its transition table and applies `change`. @throws Error on an unlisted pair. */
export async function moveAttempt(
  unit: UnitOfWork,
  attempt: AttemptRow,
  event: AttemptEvent,
  change: Partial<AttemptRow> = {},
  note?: string,
): Promise<AttemptRow> {
  const state = countUnlisted(unit.parts, () => nextAttemptState(attempt.state, event));
  let moved: AttemptRow = { ...attempt, ...change, state };
  if (state !== attempt.state && isOver(state)) {
    moved = { ...moved, endedOn: await noteEnd(unit, moved, event) };
  }
  if (isUnsettled(attempt.state) && !isUnsettled(state)) {
    await dropPasses(unit.tx, attempt.attemptId);
  }
  if (attempt.mac2 === undefined && moved.mac2 !== undefined) {
    dropMac2Tries(unit.tx, attempt.attemptId);
  }
  await saveAttempt(unit, moved);
  await audit(unit, {
    what: `attempt.${event}`,
    orderId: attempt.orderId,
    attemptId: attempt.attemptId,
    from: attempt.state,
    to: state,
    ...(note === undefined ? {} : { note }),
  });
  return moved;
}
