/** What a decision books once a second person agrees, as far as the page can know it beforehand. */
import type { Decision, OrderSummary } from '../state/opsTypes.ts';

/** `debit` and `credit` are accounts; the amount is the case's. */
export interface PostingPreview {
  readonly debit: string;
  readonly credit: string;
}

const line = (debit: string, credit: string): PostingPreview => ({ debit, credit });

const RELEASE = line('suspense_order', 'suspense_receivable');
const REVENUE_BACK = line('operator_revenue', 'order_liability');

const LINES: Readonly<Record<Decision, readonly PostingPreview[]>> = {
  debited: [RELEASE, line('unionpay_receivable', 'order_liability')],
  notDebited: [RELEASE],
  credit: [line('order_liability', 'subscriber_credit')],
  refund: [line('order_liability', 'refund_payable')],
  writeOff: [line('write_off', 'unionpay_receivable')],
  rework: [],
  explained: [],
};

/** What was booked as earned is owed again before it goes back. */
export function postingsOf(
  decision: Decision,
  order: { readonly state: OrderSummary['state']; readonly hasSurplus: boolean } | undefined,
): readonly PostingPreview[] {
  const goesBack = decision === 'credit' || decision === 'refund';
  const wasEarned = order?.state === 'COMPLETED' && !order.hasSurplus;
  return goesBack && wasEarned ? [REVENUE_BACK, ...LINES[decision]] : LINES[decision];
}
