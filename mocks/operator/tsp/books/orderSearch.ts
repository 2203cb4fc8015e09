/** How people find an order: by what the subscriber reads out, and by the box. Subscribers have `past/` already. */
import type { Transaction } from '../../../store/store.ts';
import type { OrderRow } from './rows.ts';

/** Short numbers are drawn, not counted: two orders may share one. */
export const orderOfRef = (ref: string): string => `orderOfRef/${ref}/`;
export const orderOfBox = (stbId: string): string => `orderOfBox/${stbId}/`;
/** The key of the order's id. */
export const orderOfReceipt = (receiptNo: string): string => `orderOfReceipt/${receiptNo}`;

/** Written when they change only: at the confirmation and when it is paid. */
export function indexForSearch(tx: Transaction, order: OrderRow): void {
  const { orderId, ref, stbId, state, receiptNo } = order;
  if (state === 'CONFIRMED') {
    tx.put(orderOfRef(ref) + orderId, true);
    tx.put(orderOfBox(stbId) + orderId, true);
  }
  if (state === 'PAID' && receiptNo !== undefined) tx.put(orderOfReceipt(receiptNo), orderId);
}
