/** The keys of BOSS's room in the store, and the reads that several operations share. */
import { type RowList, rowList } from '../../../store/rowList.ts';
import type { Store, Transaction } from '../../../store/store.ts';
import type {
  BoxRecord,
  FoundBy,
  HoldRecord,
  OrderRecord,
  SubscriberRecord,
  SubscriptionRecord,
} from './bossTypes.ts';

const LONGEST_NUMBER = 6;

/** A number as text that sorts in number order. */
export const sortable = (number: number): string => String(number).padStart(LONGEST_NUMBER, '0');

export const keys = {
  catalogue: 'catalogue',
  box: (stbId: string) => `boxes/${stbId}`,
  subscriber: (id: string) => `subscribers/${id}`,
  subscribers: 'subscribers/',
  boxes: 'boxes/',
  /** Whether every subscriber and box has been indexed for searching. */
  searchable: 'searchable',
  boxesOf: (subscriberId: string) => `boxesOf/${subscriberId}/`,
  boxOf: (subscriberId: string, stbId: string) => `boxesOf/${subscriberId}/${stbId}`,
  /** Parts of names, from some letter to the last, and numbers backwards: a search reads what begins with its word. */
  namesFrom: (part: string) => `names/${encodeURIComponent(part)}`,
  numbersEnding: (backwards: string) => `ends/${backwards}`,
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

export const allSubscribers: RowList<SubscriberRecord> = rowList(keys.subscribers);
export const allBoxes: RowList<BoxRecord> = rowList(keys.boxes);
/** Ids of the boxes of a subscriber. */
export const boxesOf = (subscriberId: string): RowList<true> => rowList(keys.boxesOf(subscriberId));

/** A row of the search: whose it is, and which box it named. */
export interface SearchRow {
  readonly by: FoundBy;
  readonly subscriberId: string;
  readonly stbId?: string;
}

/** Rows of names that have this part; the part is plain, without blanks. */
export const namesWith = (part: string): RowList<SearchRow> => rowList(keys.namesFrom(part));
/** Rows of numbers that end so; the end is folded. */
export const numbersEnding = (end: string): RowList<SearchRow> =>
  rowList(keys.numbersEnding([...end].reverse().join('')));

export const putNamePart = (tx: Transaction, part: string, row: SearchRow): void =>
  tx.put(`${keys.namesFrom(part)}/${row.subscriberId}`, row);
export function putNumber(tx: Transaction, number: string, row: SearchRow): void {
  const { by, subscriberId, stbId = '' } = row;
  tx.put(`${numbersEnding(number).prefix}/${by}/${subscriberId}/${stbId}`, row);
}
export const putBoxOf = (tx: Transaction, { subscriberId, stbId }: BoxRecord): void =>
  tx.put(keys.boxOf(subscriberId, stbId), true);

export const isSearchable = async (tx: Transaction): Promise<boolean> =>
  (await tx.get<true>(keys.searchable)) !== undefined;
export const noteSearchable = (tx: Transaction): void => tx.put(keys.searchable, true);

export const findSubscription = (tx: Transaction, subscriberId: string, serviceId: string) =>
  tx.get<SubscriptionRecord>(keys.subscription(subscriberId, serviceId));

/** Whether the price is still kept for this order. */
export const isAlive = (record: HoldRecord, now: number): boolean =>
  !record.released && record.expiresAtMs > now;

export const findHold = (tx: Transaction, orderId: string) =>
  tx.get<HoldRecord>(keys.hold(orderId));

export const findOrder = (tx: Transaction, orderId: string) =>
  tx.get<OrderRecord>(keys.order(orderId));
