/** Statements that nothing was taken: DEBIT was never handed over, or the card refused it. Kept until acknowledged. */

import type { Order } from '../../tsp/tspTypes.ts';
import type { JournalEntry } from '../journal.ts';
import type { PaymentParts } from '../paymentParts.ts';

/** Posts it once; answers the order when the TSP took it, and forgets the entry then. */
export async function postStatement(
  { tsp, journal }: PaymentParts,
  entry: JournalEntry,
): Promise<Order | null> {
  const posted = entry.report
    ? await tsp.report(entry.attemptId, entry.report)
    : await tsp.abandon(entry.attemptId, {
        debitSent: false,
        reason: entry.abandonReason ?? 'guard',
      });
  const settled =
    posted.ok || (posted.error.kind === 'problem' && posted.error.problem.retry === 'no');
  if (settled) await journal.remove(entry.attemptId).catch(() => {});
  return posted.ok ? posted.value : null;
}
