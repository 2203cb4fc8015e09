/** What the portal asks the TSP about one service or one paid order: one function per call, every outcome a value. */
import type { Abort } from '../shared/abort.ts';
import { amountFen, digits, fen, string, text, whole } from './decoders.ts';
import { serviceFields, subscriptionDecoder } from './serviceDecoders.ts';
import { listOfSound, object, type Shape, wordOf } from './shape.ts';
import type { Answer, TspLink } from './tspLink.ts';
import type { Receipt, ServiceDetail, Subscription } from './tspTypes.ts';

export const serviceDetailDecoder: Shape<ServiceDetail> = object({
  ...serviceFields,
  text,
  includes: listOfSound(text),
  terms: text,
  refundRule: text,
  pastOrders: listOfSound(object({ orderId: string, paidAt: string, months: whole, amountFen })),
});

export const receiptDecoder: Shape<Receipt> = object({
  receiptNo: string,
  orderId: string,
  title: text,
  from: string,
  to: string,
  months: whole,
  amountFen,
  cardTail: digits(4),
  balanceBeforeFen: fen,
  balanceAfterFen: fen,
  paidAt: string,
  terminalNo: string,
  terminalSequence: string,
  serviceState: wordOf('opening', 'open', 'credited', 'refunded', 'manual'),
});

export interface DetailCalls {
  service(serviceId: string): Answer<ServiceDetail>;
  receipt(orderId: string, signal?: Abort): Answer<Receipt>;
  /** When its answer was lost, it may be called again with the same key: it is done once. */
  cancelRenewal(key: string, serviceId: string): Answer<Subscription>;
}

export const detailCalls = ({ get, post }: Pick<TspLink, 'get' | 'post'>): DetailCalls => ({
  service: (serviceId) => get(serviceDetailDecoder, `/services/${encodeURIComponent(serviceId)}`),
  receipt: (orderId, signal) => get(receiptDecoder, `/orders/${orderId}/receipt`, signal),
  cancelRenewal: (key, serviceId) =>
    post(
      subscriptionDecoder,
      `/services/${encodeURIComponent(serviceId)}/renewal/cancel`,
      () => undefined,
      key,
    ),
});
