/**
 * The payment as a table: step × event → next step. An event that a step does not list is ignored: that is how Back does
 * nothing while the card is being debited. Pure; nothing else changes the step.
 */
import type { Order } from '../tsp/tspTypes.ts';
import { afterRefusal, placeOf } from './afterRefusal.ts';
import type { EventKind, EventOf, PaymentEvent } from './events.ts';
import type { Failure } from './failure.ts';
import { limits } from './limits.ts';
import type { Choice, Doubt, Payable, Step, StepKind, StepOf, Unfinished } from './steps.ts';

/** The step, and what waits while the subscriber looks at something else. */
export interface Situation {
  readonly step: Step;
  readonly unfinished: Unfinished | null;
}

type Transition<K extends StepKind, E extends EventKind> = (
  step: StepOf<K>,
  event: EventOf<E>,
  unfinished: Unfinished | null,
) => Step;

type Table = { readonly [K in StepKind]: { readonly [E in EventKind]?: Transition<K, E> } };

const home = (unfinished: Unfinished | null): Step => ({ kind: 'home', unfinished });
/** For steps where nothing is under way. A step without it is never left because nobody presses a key. */
const goHome = (_: unknown, __: unknown, unfinished: Unfinished | null): Step => home(unfinished);
const recover = ({
  serviceId,
}: {
  readonly kind?: StepKind;
  readonly serviceId?: string;
}): Step => ({
  kind: 'recovering',
  serviceId,
});
const refused = (failure: Failure, choice: Choice, payable: Payable | null): Step => ({
  kind: 'refused',
  failure,
  choice,
  payable,
});
const reportOf = ({ orderId, amountFen }: Order): Unfinished => ({
  kind: 'report',
  orderId,
  amountFen,
});
const cancelled: Failure = { kind: 'cancelled', money: 'untouched' };

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

const askForCard = (
  doubt: Doubt,
  resume: Payable | null,
  sight: StepOf<'insertSameCard'>['sight'],
  otherCard = false,
): Step => ({ kind: 'insertSameCard', doubt, sight, otherCard, resume });

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
  recovering: {
    recovered: (_, { unfinished }) => home(unfinished),
    answerFound: (_, { order }) => ({ kind: 'reporting', order, slow: true }),
    paymentFound: (_, { order }) => ({ kind: 'finishing', order, mayLeave: false }),
    doubtFound: (_, { doubt }) => askForCard(doubt, null, 'empty'),
    serviceLost: (_, { failure, retryInMs }) => ({ kind: 'outOfService', failure, retryInMs }),
  },
  outOfService: {
    retried: recover,
  },
  home: {
    serviceOpened: (_, { serviceId }, unfinished) => ({ kind: 'service', serviceId, unfinished }),
    historyOpened: (_, __, unfinished) => ({ kind: 'history', unfinished }),
    unfinishedOpened: (step, _, unfinished) =>
      unfinished === null
        ? step
        : unfinished.kind === 'doubt'
          ? askForCard(unfinished.doubt, null, 'empty')
          : recover({}),
    recovered: (_, { unfinished }) => home(unfinished),
    idled: goHome,
    woke: () => recover({}),
  },
  service: {
    back: goHome,
    idled: goHome,
    periodChosen: (_, { choice }) => ({ kind: 'quoting', choice }),
    unfinishedOpened: recover,
  },
  history: {
    back: goHome,
    idled: goHome,
  },
  quoting: {
    unfinishedOpened: ({ choice }) => recover(choice),
    quoted: ({ choice }, { quote }) => ({ kind: 'confirm', choice, quote }),
    refused: ({ choice }, { failure }) => refused(failure, choice, null),
    back: ({ choice }, _, unfinished) => placeOf(choice, unfinished),
  },
  confirm: {
    amountConfirmed: ({ choice, quote }) => ({ kind: 'ordering', choice, quote }),
    quoteExpired: ({ choice }) =>
      refused({ kind: 'quote-expired', money: 'untouched' }, choice, null),
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
    back: ({ payable }) => refused(cancelled, payable.choice, payable),
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

/** What waits after `event`: a doubt or report stays until it is resolved, whatever the subscriber looks at. */
function unfinishedAfter({ step, unfinished }: Situation, event: PaymentEvent): Unfinished | null {
  switch (event.kind) {
    case 'recovered':
      return event.unfinished;
    case 'doubtFound':
    case 'doubted':
      return { kind: 'doubt', doubt: event.doubt };
    case 'debitAnswered':
      return step.kind === 'debiting' ? (unfinished ?? reportOf(step.payable.order)) : unfinished;
    case 'answerFound':
      return unfinished ?? reportOf(event.order);
    case 'reportAccepted':
      return unfinished?.kind === 'report' ? null : unfinished;
    case 'resolvedDebited':
    case 'resolvedNotDebited':
    case 'resolvedManual':
      return step.kind === 'resolving' &&
        unfinished?.kind === 'doubt' &&
        unfinished.doubt.attemptId === step.doubt.attemptId
        ? null
        : unfinished;
    default:
      return unfinished;
  }
}

/** After a bug the current step is not trusted: recovery comes next, and after a bug in recovery, out of service. */
const afterBug = ({ kind }: Step): Step =>
  kind === 'recovering'
    ? {
        kind: 'outOfService',
        failure: { kind: 'internal', money: 'unknown' },
        retryInMs: limits.outOfServiceMs,
      }
    : recover({});

/** The next situation; the same object when this step does not know the event. */
export function advance(situation: Situation, event: PaymentEvent): Situation {
  const { step } = situation;
  if (event.kind === 'workFailed') return { ...situation, step: afterBug(step) };
  const row = transitions[step.kind] as Partial<
    Record<EventKind, (step: Step, event: PaymentEvent, unfinished: Unfinished | null) => Step>
  >;
  const transition = row[event.kind];
  if (!transition) return situation;
  const unfinished = unfinishedAfter(situation, event);
  return { step: transition(step, event, unfinished), unfinished };
}
