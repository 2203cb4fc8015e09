/** The payment: one step, the events that change it, and the work each step starts. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { type AbortSource, abortSource } from '../shared/abort.ts';
import type { ConversationHolder } from './conversation.ts';
import type { PaymentEvent } from './events.ts';
import type { PaymentParts, Work } from './paymentParts.ts';
import type { Step, StepKind } from './steps.ts';
import { advance, type Situation } from './transitions.ts';
import { authoriseWork } from './works/authorise.ts';
import { outOfServiceWork, watchWork } from './works/background.ts';
import { confirmWork, orderWork, quoteWork } from './works/buy.ts';
import { cardCheckWork, prepareWork } from './works/checkCard.ts';
import { debitWork } from './works/debit.ts';
import { leave } from './works/leave.ts';
import { recoverWork } from './works/recover.ts';
import { finishWork, reportWork, resultWork } from './works/report.ts';
import { resolveWork } from './works/resolve.ts';
import { insertSameCardWork, waitCardWork } from './works/waitForCard.ts';

type Works = { readonly [K in StepKind]?: Work<K> };

export interface Payment {
  readonly step: ReadonlySignal<Step>;
  /** Tells what happened; an event this step does not know changes nothing. */
  send(event: PaymentEvent): void;
  /** Begins with the first step's work. Once. */
  start(): void;
}

export function createPayment(parts: PaymentParts): Payment {
  const holder: ConversationHolder = { current: null };
  const works: Works = {
    recovering: recoverWork(parts),
    outOfService: outOfServiceWork(parts),
    home: watchWork(parts),
    quoting: quoteWork(parts),
    confirm: confirmWork(parts),
    ordering: orderWork(parts),
    waitCard: waitCardWork(parts),
    cardCheck: cardCheckWork(parts, holder),
    prepare: prepareWork(parts, holder),
    authorising: authoriseWork(parts, holder),
    debiting: debitWork(parts, holder),
    reporting: reportWork(parts, holder),
    finishing: finishWork(parts),
    result: resultWork(parts),
    insertSameCard: insertSameCardWork(parts),
    resolving: resolveWork(parts),
  };
  let situation: Situation = { step: { kind: 'recovering' }, unfinished: null };
  let running: AbortSource = abortSource();
  const step = signal<Step>(situation.step);

  function begin(): void {
    const source = abortSource();
    running = source;
    const work = works[situation.step.kind] as Work<StepKind> | undefined;
    if (!work) return;
    const context = {
      step: situation.step,
      signal: source.signal,
      send(event: PaymentEvent) {
        if (!source.signal.aborted) send(event);
      },
    };
    Promise.resolve()
      .then(() => (source.signal.aborted ? undefined : work(context)))
      .catch((cause) => {
        parts.log('payment', `work of ${context.step.kind} failed: ${String(cause)}`);
        context.send({ kind: 'workFailed' });
      });
  }

  function send(event: PaymentEvent): void {
    const before = situation;
    situation = advance(situation, event);
    if (situation === before) return;
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

  return { step, send, start: begin };
}
