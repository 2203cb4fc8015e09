/** Bills that are overdue, and what BOSS says of them. */
import type { Instant } from '../../../../src/shared/time.ts';
import type { Transaction } from '../../../store/store.ts';
import type { BossParts } from '../base/bossParts.ts';
import { findSubscriber } from '../base/bossStore.ts';
import type { Arrears, BossAnswer, BossCall, Due } from '../base/bossTypes.ts';
import { chinaDate } from '../base/calendar.ts';
import { refuse } from '../base/refuse.ts';
import { duesOf } from './subscribers.ts';

/** Unpaid bills that were due before today, oldest first. */
export async function overdueOf(
  tx: Transaction,
  now: Instant,
  subscriberId: string,
): Promise<Due[]> {
  const today = chinaDate(now);
  const bills = (await duesOf(tx, subscriberId)).filter(({ dueDate }) => dueDate < today);
  return bills.sort((a, b) => (a.dueDate < b.dueDate ? -1 : 1));
}

/** As told to the platform. The service itself is still sold, with its overdue bills in the price. */
export function arrearsOf(bills: readonly Due[]): { readonly arrears?: Arrears } {
  const [oldest] = bills;
  if (!oldest) return {};
  const amountFen = bills.reduce((sum, bill) => sum + bill.amountFen, 0);
  return {
    arrears: { amountFen, since: oldest.dueDate, blocks: 'others', items: [...bills] },
  };
}

export async function getBills(
  tx: Transaction,
  { environment }: BossParts,
  { params }: BossCall<'getBills'>,
): BossAnswer<'getBills'> {
  const { subscriberId } = params;
  if (!(await findSubscriber(tx, subscriberId))) return refuse('subscriber.unknown');
  const dues = await duesOf(tx, subscriberId);
  const bills = await overdueOf(tx, environment.clock.now(), subscriberId);
  return { status: 200, body: { dues, ...arrearsOf(bills) } };
}
