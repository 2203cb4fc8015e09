/** Where BOSS keeps what: the keys of its room, and the reads that several operations share. */
import { type RowList, rowList } from '../../../store/rowList.ts';
import type { Store, Transaction } from '../../../store/store.ts';
import type { HoldRecord, OrderRecord, SubscriberRecord, SubscriptionRecord } from './bossTypes.ts';

const LONGEST_NUMBER = 6;

/** Numbers as text that sorts. */
export const sortable = (number: number): string => String(number).padStart(LONGEST_NUMBER, '0');

export const keys = {
  catalogue: 'catalogue',
  box: (stbId: string) => `boxes/${stbId}`,
  subscriber: (id: string) => `subscribers/${id}`,
  dues: (subscriberId: string) => `dues/${subscriberId}`,
  services: 'services/',
  service: (number: number) => `services/${sortable(number)}`,
  /** One map for all: ten thousand keys of their own would take seconds to write in a browser. */
  serviceNumbers: 'service-numbers',
  /** What all lists are made from, by number. */
  index: 'index',
  subscriptions: (subscriberId: string) => `subscriptions/${subscriberId}/`,
  subscription: (subscriberId: string, serviceId: string) =>
    `subscriptions/${subscriberId}/${serviceId}`,
  pastOrders: (subscriberId: string, serviceId: string) => `past/${subscriberId}/${serviceId}`,
  hold: (orderId: string) => `holds/${orderId}`,
  /** The ids of paid orders that wait for this service. */
  pending: (subscriberId: string, serviceId: string) => `pending/${subscriberId}/${serviceId}`,
  orders: 'orders/',
  order: (orderId: string) => `orders/${orderId}`,
  credits: 'counters/credits',
  orderNumbers: 'counters/orders',
  /** What BOSS opened or credited on one of its days, by order id, and what that adds up to. */
  dayOrders: (date: string) => `days/${date}/`,
  dayOrder: (date: string, orderId: string) => `days/${date}/${orderId}`,
  dayBooks: (date: string) => `day-books/${date}`,
  /** The business day under which the platform reported an order, unless BOSS booked it on that day before the cut-off. */
  reported: (orderId: string) => `reported/${orderId}`,
  /** What a comparison found, until it is written into the answer. */
  findings: (date: string) => `findings/${date}/`,
  finding: (date: string, number: number) => `findings/${date}/${String(number).padStart(9, '0')}`,
};

/** Every store BOSS is given has a room of its own for it. */
export const bossRoom = (store: Store): Store => store.room('boss');

/** What BOSS did, order by order, by order id: for those who compare and count. `store`: the one BOSS was given. */
export const bossOrders = (store: Store): Promise<OrderRecord[]> =>
  bossRoom(store).transaction(async (tx) =>
    (await tx.list<OrderRecord>(keys.orders)).map(({ value }) => value),
  );

/** Ids of what BOSS opened or credited on one of its days. */
export const ordersOfDay = (date: string): RowList<true> => rowList(keys.dayOrders(date));

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
