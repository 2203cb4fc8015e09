/** The check before home: on most days the journal is empty and nothing is in doubt. `recover` looks into all else. */
import type { Order } from '../../tsp/tspTypes.ts';
import { limits } from '../limits.ts';
import { outageOf } from '../outage.ts';
import type { EarlyParts, Work } from '../paymentParts.ts';
import { retrying } from '../retrying.ts';

/**
 * The TSP counts it as in doubt; or it gave this box a MAC1 for it and was not told its end, which is a doubt at once for a page
 * that does not know of it. What another box got may still be on its way there: its attempt is not told here.
 */
export const mayBeDebited = ({ state, attempt }: Order): boolean =>
  state === 'IN_DOUBT' || (state === 'PAYING' && attempt?.state === 'MAC1_ISSUED');

export function startupCheckWork(
  parts: EarlyParts,
  recover: Work<'recovering'>,
): Work<'recovering'> {
  return async (context) => {
    const { send, signal } = context;
    if ((await parts.journal.all()).length > 0) return recover(context);
    const open = await retrying(parts, limits.callMs, signal, () => parts.tsp.openOrders(signal));
    if (!open.ok) {
      const failure = outageOf(open.error, parts.random);
      return send({ kind: 'serviceLost', failure, retryInMs: limits.outOfServiceMs });
    }
    const { items, unread } = open.value;
    if (unread?.[0] || items.some(mayBeDebited)) return recover(context);
    send({ kind: 'recovered', unfinished: null });
  };
}
