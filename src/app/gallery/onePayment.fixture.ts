/** One payment of the recording in its parts, and the same in states that it did not have: for tests. */
import type { Choice, Doubt, Payable } from '../../payment/steps.ts';
import type { Order, OrderState, Quote, Receipt } from '../../tsp/tspTypes.ts';
import { households, scenes } from './recording.generated.ts';

const { step: atCard } = scenes['wait-card-empty'];
const { step: completed } = scenes['result-completed'];

export const choice: Choice = atCard.payable.choice;
export const quote: Quote = atCard.payable.quote;
export const doubt: Doubt = scenes.doubt.step.doubt;
export const { services } = households.usual;

/** Orders in different states are different orders. */
const idFor = (state: OrderState) => completed.order.orderId.slice(0, -5) + state.slice(0, 5);

export const order = (state: OrderState, more: Partial<Order> = {}): Order => ({
  ...atCard.payable.order,
  orderId: idFor(state),
  state,
  money: state === 'CONFIRMED' || state === 'CANCELLED' ? 'untouched' : 'taken',
  payable: state === 'CONFIRMED',
  ...more,
});

export const paid = (state: OrderState, more: Partial<Order> = {}): Order => {
  const { paidAt, cardTail, receiptNo } = completed.order;
  return order(state, { paidAt, cardTail, receiptNo, ...more });
};

export const payable: Payable = { choice, quote, order: order('CONFIRMED') };
export const receipt: Receipt = { ...completed.receipt, orderId: idFor('COMPLETED') };
