/** Finds what an earlier page, or this one, left open: reads the journal and the TSP's open orders together. */
import type { Abort } from '../shared/abort.ts';
import { uuid } from '../shared/random.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { TspError } from '../tsp/tspError.ts';
import type { Order } from '../tsp/tspTypes.ts';
import { doubtOfEntry, doubtOfOrder } from './doubt.ts';
import { type JournalEntry, readJournal } from './journal.ts';
import { limits } from './limits.ts';
import type { PaymentParts } from './paymentParts.ts';
import { retrying } from './retrying.ts';
import type { Doubt, Unfinished } from './steps.ts';
import { isDebit, isStatement, postStatement } from './works/postStatement.ts';

interface Findings {
  /** Orders whose debit the TSP has not heard of. */
  readonly reports: readonly Order[];
  readonly doubts: readonly Doubt[];
  /** Paid orders whose result nobody has seen. */
  readonly results: readonly Order[];
  /** Somewhere a payment is under way that may still become a doubt. */
  readonly isPending: boolean;
}

/** The state of a journalled order, from the open ones or asked for by name. */
async function orderOf({ tsp }: PaymentParts, entry: JournalEntry, open: readonly Order[]) {
  const listed = open.filter(({ orderId }) => orderId === entry.orderId)[0];
  if (listed) return listed;
  const asked = await tsp.order(entry.orderId);
  return asked.ok ? asked.value : null;
}

/**
 * Nothing was taken. While the TSP still has the attempt under way, the MAC1 that an earlier page asked for may be on
 * its way: the order is cancelled first. The TSP refuses that once it has issued one, and then there is a doubt.
 */
async function forget(
  { tsp, journal, random }: PaymentParts,
  entry: JournalEntry,
  order: Order,
): Promise<Doubt | null> {
  if (order.state === 'PAYING' && order.attempt?.attemptId === entry.attemptId) {
    const cancelled = await tsp.cancel(uuid(random), order.orderId);
    const isUnknown =
      !cancelled.ok &&
      cancelled.error.kind === 'problem' &&
      cancelled.error.problem.money === 'unknown';
    if (isUnknown) return doubtOfEntry(entry, order.ref);
    if (!cancelled.ok) return null;
  }
  await journal.remove(entry.attemptId).catch(() => {});
  return null;
}

async function judge(
  parts: PaymentParts,
  entry: JournalEntry,
  order: Order,
): Promise<Partial<{ report: Order; doubt: Doubt | null; result: Order }>> {
  const isNewest = order.attempt?.attemptId === entry.attemptId;
  if (entry.phase === 'reported' || (order.money === 'taken' && isNewest)) {
    const { report: _, ...rest } = entry;
    await parts.journal.put({ ...rest, phase: 'reported' }).catch(() => {});
    return { result: order };
  }
  if (isDebit(entry)) return { report: order };
  return !isNewest || order.money === 'untouched'
    ? { doubt: await forget(parts, entry, order) }
    : { doubt: doubtOfEntry(entry, order.ref) };
}

/**
 * Posts the statements the TSP has not heard, then asks the TSP and compares the journal with it. An entry whose order
 * cannot be asked for stays as it is.
 */
export async function recoverOpenPayments(
  parts: PaymentParts,
  signal: Abort,
): Promise<Result<Findings, TspError>> {
  for (const entry of await readJournal(parts)) {
    if (isStatement(entry)) await postStatement(parts, entry);
  }
  const open = await retrying(parts, limits.callMs, signal, () => parts.tsp.openOrders(signal));
  if (!open.ok) return fail(open.error);
  const { items } = open.value;
  const entries = (await readJournal(parts)).filter((entry) => !isStatement(entry));
  const reports: Order[] = [];
  const doubts: Doubt[] = [];
  const results: Order[] = [];
  for (const entry of entries) {
    const order = await orderOf(parts, entry, items);
    if (order === null) continue;
    const { report, doubt, result } = await judge(parts, entry, order);
    if (report) reports.push(report);
    if (doubt) doubts.push(doubt);
    if (result) results.push(result);
  }
  const isOurs = ({ orderId }: Order) => entries.some((entry) => entry.orderId === orderId);
  for (const order of items) {
    const doubt = order.state === 'IN_DOUBT' && !isOurs(order) ? doubtOfOrder(order) : null;
    if (doubt) doubts.push(doubt);
  }
  return ok({ reports, doubts, results, isPending: items.some(({ state }) => state === 'PAYING') });
}

/** The finding for the home screen's banner: a doubt first, since people have to act on it. */
export function unfinishedOf({ doubts, reports }: Findings): Unfinished | null {
  const [doubt] = doubts;
  if (doubt) return { kind: 'doubt', doubt };
  const [report] = reports;
  return report ? { kind: 'report', orderId: report.orderId, amountFen: report.amountFen } : null;
}
