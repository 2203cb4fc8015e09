/**
 * Overdue bills as an order of their own. It is priced from the bills, and settles exactly these: when one of them was paid
 * meanwhile, or another came due before the debit, it is refused, and money that was taken is credited.
 */
import type { Instant } from '../../../../src/shared/time.ts';
import { ARREARS } from '../../../contract/arrearsId.ts';
import type { Refusal } from '../../../contract/contractServer.ts';
import type { Transaction } from '../../../store/store.ts';
import type { BossParts } from '../base/bossParts.ts';
import { findSubscriber, keys } from '../base/bossStore.ts';
import type { BossProblem, Due, HoldRecord, Item } from '../base/bossTypes.ts';
import { chinaDate } from '../base/calendar.ts';
import { refuse, reject } from '../base/refuse.ts';
import { overdueLine, text, totalFen } from '../catalogue/price.ts';
import { overdueOf } from '../subscribers/overdue.ts';
import { duesOf } from '../subscribers/subscribers.ts';
import { pendingRival, type Wanted } from './pendingRival.ts';
import type { Priced } from './priceService.ts';

export const isArrears = ({ serviceId }: Item): boolean => serviceId === ARREARS;

const sameBill = (a: Due, b: Due): boolean =>
  a.serviceId === b.serviceId && a.dueDate === b.dueDate && a.amountFen === b.amountFen;
const isAmong = (bills: readonly Due[], bill: Due) => bills.some((other) => sameBill(bill, other));

export const sameBills = (a: readonly Due[], b: readonly Due[]): boolean =>
  a.length === b.length && a.every((bill) => isAmong(b, bill));

/** Whether every one of these bills is still unpaid. */
export async function owesAll(
  tx: Transaction,
  subscriberId: string,
  bills: readonly Due[],
): Promise<boolean> {
  const owed = await duesOf(tx, subscriberId);
  return bills.every((bill) => isAmong(owed, bill));
}

/** Prices all overdue bills; a part of them is not sold, because what is left would keep the services off. */
export async function priceArrears(
  tx: Transaction,
  { environment }: BossParts,
  wanted: Wanted,
): Promise<Priced | Refusal<BossProblem>> {
  const { subscriberId, item } = wanted;
  const subscriber = await findSubscriber(tx, subscriberId);
  if (!subscriber) return refuse('subscriber.unknown');
  if (subscriber.status === 'closed') return reject('account.closed', 'the account is closed');
  if (item.months !== 1) return reject('period.not_allowed', 'overdue bills have no period');
  const now = environment.clock.now();
  const bills = await overdueOf(tx, now, subscriberId);
  const rival = await pendingRival(tx, wanted);
  if (rival) return reject('arrears.none', `${rival} is paid and will settle them`);
  const [oldest] = bills;
  if (!oldest) return reject('arrears.none', 'nothing is overdue');
  const isAlone = bills.every(({ serviceId }) => serviceId === oldest.serviceId);
  const lines = bills.map((bill) => overdueLine(bill, !isAlone));
  const { title } = oldest;
  return {
    title: isAlone
      ? text(`补缴欠费 · ${title['zh-CN']}`, `Overdue bills: ${title.en ?? title['zh-CN']}`)
      : text('补缴欠费', 'Overdue bills'),
    lines,
    amountFen: totalFen(lines),
    from: oldest.dueDate,
    to: chinaDate(now),
    bills,
  };
}

/** Whether what was held can still be settled as it was priced; otherwise why not. */
export async function arrearsFault(
  tx: Transaction,
  now: Instant,
  { subscriberId, bills = [] }: HoldRecord,
): Promise<Refusal<BossProblem> | null> {
  const owed = await overdueOf(tx, now, subscriberId);
  if (owed.length === 0) return refuse('hold.none', { reason: 'arrears.none' });
  return sameBills(owed, bills) ? null : refuse('hold.none', { reason: 'arrears.changed' });
}

/** Takes these bills off what is due. */
export async function settleBills(
  tx: Transaction,
  subscriberId: string,
  bills: readonly Due[],
): Promise<void> {
  const owed = await duesOf(tx, subscriberId);
  tx.put(
    keys.dues(subscriberId),
    owed.filter((bill) => !isAmong(bills, bill)),
  );
}

/** Puts bills back that were settled by a debit which nobody pays. */
export async function owedAgain(
  tx: Transaction,
  subscriberId: string,
  bills: readonly Due[],
): Promise<void> {
  const owed = await duesOf(tx, subscriberId);
  const missing = bills.filter((bill) => !isAmong(owed, bill));
  tx.put(keys.dues(subscriberId), [...owed, ...missing]);
}
