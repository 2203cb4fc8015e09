/**
 * A hold is a checked item with its price, kept for a quarter of an hour. The same order comes again when the
 * subscriber has confirmed or is about to pay. It is checked again: neither price nor period may have changed.
 */
import { ulid } from '../../../../src/shared/random.ts';
import { type Instant, rfc3339 } from '../../../../src/shared/time.ts';
import type { Refusal } from '../../../contract/contractServer.ts';
import type { Transaction } from '../../../store/store.ts';
import type { BossParts } from '../base/bossParts.ts';
import { findHold, findOrder, findSubscription, isAlive, keys } from '../base/bossStore.ts';
import type { BossAnswer, BossCall, BossProblem, Hold, HoldRecord } from '../base/bossTypes.ts';
import { periodEnd } from '../base/calendar.ts';
import { refuse, reject } from '../base/refuse.ts';
import { linesToday } from '../catalogue/linesToday.ts';
import { totalFen } from '../catalogue/price.ts';
import { asRenewed, nextFrom } from '../subscribers/subscription.ts';
import { sameItem } from './pendingRival.ts';
import { validateItem } from './validateItem.ts';

const HOLD_MS = 15 * 60_000;

export async function hold(
  tx: Transaction,
  parts: BossParts,
  { body }: BossCall<'hold'>,
): BossAnswer<'hold'> {
  const { environment, faults } = parts;
  const { orderId, subscriberId } = body;
  const item = body.items[0]!;
  const before = await findHold(tx, orderId);
  if (before && (before.subscriberId !== subscriberId || !sameItem(before.hold.items[0]!, item))) {
    return refuse('order.conflict', { detail: `${orderId} was held for something else` });
  }
  if (await findOrder(tx, orderId)) {
    return refuse('order.conflict', { detail: `${orderId} is paid already` });
  }
  if (faults.rejectHold) return reject(faults.rejectHold, 'a fault is switched on');
  const valid = await validateItem(tx, parts, { orderId, subscriberId, item });
  if ('refused' in valid) return valid;
  const lines = await linesToday(tx, parts, subscriberId, valid.service, item.months);
  if (!lines) return reject('period.not_allowed', `not sold for ${item.months} months`);

  const now = environment.clock.now();
  const expiresAtMs = now + HOLD_MS;
  const expiresAt = rfc3339(expiresAtMs);
  if (before) {
    const refusal = await changedSince(tx, now, before, totalFen(lines));
    if (refusal) return refusal;
    const again: Hold = { ...before.hold, expiresAt };
    const record = { ...before, hold: again, expiresAtMs, released: false };
    tx.put(keys.hold(orderId), record satisfies HoldRecord);
    return { status: 201, body: again };
  }
  const from = nextFrom(now, await findSubscription(tx, subscriberId, item.serviceId));
  const first: Hold = {
    holdId: ulid(now, environment.random),
    orderId,
    items: [item],
    title: valid.service.title,
    lines,
    amountFen: totalFen(lines),
    from,
    to: periodEnd(from, item.months),
    expiresAt,
  };
  const record = { hold: first, subscriberId, expiresAtMs, released: false };
  tx.put(keys.hold(orderId), record satisfies HoldRecord);
  return { status: 201, body: first };
}

/** The subscriber has seen an amount and a period. Refuses when one of them has changed since. */
async function changedSince(
  tx: Transaction,
  now: Instant,
  { hold: seen, subscriberId }: HoldRecord,
  amountFen: number,
): Promise<Refusal<BossProblem> | null> {
  const kept = await findSubscription(tx, subscriberId, seen.items[0]!.serviceId);
  const subscription = asRenewed(now, kept);
  if (subscription && subscription.validTo >= seen.from) {
    return reject('period.overlaps', `paid until ${subscription.validTo} meanwhile`);
  }
  if (amountFen !== seen.amountFen) {
    return reject('price.changed', `${seen.amountFen} fen then, ${amountFen} fen now`);
  }
  return null;
}

export async function getHold(
  tx: Transaction,
  { environment }: BossParts,
  { params }: BossCall<'getHold'>,
): BossAnswer<'getHold'> {
  const record = await findHold(tx, params.orderId);
  if (!record || record.released) return refuse('hold.none');
  if (!isAlive(record, environment.clock.now())) {
    return refuse('hold.none', { reason: 'hold.lapsed', detail: `at ${record.hold.expiresAt}` });
  }
  return { status: 200, body: record.hold };
}

/** The promise not to cut the service ends with the hold of the order that it was made for. */
async function endGrace(tx: Transaction, { hold, subscriberId }: HoldRecord): Promise<void> {
  const { serviceId } = hold.items[0]!;
  const record = await findSubscription(tx, subscriberId, serviceId);
  if (record?.graceOf !== hold.orderId) return;
  const { graceUntil, graceOf, ...kept } = record;
  tx.put(keys.subscription(subscriberId, serviceId), kept);
}

/** The record stays: a payment that still comes late must find what was sold. */
export async function releaseHold(
  tx: Transaction,
  _parts: BossParts,
  { params }: BossCall<'releaseHold'>,
): BossAnswer<'releaseHold'> {
  const record = await findHold(tx, params.orderId);
  if (record) {
    tx.put(keys.hold(params.orderId), { ...record, released: true } satisfies HoldRecord);
    await endGrace(tx, record);
  }
  return { status: 204 };
}
