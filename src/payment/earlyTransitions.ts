/**
 * The payment as a table: step × event → next step. An event that a step does not list is ignored: that is how Back does
 * nothing while the card is being debited. Pure; nothing else changes the step. Here are the rows that the first script needs, and how
 * a row is used; `transitions.ts` has all of them.
 */
import type { Order } from '../tsp/tspTypes.ts';
import type { EventKind, EventOf, PaymentEvent } from './events.ts';
import { limits } from './limits.ts';
import type { Doubt, Payable, Step, StepKind, StepOf, Unfinished } from './steps.ts';

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

export type Table = { readonly [K in StepKind]: { readonly [E in EventKind]?: Transition<K, E> } };

export const home = (unfinished: Unfinished | null): Step => ({ kind: 'home', unfinished });
/** For steps where nothing is under way. A step without it is never left because nobody presses a key. */
export const goHome = (_: unknown, __: unknown, unfinished: Unfinished | null): Step =>
  home(unfinished);
export const recover = ({
  serviceId,
}: {
  readonly kind?: StepKind;
  readonly serviceId?: string;
}): Step => ({
  kind: 'recovering',
  serviceId,
});
export const askForCard = (
  doubt: Doubt,
  resume: Payable | null,
  sight: StepOf<'insertSameCard'>['sight'],
  otherCard = false,
): Step => ({ kind: 'insertSameCard', doubt, sight, otherCard, resume });

const reportOf = ({ orderId, amountFen }: Order): Unfinished => ({
  kind: 'report',
  orderId,
  amountFen,
});
/** Rows that are needed before the late script is there. The other rows are those of steps that only it can lead to. */
export const earlyTransitions = {
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
  /** While its screen is on its way. */
  service: {
    back: goHome,
    idled: goHome,
  },
  history: {
    back: goHome,
    idled: goHome,
  },
} satisfies Partial<Table>;

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

/** The next situation by this table; the same object when the step does not know the event. */
export function advanceBy(
  table: Partial<Table>,
  situation: Situation,
  event: PaymentEvent,
): Situation {
  const { step } = situation;
  if (event.kind === 'workFailed') return { ...situation, step: afterBug(step) };
  const row = table[step.kind] as
    | Partial<
        Record<EventKind, (step: Step, event: PaymentEvent, unfinished: Unfinished | null) => Step>
      >
    | undefined;
  const transition = row?.[event.kind];
  if (!transition) return situation;
  const unfinished = unfinishedAfter(situation, event);
  return { step: transition(step, event, unfinished), unfinished };
}
