/** The catalogue on the TSP: pages fetched once each as rows come near the screen, answers kept until a payment. */
import { type Signal, signal } from '@preact/signals';
import type { Result } from '../shared/result.ts';
import type { Answer, Tsp } from '../tsp/tspClient.ts';
import type { TspError } from '../tsp/tspError.ts';
import type { Order, Service, ServiceDetail, ServicePage, Subscriber } from '../tsp/tspTypes.ts';
import type { Catalogue, Category, Loaded, ServiceList } from './catalogue.ts';

const PAGE = 50;

const failed = (error: TspError) => ({
  state: 'failed' as const,
  problem: error.kind === 'problem' ? error.problem : null,
});

const loaded = <T>(answer: Result<T, TspError>): Loaded<T> =>
  answer.ok ? { state: 'ready', value: answer.value } : failed(answer.error);

export function createCatalogue(tsp: Tsp): Catalogue {
  const subscriber = signal<Subscriber | null>(null);
  const categories = signal<readonly Category[]>([]);
  const category = signal<string | null>(null);
  const services = signal<Loaded<ServiceList>>({ state: 'loading' });
  const history = signal<Loaded<readonly Order[]>>({ state: 'loading' });
  const details = new Map<string, Signal<Loaded<ServiceDetail>>>();
  let historyCursor: string | undefined;
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

  async function addHistory(
    answering: Answer<{ items: Order[]; nextCursor?: string }>,
    before: readonly Order[],
  ) {
    const answer = await answering;
    if (answer.ok) {
      historyCursor = answer.value.nextCursor;
      history.value = { state: 'ready', value: before.concat(answer.value.items) };
    } else if (history.value.state !== 'ready') history.value = failed(answer.error);
  }

  return {
    subscriber,
    categories,
    category,
    services,
    history,
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
    loadHistory(more) {
      const { value } = history;
      if (!more) void addHistory(tsp.orders(), []);
      else if (historyCursor !== undefined && value.state === 'ready') {
        void addHistory(tsp.orders(historyCursor), value.value);
      }
    },
    refresh() {
      details.clear();
      historyCursor = undefined;
      history.value = { state: 'loading' };
      void loadSubscriber();
      startList();
    },
  };
}
