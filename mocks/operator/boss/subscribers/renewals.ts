/** Ends a renewal: nothing more is charged to the account, and what is paid stays on. No money moves here. */
import type { Transaction } from '../../../store/store.ts';
import type { BossParts } from '../base/bossParts.ts';
import { findSubscriber, findSubscription, keys } from '../base/bossStore.ts';
import type { BossAnswer, BossCall, SubscriptionRecord } from '../base/bossTypes.ts';
import { refuse } from '../base/refuse.ts';
import { asRenewed, subscriptionAt } from './subscription.ts';

/** A service without a renewal is already in the state that was asked for. */
export async function cancelRenewal(
  tx: Transaction,
  { environment, index }: BossParts,
  { params }: BossCall<'cancelRenewal'>,
): BossAnswer<'cancelRenewal'> {
  const { subscriberId, serviceId } = params;
  if (!(await findSubscriber(tx, subscriberId))) return refuse('subscriber.unknown');
  const service = await index.service(tx, serviceId);
  if (!service) return refuse('service.unknown');
  const now = environment.clock.now();
  const record = asRenewed(now, await findSubscription(tx, subscriberId, serviceId));
  if (!record?.renewal) return { status: 200, body: subscriptionAt(now, service, record) };
  const { renewal, ...rest } = record;
  if (!renewal.cancellable) return refuse('renewal.not_cancellable');
  const ended: SubscriptionRecord = { ...rest, renewalCancelledAt: now };
  tx.put(keys.subscription(subscriberId, serviceId), ended);
  return { status: 200, body: subscriptionAt(now, service, ended) };
}
