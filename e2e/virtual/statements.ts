/** What the screens say of money, as statements that can be held against the cards and the platform. */
import type { Said } from '../../mocks/world/screenFaults.ts';
import type { Step } from '../../src/payment/steps.ts';

const REFUSED = { untouched: 'not-charged', taken: 'paid', unknown: null } as const;

/** What a screen says; `null`: nothing about money that can be untrue. */
function saysOf(step: Step): Said['says'] | null {
  switch (step.kind) {
    case 'refused':
      return REFUSED[step.failure.money];
    case 'reporting':
      return 'debited';
    case 'finishing':
      return 'paid';
    case 'result':
      if (step.order.state === 'COMPLETED') return 'open';
      return step.order.state === 'CREDITED' ? 'credited' : 'paid';
    default:
      return null;
  }
}

/** Returns a listener to the steps of one page that adds what they say. The screen of a refusal is about the last order shown. */
export function statements(said: Said[], now: () => number): (step: Step) => void {
  let orderId: string | null = null;
  return (step) => {
    if (step.kind === 'quoting') orderId = null;
    if ('payable' in step && step.payable) orderId = step.payable.order.orderId;
    if ('order' in step) orderId = step.order.orderId;
    if ('doubt' in step) orderId = step.doubt.orderId;
    const says = saysOf(step);
    if (says !== null && orderId !== null) said.push({ at: now(), orderId, says });
  };
}
