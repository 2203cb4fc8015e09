/**
 * The payment as a table: step × event → next step. An event that a step does not list is ignored: that is how Back does
 * nothing while the card is being debited. Pure; nothing else changes the step. Here are the rows that the first script needs, and how
 * a row is used; `transitions.ts` has all of them.
 */
import type { EventKind, EventOf, PaymentEvent } from './events.ts';
import { limits } from './limits.ts';
import type { Doubt, Payable, Step, StepKind, StepOf, Unfinished } from './steps.ts';
import { unfinishedAfter } from './unfinishedAfter.ts';

/** The step, and what waits while the subscriber looks at something else. */
export interface Situation {
  readonly step: Step;
  readonly unfinished: Unfinished | null;
}

type Transition<K extends StepKind, E extends EventKind> = (
  step: StepOf<K>,
  event: EventOf<E>,
  unfinished: Unfinished | null,
  /** Draws the code of a failure. */
  draw: () => string,
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

/** Rows that are needed before the late script is there. The other rows are those of steps that only it can lead to. */
export const earlyTransitions = {
  recovering: {
    recovered: (_, { unfinished }) => home(unfinished),
    answerFound: (_, { order }) => ({ kind: 'reporting', order, slow: true }),
    paymentFound: (_, { order }) => ({ kind: 'finishing', order, mayLeave: false }),
    doubtFound: (_, { doubt }) => askForCard(doubt, null, 'empty'),
    /** One outage has one code, however often the platform is asked meanwhile. */
    serviceLost: ({ lost }, { failure, retryInMs }) => ({
      kind: 'outOfService',
      failure: lost && lost.kind === failure.kind ? lost : failure,
      retryInMs,
    }),
  },

  outOfService: {
    retried: ({ failure }) => ({ kind: 'recovering', lost: failure }),
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

/** After a bug the current step is not trusted: recovery comes next, and after a bug in recovery, out of service. */
const afterBug = ({ kind }: Step, draw: () => string): Step =>
  kind === 'recovering'
    ? {
        kind: 'outOfService',
        failure: { kind: 'internal', money: 'unknown', ref: draw() },
        retryInMs: limits.outOfServiceMs,
      }
    : recover({});

/** The next situation by this table; the same object when the step does not know the event. */
export function advanceBy(
  table: Partial<Table>,
  situation: Situation,
  event: PaymentEvent,
  draw: () => string,
): Situation {
  const { step } = situation;
  if (event.kind === 'workFailed') return { ...situation, step: afterBug(step, draw) };
  const row = table[step.kind] as
    | Partial<
        Record<
          EventKind,
          (
            step: Step,
            event: PaymentEvent,
            unfinished: Unfinished | null,
            draw: () => string,
          ) => Step
        >
      >
    | undefined;
  const transition = row?.[event.kind];
  if (!transition) return situation;
  const unfinished = unfinishedAfter(situation, event);
  return { step: transition(step, event, unfinished, draw), unfinished };
}
