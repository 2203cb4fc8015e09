/** Quotes: a price with a hold at BOSS. The order exists from here on, and only the quote says what it costs. */
import { toHex, utf8 } from '../../../../src/shared/bytes.ts';
import type { Crypto } from '../../../../src/shared/crypto.ts';
import { isFen, MAX_FEN } from '../../../../src/shared/money.ts';
import { ulid } from '../../../../src/shared/random.ts';
import { rfc3339 } from '../../../../src/shared/time.ts';
import type { Item, Quote } from '../../../../src/tsp/tspTypes.ts';
import type { components } from '../../../contract/bossApi.generated.ts';
import { bossRefusal } from '../base/bossClient.ts';
import { canonicalJson } from '../base/canonicalJson.ts';
import type { PartyError } from '../base/partyClient.ts';
import type { TspParts } from '../base/ports.ts';
import { refuse, shortRef } from '../base/problems.ts';
import { answer, type Reply } from '../base/reply.ts';
import { commit } from '../base/unitOfWork.ts';
import { audit } from '../books/journals/audit.ts';
import { saveOrder } from '../books/moveOrder.ts';
import type { OrderRow } from '../books/rows.ts';
import { activeOrderOf, getOrder } from '../books/store/orderStore.ts';
import type { Call, Handler } from '../door/call.ts';

export type Hold = components['schemas']['Hold'];
type BossSubscriber = components['schemas']['Subscriber'];

/** Computes SHA-256 over the canonical JSON of the quote without its digest; upper-case hex. */
export async function quoteDigest(
  crypto: Crypto,
  quote: Omit<Quote, 'quoteDigest'>,
): Promise<string> {
  return toHex(await crypto.sha256(utf8(canonicalJson(quote))));
}

/** Whether BOSS's hold fits the request and adds up. Checked before the subscriber is asked to pay. */
export function isSoundHold(hold: Hold, orderId: string, items: readonly Item[]): boolean {
  const { amountFen, lines } = hold;
  if (!isFen(amountFen) || amountFen < 1 || amountFen > MAX_FEN) return false;
  const sum = lines.reduce((total, line) => total + line.amountFen, 0);
  return (
    sum === amountFen &&
    hold.orderId === orderId &&
    canonicalJson(hold.items) === canonicalJson(items)
  );
}

/** Whether an order for the service is paid while BOSS has not opened it yet: BOSS may not even have heard of it. */
const isPaid = ({ store }: TspParts, subscriberId: string, { serviceId }: Item) =>
  store.transaction(async (tx) => {
    const orderId = await activeOrderOf(tx, subscriberId, serviceId);
    const active = orderId === undefined ? undefined : await getOrder(tx, orderId);
    return active?.paidBy !== undefined;
  });

export const createQuote: Handler = async (parts, call) => {
  const { environment, boss, limits } = parts;
  const { subscriberId } = call.session;
  const { items } = call.body as { items: Item[] };
  const retryAfterMs = parts.rateLimits.quotes.wait(call.session.stbId);
  if (retryAfterMs !== null) return refuse(parts, 'rate.limited', { retryAfterMs });
  parts.rateLimits.quotes.note(call.session.stbId);
  if (await isPaid(parts, subscriberId, items[0]!)) return refuse(parts, 'order.already_paid');
  const refusedBy = (error: PartyError): Reply => {
    // The portal asks again by itself, and this must not use up the subscriber's quotes of the minute.
    if (error.kind === 'no-answer') parts.rateLimits.quotes.forget(call.session.stbId);
    return bossRefusal(parts, error);
  };
  const orderId = ulid(environment.clock.now(), environment.random);
  const subscriber = await boss.get<BossSubscriber>(`/subscribers/${subscriberId}`);
  if (!subscriber.ok) return refusedBy(subscriber.error);
  const hold = await boss.post<Hold>('/holds', { orderId, subscriberId, items });
  if (!hold.ok) return refusedBy(hold.error);
  if (!isSoundHold(hold.value, orderId, items)) {
    environment.log('tsp', `BOSS's hold for ${orderId} does not add up`);
    return refuse(parts, 'boss.unavailable');
  }
  const { title, lines, amountFen, from, to } = hold.value;
  const createdAt = environment.clock.now();
  const expiresAt = Math.min(createdAt + limits.quoteMs, Date.parse(hold.value.expiresAt));
  const { name, accountTail } = subscriber.value;
  const shown: Omit<Quote, 'quoteDigest'> = {
    quoteId: orderId,
    items,
    title,
    subscriber: `${name} ${accountTail}`,
    lines,
    amountFen,
    from,
    to,
    expiresAt: rfc3339(expiresAt),
  };
  const quote: Quote = { ...shown, quoteDigest: await quoteDigest(environment.crypto, shown) };
  return keepQuote(parts, call, {
    orderId,
    subscriberId,
    stbId: call.session.stbId,
    ref: shortRef(parts),
    quote,
    createdAt,
    expiresAt,
    state: 'QUOTED',
    tries: 0,
    avoid: [],
  });
};

const keepQuote = (parts: Parameters<Handler>[0], call: Call, order: OrderRow) =>
  commit(parts, order.stbId, async (unit) => {
    await saveOrder(unit, order);
    const { orderId, state, quote } = order;
    await audit(unit, {
      what: 'order.quoted',
      orderId,
      to: state,
      note: `${quote.amountFen} fen, ${quote.quoteDigest}`,
    });
    return call.keep(unit, answer(201, quote));
  });
