/** Before home: what an earlier page, or this one, left open. The journal and the TSP's open orders together. */

import { uuid } from '../../shared/random.ts';
import type { Order } from '../../tsp/tspTypes.ts';
import { doubtOfEntry, doubtOfOrder } from '../doubt.ts';
import { failureOfTsp } from '../failureOf.ts';
import type { JournalEntry } from '../journal.ts';
import { limits } from '../limits.ts';
import type { PaymentParts, Work } from '../paymentParts.ts';
import { retrying } from '../retrying.ts';
import { postStatement } from './postStatement.ts';

/** The state of a journalled order, from the open ones or asked for by name. */
async function orderOf({ tsp }: PaymentParts, entry: JournalEntry, open: readonly Order[]) {
  const listed = open.filter(({ orderId }) => orderId === entry.orderId)[0];
  if (listed) return listed;
  const asked = await tsp.order(entry.orderId);
  return asked.ok ? asked.value : null;
}

/**
 * Nothing was taken. While the TSP still has the attempt under way, the MAC1 that an earlier page asked for may be on
 * its way: the order is cancelled first, which the TSP refuses once it has issued one.
 */
async function forget({ tsp, journal, random }: PaymentParts, entry: JournalEntry, order: Order) {
  if (order.state === 'PAYING') {
    const cancelled = await tsp.cancel(uuid(random), order.orderId);
    if (!cancelled.ok) return;
  }
  await journal.remove(entry.attemptId).catch(() => {});
}

export function recoverWork(parts: PaymentParts): Work<'recovering'> {
  const { tsp, journal, slot } = parts;
  return async ({ send, signal }) => {
    void slot.refresh();
    const open = await retrying(parts, limits.callMs, signal, () => tsp.openOrders(signal));
    if (!open.ok) {
      const failure = failureOfTsp(open.error, 'untouched');
      return send({ kind: 'serviceLost', failure, retryInMs: limits.outOfServiceMs });
    }
    for (const entry of await journal.all()) {
      const order = await orderOf(parts, entry, open.value.items);
      if (order === null) continue;
      if (entry.phase === 'abandoned' || (entry.report && entry.report.statusWord !== '9000')) {
        await postStatement(parts, entry);
      } else if (entry.phase === 'debit-answered') {
        return send({ kind: 'answerFound', order });
      } else if (entry.phase === 'reported' || order.money === 'taken') {
        await journal.put({ ...entry, phase: 'reported' }).catch(() => {});
        return send({ kind: 'paymentFound', order });
      } else if (order.attempt?.attemptId !== entry.attemptId || order.money === 'untouched') {
        await forget(parts, entry, order);
      } else {
        return send({ kind: 'doubtFound', doubt: doubtOfEntry(entry, order.ref) });
      }
    }
    for (const order of open.value.items) {
      const doubt = order.state === 'IN_DOUBT' ? doubtOfOrder(order) : null;
      if (doubt) return send({ kind: 'doubtFound', doubt });
    }
    send({ kind: 'recovered', unfinished: null });
  };
}
