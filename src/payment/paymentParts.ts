/** What the payment is made of: every way to the outside comes in here, so that it runs in virtual time. */

import type { CardSlot } from '../purse/slot.ts';
import type { Abort } from '../shared/abort.ts';
import type { Log } from '../shared/log.ts';
import type { Random } from '../shared/random.ts';
import type { Clock, Timers } from '../shared/time.ts';
import type { Tsp } from '../tsp/tspClient.ts';
import type { PaymentEvent } from './events.ts';
import type { Journal } from './journal.ts';
import type { StepKind, StepOf } from './steps.ts';

/** What is asked of the TSP before the late script is there. */
type EarlyTsp = Pick<Tsp, 'openOrders' | 'cancel'>;

export interface PaymentParts<T = Tsp> {
  readonly tsp: T;
  readonly slot: CardSlot;
  readonly journal: Journal;
  /** Goes on evenly: the platform's time, `tsp.now()`, may jump when its clock is set. */
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  /** Whether the viewer can see the page now. */
  isSeen(): boolean;
}

/** What there is before the late script. */
export type EarlyParts = Omit<PaymentParts<EarlyTsp>, 'isSeen'>;

/** What a step's work gets: the step it began with, the way to tell what happened, and when to stop. */
export interface WorkContext<K extends StepKind> {
  readonly step: StepOf<K>;
  send(event: PaymentEvent): void;
  /** Fires when the step is left; `send` does nothing from then on. */
  readonly signal: Abort;
}

export type Work<K extends StepKind> = (context: WorkContext<K>) => void | Promise<void>;

/** A step without work is not listed. */
export type Works = { readonly [K in StepKind]?: Work<K> };
