/** The catalogue on the TSP: pages fetched once each as rows come near the screen, answers kept until a payment. */
import { type Signal, signal } from '@preact/signals';
import type { Random } from '../shared/random.ts';
import type { Tsp } from '../tsp/tspClient.ts';
import type { Service, ServiceDetail, ServicePage, Subscriber } from '../tsp/tspTypes.ts';
import type { Catalogue, Category, Loaded, ServiceList } from './catalogue.ts';
import { createCancelling } from './createCancelling.ts';
import { createHistory } from './createHistory.ts';
import { failed, loaded } from './loaded.ts';

const PAGE = 50;

export function createCatalogue(tsp: Tsp, random: Random): Catalogue {
  const subscriber = signal<Subscriber | null>(null);
  const categories = signal<readonly Category[]>([]);
  const category = signal<string | null>(null);
  const services = signal<Loaded<ServiceList>>({ state: 'loading' });
  const details = new Map<string, Signal<Loaded<ServiceDetail>>>();
  const { forget, ...history } = createHistory(tsp);
  /** Counts up with every new list: answers to an older one are dropped. */
  let generation = 0;
  let nextCursor: string | undefined;
  let fetching = false;
  let wantedTo = 0;

  function take(page: ServicePage): void {
    const before = services.value;
    const items: (Service | undefined)[] =
      before.state === 'ready' ? before.value.items.slice() : [];
    const from = items.indexOf(undefined);
    const start = from < 0 ? items.length : from;
    page.items.forEach((item, at) => {
      items[start + at] = item;
    });
    for (let at = items.length; at < page.total; at++) items.push(undefined);
    items.length = Math.max(page.total, start + page.items.length);
    nextCursor = page.nextCursor;
    if (nextCursor === undefined) items.length = start + page.items.length;
    categories.value = page.categories;
    services.value = { state: 'ready', value: { total: items.length, items } };
  }

  const loadedRows = (): number => {
    const list = services.value;
    if (list.state !== 'ready') return 0;
    const gap = list.value.items.indexOf(undefined);
    return gap < 0 ? list.value.total : gap;
  };

  /** Pages come in order; one request at a time until the wanted rows are there. */
  async function fetchPages(): Promise<void> {
    if (fetching) return;
    fetching = true;
    const mine = generation;
    while (mine === generation && (services.value.state !== 'ready' || nextCursor !== undefined)) {
      if (services.value.state === 'ready' && loadedRows() >= wantedTo) break;
      const answer = await tsp.services({
        limit: PAGE,
        ...(category.value === null ? {} : { category: category.value }),
        ...(nextCursor === undefined ? {} : { cursor: nextCursor }),
      });
      if (mine !== generation) break;
      if (answer.ok) take(answer.value);
      else {
        if (services.value.state !== 'ready') services.value = failed(answer.error);
        break;
      }
    }
    fetching = false;
    if (mine !== generation) void fetchPages();
  }

  function startList(): void {
    generation++;
    nextCursor = undefined;
    services.value = { state: 'loading' };
    void fetchPages();
  }

  async function loadDetail(serviceId: string, into: Signal<Loaded<ServiceDetail>>): Promise<void> {
    const answer = await tsp.service(serviceId);
    if (answer.ok || into.value.state !== 'ready') into.value = loaded(answer);
  }

  async function loadSubscriber(): Promise<void> {
    const answer = await tsp.subscriber();
    if (answer.ok) subscriber.value = answer.value;
  }

  return {
    ...history,
    subscriber,
    categories,
    category,
    services,
    chooseCategory(id) {
      if (id === category.value) return;
      category.value = id;
      wantedTo = 0;
      startList();
    },
    needServices(_from, to) {
      wantedTo = Math.max(wantedTo, to);
      void fetchPages();
    },
    service(serviceId) {
      let detail = details.get(serviceId);
      if (!detail) {
        detail = signal<Loaded<ServiceDetail>>({ state: 'loading' });
        details.set(serviceId, detail);
        void loadDetail(serviceId, detail);
      }
      return detail;
    },
    cancelRenewal: createCancelling(tsp, random, (serviceId) => {
      const detail = details.get(serviceId);
      if (detail) void loadDetail(serviceId, detail);
      startList();
    }),
    refresh() {
      details.clear();
      forget();
      void loadSubscriber();
      startList();
    },
  };
}
