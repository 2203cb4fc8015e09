/** The work before home: what was left open comes first. */
import { limits } from '../limits.ts';
import { outageOf } from '../outage.ts';
import type { PaymentParts, Work } from '../paymentParts.ts';
import { recoverOpenPayments } from '../recoverOpenPayments.ts';

export function recoverWork(parts: PaymentParts): Work<'recovering'> {
  return async ({ step, send, signal }) => {
    void parts.slot.refresh();
    const found = await recoverOpenPayments(parts, signal, step.serviceId);
    if (!found.ok) {
      const failure = outageOf(found.error, parts.random);
      return send({ kind: 'serviceLost', failure, retryInMs: limits.outOfServiceMs });
    }
    const { reports, doubts, results, unclear } = found.value;
    if (reports[0]) send({ kind: 'answerFound', order: reports[0] });
    else if (doubts[0]) send({ kind: 'doubtFound', doubt: doubts[0] });
    else if (results[0]) send({ kind: 'paymentFound', order: results[0] });
    else send({ kind: 'recovered', unfinished: unclear[0] ?? null });
  };
}
