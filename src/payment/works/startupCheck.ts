/** The check before home: on most days the journal is empty and nothing is in doubt. `recover` looks into all else. */
import { failureOfTsp } from '../failureOfTsp.ts';
import { limits } from '../limits.ts';
import type { EarlyParts, Work } from '../paymentParts.ts';
import { retrying } from '../retrying.ts';

export function startupCheckWork(
  parts: EarlyParts,
  recover: Work<'recovering'>,
): Work<'recovering'> {
  return async (context) => {
    const { send, signal } = context;
    if ((await parts.journal.all()).length > 0) return recover(context);
    const open = await retrying(parts, limits.callMs, signal, () => parts.tsp.openOrders(signal));
    if (!open.ok) {
      const failure = failureOfTsp(open.error, 'untouched');
      return send({ kind: 'serviceLost', failure, retryInMs: limits.outOfServiceMs });
    }
    const { items, unread } = open.value;
    if (unread?.[0] || items.some(({ state }) => state === 'IN_DOUBT')) return recover(context);
    send({ kind: 'recovered', unfinished: null });
  };
}
