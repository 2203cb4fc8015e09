/** The portal's side of the TSP contract (docs/api/tsp.yaml): one function per call, every outcome a value. */
import { type Abort, neverAborted } from '../shared/abort.ts';
import { type Bytes, concat, toBase64 } from '../shared/bytes.ts';
import type { HttpResponse, HttpSend } from '../shared/http.ts';
import { fail, type Result } from '../shared/result.ts';
import type { Clock } from '../shared/time.ts';
import * as decode from './decoders.ts';
import { isListedCode } from './problemCodes.ts';
import { readAs, type Shape } from './shape.ts';
import { cardDataKey, nonceText, sessionKeyInput } from './signature.ts';
import type { TspError } from './tspError.ts';
import { type SigningParts, signedRequest, type UnsignedRequest } from './tspSession.ts';
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
  OrderPage,
  Problem,
  Quote,
  Receipt,
  Resolution,
  ServiceDetail,
  ServicePage,
  ServicesQuery,
  Session,
  SessionRequest,
  Subscriber,
  Subscription,
  WithCard,
} from './tspTypes.ts';

const TIMEOUT_MS = 8_000;

type Answer<T> = Promise<Result<T, TspError>>;

/** Its `now` is the TSP's time as well as this box knows it: a box whose clock is wrong must not see quotes expire. */
export interface Tsp extends Clock {
  /** Opens a session (again); every other call opens one by itself when there is none. */
  openSession(): Answer<Session>;
  /** The limits that the platform stated with the newest session; `null` before the first. */
  told(): Session['limits'] | null;
  subscriber(): Answer<Subscriber>;
  services(query: ServicesQuery, signal?: Abort): Answer<ServicePage>;
  service(serviceId: string): Answer<ServiceDetail>;
  openOrders(signal?: Abort): Answer<OrderPage>;
  /** `month` as `2026-11`; without it all of them. */
  orders(month?: string | null, cursor?: string): Answer<OrderPage>;
  order(orderId: string, signal?: Abort): Answer<Order>;
  receipt(orderId: string, signal?: Abort): Answer<Receipt>;
  /** When its answer was lost, it may be called again with the same key: it is done once. */
  cancelRenewal(key: string, serviceId: string): Answer<Subscription>;
  quote(key: string, item: Item, signal?: Abort): Answer<Quote>;
  confirm(key: string, quote: Quote, signal?: Abort): Answer<Order>;
  /** A refusal is remembered under its key: every try needs a new one. */
  cancel(key: string, orderId: string): Answer<Order>;
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

interface TspParts extends SigningParts {
  readonly send: HttpSend;
  /** Without a trailing slash, e.g. `https://tsp.example/tsp/v1`. */
  readonly baseUrl: string;
  readonly portalVersion: string;
  readonly readers: SessionRequest['readers'];
}

interface OpenSession {
  readonly token: string;
  readonly key: Bytes;
}

const unlisted = (problem: Problem): Problem =>
  isListedCode(problem.code) ? problem : { ...problem, money: 'unknown' };

/** Reads an answer: the value of a 2xx, the problem of anything else, `unintelligible` when it is neither. */
function read<T>(answer: HttpResponse, decoder: Shape<T>): Result<T, TspError> {
  const unintelligible = (detail: string) =>
    fail<TspError>({ kind: 'unintelligible', status: answer.status, detail });
  let json: unknown;
  try {
    json = JSON.parse(answer.body);
  } catch {
    return unintelligible('not JSON');
  }
  if (answer.status >= 200 && answer.status < 300) {
    const value = readAs(decoder, json);
    return value.ok ? value : unintelligible(value.error.field || 'not an object');
  }
  const problem = readAs(decode.problemDecoder, json);
  return problem.ok
    ? fail({ kind: 'problem', problem: unlisted(problem.value) })
    : unintelligible('no problem either');
}

export function createTspClient(parts: TspParts): Tsp {
  const { crypto, random, clock, box, send, baseUrl } = parts;
  let session: OpenSession | null = null;
  let opening: Answer<Session> | null = null;
  let skewMs = 0;
  let told: Session['limits'] | null = null;

  async function sendSigned(request: UnsignedRequest, signer: OpenSession | null, signal: Abort) {
    let signed: Parameters<HttpSend>[0];
    try {
      signed = await signedRequest(parts, request, signer, skewMs);
    } catch {
      return fail<TspError>({ kind: 'unreachable' });
    }
    const answer = await send(signed, TIMEOUT_MS, signal);
    return answer.ok ? answer : fail<TspError>({ kind: 'unreachable' });
  }

  /** Sends, and once more when the TSP says that this box's clock is wrong: same key, new signature. */
  async function exchange<T>(
    request: UnsignedRequest,
    signer: OpenSession | null,
    decoder: Shape<T>,
    signal: Abort,
  ): Answer<T> {
    for (let again = false; ; again = true) {
      const answer = await sendSigned(request, signer, signal);
      if (!answer.ok) return answer;
      const value = read(answer.value, decoder);
      if (value.ok || again || value.error.kind !== 'problem') return value;
      const { code, serverTime } = value.error.problem;
      if (code !== 'auth.clock_skew' || serverTime === undefined) return value;
      skewMs = serverTime - clock.now();
    }
  }

  /** Never aborted: the first caller may leave while others wait for the same session. */
  async function openOnce(): Answer<Session> {
    const boxNonce = nonceText(random.bytes(16));
    const body: SessionRequest = {
      stbId: box.stbId,
      boxNonce,
      portalVersion: parts.portalVersion,
      readers: parts.readers,
    };
    const opened = await exchange(
      { method: 'POST', url: `${baseUrl}/sessions`, body: JSON.stringify(body) },
      null,
      decode.sessionDecoder,
      neverAborted,
    );
    if (!opened.ok) return opened;
    skewMs = opened.value.serverTime - clock.now();
    let key: Bytes;
    try {
      key = await box.sign(sessionKeyInput(boxNonce, opened.value.serverNonce));
    } catch {
      return fail({ kind: 'unreachable' });
    }
    session = { token: opened.value.sessionToken, key };
    told = opened.value.limits;
    return opened;
  }

  function openSession(): Answer<Session> {
    opening =
      opening ??
      openOnce().then((answer) => {
        opening = null;
        return answer;
      });
    return opening;
  }

  async function call<T>(
    decoder: Shape<T>,
    method: 'GET' | 'POST',
    path: string,
    bodyFor: ((session: OpenSession) => unknown) | null,
    idempotencyKey?: string,
    signal: Abort = neverAborted,
  ): Answer<T> {
    for (let again = false; ; again = true) {
      if (!session) {
        const opened = await openSession();
        if (!opened.ok) return opened;
      }
      const used: OpenSession = session!;
      const body = bodyFor ? JSON.stringify(await bodyFor(used)) : undefined;
      const answer = await exchange(
        { method, url: baseUrl + path, body, idempotencyKey },
        used,
        decoder,
        signal,
      );
      const expired =
        !answer.ok &&
        answer.error.kind === 'problem' &&
        answer.error.problem.code === 'auth.session_expired';
      if (!expired || again) return answer;
      if (session === used) session = null;
    }
  }

  const get = <T>(decoder: Shape<T>, path: string, signal?: Abort) =>
    call(decoder, 'GET', path, null, undefined, signal);
  const post = <T>(decoder: Shape<T>, path: string, body: unknown, key: string, signal?: Abort) =>
    call(decoder, 'POST', path, () => body, key, signal);
  const postCard = <T>(
    decoder: Shape<T>,
    path: string,
    { card: { serial, ...facts }, ...body }: { card: CardFacts },
    key: string,
    signal?: Abort,
  ) => {
    const withToken = async (used: OpenSession) => {
      const nonce = random.bytes(12);
      const sealed = await crypto.seal(await cardDataKey(crypto, used.key), nonce, serial);
      return { ...body, card: { ...facts, serialToken: toBase64(concat(nonce, sealed)) } };
    };
    return call(decoder, 'POST', path, withToken, key, signal);
  };

  return {
    now: () => clock.now() + skewMs,
    openSession,
    told: () => told,
    subscriber: () => get(decode.subscriberDecoder, '/subscriber'),
    services(query, signal) {
      const names = Object.keys(query) as (keyof ServicesQuery)[];
      const parts = names
        .filter((name) => query[name] !== undefined)
        .map((name) => `${name}=${encodeURIComponent(query[name]!)}`);
      return get(decode.servicePageDecoder, `/services?${parts.join('&')}`, signal);
    },
    service: (serviceId) =>
      get(decode.serviceDetailDecoder, `/services/${encodeURIComponent(serviceId)}`),
    openOrders: (signal) => get(decode.orderPageDecoder, '/orders?open=1', signal),
    orders(month, cursor) {
      const query = (month ? `&month=${month}` : '') + (cursor ? `&cursor=${cursor}` : '');
      return get(decode.orderPageDecoder, `/orders${query.replace('&', '?')}`);
    },
    cancelRenewal: (key, serviceId) =>
      post(
        decode.subscriptionDecoder,
        `/services/${encodeURIComponent(serviceId)}/renewal/cancel`,
        undefined,
        key,
      ),
    order: (orderId, signal) => get(decode.orderDecoder, `/orders/${orderId}`, signal),
    receipt: (orderId, signal) => get(decode.receiptDecoder, `/orders/${orderId}/receipt`, signal),
    quote: (key, item, signal) =>
      post(decode.quoteDecoder, '/quotes', { items: [item] }, key, signal),
    confirm: (key, { quoteId, quoteDigest, amountFen }, signal) =>
      post(
        decode.orderDecoder,
        '/orders',
        { quoteId, quoteDigest, confirmedAmountFen: amountFen },
        key,
        signal,
      ),
    cancel: (key, orderId) => post(decode.orderDecoder, `/orders/${orderId}/cancel`, {}, key),
    startAttempt: (key, orderId, body, signal) =>
      postCard(decode.attemptDecoder, `/orders/${orderId}/attempts`, body, key, signal),
    authorise: (id, body, signal) =>
      post(
        decode.authorisationDecoder,
        `/attempts/${id}/authorise`,
        body,
        `${id}:authorise`,
        signal,
      ),
    report: (id, body, signal) =>
      post(decode.orderDecoder, `/attempts/${id}/report`, body, `${id}:report`, signal),
    abandon: (id, body) =>
      post(decode.orderDecoder, `/attempts/${id}/abandon`, body, `${id}:abandon`),
    resolve: (key, id, body, signal) =>
      postCard(decode.resolutionDecoder, `/attempts/${id}/resolve`, body, key, signal),
    prove: (key, body, signal) => postCard(decode.proofsDecoder, '/card-proofs', body, key, signal),
  };
}
