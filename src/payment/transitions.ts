/** The whole table of the payment: step × event → next step (see `earlyTransitions.ts`). It comes with the late script. */

import { afterRefusal, placeOf } from './afterRefusal.ts';
import {
  advanceBy,
  askForCard,
  earlyTransitions,
  goHome,
  home,
  recover,
  type Situation,
  type Table,
} from './earlyTransitions.ts';
import type { EventOf, PaymentEvent } from './events.ts';
import type { Failure } from './failure.ts';
import type { Choice, Doubt, Payable, Step } from './steps.ts';
import { untouched } from './untouched.ts';

const refused = (failure: Failure, choice: Choice, payable: Payable | null): Step => ({
  kind: 'refused',
  failure,
  choice,
  payable,
});

/** After these failures the order itself is over: trying again begins with a new price, or not at all. */
const ENDS_ORDER: readonly Failure['kind'][] = [
  'order-rejected',
  'quote-expired',
  'quote-changed',
  'already-paying',
  'already-paid',
];

/** A payment that failed before the debit: it may go on while the order is still payable. */
const refusedPayable = (payable: Payable, { failure, order }: EventOf<'refused'>): Step => {
  const newest = order ?? payable.order;
  const isPayable = newest.payable && ENDS_ORDER.indexOf(failure.kind) < 0;
  return refused(failure, payable.choice, isPayable ? { ...payable, order: newest } : null);
};

/** The card may still be in: it is asked at once, and asked for only when it is not there. */
const lookIntoIt = (doubt: Doubt, resume: Payable | null): Step => ({
  kind: 'resolving',
  doubt,
  resume,
});

const cardConversation = {
  refused: (step: { payable: Payable }, event: EventOf<'refused'>) =>
    refusedPayable(step.payable, event),
  doubted: ({ payable }: { payable: Payable }, { doubt }: EventOf<'doubted'>): Step =>
    lookIntoIt(doubt, doubt.orderId === payable.order.orderId ? null : payable),
};

export const transitions: Table = {
  ...earlyTransitions,
  service: {
    ...earlyTransitions.service,
    periodChosen: (_, { choice }) => ({ kind: 'quoting', choice }),
    unfinishedOpened: recover,
  },
  quoting: {
    unfinishedOpened: ({ choice }) => recover(choice),
    quoted: ({ choice }, { quote }) => ({ kind: 'confirm', choice, quote }),
    refused: ({ choice }, { failure }) => refused(failure, choice, null),
    back: ({ choice }, _, unfinished) => placeOf(choice, unfinished),
  },
  confirm: {
    amountConfirmed: ({ choice, quote }) => ({ kind: 'ordering', choice, quote }),
    quoteExpired: ({ choice }, _, __, draw) =>
      refused(untouched('quote-expired', draw()), choice, null),
    back: ({ choice }, _, unfinished) => placeOf(choice, unfinished),
    idled: goHome,
  },
  ordering: {
    ordered: ({ choice, quote }, { order }) => ({
      kind: 'waitCard',
      payable: { choice, quote, order },
      sight: choice.isCardUsed ? 'used' : 'empty',
    }),
    refused: ({ choice }, { failure }) => refused(failure, choice, null),
  },
  waitCard: {
    readerSeen: (step, { sight }) => ({ ...step, sight }),
    cardInserted: ({ payable }) => ({ kind: 'cardCheck', payable }),
    refused: ({ payable }, event) => refusedPayable(payable, event),
    back: ({ payable }, _, unfinished) => placeOf(payable.choice, unfinished),
  },
  cardCheck: {
    ...cardConversation,
    queued: ({ payable }, { position }) => ({ kind: 'prepare', payable, position }),
    attemptStarted: ({ payable }) => ({ kind: 'authorising', payable }),
    back: ({ payable }, _, unfinished) => placeOf(payable.choice, unfinished),
  },
  prepare: {
    ...cardConversation,
    queued: (step, { position }) => ({ ...step, position }),
    attemptStarted: ({ payable }) => ({ kind: 'authorising', payable }),
    back: ({ payable }, _, unfinished) => placeOf(payable.choice, unfinished),
  },
  authorising: {
    ...cardConversation,
    queued: ({ payable }, { position }) => ({ kind: 'prepare', payable, position }),
    authorised: ({ payable }) => ({ kind: 'debiting', payable }),
    back: ({ payable }, _, __, draw) =>
      refused(untouched('cancelled', draw()), payable.choice, payable),
  },
  debiting: {
    ...cardConversation,
    debitAnswered: ({ payable: { order, choice } }) => ({
      ...{ kind: 'reporting', order, slow: false },
      wish: choice.wish,
    }),
  },
  reporting: {
    reportDelayed: (step) => ({ ...step, slow: true }),
    reportAccepted: ({ wish }, { order }) => ({ kind: 'finishing', order, mayLeave: false, wish }),
    doubted: (_, { doubt }) => lookIntoIt(doubt, null),
    back: (step, _, unfinished) => (step.slow ? home(unfinished) : step),
  },
  finishing: {
    activationSlow: (step) => ({ ...step, mayLeave: true }),
    orderRested: ({ wish }, { order, receipt }) => ({ kind: 'result', order, receipt, wish }),
    back: (step, _, unfinished) => (step.mayLeave ? home(unfinished) : step),
  },
  result: {
    wishResumed: (step) =>
      step.wish && step.order.state === 'COMPLETED' ? { kind: 'quoting', choice: step.wish } : step,
    closed: goHome,
    back: goHome,
    idled: goHome,
    historyOpened: (_, __, unfinished) => ({ kind: 'history', unfinished }),
  },
  refused: {
    retried: (step, { remedy = 'later' }, unfinished) => afterRefusal(step, remedy, unfinished),
    /** A period that the card covers. */
    periodChosen: (step, { choice }) =>
      step.failure.money === 'untouched' ? { kind: 'quoting', choice } : step,
    back: ({ choice }, _, unfinished) => placeOf(choice, unfinished),
    idled: goHome,
  },
  insertSameCard: {
    readerSeen: (step, { sight }) => ({ ...step, sight, otherCard: false }),
    cardInserted: ({ doubt, resume }) => lookIntoIt(doubt, resume),
    back: goHome,
    closed: goHome,
    idled: goHome,
  },
  resolving: {
    resolvedDebited: ({ resume }, { order }) =>
      resume
        ? { kind: 'cardCheck', payable: resume }
        : { kind: 'finishing', order, mayLeave: false },
    resolvedNotDebited: ({ resume }, { order }) =>
      resume
        ? { kind: 'cardCheck', payable: resume }
        : refused(
            { kind: 'not-charged', money: order.money, ref: order.ref },
            { serviceId: order.serviceId, months: order.months },
            null,
          ),
    resolvedManual: (_, { order }) => ({ kind: 'manualCase', order }),
    otherCardInserted: ({ doubt, resume }) => askForCard(doubt, resume, 'used', true),
    /** The card is out, or the one that was put in is that of another doubt. */
    doubtFound: ({ resume }, { doubt }) => askForCard(doubt, resume, 'empty'),
    undecided: ({ doubt, resume }) => askForCard(doubt, resume, 'used'),
  },
  manualCase: {
    closed: goHome,
    back: goHome,
    idled: goHome,
  },
};

export const advance = (situation: Situation, event: PaymentEvent, draw: () => string): Situation =>
  advanceBy(transitions, situation, event, draw);
