/** Whether BOSS opened each service for exactly what was paid: the periods of its orders follow each other without a gap. */
import { findSubscription } from '../../mocks/operator/boss/base/bossStore.ts';
import type { IsoDate, OrderRecord } from '../../mocks/operator/boss/base/bossTypes.ts';
import type { Store } from '../../mocks/store/store.ts';

/** The household of the simulation has this service for another week. */
const RUNNING: Readonly<Record<string, IsoDate>> = { basic: '2026-11-30' };

const dayAfter = (date: IsoDate): IsoDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** `today`: the date in China; a service without a subscription begins on a day that has come. */
export async function periodFaults(
  store: Store,
  orders: readonly OrderRecord[],
  today: IsoDate,
): Promise<string[]> {
  const opened = orders
    .filter(({ state }) => state === 'ACTIVATED')
    .sort((a, b) => (a.from! < b.from! ? -1 : 1));
  const faults: string[] = [];
  const ends = new Map<string, IsoDate>(Object.entries(RUNNING));
  for (const { item, from, to } of opened) {
    const { serviceId } = item!;
    const before = ends.get(serviceId);
    const isNext = before === undefined ? from! <= today : from === dayAfter(before);
    if (!isNext) faults.push(`OPENED ${serviceId} from ${from}, after ${before ?? 'nothing'}`);
    ends.set(serviceId, to!);
  }
  const { subscriberId } = opened[0] ?? {};
  if (subscriberId === undefined) return faults;
  for (const [serviceId, to] of ends) {
    const row = await store
      .room('boss')
      .transaction((tx) => findSubscription(tx, subscriberId, serviceId));
    if (row?.validTo !== to) faults.push(`OPENED ${serviceId} to ${row?.validTo}, paid to ${to}`);
  }
  return faults;
}
