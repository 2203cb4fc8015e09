/**
 * Repeats an activation: BOSS once said that the service is open, and now that it never opened it. BOSS is asked, and
 * told again if it does not have the order. The order stays completed; the next reconciliation shows the result.
 */
import { type BossOrder, wordOn } from '../base/bossClient.ts';
import type { TspParts } from '../base/ports.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { resend } from '../books/dayRows.ts';
import { audit } from '../books/journals/audit.ts';
import { getAttempt, getOrder } from '../books/moveOrder.ts';
import { dequeue, isTriedLong, type OutboxRow } from '../books/outboxRows.ts';
import type { OrderRow } from '../books/rows.ts';
import { getDayWork, markDayOpen, putDayWork } from '../books/store/dayStore.ts';
import { isDecided, tellBoss } from './activation.ts';
import { isClaimRefused } from './stopService.ts';

/** Whether the claim is refused: then BOSS was told to stop the service. */
async function isRefused({ store }: TspParts, { paidBy }: OrderRow): Promise<boolean> {
  const attempt = await store.transaction((tx) => getAttempt(tx, paidBy!));
  return attempt !== undefined && isClaimRefused(attempt);
}

async function askAndTell(parts: TspParts, order: OrderRow): Promise<BossOrder | null> {
  const known = wordOn(order.orderId, await parts.boss.get(`/orders/${order.orderId}`));
  if (!known.ok) return null;
  const isStopped = known.value.state === 'STOPPED' && (await isRefused(parts, order));
  if (isStopped || isDecided(known.value)) return known.value;
  const told = await tellBoss(parts, order);
  return told.ok ? told.value : null;
}

/** Sends the day to BOSS again, because the last comparison is out of date. */
export async function compareAgain(unit: UnitOfWork, { paidBy }: OrderRow): Promise<void> {
  const date = (await getAttempt(unit.tx, paidBy!))?.mac1?.businessDate;
  const work = date === undefined ? undefined : await getDayWork(unit.tx, date);
  if (date === undefined || !work) return;
  putDayWork(unit.tx, date, resend(work));
  markDayOpen(unit.tx, date, true);
}

/** Tries until BOSS gives a final answer, as long as activations are tried. */
export async function deliverActivationAgain(parts: TspParts, row: OutboxRow): Promise<void> {
  const order = await parts.store.transaction((tx) => getOrder(tx, row.subject));
  const said = order?.state === 'COMPLETED' ? await askAndTell(parts, order) : null;
  await commit(parts, 'tsp', async (unit) => {
    const isLate = isTriedLong(row, parts.limits);
    const isOver = order?.state !== 'COMPLETED' || isLate;
    if (!isOver && (said === null || said.state === 'PENDING')) return;
    dequeue(unit, row);
    if (order && said?.state === 'ACTIVATED') await compareAgain(unit, order);
    await audit(unit, {
      what: 'activation.repeated',
      orderId: row.subject,
      note: `BOSS: ${said?.state ?? 'no answer'}`,
    });
  });
}
