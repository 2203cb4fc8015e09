/** Decides whether a paid order can be opened. */
import type { Transaction } from '../../../store/store.ts';
import type { BossParts } from '../base/bossParts.ts';
import { findSubscriber, findSubscription, isAlive } from '../base/bossStore.ts';
import type { HoldRecord, IsoDate, RejectReason, SubscriberRecord } from '../base/bossTypes.ts';
import { chinaDate, periodEnd } from '../base/calendar.ts';
import { linesToday } from '../catalogue/linesToday.ts';
import { totalFen } from '../catalogue/price.ts';
import { asRenewed } from '../subscribers/subscription.ts';
import { isArrears, owesAll } from './arrears.ts';
import { pendingRival, type Wanted } from './pendingRival.ts';

interface Paid extends Wanted {
  readonly amountFen: number;
}

type Decision =
  | { readonly from: IsoDate; readonly to: IsoDate }
  | { readonly reason: RejectReason; readonly final: boolean };

/** A rejection is final except where the fault that causes it says otherwise. */
export async function decideActivation(
  tx: Transaction,
  parts: BossParts,
  paid: Paid,
  held: HoldRecord | undefined,
): Promise<Decision> {
  const { environment, faults } = parts;
  if (faults.rejectActivation) {
    return { reason: faults.rejectActivation, final: faults.rejectionIsFinal };
  }
  const { subscriberId, item } = paid;
  const subscriber = await findSubscriber(tx, subscriberId);
  if (isArrears(item)) return decideArrears(tx, paid, subscriber, held);
  const service = await parts.index.service(tx, item.serviceId);
  // Never held: it was not checked, and no price was shown.
  if (!held || !subscriber || !service) return { reason: 'hold.lapsed', final: true };
  if (subscriber.status === 'closed') return { reason: 'account.closed', final: true };
  if (service.stopped) return { reason: 'service.stopped', final: true };

  const now = environment.clock.now();
  const alive = isAlive(held, now);
  const priceFen = alive
    ? held.hold.amountFen
    : totalFen((await linesToday(tx, parts, subscriberId, service, item.months)) ?? []);
  if (paid.amountFen !== priceFen) return { reason: 'price.changed', final: true };
  // The overdue bills in its price were paid meanwhile: nobody pays them twice.
  const isOwed = await owesAll(tx, subscriberId, held.bills ?? []);
  if (!isOwed) return { reason: 'arrears.changed', final: true };

  const kept = await findSubscription(tx, subscriberId, item.serviceId);
  const subscription = asRenewed(now, kept);
  const isTaken = subscription !== undefined && subscription.validTo >= held.hold.from;
  if (isTaken || (await pendingRival(tx, paid))) return { reason: 'period.overlaps', final: true };

  // A late activation must not use up days on which the service was off.
  const today = chinaDate(now);
  const from = alive || held.hold.from > today ? held.hold.from : today;
  return { from, to: periodEnd(from, item.months) };
}

/** The bills that it was priced from are settled, or nothing is: a bill that came due since stays. */
async function decideArrears(
  tx: Transaction,
  paid: Paid,
  subscriber: SubscriberRecord | undefined,
  held: HoldRecord | undefined,
): Promise<Decision> {
  const final = true;
  if (!held || !subscriber) return { reason: 'hold.lapsed', final };
  if (subscriber.status === 'closed') return { reason: 'account.closed', final };
  const { amountFen, from, to } = held.hold;
  if (paid.amountFen !== amountFen) return { reason: 'price.changed', final };
  const isOwed = await owesAll(tx, paid.subscriberId, held.bills ?? []);
  if (!isOwed || (await pendingRival(tx, paid))) return { reason: 'arrears.changed', final };
  return { from, to };
}
