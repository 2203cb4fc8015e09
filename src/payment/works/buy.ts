/** Quote and order: what BOSS asks for the choice, and the subscriber's yes to exactly that amount. */
import { uuid } from '../../shared/random.ts';
import { failureOfTsp } from '../failureOfTsp.ts';
import { limits } from '../limits.ts';
import type { PaymentParts, Work } from '../paymentParts.ts';
import { retrying } from '../retrying.ts';
import { isUnfinished } from './unfinishedFirst.ts';

export function quoteWork(parts: PaymentParts): Work<'quoting'> {
  return async ({ step, send, signal }) => {
    const { serviceId, months } = step.choice;
    if (await isUnfinished(parts, serviceId)) return send({ kind: 'unfinishedOpened' });
    const key = uuid(parts.random);
    const quote = await retrying(parts, limits.callMs, signal, () =>
      parts.tsp.quote(key, { serviceId, months }, signal),
    );
    if (quote.ok) send({ kind: 'quoted', quote: quote.value });
    else send({ kind: 'refused', failure: failureOfTsp(quote.error, 'untouched', parts.random) });
  };
}

/** No quote is valid longer; a wrong clock at the platform must not ask a timer for years. */
const LONGEST_QUOTE_MS = 3_600_000;

export function confirmWork({ tsp, timers }: PaymentParts): Work<'confirm'> {
  return ({ step, send, signal }) => {
    const leftMs = Math.max(0, Date.parse(step.quote.expiresAt) - tsp.now());
    signal.onAbort(
      timers.after(Math.min(leftMs, LONGEST_QUOTE_MS), () => send({ kind: 'quoteExpired' })),
    );
  };
}

export function orderWork(parts: PaymentParts): Work<'ordering'> {
  return async ({ step: { quote }, send, signal }) => {
    const order = await retrying(parts, limits.callMs, signal, () =>
      parts.tsp.confirm(`${quote.quoteId}:confirm`, quote, signal),
    );
    // Its amount is the quote's, and nothing is taken: `holdAnswers` lets no other order through.
    if (order.ok) send({ kind: 'ordered', order: order.value });
    else send({ kind: 'refused', failure: failureOfTsp(order.error, 'untouched', parts.random) });
  };
}
