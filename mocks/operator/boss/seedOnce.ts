/** The data that BOSS starts with, and how it gets into the store. */
import type { Instant } from '../../../src/shared/time.ts';
import type { Transaction } from '../../store/store.ts';
import { keys, noteSearchable } from './base/bossStore.ts';
import type {
  BoxRecord,
  Due,
  IsoDate,
  PastOrder,
  ServicePage,
  ServiceRecord,
  SubscriberRecord,
  SubscriptionRecord,
} from './base/bossTypes.ts';
import { addDays, addMonths, chinaDate, monthEnd } from './base/calendar.ts';
import type { IndexRow } from './base/catalogueIndex.ts';
import type { CatalogueRecord } from './catalogue/catalogue.ts';
import { indexBox, indexSubscriber } from './subscribers/searchIndex.ts';

/** Counted from the day of seeding: first the months, then to the end of that month if asked for, then the days. */
interface RelativeDate {
  readonly months?: number;
  readonly monthEnd?: boolean;
  readonly days?: number;
}

export interface BossSeed {
  readonly categories: ServicePage['categories'];
  /** Numbers and ids are unique. */
  readonly services: readonly ServiceRecord[];
  readonly subscribers: readonly Omit<SubscriberRecord, 'creditFen'>[];
  readonly boxes: readonly BoxRecord[];
  readonly subscriptions: readonly {
    readonly subscriberId: string;
    readonly serviceId: string;
    readonly validTo: RelativeDate;
    readonly renewal?: SubscriptionRecord['renewal'];
  }[];
  readonly dues: readonly {
    readonly subscriberId: string;
    readonly serviceId: string;
    readonly amountFen: number;
    readonly dueDate: RelativeDate;
  }[];
  /** Paid at a counter or before there was a portal. */
  readonly pastOrders: readonly {
    readonly subscriberId: string;
    readonly serviceId: string;
    readonly orderId: string;
    readonly paidOn: RelativeDate;
    readonly months: number;
    readonly amountFen: number;
  }[];
}

/** Rows that belong under one key. */
function grouped<T>() {
  const lists = new Map<string, T[]>();
  return {
    lists,
    add(key: string, value: T) {
      const list = lists.get(key);
      if (list) list.push(value);
      else lists.set(key, [value]);
    },
  };
}

export function dateFrom(today: IsoDate, { months, monthEnd: toEnd, days }: RelativeDate): IsoDate {
  const month = addMonths(today, months ?? 0);
  return addDays(toEnd ? monthEnd(month) : month, days ?? 0);
}

/** Writes `seed` when there is no catalogue yet. */
export async function seedOnce(tx: Transaction, seed: BossSeed, now: Instant): Promise<void> {
  if (await tx.get(keys.catalogue)) return;
  const today = chinaDate(now);
  writeCatalogue(tx, seed);
  for (const box of seed.boxes) {
    tx.put(keys.box(box.stbId), box);
    indexBox(tx, box);
  }
  for (const subscriber of seed.subscribers) {
    const record: SubscriberRecord = { ...subscriber, creditFen: 0 };
    tx.put(keys.subscriber(subscriber.subscriberId), record);
    indexSubscriber(tx, record);
  }
  noteSearchable(tx);
  for (const { subscriberId, serviceId, validTo, renewal } of seed.subscriptions) {
    const record: SubscriptionRecord = {
      validTo: dateFrom(today, validTo),
      ...(renewal && { renewal }),
    };
    tx.put(keys.subscription(subscriberId, serviceId), record);
  }
  const titles = new Map(seed.services.map(({ serviceId, title }) => [serviceId, title]));
  const dues = grouped<Due>();
  for (const { subscriberId, serviceId, amountFen, dueDate } of seed.dues) {
    const title = titles.get(serviceId);
    if (!title) throw new RangeError(`a bill for ${serviceId}, which is not a service`);
    const due = { serviceId, title, amountFen, dueDate: dateFrom(today, dueDate) };
    dues.add(keys.dues(subscriberId), due);
  }
  const past = grouped<PastOrder>();
  for (const { subscriberId, serviceId, orderId, paidOn, months, amountFen } of seed.pastOrders) {
    const paidAt = `${dateFrom(today, paidOn)}T10:26:00+08:00`;
    past.add(keys.pastOrders(subscriberId, serviceId), { orderId, paidAt, months, amountFen });
  }
  for (const [key, list] of [...dues.lists, ...past.lists]) tx.put(key, list);
}

function writeCatalogue(tx: Transaction, { categories, services }: BossSeed): void {
  const byNumber = [...services].sort((a, b) => a.number - b.number);
  for (const service of byNumber) tx.put(keys.service(service.number), service);
  const index = byNumber.map(
    ({ number, category, title }): IndexRow => [number, category, title['zh-CN'], title.en ?? ''],
  );
  tx.put(keys.index, index);
  const numberOf = byNumber.map(({ serviceId, number }) => [serviceId, number] as const);
  tx.put(keys.serviceNumbers, Object.fromEntries(numberOf));
  const record: CatalogueRecord = { categories };
  tx.put(keys.catalogue, record);
}
