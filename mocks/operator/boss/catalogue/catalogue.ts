/** The services with their prices and periods, as one subscriber sees them today, page by page. */
import type { Instant } from '../../../../src/shared/time.ts';
import type { Transaction } from '../../../store/store.ts';
import type { BossParts } from '../base/bossParts.ts';
import { findSubscriber, findSubscription, keys } from '../base/bossStore.ts';
import type {
  BossAnswer,
  BossCall,
  PastOrder,
  Service,
  ServicePage,
  ServiceRecord,
  SubscriptionRecord,
} from '../base/bossTypes.ts';
import { periodEnd } from '../base/calendar.ts';
import { indexFrom } from '../base/catalogueIndex.ts';
import { refuse } from '../base/refuse.ts';
import { nextFrom, subscriptionAt } from '../subscribers/subscription.ts';
import { monthFen, priceLines, totalFen } from './price.ts';

const PAGE = 20;

export interface CatalogueRecord {
  readonly categories: ServicePage['categories'];
}

function serviceSeen(
  { environment, faults }: BossParts,
  service: ServiceRecord,
  record: SubscriptionRecord | undefined,
): Service {
  const now: Instant = environment.clock.now();
  const from = nextFrom(now, record);
  const { serviceId, number, category, icon, title, introduction, image } = service;
  return {
    serviceId,
    number,
    category,
    icon,
    title,
    introduction,
    ...(image && { image }),
    priceFen: monthFen(service, faults.priceRiseFen),
    periods: service.periods.map(({ months, savingFen }) => ({
      months,
      amountFen: totalFen(priceLines(service, months, faults.priceRiseFen) ?? []),
      savingFen,
      from,
      to: periodEnd(from, months),
    })),
    subscription: subscriptionAt(now, service, record),
  };
}

/** The services with these numbers. Numbers that follow each other in the whole list take one read. */
async function recordsOf(tx: Transaction, numbers: readonly number[]): Promise<ServiceRecord[]> {
  const first = numbers[0];
  if (first === undefined) return [];
  const range = { limit: numbers.length, after: keys.service(first - 1) };
  const run = await tx.list<ServiceRecord>(keys.services, range);
  if (run.at(-1)?.value.number === numbers.at(-1)) return run.map(({ value }) => value);
  const some = await Promise.all(
    numbers.map((number) => tx.get<ServiceRecord>(keys.service(number))),
  );
  return some.filter((record) => record !== undefined);
}

export async function getCatalogue(
  tx: Transaction,
  parts: BossParts,
  { query }: BossCall<'getCatalogue'>,
): BossAnswer<'getCatalogue'> {
  const { subscriberId, number, limit = PAGE } = query;
  if (!(await findSubscriber(tx, subscriberId))) return refuse('subscriber.unknown');
  const { categories } = (await tx.get<CatalogueRecord>(keys.catalogue))!;
  const numbers = await parts.index.numbers(tx, query);
  const wanted = number === undefined ? (query.from ?? 0) : indexFrom(numbers, number);
  const from = Math.min(wanted, numbers.length);
  const services = await recordsOf(tx, numbers.slice(from, from + limit));
  const prefix = keys.subscriptions(subscriberId);
  const own = await tx.list<SubscriptionRecord>(prefix);
  const subscriptions = new Map(own.map(({ key, value }) => [key.slice(prefix.length), value]));
  const items = services.map((service) =>
    serviceSeen(parts, service, subscriptions.get(service.serviceId)),
  );
  return { status: 200, body: { items, from, total: numbers.length, categories } };
}

export async function getCatalogueService(
  tx: Transaction,
  parts: BossParts,
  { params, query }: BossCall<'getCatalogueService'>,
): BossAnswer<'getCatalogueService'> {
  const { subscriberId } = query;
  if (!(await findSubscriber(tx, subscriberId))) return refuse('subscriber.unknown');
  const service = await parts.index.service(tx, params.serviceId);
  if (!service) return refuse('service.unknown');
  const { serviceId, text, includes, terms, refundRule } = service;
  const record = await findSubscription(tx, subscriberId, serviceId);
  const past = await tx.get<PastOrder[]>(keys.pastOrders(subscriberId, serviceId));
  return {
    status: 200,
    body: {
      ...serviceSeen(parts, service, record),
      text,
      includes: [...includes],
      terms,
      refundRule,
      pastOrders: past ?? [],
    },
  };
}
