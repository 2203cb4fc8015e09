/** The service is paid: BOSS opens it, or says for good that it cannot. */
import { ok } from '../../../../src/shared/result.ts';
import { rfc3339 } from '../../../../src/shared/time.ts';
import type { components } from '../../../contract/bossApi.generated.ts';
import type { TspParts } from '../base/ports.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { getOrder, moveOrder } from '../books/book.ts';
import { openCase } from '../books/cases.ts';
import { post } from '../books/ledger.ts';
import { dequeue, enqueue, type OutboxRow } from '../books/outboxRows.ts';
import type { OrderRow } from '../books/rows.ts';

export type BossOrder = components['schemas']['BossOrder'];
type ActivationRequest = components['schemas']['ActivationRequest'];

/** The order on its way to BOSS; `null` when this row has nothing left to do. */
const pickUp = (parts: TspParts, row: OutboxRow): Promise<OrderRow | null> =>
  commit(parts, 'tsp', async (unit) => {
    const order = await getOrder(unit.tx, row.subject);
    if (order?.state === 'PAID') return moveOrder(unit, order, 'activationStarted');
    if (order?.state === 'ACTIVATING') return order;
    dequeue(unit, row);
    return null;
  });

/** BOSS has decided, or is about to: telling it again would not help. */
const isKnown = ({ state, final }: BossOrder): boolean =>
  state !== 'NONE' && (state !== 'REJECTED' || final === true);

/** After a first try BOSS is asked before it is told again: it may have opened it, or have refused it for now only. */
async function ask(parts: TspParts, row: OutboxRow, order: OrderRow) {
  const { orderId, subscriberId, quote } = order;
  if (row.tries > 1) {
    const known = await parts.boss.get<BossOrder>(`/orders/${orderId}`);
    if (!known.ok && known.error.kind === 'no-answer') return known;
    if (known.ok && isKnown(known.value)) return ok(known.value);
  }
  const body: ActivationRequest = {
    subscriberId,
    amountFen: quote.amountFen,
    items: quote.items,
    paidAt: rfc3339(order.paidAt!),
  };
  return parts.boss.put<BossOrder>(`/orders/${orderId}/activation`, body);
}

async function stuck(
  unit: UnitOfWork,
  row: OutboxRow,
  order: OrderRow,
  note: string,
): Promise<void> {
  const { orderId, paidBy, quote } = order;
  const on = { orderId, attemptId: paidBy, amountFen: quote.amountFen };
  const caseNo = await openCase(unit, 'activation-stuck', on, note);
  await moveOrder(unit, order, 'activationStuck', { caseNo }, note);
  dequeue(unit, row);
}

/** As BOSS opened it. */
export const periodOf = ({ from, to, bossOrder }: Partial<BossOrder> = {}): Partial<OrderRow> => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
  ...(bossOrder === undefined ? {} : { bossOrder }),
});

async function opened(unit: UnitOfWork, row: OutboxRow, order: OrderRow, boss: BossOrder) {
  const { orderId, paidBy, quote } = order;
  const { amountFen } = quote;
  if (boss.amountFen !== undefined && boss.amountFen !== amountFen) {
    return stuck(unit, row, order, `BOSS opened it for ${boss.amountFen} fen`);
  }
  await post(unit, 'revenue', { orderId, attemptId: paidBy!, amountFen });
  await moveOrder(unit, order, 'activated', periodOf(boss));
  dequeue(unit, row);
}

/** Only BOSS's clear word moves the order; everything else is "not yet" until a day has passed. */
export async function deliverActivation(parts: TspParts, row: OutboxRow): Promise<void> {
  const picked = await pickUp(parts, row);
  if (!picked) return;
  const told = await ask(parts, row, picked);
  await commit(parts, 'tsp', async (unit) => {
    const order = await getOrder(unit.tx, row.subject);
    if (order?.state !== 'ACTIVATING') return dequeue(unit, row);
    const boss = told.ok && told.value.orderId === order.orderId ? told.value : null;
    if (boss?.state === 'ACTIVATED') return opened(unit, row, order, boss);
    if (boss?.state === 'REJECTED' && boss.final === true) {
      await moveOrder(unit, order, 'activationRejected', {}, boss.reason);
      enqueue(unit, 'CREDIT', order.orderId);
      return dequeue(unit, row);
    }
    if (unit.now >= order.paidAt! + parts.limits.activationGiveUpMs) {
      return stuck(unit, row, order, 'BOSS gave no final answer in time');
    }
    await moveOrder(unit, order, 'activationUnsettled');
  });
}
