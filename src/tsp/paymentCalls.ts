/** What the portal tells and asks the TSP in a payment: one function per call, every outcome a value. */
import type { Abort } from '../shared/abort.ts';
import { type Bytes, concat, toBase64 } from '../shared/bytes.ts';
import { orderDecoder } from './decoders.ts';
import {
  attemptDecoder,
  authorisationDecoder,
  proofsDecoder,
  quoteDecoder,
  resolutionDecoder,
} from './paymentDecoders.ts';
import type { Shape } from './shape.ts';
import { cardDataKey } from './signature.ts';
import type { Answer, TspLink } from './tspLink.ts';
import type { SigningParts } from './tspSession.ts';
import type {
  Abandon,
  Attempt,
  AttemptRequest,
  Authorisation,
  CardFacts,
  CardProofs,
  DebitReport,
  InitAnswerBody,
  Item,
  Observation,
  Order,
  Quote,
  Resolution,
  WithCard,
} from './tspTypes.ts';

export interface PaymentCalls {
  order(orderId: string, signal?: Abort): Answer<Order>;
  quote(key: string, item: Item, signal?: Abort): Answer<Quote>;
  confirm(key: string, quote: Quote, signal?: Abort): Answer<Order>;
  startAttempt(
    key: string,
    orderId: string,
    body: WithCard<AttemptRequest>,
    signal?: Abort,
  ): Answer<Attempt>;
  authorise(attemptId: string, body: InitAnswerBody, signal?: Abort): Answer<Authorisation>;
  report(attemptId: string, body: DebitReport, signal?: Abort): Answer<Order>;
  abandon(attemptId: string, body: Abandon): Answer<Order>;
  /** The verdict depends on the card alone, so every try may carry a key of its own. */
  resolve(
    key: string,
    attemptId: string,
    body: WithCard<Observation>,
    signal?: Abort,
  ): Answer<Resolution>;
  /** For a card that a payment of another box keeps from paying: whether its proofs settled something. */
  prove(key: string, body: WithCard<CardProofs>, signal?: Abort): Answer<{ settled: boolean }>;
}

export function paymentCalls(
  link: Pick<TspLink, 'get' | 'post'>,
  { crypto, random }: Pick<SigningParts, 'crypto' | 'random'>,
): PaymentCalls {
  const post = <T>(decoder: Shape<T>, path: string, body: unknown, key: string, signal?: Abort) =>
    link.post(decoder, path, () => body, key, signal);
  const postCard = <T>(
    decoder: Shape<T>,
    path: string,
    { card: { serial, ...facts }, ...body }: { card: CardFacts },
    key: string,
    signal?: Abort,
  ) => {
    const withToken = async (sessionKey: Bytes) => {
      const nonce = random.bytes(12);
      const sealed = await crypto.seal(await cardDataKey(crypto, sessionKey), nonce, serial);
      return { ...body, card: { ...facts, serialToken: toBase64(concat(nonce, sealed)) } };
    };
    return link.post(decoder, path, withToken, key, signal);
  };
  return {
    order: (orderId, signal) => link.get(orderDecoder, `/orders/${orderId}`, signal),
    quote: (key, item, signal) => post(quoteDecoder, '/quotes', { items: [item] }, key, signal),
    confirm: (key, { quoteId, quoteDigest, amountFen }, signal) =>
      post(
        orderDecoder,
        '/orders',
        { quoteId, quoteDigest, confirmedAmountFen: amountFen },
        key,
        signal,
      ),
    startAttempt: (key, orderId, body, signal) =>
      postCard(attemptDecoder, `/orders/${orderId}/attempts`, body, key, signal),
    authorise: (id, body, signal) =>
      post(authorisationDecoder, `/attempts/${id}/authorise`, body, `${id}:authorise`, signal),
    report: (id, body, signal) =>
      post(orderDecoder, `/attempts/${id}/report`, body, `${id}:report`, signal),
    abandon: (id, body) => post(orderDecoder, `/attempts/${id}/abandon`, body, `${id}:abandon`),
    resolve: (key, id, body, signal) =>
      postCard(resolutionDecoder, `/attempts/${id}/resolve`, body, key, signal),
    prove: (key, body, signal) => postCard(proofsDecoder, '/card-proofs', body, key, signal),
  };
}
