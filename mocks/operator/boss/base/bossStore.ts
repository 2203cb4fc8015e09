/** The keys of BOSS's room in the store, and the reads that several operations share. */
import { type RowList, rowList } from '../../../store/rowList.ts';
import type { Store, Transaction } from '../../../store/store.ts';
import type { HoldRecord, OrderRecord, SubscriberRecord, SubscriptionRecord } from './bossTypes.ts';

const LONGEST_NUMBER = 6;

/** A number as text that sorts in number order. */
export const sortable = (number: number): string => String(number).padStart(LONGEST_NUMBER, '0');

export const keys = {
  catalogue: 'catalogue',
  box: (stbId: string) => `boxes/${stbId}`,
  subscriber: (id: string) => `subscribers/${id}`,
  dues: (subscriberId: string) => `dues/${subscriberId}`,
  services: 'services/',
  service: (number: number) => `services/${sortable(number)}`,
  /** One map for all services: ten thousand separate keys would take seconds to write in a browser. */
  serviceNumbers: 'service-numbers',
  /** What all service lists are made from, in number order. */
  index: 'index',
  subscriptions: (subscriberId: string) => `subscriptions/${subscriberId}/`,
  subscription: (subscriberId: string, serviceId: string) =>
    `subscriptions/${subscriberId}/${serviceId}`,
  pastOrders: (subscriberId: string, serviceId: string) => `past/${subscriberId}/${serviceId}`,
  holds: 'holds/',
  hold: (orderId: string) => `holds/${orderId}`,
  /** The ids of paid orders that wait for this service. */
  pending: (subscriberId: string, serviceId: string) => `pending/${subscriberId}/${serviceId}`,
  orders: 'orders/',
  order: (orderId: string) => `orders/${orderId}`,
  credits: 'counters/credits',
  orderNumbers: 'counters/orders',
  /** What BOSS opened or credited on one of its days, by order id, and the totals. */
  dayOrders: (date: string) => `days/${date}/`,
  dayOrder: (date: string, orderId: string) => `days/${date}/${orderId}`,
  dayBooks: (date: string) => `day-books/${date}`,
  /** What is known of the platform's report of an order, unless BOSS booked it on that day before the cut-off. */
  reported: (orderId: string) => `reported/${orderId}`,
  /** What a comparison found, until it is written into the answer. */
  findings: (date: string) => `findings/${date}/`,
  /** The files of a day that BOSS has answered, or was about to. */
  answered: (date: string, batchNo: string) => `answered/${date}/${batchNo}`,
  /** The hash of the platform's file that such an answer is about. */
  compared: (date: string, batchNo: string) => `compared/${date}/${batchNo}`,
  finding: (date: string, number: number) => `findings/${date}/${String(number).padStart(9, '0')}`,
};

/** BOSS's own room in the store it is given. */
export const bossRoom = (store: Store): Store => store.room('boss');

/** All orders of BOSS, by order id, for comparing and counting. `store`: the one BOSS was given. */
export const bossOrders = (store: Store): Promise<OrderRecord[]> =>
  bossRoom(store).transaction(async (tx) =>
    (await tx.list<OrderRecord>(keys.orders)).map(({ value }) => value),
  );

/** All holds of BOSS, also those that are over, for checking. `store`: the one BOSS was given. */
export const bossHolds = (store: Store): Promise<HoldRecord[]> =>
  bossRoom(store).transaction(async (tx) =>
    (await tx.list<HoldRecord>(keys.holds)).map(({ value }) => value),
  );

/** Ids of what BOSS opened or credited on one of its days. */
export const ordersOfDay = (date: string): RowList<true> => rowList(keys.dayOrders(date));

/** What the comparison of this day found, in the order in which the answer lists it. */
export const findingsOf = <T>(date: string): RowList<T> => rowList(keys.findings(date));

export const findSubscriber = (tx: Transaction, id: string) =>
  tx.get<SubscriberRecord>(keys.subscriber(id));

export const findSubscription = (tx: Transaction, subscriberId: string, serviceId: string) =>
  tx.get<SubscriptionRecord>(keys.subscription(subscriberId, serviceId));

/** Whether the price is still kept for this order. */
export const isAlive = (record: HoldRecord, now: number): boolean =>
  !record.released && record.expiresAtMs > now;

export const findHold = (tx: Transaction, orderId: string) =>
  tx.get<HoldRecord>(keys.hold(orderId));

export const findOrder = (tx: Transaction, orderId: string) =>
  tx.get<OrderRecord>(keys.order(orderId));
