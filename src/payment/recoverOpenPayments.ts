/** Finds what an earlier page, or this one, left open: reads the journal and the TSP's open orders together. */
import type { Abort } from '../shared/abort.ts';
import { codeOfText } from '../shared/code.ts';
import { uuid } from '../shared/random.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { DAY_MS } from '../shared/time.ts';
import { UNREADABLE } from '../tsp/readAnswer.ts';
import type { TspError } from '../tsp/tspError.ts';
import type { Order } from '../tsp/tspTypes.ts';
import { doubtOfEntry, doubtOfOrder } from './doubt.ts';
import type { JournalEntry } from './journal.ts';
import { limits } from './limits.ts';
import type { PaymentParts } from './paymentParts.ts';
import { retrying } from './retrying.ts';
import type { Doubt, Unfinished } from './steps.ts';
import { hasCode, isDebit, isOlder, isStatement, postStatements } from './works/postStatement.ts';
import { postAnswer } from './works/report.ts';
import { mayBeDebited } from './works/startupCheck.ts';

interface Findings {
  /** Orders whose debit the TSP has not heard of. */
  readonly reports: Order[];
  readonly doubts: Doubt[];
  /** Paid orders whose result nobody has seen. */
  readonly results: Order[];
  /** Open payments that nobody can follow from here, because what the TSP says of them cannot be read. */
  readonly unclear: Unfinished[];
  /** Somewhere a payment is under way that may still become a doubt. */
  readonly isPending: boolean;
}

/** The state of a journalled order, from the open ones or asked for by name. */
async function orderOf(
  { tsp }: PaymentParts,
  entry: JournalEntry,
  open: readonly Order[],
): Promise<Result<Order, TspError>> {
  const listed = open.filter(({ orderId }) => orderId === entry.orderId)[0];
  return listed ? ok(listed) : tsp.order(entry.orderId);
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
    if (!cancelled.ok) {
      const { error } = cancelled;
      const isUnknown = error.kind === 'problem' && error.problem.money === 'unknown';
      return isUnknown ? doubtOfEntry(entry, order.ref) : null;
    }
  }
  void journal.remove(entry.attemptId);
  return null;
}

/** Holds an entry against the TSP's word on its order. */
async function judge(
  parts: PaymentParts,
  entry: JournalEntry,
  order: Order,
  { reports, doubts, results }: Findings,
): Promise<void> {
  const isOld = Date.parse(order.paidAt ?? '') < parts.tsp.now() - DAY_MS;
  // Also when the TSP knows of the debit: people may have told it, and only the answer has the TAC.
  if (isDebit(entry)) {
    if (!isOld || !(await postAnswer(parts, entry))) reports.push(order);
    return;
  }
  const isNewest = order.attempt?.attemptId === entry.attemptId;
  if (entry.phase === 'reported' || (order.money === 'taken' && isNewest)) {
    // A disk that keeps nothing new would bring it back at each start; by then it is in the history.
    if (isOld) return void parts.journal.remove(entry.attemptId);
    void parts.journal.put({ ...entry, phase: 'reported' });
    return void results.push(order);
  }
  const doubt =
    !isNewest || order.money === 'untouched'
      ? await forget(parts, entry, order)
      : doubtOfEntry(entry, order.ref);
  if (doubt) doubts.push(doubt);
}

/** The TSP's word on its order cannot be read: what the journal knows stands. */
function keep(entry: JournalEntry, { doubts, unclear }: Findings): void {
  const { orderId, amountFen, phase } = entry;
  if (isDebit(entry)) unclear.push({ kind: 'report', orderId, amountFen });
  else if (phase === 'reported')
    unclear.push({ kind: 'unclear', ref: codeOfText(orderId), orderId });
  else doubts.push(doubtOfEntry(entry));
}

/**
 * Posts the statements the TSP has not heard, then asks the TSP and compares the journal with it. An entry whose order
 * cannot be asked for stays as it is. What is found of `serviceId` comes first.
 */
export async function recoverOpenPayments(
  parts: PaymentParts,
  signal: Abort,
  serviceId?: string,
): Promise<Result<Findings, TspError>> {
  await postStatements(parts);
  const open = await retrying(parts, limits.callMs, signal, () => parts.tsp.openOrders(signal));
  if (!open.ok) return fail(open.error);
  const { items, unread = [] } = open.value;
  const all = await parts.journal.all();
  const entries = all
    .filter((entry) => !isStatement(entry))
    .sort((a, b) => +(b.serviceId === serviceId) - +(a.serviceId === serviceId));
  const isPending = items.some(({ state }) => state === 'PAYING');
  const found: Findings = { reports: [], doubts: [], results: [], unclear: [], isPending };
  for (const entry of entries) {
    // A payment that began meanwhile is no finding.
    if (signal.aborted) break;
    const order = await orderOf(parts, entry, items);
    if (order.ok) await judge(parts, entry, order.value, found);
    else if (
      (entry.phase === 'reported' && isOlder(order.error)) ||
      (!isDebit(entry) && hasCode(order.error, ['order.not_found']))
    ) {
      // It was paid, and people have taken that back since; or the box is another household's now. There is nothing to show.
      void parts.journal.remove(entry.attemptId);
    } else if (order.error.kind === 'unintelligible') keep(entry, found);
  }
  const isOurs = (
    { orderId }: { readonly orderId?: string },
    of: readonly JournalEntry[] = entries,
  ) => of.some((entry) => entry.orderId === orderId);
  for (const order of items) {
    // What this box states to be unused is no doubt before the TSP makes it one.
    if (!mayBeDebited(order) || isOurs(order, order.state === 'PAYING' ? all : entries)) continue;
    const doubt = doubtOfOrder(order);
    if (doubt) found.doubts[order.serviceId === serviceId ? 'unshift' : 'push'](doubt);
    else found.unclear.push({ kind: 'unclear', ref: order.ref, orderId: order.orderId });
  }
  for (const order of unread) {
    if (isOurs(order)) continue;
    const { orderId, ref = codeOfText(orderId ?? UNREADABLE) } = order;
    found.unclear.push({ kind: 'unclear', ref, orderId });
  }
  return ok(found);
}

/** The finding for the home screen's banner: a doubt first, since people have to act on it. */
export function unfinishedOf({ doubts, reports, unclear }: Findings): Unfinished | null {
  const [doubt] = doubts;
  if (doubt) return { kind: 'doubt', doubt };
  const [report] = reports;
  return report
    ? { kind: 'report', orderId: report.orderId, amountFen: report.amountFen }
    : (unclear[0] ?? null);
}
