/** Activation: the order is paid, and BOSS opens the service or finally rejects it. */
import { ok } from '../../../../src/shared/result.ts';
import { rfc3339 } from '../../../../src/shared/time.ts';
import type { components } from '../../../contract/bossApi.generated.ts';
import { type BossOrder, isDate, isId, wordOn } from '../base/bossClient.ts';
import type { TspParts } from '../base/ports.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { openCase } from '../books/cases.ts';
import { post } from '../books/journals/ledger.ts';
import { getOrder, moveOrder } from '../books/moveOrder.ts';
import { dequeue, enqueue, isTriedLong, type OutboxRow } from '../books/outboxRows.ts';
import type { OrderRow } from '../books/rows.ts';
import { passesTacCheck } from './tacGate.ts';

/** A reason that is no code cannot travel to the portal. */
const causeOf = (reason: unknown): Partial<OrderRow> =>
  typeof reason === 'string' && /^[a-z._-]{1,40}$/.test(reason) ? { cause: reason } : {};

type ActivationRequest = components['schemas']['ActivationRequest'];

/** Moves the order to ACTIVATING; returns `null` when this row has nothing left to do. */
const pickUp = (parts: TspParts, row: OutboxRow): Promise<OrderRow | null> =>
  commit(parts, 'tsp', async (unit) => {
    const order = await getOrder(unit.tx, row.subject);
    if (order?.state === 'PAID') return moveOrder(unit, order, 'activationStarted');
    if (order?.state === 'ACTIVATING') return order;
    dequeue(unit, row);
    return null;
  });

/** Whether BOSS has decided, or is deciding: telling it again would not help. */
export const isDecided = ({ state, final }: BossOrder): boolean =>
  state !== 'NONE' && state !== 'STOPPED' && (state !== 'REJECTED' || final === true);

/** Tells BOSS that the order is paid. */
export async function tellBoss(
  parts: TspParts,
  { orderId, subscriberId, quote, paidAt }: OrderRow,
) {
  const body: ActivationRequest = {
    subscriberId,
    amountFen: quote.amountFen,
    items: quote.items,
    paidAt: rfc3339(paidAt!),
  };
  return wordOn(orderId, await parts.boss.put(`/orders/${orderId}/activation`, body));
}

/** Tells BOSS. After the first try BOSS is asked before: it may have opened the service already. */
async function ask(parts: TspParts, row: OutboxRow, order: OrderRow) {
  const { orderId } = order;
  if (row.tries > 1) {
    const known = wordOn(orderId, await parts.boss.get(`/orders/${orderId}`));
    if (!known.ok && known.error.kind === 'no-answer') return known;
    if (known.ok && isDecided(known.value)) return ok(known.value);
  }
  return tellBoss(parts, order);
}

async function stuck(
  unit: UnitOfWork,
  row: OutboxRow,
  order: OrderRow,
  note: string,
  change: Partial<OrderRow> = {},
): Promise<void> {
  const { orderId, paidBy, quote } = order;
  const on = { orderId, attemptId: paidBy, amountFen: quote.amountFen };
  const caseNo = await openCase(unit, 'activation-stuck', on, note);
  await moveOrder(unit, order, 'activationStuck', { ...change, caseNo }, note);
  dequeue(unit, row);
}

/**
 * The period and number under which BOSS opened the service. What is no period or number is left out: the day's file could not carry
 * it, and no payment of that day would be compared; and no box believes an order that ends before it begins.
 */
export function periodOf(
  { quote }: OrderRow,
  { from, to, bossOrder }: Partial<BossOrder> = {},
): Partial<OrderRow> {
  const told = { ...(isDate(from) ? { from } : {}), ...(isDate(to) ? { to } : {}) };
  const period = { from: quote.from, to: quote.to, ...told };
  return {
    ...(period.from < period.to ? told : {}),
    ...(isId(bossOrder) ? { bossOrder } : {}),
  };
}

async function opened(unit: UnitOfWork, row: OutboxRow, order: OrderRow, boss: BossOrder) {
  const { orderId, paidBy, quote } = order;
  const { amountFen } = quote;
  if (boss.amountFen !== undefined && boss.amountFen !== amountFen) {
    return stuck(unit, row, order, `BOSS opened it for ${boss.amountFen} fen`);
  }
  await post(unit, 'revenue', { orderId, attemptId: paidBy!, amountFen });
  await moveOrder(unit, order, 'activated', periodOf(order, boss));
  dequeue(unit, row);
}

/** Whether a paid order must wait because the PPP says that its TAC is wrong. After a day it is for people. */
async function isHeldBack(parts: TspParts, row: OutboxRow): Promise<boolean> {
  const seen = await parts.store.transaction((tx) => getOrder(tx, row.subject));
  if (seen?.state !== 'PAID' || (await passesTacCheck(parts, seen.paidBy!))) return false;
  if (!isTriedLong(row, parts.limits)) return true;
  await commit(parts, 'tsp', async (unit) => {
    const order = await getOrder(unit.tx, row.subject);
    const note = 'the PPP says that its TAC is wrong';
    if (order?.state === 'PAID') await stuck(unit, row, order, note, { withheld: true });
  });
  return true;
}

/** Delivers an activation. Only a clear answer moves the order; any other means "not yet", until a day has passed. */
export async function deliverActivation(parts: TspParts, row: OutboxRow): Promise<void> {
  if (await isHeldBack(parts, row)) return;
  const picked = await pickUp(parts, row);
  if (!picked) return;
  const told = await ask(parts, row, picked);
  await commit(parts, 'tsp', async (unit) => {
    const order = await getOrder(unit.tx, row.subject);
    if (order?.state !== 'ACTIVATING') return dequeue(unit, row);
    const boss = told.ok ? told.value : null;
    if (boss?.state === 'ACTIVATED') return opened(unit, row, order, boss);
    if (boss?.state === 'REJECTED' && boss.final === true) {
      const cause = causeOf(boss.reason);
      await moveOrder(unit, order, 'activationRejected', cause, boss.reason);
      enqueue(unit, 'CREDIT', order.orderId);
      return dequeue(unit, row);
    }
    if (isTriedLong(row, parts.limits)) {
      return stuck(unit, row, order, 'BOSS gave no final answer in time');
    }
    await moveOrder(unit, order, 'activationUnsettled');
  });
}
