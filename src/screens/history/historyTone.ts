import type { OrderState } from '../../tsp/tspTypes.ts';
import type { Tone } from '../../ui/Pill.tsx';

/** Green for what ended well, plain for what is over or never happened. */
const TONES: Readonly<Partial<Record<OrderState, Tone>>> = {
  COMPLETED: 'ok',
  CREDITED: 'plain',
  REFUNDED: 'plain',
  QUOTED: 'plain',
  CONFIRMED: 'plain',
  CANCELLED: 'plain',
  EXPIRED: 'plain',
};

/** Amber for what is still open, and for a state that is not known here. */
export const historyTone = (state: OrderState): Tone => TONES[state] ?? 'warn';
