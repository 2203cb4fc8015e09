import type { OrderState } from '../../tsp/tspTypes.ts';
import type { Tone } from '../../ui/Pill.tsx';

/** Green for what ended well, amber for what is still open, plain for what never happened. */
const TONES: Readonly<Record<OrderState, Tone>> = {
  COMPLETED: 'ok',
  PAID: 'warn',
  ACTIVATING: 'warn',
  PAYING: 'warn',
  IN_DOUBT: 'warn',
  MANUAL: 'warn',
  CREDIT_DUE: 'warn',
  REFUND_DUE: 'warn',
  CREDITED: 'plain',
  REFUNDED: 'plain',
  QUOTED: 'plain',
  CONFIRMED: 'plain',
  CANCELLED: 'plain',
  EXPIRED: 'plain',
};

export const historyTone = (state: OrderState): Tone => TONES[state] ?? 'warn';
