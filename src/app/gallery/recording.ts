/** What is kept of the simulated world for the gallery: what the platform answered, and the steps that came of it. */
import type { Step } from '../../payment/steps.ts';
import type { Instant } from '../../shared/time.ts';
import type {
  Order,
  Problem,
  Receipt,
  Service,
  ServiceDetail,
  ServicePage,
  Subscriber,
  Subscription,
} from '../../tsp/tspTypes.ts';

/** All that the platform answers one household at one moment. */
export interface Household {
  readonly at: Instant;
  readonly subscriber: Subscriber;
  readonly categories: ServicePage['categories'];
  /** In the order of their numbers; of a long list only the first. */
  readonly services: readonly Service[];
  /** By service, what is said of it on its own screen besides; not for every household. */
  readonly more: Readonly<Record<string, Omit<ServiceDetail, keyof Service>>>;
  /** How many services there are in all. */
  readonly total: number;
  /** For what is typed: how many are found, and the first of them. */
  readonly found: Readonly<Record<string, Pick<ServicePage, 'items' | 'total'>>>;
  /** Newest first. */
  readonly orders: readonly Order[];
  /** `2026-11`, newest first. */
  readonly months: string[];
  readonly receipts: readonly Receipt[];
  /** What it said when a renewal was cancelled, and when one could not be. */
  readonly cancelled?: { readonly done: Subscription; readonly refused: Problem };
}

/** A step of a payment, and when it came. */
export interface Scene {
  readonly at: Instant;
  readonly step: Step;
}

/** A whole recording, before it is written down. */
export interface Recording {
  readonly households: Readonly<Record<string, Household>>;
  readonly scenes: Readonly<Record<string, Scene>>;
}
