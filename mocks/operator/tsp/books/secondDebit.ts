/**
 * Another debit of an order that is paid. Its money goes back, unless what the order's payer was given turns out to be given by
 * mistake: then it pays for that.
 */
import { listRows } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import type { PostingSet } from './journals/ledger.ts';
import type { AttemptRow, OrderRow } from './rows.ts';
import { getAttempt } from './store/attemptStore.ts';
import { chainOf, getChained } from './store/historyStore.ts';

/** The second debit whose money has not gone back: one that lies with people comes before one whose credit BOSS is asked for. */
export async function secondDebitOf(
  tx: Transaction,
  { orderId }: Pick<OrderRow, 'orderId'>,
): Promise<AttemptRow | undefined> {
  let asked: AttemptRow | undefined;
  for (const { id } of await listRows(tx, chainOf('ledger', orderId))) {
    const posting = (await getChained<PostingSet>(tx, 'ledger', id))?.entry;
    if (posting?.kind !== 'surplus') continue;
    const attempt = await getAttempt(tx, posting.attemptId);
    if (attempt?.state !== 'DEBITED') continue;
    if (attempt.surplus === 'case') return attempt;
    if (attempt.surplus === 'due') asked ??= attempt;
  }
  return asked;
}
