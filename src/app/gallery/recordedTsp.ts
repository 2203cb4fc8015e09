/** A platform that answers from the recording of a household, so that lists, histories and receipts work as on a box. */
import type { CatalogueTsp } from '../../catalogue/createCatalogue.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Timers } from '../../shared/time.ts';
import type { Tsp } from '../../tsp/tspClient.ts';
import type { TspError } from '../../tsp/tspError.ts';
import type { ReadServicePage } from '../../tsp/tspTypes.ts';
import type { Household } from './recording.ts';
import type { Call, NetworkSample } from './sample.ts';

const SLOW_MS = 250;

const lost = fail<TspError>({ kind: 'unreachable' });
const never = new Promise<never>(() => {});
const okOrLost = <T>(value: T | undefined) => (value === undefined ? lost : ok(value));

/** One page, as the platform gives it; nothing of a search that was not recorded. */
function pageOf(
  household: Household,
  query: Parameters<Tsp['services']>[0],
): ReadServicePage | undefined {
  const { category, q, number, from = 0, limit = 20 } = query;
  const { categories, services, total } = household;
  const all = q ? household.found[q] : { items: services, total };
  if (!all) return undefined;
  const items = all.items.filter((item) => category === undefined || item.category === category);
  const known = category === undefined ? all.total : items.length;
  const first = items.findIndex((item) => item.number >= (number ?? 0));
  const start = number === undefined ? from : first < 0 ? known : first;
  return { items: items.slice(start, start + limit), from: start, total: known, categories };
}

/** `timers` serve the delay of a slow network. */
export function recordedTsp(
  household: Household,
  network: NetworkSample,
  timers: Timers,
): CatalogueTsp {
  const { services, more, orders, months, receipts, cancelled } = household;
  /** What the network makes of a call. */
  async function answer<T>(call: Call, value: Result<T, TspError>): Promise<Result<T, TspError>> {
    if (call === network.silent) return never;
    return call === network.loses ? lost : value;
  }
  return {
    async services(query) {
      if (network.isSlow) await new Promise<void>((resolve) => timers.after(SLOW_MS, resolve));
      if ((query.from ?? 0) >= (network.losesFrom ?? Number.POSITIVE_INFINITY)) return lost;
      return answer('services', okOrLost(pageOf(household, query)));
    },
    service(serviceId) {
      const service = services.find((known) => known.serviceId === serviceId);
      const rest = more[serviceId];
      return answer('service', okOrLost(service && rest && { ...service, ...rest }));
    },
    subscriber: () => answer('subscriber', ok(household.subscriber)),
    orders(month) {
      const items = orders.filter(({ createdAt }) => createdAt.indexOf(month ?? '') === 0);
      return answer(month ? 'month' : 'orders', ok({ items, months }));
    },
    receipt: (orderId) =>
      answer('receipt', okOrLost(receipts.find((receipt) => receipt.orderId === orderId))),
    cancelRenewal() {
      const { done, refused } = cancelled ?? {};
      const refusal = refused && fail<TspError>({ kind: 'problem', problem: refused });
      return answer('cancelRenewal', (network.refusesToCancel && refusal) || okOrLost(done));
    },
  };
}
