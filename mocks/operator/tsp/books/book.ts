/** Reading and moving orders and attempts: state, indexes and audit change together or not at all. */
import { chinaTime } from '../../../../src/shared/time.ts';
import type { Transaction } from '../../../store/store.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import {
  type AttemptEvent,
  isBeforeMac1,
  isUnsettled,
  nextAttemptState,
} from './attemptTransitions.ts';
import { audit } from './audit.ts';
import { indexForSearch } from './orderSearch.ts';
import { nextOrderState, type OrderEvent } from './orderTransitions.ts';
import { countRefused } from './refusedTransition.ts';
import {
  type AttemptRow,
  type DayEnd,
  isActive,
  isOpen,
  type Mac1Facts,
  monthOf,
  type OrderRow,
  serviceOf,
} from './rows.ts';

export const getOrder = (tx: Transaction, orderId: string) => tx.get<OrderRow>(`order/${orderId}`);
export const getAttempt = (tx: Transaction, attemptId: string) =>
  tx.get<AttemptRow>(`attempt/${attemptId}`);
/** The attempt that holds this card, if one does. */
export const attemptOfCard = async (tx: Transaction, asn: string) => {
  const attemptId = await tx.get<string>(`card/${asn}`);
  return attemptId === undefined ? undefined : getAttempt(tx, attemptId);
};

/** @throws Error: an attempt without its order is a broken store. */
export async function orderOf(tx: Transaction, attempt: AttemptRow): Promise<OrderRow> {
  const order = await getOrder(tx, attempt.orderId);
  if (!order) throw new Error(`attempt ${attempt.attemptId} has no order`);
  return order;
}

/** Something has to be looked at then; `null`: nothing any more. */
function setDeadline(unit: UnitOfWork, key: string, at: number | null): void {
  if (at === null) {
    unit.tx.delete(`due/${key}`);
  } else {
    unit.tx.put(`due/${key}`, at);
    unit.after(() => unit.parts.armDeadline(at, key));
  }
}

function orderDeadline(order: OrderRow): number | null {
  return order.state === 'QUOTED' || order.state === 'CONFIRMED' ? order.expiresAt : null;
}

export async function saveOrder(unit: UnitOfWork, order: OrderRow): Promise<void> {
  const { tx } = unit;
  tx.put(`order/${order.orderId}`, order);
  const open = `open/${order.subscriberId}/${order.orderId}`;
  if (isOpen(order.state)) tx.put(open, true);
  else tx.delete(open);
  // Every later state is reached through this one.
  if (order.state === 'CONFIRMED') {
    const month = monthOf(order);
    tx.put(`past/${order.subscriberId}/${order.orderId}`, true);
    tx.put(`months/${order.subscriberId}/${month}`, true);
    tx.put(`month/${order.subscriberId}/${month}/${order.orderId}`, true);
  }
  if (order.confirmedAt !== undefined) indexForSearch(tx, order);
  const lock = `active/${order.subscriberId}/${serviceOf(order)}`;
  const holder = await tx.get<string>(lock);
  if (isActive(order.state)) {
    if (holder === undefined) tx.put(lock, order.orderId);
  } else if (holder === order.orderId) tx.delete(lock);
  setDeadline(unit, `order/${order.orderId}`, orderDeadline(order));
}

/** When time alone moves the attempt; `null`: never. A doubt that people look at already waits for them. */
export function attemptDeadline({ parts }: UnitOfWork, attempt: AttemptRow): number | null {
  const { reportMs, doubtCaseMs } = parts.limits;
  if (isBeforeMac1(attempt.state)) return attempt.heldUntil;
  if (!isUnsettled(attempt.state) || attempt.caseNo !== undefined) return null;
  const doubtAt = attempt.mac1!.issuedAt + reportMs;
  return attempt.state === 'MAC1_ISSUED' ? doubtAt : doubtAt + doubtCaseMs;
}

const claimKey = (attemptId: string, { businessDate }: Mac1Facts): string =>
  `claim/${businessDate}/${attemptId}`;

/** Whether the next batch claims it. */
export const isInLine = async (
  tx: Transaction,
  { attemptId, mac1 }: AttemptRow,
): Promise<boolean> =>
  mac1 !== undefined && (await tx.get(claimKey(attemptId, mac1))) !== undefined;

export async function saveAttempt(unit: UnitOfWork, attempt: AttemptRow): Promise<void> {
  const { tx } = unit;
  const { attemptId, asn, state } = attempt;
  tx.put(`attempt/${attemptId}`, attempt);
  const card = `card/${asn}`;
  if (isBeforeMac1(state) || isUnsettled(state)) tx.put(card, attemptId);
  else if ((await tx.get<string>(card)) === attemptId) tx.delete(card);
  if (attempt.mac1 && attempt.claim !== undefined) {
    const claim = claimKey(attemptId, attempt.mac1);
    if (attempt.claim === 'UNCLAIMED' && attempt.tac !== undefined) tx.put(claim, true);
    else tx.delete(claim);
  }
  indexByState(unit, attempt);
  setDeadline(unit, `attempt/${attemptId}`, attemptDeadline(unit, attempt));
}

const ENDED = ['DEBITED', 'NOT_DEBITED_CLAIMED', 'NOT_DEBITED', 'VOID'];

/** A day's debits, sorted by order; and the doubts, oldest first. */
function indexByState(
  { tx }: UnitOfWork,
  { attemptId, orderId, state, mac1, doubtedAt }: AttemptRow,
) {
  if (state === 'DEBITED') tx.put(`dayDebit/${mac1!.businessDate}/${orderId}/${attemptId}`, true);
  if (doubtedAt === undefined) return;
  const doubt = `doubt/${String(doubtedAt).padStart(13, '0')}/${attemptId}`;
  if (state === 'IN_DOUBT') tx.put(doubt, true);
  else tx.delete(doubt);
}

/** One entry for each attempt that is over: a later proof replaces it. */
async function noteEnd(
  unit: UnitOfWork,
  attempt: AttemptRow,
  event: AttemptEvent,
): Promise<string> {
  const { tx, now } = unit;
  const { attemptId, orderId, amountFen, endedOn } = attempt;
  if (endedOn !== undefined) tx.delete(`dayEnd/${endedOn}/${attemptId}`);
  const paid = attempt.state === 'DEBITED';
  const confirmedAt = (await getOrder(tx, orderId))?.confirmedAt;
  const end: DayEnd = {
    at: now,
    paid,
    amountFen,
    ...(paid ? {} : { code: attempt.reason ?? event }),
    ...(paid && confirmedAt !== undefined ? { tookMs: now - confirmedAt } : {}),
  };
  const { date } = chinaTime(now);
  tx.put(`dayEnd/${date}/${attemptId}`, end);
  return date;
}

/** Moves an order by the table, with `change`. @throws Error on an unlisted pair. */
export async function moveOrder(
  unit: UnitOfWork,
  order: OrderRow,
  event: OrderEvent,
  change: Partial<OrderRow> = {},
  note?: string,
): Promise<OrderRow> {
  const state = countRefused(unit.parts, () => nextOrderState(order.state, event));
  const moved: OrderRow = { ...order, ...change, state };
  await saveOrder(unit, moved);
  await audit(unit, {
    what: `order.${event}`,
    orderId: order.orderId,
    from: order.state,
    to: state,
    ...(note === undefined ? {} : { note }),
  });
  return moved;
}

/** Moves an attempt by the table, with `change`. @throws Error on an unlisted pair. */
export async function moveAttempt(
  unit: UnitOfWork,
  attempt: AttemptRow,
  event: AttemptEvent,
  change: Partial<AttemptRow> = {},
  note?: string,
): Promise<AttemptRow> {
  const state = countRefused(unit.parts, () => nextAttemptState(attempt.state, event));
  let moved: AttemptRow = { ...attempt, ...change, state };
  if (state !== attempt.state && ENDED.includes(state)) {
    moved = { ...moved, endedOn: await noteEnd(unit, moved, event) };
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
