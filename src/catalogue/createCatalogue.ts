/** The catalogue on the TSP: what was asked for is kept until a payment may have changed it. */
import { type Signal, signal } from '@preact/signals';
import type { Random } from '../shared/random.ts';
import type { Timers } from '../shared/time.ts';
import { ARREARS } from '../tsp/arrearsId.ts';
import type { Tsp } from '../tsp/tspClient.ts';
import type { ServiceDetail, Subscriber } from '../tsp/tspTypes.ts';
import type { Catalogue } from './catalogue.ts';
import { createCancelling } from './createCancelling.ts';
import { createHistory } from './createHistory.ts';
import { createServices } from './createServices.ts';
import { type Loaded, loaded } from './loaded.ts';

/** Services that are kept whole, those looked at last. */
const MOST_DETAILS = 20;

const NO_SERVICE: Loaded<ServiceDetail> = { state: 'failed', problem: null };

/** The calls of the platform that a catalogue makes. */
export type CatalogueTsp = Pick<
  Tsp,
  'services' | 'service' | 'subscriber' | 'orders' | 'receipt' | 'cancelRenewal'
>;

export function createCatalogue(tsp: CatalogueTsp, random: Random, timers: Timers): Catalogue {
  const subscriber = signal<Subscriber | null>(null);
  const details = new Map<string, Signal<Loaded<ServiceDetail>>>();
  const { forget: forgetHistory, ...history } = createHistory(tsp);
  const { reload, forget: forgetServices, ...services } = createServices(tsp, timers);

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
    ...services,
    subscriber,
    service(serviceId) {
      let detail = details.get(serviceId);
      details.delete(serviceId);
      if (!detail) {
        // Overdue bills are no service: there is nothing to ask for.
        if (serviceId === ARREARS) return signal(NO_SERVICE);
        detail = signal<Loaded<ServiceDetail>>({ state: 'loading' });
        void loadDetail(serviceId, detail);
      }
      details.set(serviceId, detail);
      details.forEach((_, oldest) => {
        if (details.size > MOST_DETAILS) details.delete(oldest);
      });
      return detail;
    },
    seen(serviceId) {
      const detail = details.get(serviceId)?.value;
      if (detail?.state === 'ready') return detail.value;
      const list = services.services.list.value;
      return list.state === 'ready' ? list.value.at(list.value.indexOf(serviceId)) : undefined;
    },
    cancelRenewal: createCancelling(tsp, random, (serviceId) => {
      const detail = details.get(serviceId);
      if (detail) void loadDetail(serviceId, detail);
      reload();
    }),
    forget() {
      details.clear();
      subscriber.value = null;
      forgetServices();
      forgetHistory();
    },
    refresh() {
      details.forEach((detail, serviceId) => {
        if (detail.peek().state === 'failed') {
          detail.value = { state: 'loading' };
          void loadDetail(serviceId, detail);
        } else details.delete(serviceId);
      });
      forgetHistory();
      void loadSubscriber();
      reload();
    },
  };
}
