/** The TSP's data as the screens show it: subscriber, services, one service, history; signals only. */
import type { ReadonlySignal } from '@preact/signals';
import type {
  Order,
  Problem,
  Receipt,
  Service,
  ServiceDetail,
  Subscriber,
  Subscription,
} from '../tsp/tspTypes.ts';
import type { Loaded } from './loaded.ts';
import type { Services } from './serviceList.ts';

/** Orders, newest first. */
export interface History {
  readonly history: ReadonlySignal<Loaded<readonly Order[]>>;
  /** `2026-11`: the months that have orders, newest first. */
  readonly months: ReadonlySignal<readonly string[]>;
  /** The month whose orders are shown; `null` is all of them. */
  readonly month: ReadonlySignal<string | null>;
  chooseMonth(month: string | null): void;
  /** Loads the history (again); `more` adds the next page. */
  loadHistory(more?: boolean): void;
  /** `null` until it was needed and has come. */
  receipt(orderId: string): ReadonlySignal<Receipt | null>;
  needReceipt(orderId: string): void;
}

/** The end of a renewal. `unknown` is neither done nor refused. */
export type Cancelling =
  | { readonly state: 'asking' }
  | { readonly state: 'done'; readonly subscription: Subscription }
  | { readonly state: 'refused'; readonly problem: Problem }
  | { readonly state: 'unknown'; readonly ref: string | undefined };

export interface Catalogue extends History, Services {
  readonly subscriber: ReadonlySignal<Subscriber | null>;
  /** One service whole; loads it when it is not there, keeps the old one on screen while it reloads. */
  service(serviceId: string): ReadonlySignal<Loaded<ServiceDetail>>;
  /** The service, where it is here already: nothing is asked for. */
  seen(serviceId: string): Service | undefined;
  /** Cancels a service's renewal. Called again after `unknown`, it repeats the same request. */
  cancelRenewal(serviceId: string): ReadonlySignal<Cancelling>;
  /** Forgets what a payment may have changed, and asks again for what did not come. */
  refresh(): void;
  /** Forgets everything, until `refresh`: nobody knows whether it is still so. */
  forget(): void;
}
