/** How an order's state feels, wherever it is told. */
import type { OrderState } from '../tsp/tspTypes.ts';
import type { Tone } from '../ui/Pill.tsx';

/**
 * Green for what is done, also money that has come back; blue for what is being looked into; plain for what never happened;
 * amber for what is still to be done, and for a state that is not known here.
 */
const TONES: Readonly<Partial<Record<OrderState, Tone>>> = {
  COMPLETED: 'ok',
  CREDITED: 'ok',
  REFUNDED: 'ok',
  MANUAL: 'info',
  IN_DOUBT: 'info',
  QUOTED: 'plain',
  CONFIRMED: 'plain',
  CANCELLED: 'plain',
  EXPIRED: 'plain',
};

export const orderTone = (state: OrderState): Tone => TONES[state] ?? 'warn';
