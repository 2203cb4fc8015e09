/** The payment: one step, the events that change it, and the work each step starts. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { type AbortSource, abortSource } from '../shared/abort.ts';
import { newCode } from '../shared/code.ts';
import type { Instant } from '../shared/time.ts';
import type { PaymentEvent } from './events.ts';
import type { EarlyParts, Work, Works } from './paymentParts.ts';
import type { Step, StepKind } from './steps.ts';
import { advance, type Situation } from './transitions.ts';
import { leave } from './works/leave.ts';
import { outOfServiceWork } from './works/outOfService.ts';
import { startupCheckWork } from './works/startupCheck.ts';

/** The works of the script that follows the first screen, always the same ones; `kind` is the step that waits for them. */
type LoadWorks = (kind: StepKind) => Promise<Works>;

export interface Payment {
  readonly step: ReadonlySignal<Step>;
  /** Tells what happened; an event this step does not know changes nothing. */
  send(event: PaymentEvent): void;
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

export function createPayment(parts: EarlyParts, loadWorks: LoadWorks): Payment {
  const lateWork = async <K extends StepKind>(kind: K): Promise<Works[K]> =>
    (await loadWorks(kind))[kind];
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
    situation = advance(situation, event, () => newCode(parts.random));
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

  return { step, send, start: begin, trail };
}
