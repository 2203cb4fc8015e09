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
import { refuse, reject } from '../base/refuse.ts';
import { asRenewed } from '../subscribers/subscription.ts';
import { arrearsFault, isArrears, priceArrears, sameBills } from './arrears.ts';
import { sameItem } from './pendingRival.ts';
import { type Priced, priceService } from './priceService.ts';

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
  const price = isArrears(item) ? priceArrears : priceService;
  const priced = await price(tx, parts, { orderId, subscriberId, item });
  if ('refused' in priced) return priced;
  const now = environment.clock.now();
  const expiresAtMs = now + HOLD_MS;
  const expiresAt = rfc3339(expiresAtMs);
  if (before) {
    const refusal = await changedSince(tx, now, before, priced);
    if (refusal) return refusal;
    const again: Hold = { ...before.hold, expiresAt };
    const record = { ...before, hold: again, expiresAtMs, released: false };
    tx.put(keys.hold(orderId), record satisfies HoldRecord);
    return { status: 201, body: again };
  }
  const { bills, ...shown } = priced;
  const holdId = ulid(now, environment.random);
  const first: Hold = { holdId, orderId, items: [item], ...shown, expiresAt };
  const record = { hold: first, subscriberId, expiresAtMs, released: false, bills };
  tx.put(keys.hold(orderId), record satisfies HoldRecord);
  return { status: 201, body: first };
}

/** The subscriber has seen an amount and a period. Refuses when one of them has changed since. */
async function changedSince(
  tx: Transaction,
  now: Instant,
  { hold: seen, subscriberId, bills: seenBills = [] }: HoldRecord,
  { amountFen, bills }: Priced,
): Promise<Refusal<BossProblem> | null> {
  if (isArrears(seen.items[0]!)) {
    const detail = `${seen.amountFen} fen of bills then, ${amountFen} fen now`;
    return sameBills(seenBills, bills) ? null : reject('arrears.changed', detail);
  }
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
  const now = environment.clock.now();
  if (!isAlive(record, now)) {
    return refuse('hold.none', { reason: 'hold.lapsed', detail: `at ${record.hold.expiresAt}` });
  }
  const fault = isArrears(record.hold.items[0]!) && (await arrearsFault(tx, now, record));
  if (fault) return fault;
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
