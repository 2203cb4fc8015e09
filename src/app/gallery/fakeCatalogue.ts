/** A catalogue without a platform: it answers from the sample data, and what is changed is what a sample shows. */
import { computed, signal } from '@preact/signals';
import type { Cancelling, Catalogue, Loaded, ServiceList } from '../../catalogue/catalogue.ts';
import type { Order, Service, ServiceDetail } from '../../tsp/tspTypes.ts';
import { pastOrders, receipt } from './sampleOrders.ts';
import { detailOf, services } from './sampleServices.ts';

export interface CatalogueSample {
  readonly services?: Loaded<readonly Service[]>;
  /** So many services exist, and only the asked-for pages arrive, a little later. */
  readonly lazily?: readonly Service[];
  readonly history?: Loaded<readonly Order[]>;
  readonly detail?: (service: Service) => Loaded<ServiceDetail>;
  readonly categories?: number;
  /** What becomes of a renewal that is cancelled. */
  readonly cancelling?: Cancelling;
}

const CATEGORIES: readonly [id: string, chinese: string, english: string][] = [
  ['basic', '基本收视', 'Basic TV'],
  ['pay', '付费频道', 'Premium'],
  ['vod', '互动点播', 'On demand'],
  ['net', '宽带', 'Broadband'],
  ['kids', '少儿', 'Children'],
  ['sport', '体育', 'Sports'],
  ['opera', '戏曲', 'Opera'],
  ['learn', '教育', 'Learning'],
];

const MONTHS = ['2026-11', '2026-08', '2026-05', '2025-12', '2025-11'];

const PAGE = 20;
const ARRIVES_MS = 250;

export function fakeCatalogue(sample: CatalogueSample = {}): Catalogue {
  const all: Loaded<readonly Service[]> = sample.services ?? { state: 'ready', value: services };
  const category = signal<string | null>(null);
  const month = signal<string | null>(null);
  const arrived = signal<readonly (Service | undefined)[]>(sample.lazily?.slice(0, PAGE) ?? []);
  const asked = new Set([0]);

  const list = computed((): Loaded<ServiceList> => {
    if (sample.lazily) {
      return { state: 'ready', value: { total: sample.lazily.length, items: arrived.value } };
    }
    if (all.state !== 'ready') return all;
    const items = all.value.filter(
      (service) => category.value === null || service.category === category.value,
    );
    return { state: 'ready', value: { total: items.length, items } };
  });

  const arrive = (page: number) => {
    const items = arrived.peek().slice();
    const end = Math.min((page + 1) * PAGE, sample.lazily?.length ?? 0);
    for (let i = page * PAGE; i < end; i++) items[i] = sample.lazily?.[i];
    arrived.value = items;
  };

  return {
    subscriber: signal({
      name: '王*明',
      accountTail: '8538 **** 2107',
      area: { 'zh-CN': '城东', en: 'East' },
      dues: [],
    }),
    categories: signal(
      CATEGORIES.slice(0, sample.categories ?? 4).map(([id, chinese, english]) => ({
        id,
        title: { 'zh-CN': chinese, en: english },
      })),
    ),
    category,
    services: list,
    history: signal(sample.history ?? { state: 'ready', value: pastOrders }),
    chooseCategory(id) {
      category.value = id;
    },
    needServices(from, to) {
      if (!sample.lazily) return;
      for (let page = Math.floor(from / PAGE); page * PAGE < to; page++) {
        if (asked.has(page)) continue;
        asked.add(page);
        setTimeout(arrive, ARRIVES_MS, page);
      }
    },
    service(serviceId) {
      const known = sample.lazily ?? services;
      const service = known.find((one) => one.serviceId === serviceId) ?? services[0]!;
      return signal(sample.detail?.(service) ?? { state: 'ready', value: detailOf(service) });
    },
    months: signal(MONTHS),
    month,
    chooseMonth(next) {
      month.value = next;
    },
    receipt: () => signal(receipt),
    needReceipt() {},
    cancelRenewal: () => signal(sample.cancelling ?? { state: 'asking' }),
    loadHistory() {},
    refresh() {},
  };
}
