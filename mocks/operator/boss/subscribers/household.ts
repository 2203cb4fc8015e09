/** One subscriber whole, for people who answer the telephone: masked, with boxes, services and bills. */
import { listRows, rowList } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import type { BossParts } from '../base/bossParts.ts';
import { boxesOf, findSubscriber, keys } from '../base/bossStore.ts';
import type { BossAnswer, BossCall, BoxRecord, SubscriptionRecord } from '../base/bossTypes.ts';
import { refuse } from '../base/refuse.ts';
import { duesOf, masked } from './subscribers.ts';
import { subscriptionAt } from './subscription.ts';

/** `11020068899` → `110 **** 8899`. */
const maskTelephone = (telephone: string): string =>
  `${telephone.slice(0, 3)} **** ${telephone.slice(-4)}`;

export async function getHousehold(
  tx: Transaction,
  { environment, index }: BossParts,
  { params }: BossCall<'getHousehold'>,
): BossAnswer<'getHousehold'> {
  const { subscriberId } = params;
  const found = await findSubscriber(tx, subscriberId);
  if (!found) return refuse('subscriber.unknown');
  const boxes = [];
  for (const { id } of await listRows(tx, boxesOf(subscriberId))) {
    const box = await tx.get<BoxRecord>(keys.box(id));
    // A box that moved to another household is theirs.
    if (box?.subscriberId === subscriberId) boxes.push({ stbId: id, blocked: box.blocked });
  }
  const now = environment.clock.now();
  const subscriptions = rowList<SubscriptionRecord>(keys.subscriptions(subscriberId));
  const services = [];
  for (const { id, value } of await listRows(tx, subscriptions)) {
    const service = await index.service(tx, id);
    if (!service) continue;
    const subscription = subscriptionAt(now, service, value);
    services.push({ serviceId: id, title: service.title, subscription });
  }
  const { telephone } = found;
  return {
    status: 200,
    body: {
      subscriber: masked(found),
      boxes,
      services,
      dues: await duesOf(tx, subscriberId),
      ...(telephone === undefined ? {} : { telephone: maskTelephone(telephone) }),
    },
  };
}
