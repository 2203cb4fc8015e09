/** What the portal asks the TSP for its first screens: one function per call, every outcome a value. */
import type { Abort } from '../shared/abort.ts';
import { orderDecoder, orderPageDecoder } from './decoders.ts';
import { servicePageDecoder, subscriberDecoder } from './serviceDecoders.ts';
import type { Answer, TspLink } from './tspLink.ts';
import type {
  Order,
  ReadOrderPage,
  ReadServicePage,
  ServicesQuery,
  Subscriber,
} from './tspTypes.ts';

export interface CatalogueCalls {
  subscriber(): Answer<Subscriber>;
  services(query: ServicesQuery, signal?: Abort): Answer<ReadServicePage>;
  openOrders(signal?: Abort): Answer<ReadOrderPage>;
  /** `month` as `2026-11`; without it all of them. */
  orders(month?: string | null, cursor?: string): Answer<ReadOrderPage>;
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
  openOrders: (signal) => get(orderPageDecoder, '/orders?open=1', signal),
  orders(month, cursor) {
    const query = (month ? `&month=${month}` : '') + (cursor ? `&cursor=${cursor}` : '');
    return get(orderPageDecoder, `/orders${query.replace('&', '?')}`);
  },
  cancel: (key, orderId) => post(orderDecoder, `/orders/${orderId}/cancel`, () => ({}), key),
});
