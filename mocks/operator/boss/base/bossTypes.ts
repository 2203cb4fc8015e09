/** Short names for BOSS's messages, and the records that BOSS keeps. */

import type { components, operations } from '../../../contract/bossApi.generated.ts';
import type { Answer, Call, Handlers } from '../../../contract/contractServer.ts';

type Schemas = components['schemas'];

export type ActivationRequest = Schemas['ActivationRequest'];
export type Arrears = Schemas['Arrears'];
export type BossOrder = Schemas['BossOrder'];
export type BossProblem = Schemas['Problem'];
export type Due = Schemas['Due'];
export type FoundBy = Schemas['FoundSubscribers']['found'][number]['by'];
export type Hold = Schemas['Hold'];
export type Item = Schemas['Item'];
export type MaskedSubscriber = Schemas['Subscriber'];
export type PastOrder = Schemas['ServiceDetail']['pastOrders'][number];
export type PriceLine = Schemas['PriceLine'];
export type RejectReason = Schemas['RejectReason'];
export type Service = Schemas['Service'];
export type ServicePage = Schemas['ServicePage'];
export type Subscription = Schemas['Subscription'];
export type Text = Schemas['Text'];

type Operation = keyof operations;
export type BossHandlers = Handlers<operations, BossProblem>;
export type BossCall<Id extends Operation> = Call<operations[Id]>;
export type BossAnswer<Id extends Operation> = Promise<Answer<operations[Id], BossProblem>>;

/** `2026-11-23`, in China. */
export type IsoDate = string;

export interface BoxRecord {
  readonly stbId: string;
  /** Hex. */
  readonly key: string;
  readonly subscriberId: string;
  readonly blocked: boolean;
}

export interface SubscriberRecord {
  readonly subscriberId: string;
  readonly name: string;
  /** The number of the smart card. */
  readonly account: string;
  readonly telephone?: string;
  readonly area: { readonly id: string; readonly title: Text };
  readonly status: 'active' | 'closed';
  /** Credited to the account and not spent. */
  readonly creditFen: number;
}

/** A service as the operator keeps it: the same for all subscribers. */
export interface ServiceRecord {
  readonly serviceId: string;
  readonly number: number;
  readonly category: string;
  readonly icon: Service['icon'];
  readonly image?: NonNullable<Service['image']>;
  readonly title: Text;
  readonly introduction: Text;
  readonly text: Text;
  readonly includes: readonly Text[];
  readonly terms: Text;
  readonly refundRule: Text;
  readonly priceFen: number;
  readonly periods: readonly { readonly months: number; readonly savingFen: number }[];
  /** No longer sold. */
  readonly stopped?: boolean;
  /** Ids of the areas that have it; absent: all. */
  readonly areas?: readonly string[];
}

export interface SubscriptionRecord {
  readonly validTo: IsoDate;
  /** The account is charged for a month on the day after `validTo`, again and again. */
  readonly renewal?: { readonly amountFen: number; readonly cancellable: boolean };
  /** When the subscriber ended it (milliseconds). */
  readonly renewalCancelledAt?: number;
  /** Until when an order in doubt keeps the service on (milliseconds). */
  readonly graceUntil?: number;
  /** That order. */
  readonly graceOf?: string;
}

export interface HoldRecord {
  readonly hold: Hold;
  readonly subscriberId: string;
  readonly expiresAtMs: number;
  readonly released: boolean;
  /** The overdue bills in its amount. Absent in records of an older version. */
  readonly bills?: readonly Due[];
}

/** The result of an order that was paid. */
export interface OrderRecord {
  readonly orderId: string;
  readonly subscriberId: string;
  readonly state: Exclude<BossOrder['state'], 'NONE'>;
  readonly amountFen: number;
  /** Absent when the order was credited without ever having been activated. */
  readonly item?: Item;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  readonly reason?: RejectReason;
  readonly final?: boolean;
  readonly creditNo?: string;
  /** BOSS's own number for it, once it is opened or credited. */
  readonly bossOrder?: string;
  /** When it was opened or credited, by BOSS's clock. */
  readonly openedAt?: number;
  /** As the platform said, RFC 3339. */
  readonly paidAt?: string;
  /** PENDING: the number of requests that are still answered with "not yet". */
  readonly asksLeft?: number;
}
