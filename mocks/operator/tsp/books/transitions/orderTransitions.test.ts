import { expect, test } from 'vitest';
import { isActive, isOpen } from '../rows.ts';
import {
  nextOrderState,
  ORDER_EVENTS,
  ORDER_TRANSITIONS,
  type OrderEvent,
} from './orderTransitions.ts';

/** The table written a second time, as `state event → state`: so that no change of it is an accident. */
const LISTED = `
QUOTED confirmed → CONFIRMED
QUOTED cancelled → CANCELLED
QUOTED expired → EXPIRED
CONFIRMED attemptStarted → PAYING
CONFIRMED cancelled → CANCELLED
CONFIRMED expired → EXPIRED
CONFIRMED debited → PAID
PAYING attemptEnded → CONFIRMED
PAYING lastAttemptEnded → CANCELLED
PAYING doubted → IN_DOUBT
PAYING debited → PAID
IN_DOUBT attemptEnded → CONFIRMED
IN_DOUBT lastAttemptEnded → CANCELLED
IN_DOUBT debited → PAID
IN_DOUBT doubtAged → MANUAL
IN_DOUBT evidenceConflicted → MANUAL
PAID activationStarted → ACTIVATING
PAID surplusFound → PAID
PAID activationStuck → MANUAL
ACTIVATING activationUnsettled → ACTIVATING
ACTIVATING activated → COMPLETED
ACTIVATING activationRejected → CREDIT_DUE
ACTIVATING activationStuck → MANUAL
ACTIVATING surplusFound → ACTIVATING
COMPLETED surplusFound → COMPLETED
COMPLETED serviceStopped → MANUAL
COMPLETED creditDecided → CREDIT_DUE
COMPLETED refundDecided → REFUND_DUE
CREDIT_DUE credited → CREDITED
CREDIT_DUE creditRefused → REFUND_DUE
CREDIT_DUE surplusFound → CREDIT_DUE
CREDIT_DUE activated → COMPLETED
CREDITED surplusFound → CREDITED
REFUND_DUE refunded → REFUNDED
REFUND_DUE surplusFound → REFUND_DUE
REFUND_DUE creditDecided → CREDIT_DUE
REFUND_DUE paymentTakenBack → CANCELLED
REFUNDED surplusFound → REFUNDED
MANUAL debited → PAID
MANUAL serviceOwed → PAID
MANUAL lastAttemptEnded → CANCELLED
MANUAL surplusFound → MANUAL
MANUAL creditDecided → CREDIT_DUE
MANUAL refundDecided → REFUND_DUE
MANUAL paymentTakenBack → CANCELLED
CANCELLED debited → PAID
EXPIRED debited → PAID
`
  .trim()
  .split('\n');

const STATES = Object.keys(ORDER_TRANSITIONS) as (keyof typeof ORDER_TRANSITIONS)[];

test.each(STATES)('from %s an order moves as listed, and throws on everything else', (state) => {
  const moves = ORDER_EVENTS.map((event: OrderEvent) => {
    try {
      return `${state} ${event} → ${nextOrderState(state, event)}`;
    } catch (error) {
      expect(String(error)).toContain(`unlisted transition: order ${state} + ${event}`);
      return '';
    }
  }).filter((line) => line !== '');
  expect(moves.sort()).toEqual(LISTED.filter((line) => line.startsWith(`${state} `)).sort());
});

test('every listed transition belongs to a state that was tested', () => {
  expect(LISTED.every((line) => STATES.some((state) => line.startsWith(`${state} `)))).toBe(true);
});

test('no order that is paid can become unpaid, except when a signature says that people were wrong', () => {
  const paid = ['PAID', 'ACTIVATING', 'COMPLETED', 'CREDIT_DUE', 'CREDITED', 'REFUND_DUE'] as const;
  for (const state of paid) {
    const { paymentTakenBack: _, ...usual } = ORDER_TRANSITIONS[state];
    for (const next of Object.values(usual)) {
      expect(['CONFIRMED', 'CANCELLED', 'EXPIRED', 'PAYING', 'IN_DOUBT']).not.toContain(next);
    }
  }
});

test('the portal follows an order until it is at rest; its service waits until nobody may open it any more', () => {
  const unproven = ['CONFIRMED', 'PAYING', 'IN_DOUBT'];
  const owed = ['PAID', 'ACTIVATING'];
  expect(STATES.filter(isOpen).sort()).toEqual([...unproven, ...owed, 'CREDIT_DUE'].sort());
  expect(STATES.filter(isActive).sort()).toEqual([...unproven, ...owed, 'MANUAL'].sort());
});
