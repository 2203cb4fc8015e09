/** The services with their prices and periods as one subscriber sees them today, page by page. */
import type { Instant } from '../../src/shared/time.ts';
import type { Transaction } from '../store/store.ts';
import type { BossParts } from './bossParts.ts';
import { findService, findSubscriber, findSubscription, keys, sortable } from './bossStore.ts';
import type {
  BossAnswer,
  BossCall,
  PastOrder,
  Service,
  ServicePage,
  ServiceRecord,
  SubscriptionRecord,
} from './bossTypes.ts';
import { periodEnd } from './calendar.ts';
import { monthFen, priceLines, totalFen } from './price.ts';
import { refuse } from './refuse.ts';
import { nextFrom, subscriptionAt } from './subscription.ts';

const PAGE = 20;

/** What does not change with the subscriber, counted once at seeding. */
export interface CatalogueRecord {
  readonly categories: ServicePage['categories'];
  readonly total: number;
}

function serviceSeen(
  { environment, faults }: BossParts,
  service: ServiceRecord,
  record: SubscriptionRecord | undefined,
): Service {
  const now: Instant = environment.clock.now();
  const from = nextFrom(now, record);
  const { serviceId, number, category, icon, title, introduction } = service;
  return {
    serviceId,
    number,
    category,
    icon,
    title,
    introduction,
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

/** A page of all services, or of one category, and how many there are on all pages. */
async function readPage(
  tx: Transaction,
  { total }: CatalogueRecord,
  { category, cursor, limit }: { category?: string; cursor?: string; limit: number },
): Promise<{ records: ServiceRecord[]; total: number }> {
  if (category === undefined) {
    const after = cursor === undefined ? {} : { after: keys.services + cursor };
    const rows = await tx.list<ServiceRecord>(keys.services, { limit, ...after });
    return { records: rows.map(({ value }) => value), total };
  }
  const numbers = (await tx.get<number[]>(keys.category(category))) ?? [];
  const wanted = numbers.filter((number) => number > Number(cursor ?? 0)).slice(0, limit);
  const records: ServiceRecord[] = [];
  for (const number of wanted) {
    const record = await tx.get<ServiceRecord>(keys.service(number));
    if (record) records.push(record);
  }
  return { records, total: numbers.length };
}

/** The cursor is the last number of the page before, so a page stays what it was when services are added. */
export async function getCatalogue(
  tx: Transaction,
  parts: BossParts,
  { query }: BossCall<'getCatalogue'>,
): BossAnswer<'getCatalogue'> {
  const { subscriberId, cursor, limit = PAGE } = query;
  if (!(await findSubscriber(tx, subscriberId))) return refuse('subscriber.unknown');
  if (cursor !== undefined && !/^\d{6}$/.test(cursor)) {
    const detail = 'cursor: expected the nextCursor of a page';
    return refuse('request.invalid', { field: 'cursor', detail });
  }
  const catalogue = await tx.get<CatalogueRecord>(keys.catalogue);
  if (!catalogue) throw new Error('BOSS has no catalogue');
  const { records, total } = await readPage(tx, catalogue, { ...query, limit: limit + 1 });
  const page = records.slice(0, limit);
  const items: Service[] = [];
  for (const service of page) {
    const record = await findSubscription(tx, subscriberId, service.serviceId);
    items.push(serviceSeen(parts, service, record));
  }
  const last = page.at(-1);
  return {
    status: 200,
    body: {
      items,
      total,
      ...(records.length > limit && last && { nextCursor: sortable(last.number) }),
      categories: catalogue.categories,
    },
  };
}

export async function getCatalogueService(
  tx: Transaction,
  parts: BossParts,
  { params, query }: BossCall<'getCatalogueService'>,
): BossAnswer<'getCatalogueService'> {
  const { subscriberId } = query;
  if (!(await findSubscriber(tx, subscriberId))) return refuse('subscriber.unknown');
  const service = await findService(tx, params.serviceId);
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
