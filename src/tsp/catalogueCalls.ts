/** What the portal asks the TSP before anybody pays: one function per call, every outcome a value. */
import type { Abort } from '../shared/abort.ts';
import { orderDecoder, orderPageDecoder, receiptDecoder } from './decoders.ts';
import {
  serviceDetailDecoder,
  servicePageDecoder,
  subscriberDecoder,
  subscriptionDecoder,
} from './serviceDecoders.ts';
import type { Answer, TspLink } from './tspLink.ts';
import type {
  Order,
  ReadOrderPage,
  ReadServicePage,
  Receipt,
  ServiceDetail,
  ServicesQuery,
  Subscriber,
  Subscription,
} from './tspTypes.ts';

export interface CatalogueCalls {
  subscriber(): Answer<Subscriber>;
  services(query: ServicesQuery, signal?: Abort): Answer<ReadServicePage>;
  service(serviceId: string): Answer<ServiceDetail>;
  openOrders(signal?: Abort): Answer<ReadOrderPage>;
  /** `month` as `2026-11`; without it all of them. */
  orders(month?: string | null, cursor?: string): Answer<ReadOrderPage>;
  receipt(orderId: string, signal?: Abort): Answer<Receipt>;
  /** When its answer was lost, it may be called again with the same key: it is done once. */
  cancelRenewal(key: string, serviceId: string): Answer<Subscription>;
  /** A refusal is remembered under its key: every try needs a new one. */
  cancel(key: string, orderId: string): Answer<Order>;
}

export const catalogueCalls = ({ get, post }: Pick<TspLink, 'get' | 'post'>): CatalogueCalls => ({
  subscriber: () => get(subscriberDecoder, '/subscriber'),
  services(query, signal) {
    const names = Object.keys(query) as (keyof ServicesQuery)[];
    const parts = names
      .filter((name) => query[name] !== undefined)
      .map((name) => `${name}=${encodeURIComponent(query[name]!)}`);
    return get(servicePageDecoder, `/services?${parts.join('&')}`, signal);
  },
  service: (serviceId) => get(serviceDetailDecoder, `/services/${encodeURIComponent(serviceId)}`),
  openOrders: (signal) => get(orderPageDecoder, '/orders?open=1', signal),
  orders(month, cursor) {
    const query = (month ? `&month=${month}` : '') + (cursor ? `&cursor=${cursor}` : '');
    return get(orderPageDecoder, `/orders${query.replace('&', '?')}`);
  },
  receipt: (orderId, signal) => get(receiptDecoder, `/orders/${orderId}/receipt`, signal),
  cancelRenewal: (key, serviceId) =>
    post(
      subscriptionDecoder,
      `/services/${encodeURIComponent(serviceId)}/renewal/cancel`,
      () => undefined,
      key,
    ),
  cancel: (key, orderId) => post(orderDecoder, `/orders/${orderId}/cancel`, () => ({}), key),
});
