/** Calls about subscriber and services that BOSS answers. */
import { rfc3339 } from '../../../../src/shared/time.ts';
import type { ServiceDetail, ServicePage, Subscriber } from '../../../../src/tsp/tspTypes.ts';
import type { components } from '../../../contract/bossApi.generated.ts';
import { listRows } from '../../../store/rowList.ts';
import { bossRefusal, soundArrears } from '../base/bossClient.ts';
import type { TspParts } from '../base/ports.ts';
import { refuse } from '../base/problems.ts';
import { answer } from '../base/reply.ts';
import { monthsOf, serviceOf } from '../books/rows.ts';
import { getOrder, pastOrdersOf } from '../books/store/orderStore.ts';
import type { Handler } from '../door/call.ts';

type BossSubscriber = components['schemas']['Subscriber'];
type Bills = components['schemas']['Bills'];

export const getSubscriber: Handler = async (parts, call) => {
  const path = `/subscribers/${call.session.subscriberId}`;
  const [subscriber, bills] = await Promise.all([
    parts.boss.get<BossSubscriber>(path),
    parts.boss.get<Bills>(`${path}/bills`),
  ]);
  if (!subscriber.ok) return bossRefusal(parts, subscriber.error);
  if (!bills.ok) return bossRefusal(parts, bills.error);
  const { name, accountTail, area } = subscriber.value;
  const { dues, arrears } = bills.value;
  const said: Subscriber = { name, accountTail, area, dues, ...soundArrears(arrears) };
  return answer(200, said);
};

export const listServices: Handler = async (parts, call) => {
  const query = new URLSearchParams(call.query);
  query.set('subscriberId', call.session.subscriberId);
  const page = await parts.boss.get<ServicePage>(`/catalogue?${query}`);
  return page.ok ? answer(200, page.value) : bossRefusal(parts, page.error);
};

type PastOrder = ServiceDetail['pastOrders'][number];

/** The subscriber's completed orders for a service at this platform, newest first. */
function ownOrders(parts: TspParts, subscriberId: string, serviceId: string) {
  return parts.store.transaction(async (tx) => {
    const own: PastOrder[] = [];
    for (const { id } of await listRows(tx, pastOrdersOf(subscriberId), { reverse: true })) {
      const order = await getOrder(tx, id);
      if (order?.state !== 'COMPLETED' || serviceOf(order) !== serviceId) continue;
      const { orderId, quote, paidAt } = order;
      own.push({
        orderId,
        paidAt: rfc3339(paidAt ?? order.createdAt),
        months: monthsOf(order),
        amountFen: quote.amountFen,
      });
    }
    return own;
  });
}

export const getService: Handler = async (parts, call) => {
  const { subscriberId } = call.session;
  const serviceId = call.params.serviceId!;
  const detail = await parts.boss.get<ServiceDetail>(
    `/catalogue/${serviceId}?subscriberId=${subscriberId}`,
  );
  if (!detail.ok) {
    const isUnknown = detail.error.kind === 'problem' && detail.error.status === 404;
    return isUnknown ? refuse(parts, 'service.not_found') : bossRefusal(parts, detail.error);
  }
  const own = await ownOrders(parts, subscriberId, serviceId);
  const known = new Set(own.map(({ orderId }) => orderId));
  const pastOrders = [...own, ...detail.value.pastOrders.filter((o) => !known.has(o.orderId))].sort(
    (a, b) => Date.parse(b.paidAt) - Date.parse(a.paidAt),
  );
  return answer(200, { ...detail.value, pastOrders } satisfies ServiceDetail);
};
