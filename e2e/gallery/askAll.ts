/** Asks a platform for everything it has for its household, as the portal would. */
import type { Household } from '../../src/app/gallery/recording.ts';
import { PAGE } from '../../src/catalogue/serviceList.ts';
import { uuid } from '../../src/shared/random.ts';
import type { Result } from '../../src/shared/result.ts';
import type { TspError } from '../../src/tsp/tspError.ts';
import type { Service, ServiceDetail } from '../../src/tsp/tspTypes.ts';
import type { VirtualBox } from '../virtual/virtualPortal.ts';

interface Wish {
  /** What is typed in the search. */
  readonly typed?: readonly string[];
  /** Of a long list: this many services, and nothing more about each. */
  readonly most?: number;
  /** The renewals that are cancelled, at the end: one that can be, and one that cannot. */
  readonly cancels?: readonly [string, string];
}

/** @throws Error where both do not say the same of the service. */
function moreThan(service: Service, detail: ServiceDetail): Household['more'][string] {
  const { text, includes, terms, refundRule, pastOrders, ...same } = detail;
  if (JSON.stringify(same) !== JSON.stringify(service)) throw new Error(service.serviceId);
  return { text, includes, terms, refundRule, pastOrders };
}

/** @throws Error where something does not come. */
export async function askAll(box: VirtualBox, wish: Wish = {}): Promise<Household> {
  const { tsp, simulation: simulated } = box;

  async function told<T>(asking: Promise<Result<T, TspError>>): Promise<Result<T, TspError>> {
    let answer: Result<T, TspError> | undefined;
    void asking.then((came) => {
      answer = came;
    });
    await simulated.time.runUntil(() => answer !== undefined, 20_000);
    if (!answer) throw new Error('no answer');
    return answer;
  }
  async function value<T>(asking: Promise<Result<T, TspError>>): Promise<T> {
    const answer = await told(asking);
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return answer.value;
  }
  async function page(query: { q?: string; from: number }) {
    const { items, ...rest } = await value(tsp.services({ ...query, limit: PAGE }));
    return { ...rest, items: items.map((item) => item!) };
  }

  const { categories, total } = await page({ from: 0 });
  const services: Service[] = [];
  for (let from = 0; from < Math.min(total, wish.most ?? total); from += PAGE) {
    services.push(...(await page({ from })).items);
  }
  const more: Record<string, Household['more'][string]> = {};
  for (const service of wish.most ? [] : services) {
    more[service.serviceId] = moreThan(service, await value(tsp.service(service.serviceId)));
  }
  const found: Record<string, Household['found'][string]> = {};
  for (const q of wish.typed ?? []) {
    const { items, total: all } = await page({ q, from: 0 });
    found[q] = { items, total: all };
  }
  const { items: orders, months } = await value(tsp.orders());
  const receipts = [];
  for (const { orderId, receiptNo } of orders) {
    if (receiptNo !== undefined) receipts.push(await value(tsp.receipt(orderId)));
  }
  const subscriber = await value(tsp.subscriber());
  const at = simulated.time.now();
  const household = {
    at,
    subscriber,
    categories,
    services,
    more,
    total,
    found,
    orders,
    months,
    receipts,
  };
  if (!wish.cancels) return household;
  const [done, refused] = wish.cancels;
  const { random } = simulated.environment;
  const refusal = await told(tsp.cancelRenewal(uuid(random), refused));
  if (refusal.ok || refusal.error.kind !== 'problem') throw new Error(`${refused} was cancelled`);
  return {
    ...household,
    cancelled: {
      refused: refusal.error.problem,
      done: await value(tsp.cancelRenewal(uuid(random), done)),
    },
  };
}
