import type { OrderState } from '../../tsp/tspTypes.ts';

export type ResultKind =
  | 'open'
  | 'opening'
  | 'crediting'
  | 'credited'
  | 'refunding'
  | 'refunded'
  | 'manual'
  | 'unsure';

/** The results of orders that are proven paid. */
const BY_STATE: Readonly<Partial<Record<OrderState, ResultKind>>> = {
  COMPLETED: 'open',
  PAID: 'opening',
  ACTIVATING: 'opening',
  CREDIT_DUE: 'crediting',
  CREDITED: 'credited',
  REFUND_DUE: 'refunding',
  REFUNDED: 'refunded',
  MANUAL: 'manual',
};

/** The result that may be shown of an order. One that is not proven paid is unsure, never a success. */
export const resultOf = (state: OrderState): ResultKind => BY_STATE[state] ?? 'unsure';
