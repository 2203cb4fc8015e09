/**
 * BOSS says it never opened what it once said was open: it is asked, and told again if it has nothing. The order is
 * completed and stays so; whether BOSS has it now, the next comparison says.
 */
import { rfc3339 } from '../../../../src/shared/time.ts';
import type { components } from '../../../contract/bossApi.generated.ts';
import type { TspParts } from '../base/ports.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { audit } from '../books/audit.ts';
import { getAttempt, getOrder } from '../books/book.ts';
import { resend } from '../books/dayRows.ts';
import { dequeue, type OutboxRow } from '../books/outboxRows.ts';
import type { OrderRow } from '../books/rows.ts';
import { getDayWork, putDayWork } from '../books/store/dayStore.ts';

type BossOrder = components['schemas']['BossOrder'];

async function askAndTell(parts: TspParts, order: OrderRow): Promise<BossOrder | null> {
  const { orderId, subscriberId, quote } = order;
  const known = await parts.boss.get<BossOrder>(`/orders/${orderId}`);
  if (!known.ok) return null;
  const { state, final } = known.value;
  if (state !== 'NONE' && (state !== 'REJECTED' || final === true)) return known.value;
  const told = await parts.boss.put<BossOrder>(`/orders/${orderId}/activation`, {
    subscriberId,
    amountFen: quote.amountFen,
    items: quote.items,
    paidAt: rfc3339(order.paidAt!),
  });
  return told.ok ? told.value : null;
}

/** What was compared before is no longer so: the day goes to BOSS once more. */
async function compareAgain(unit: UnitOfWork, { paidBy }: OrderRow): Promise<void> {
  const date = (await getAttempt(unit.tx, paidBy!))?.mac1?.businessDate;
  const work = date === undefined ? undefined : await getDayWork(unit.tx, date);
  if (date !== undefined && work) putDayWork(unit.tx, date, resend(work));
}

/** Until BOSS gives any answer but "not yet", for as long as activations are tried. */
export async function deliverActivationAgain(parts: TspParts, row: OutboxRow): Promise<void> {
  const order = await parts.store.transaction((tx) => getOrder(tx, row.subject));
  const said = order?.state === 'COMPLETED' ? await askAndTell(parts, order) : null;
  await commit(parts, 'tsp', async (unit) => {
    const isLate = unit.now >= row.since + parts.limits.activationGiveUpMs;
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
