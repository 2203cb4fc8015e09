/** What the TSP knows and the screens show: subscriber, services, one service, history; signals only. */
import type { ReadonlySignal } from '@preact/signals';
import type { Order, Problem, Service, ServiceDetail, Subscriber, Text } from '../tsp/tspTypes.ts';

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly problem: Problem | null }
  | { readonly state: 'ready'; readonly value: T };

export interface Category {
  readonly id: string;
  readonly title: Text;
}

/** Thousands of services are possible: what is not loaded yet is `undefined`. */
export interface ServiceList {
  readonly total: number;
  readonly items: readonly (Service | undefined)[];
}

export interface Catalogue {
  readonly subscriber: ReadonlySignal<Subscriber | null>;
  readonly categories: ReadonlySignal<readonly Category[]>;
  /** The chosen tab; `null` is "all". */
  readonly category: ReadonlySignal<string | null>;
  readonly services: ReadonlySignal<Loaded<ServiceList>>;
  readonly history: ReadonlySignal<Loaded<readonly Order[]>>;
  chooseCategory(id: string | null): void;
  /** Asks for the pages that cover rows `from` to `to` (exclusive), once each. */
  needServices(from: number, to: number): void;
  /** One service whole; loads it when it is not there, keeps the old one on screen while it reloads. */
  service(serviceId: string): ReadonlySignal<Loaded<ServiceDetail>>;
  /** Loads the history (again); `more` adds the next page. */
  loadHistory(more?: boolean): void;
  /** Forgets what a payment may have changed. */
  refresh(): void;
}
