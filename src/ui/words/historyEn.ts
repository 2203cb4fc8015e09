import type { HistoryWords } from './historyZhCN.ts';

export const historyEn: HistoryWords = {
  title: 'Payment history',
  loading: 'Loading the history',
  empty: 'No payments yet',
  emptyAct: 'Your payments will be listed here.',
  failed: 'The history cannot be shown right now',
  all: 'All',
  receipt: 'Receipt',
  scan: 'Scan to keep it',
  qr: 'QR code',
  state: {
    QUOTED: 'Not paid',
    CONFIRMED: 'Not paid',
    PAYING: 'Under way',
    IN_DOUBT: 'Being checked',
    PAID: 'Paid',
    ACTIVATING: 'Opening',
    COMPLETED: 'Open',
    CREDIT_DUE: 'Being credited',
    CREDITED: 'Credited',
    REFUND_DUE: 'Being refunded',
    REFUNDED: 'Refunded',
    MANUAL: 'With our staff',
    CANCELLED: 'Cancelled',
    EXPIRED: 'Expired',
  },
};
