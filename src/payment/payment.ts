/** The payment: one step, the events that change it, and the work each step starts. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { type AbortSource, abortSource } from '../shared/abort.ts';
import { newCode } from '../shared/code.ts';
import type { Instant } from '../shared/time.ts';
import { advanceBy, earlyTransitions, type Situation, type Table } from './earlyTransitions.ts';
import type { EventKind, PaymentEvent } from './events.ts';
import type { EarlyParts, Work, Works } from './paymentParts.ts';
import type { Step, StepKind } from './steps.ts';
import { leave } from './works/leave.ts';
import { outOfServiceWork } from './works/outOfService.ts';
import { startupCheckWork } from './works/startupCheck.ts';

/** What the script that follows the first screen has of the payment. */
interface LatePayment {
  readonly works: Works;
  readonly transitions: Table;
}

/** Loads it, always the same; `kind` is the step that waits for its work. */
type LoadLate = (kind: StepKind) => Promise<LatePayment>;

export interface Payment {
  readonly step: ReadonlySignal<Step>;
  /** Tells what happened; an event this step does not know changes nothing. */
  send(event: PaymentEvent): void;
  /** Whether the current step knows this event. */
  knows(event: EventKind): boolean;
  /** Begins with the first step's work. Once. */
  start(): void;
  /** The newest changes of the step that nobody has taken from here, oldest first. */
  readonly trail: Change[];
}

/** `at`: by the clock that nobody sets. */
export interface Change {
  readonly at: Instant;
  readonly from: Step;
  readonly step: Step;
}

/** Of changes that nobody has taken. */
const MOST_KEPT = 20;

export function createPayment(parts: EarlyParts, loadLate: LoadLate): Payment {
  let table: Partial<Table> = earlyTransitions;
  const lateWork = async <K extends StepKind>(kind: K): Promise<Works[K]> => {
    const late = await loadLate(kind);
    table = late.transitions;
    return late.works[kind];
  };
  const early: Works = {
    recovering: startupCheckWork(parts, async (context) =>
      (await lateWork('recovering'))?.(context),
    ),
    outOfService: outOfServiceWork(parts),
  };
  let situation: Situation = { step: { kind: 'recovering' }, unfinished: null };
  let running: AbortSource = abortSource();
  const trail: Change[] = [];
  const step = signal<Step>(situation.step);

  function begin(): void {
    const source = abortSource();
    running = source;
    const { kind } = situation.step;
    const context = {
      step: situation.step,
      signal: source.signal,
      send(event: PaymentEvent) {
        if (!source.signal.aborted) send(event);
      },
    };
    Promise.resolve(early[kind] || lateWork(kind))
      .then((work) => {
        if (!source.signal.aborted) return (work as Work<StepKind> | undefined)?.(context);
      })
      .catch((cause) => {
        parts.log('payment', `work of ${kind} failed: ${String(cause)}`);
        context.send({ kind: 'workFailed' });
      });
  }

  function send(event: PaymentEvent): void {
    const before = situation;
    situation = advanceBy(table, situation, event, () => newCode(parts.random));
    if (situation === before) return;
    const change = { at: parts.clock.now(), from: before.step, step: situation.step };
    if (trail.push(change) > MOST_KEPT) trail.shift();
    if (situation.step.kind === before.step.kind) {
      step.value = situation.step;
      return;
    }
    parts.log('payment', `${before.step.kind} --${event.kind}--> ${situation.step.kind}`);
    running.abort();
    leave(parts, before.step, situation.step);
    step.value = situation.step;
    begin();
  }

  const knows = (event: EventKind) =>
    (table[situation.step.kind] as Partial<Record<EventKind, unknown>> | undefined)?.[event] !==
    undefined;
  return { step, send, knows, start: begin, trail };
}
