/** The card was debited: the TSP hears of it, however long that takes; then the service opens. */
import type { Abort } from '../../shared/abort.ts';
import { pause } from '../../shared/time.ts';
import type { Order, OrderState, Receipt } from '../../tsp/tspTypes.ts';
import type { ConversationHolder } from '../conversation.ts';
import { doubtOfEntry, doubtOfOrder } from '../doubt.ts';
import type { WorkEvent } from '../events.ts';
import type { JournalEntry } from '../journal.ts';
import { limits } from '../limits.ts';
import type { PaymentParts, Work } from '../paymentParts.ts';
import { retrying } from '../retrying.ts';

const LONGEST_PAUSE_MS = 8_000;

export type ReportOutcome =
  | { readonly kind: 'accepted'; readonly order: Order }
  /** The TSP does not believe the answer, or knows better: the card decides. */
  | { readonly kind: 'doubted'; readonly ref: string }
  | { readonly kind: 'later' };

/** Posts the journalled answer once. */
export async function postAnswer(
  { tsp, journal }: PaymentParts,
  entry: JournalEntry,
): Promise<ReportOutcome> {
  const posted = await tsp.report(entry.attemptId, entry.report!);
  if (posted.ok) {
    const { money, ref } = posted.value;
    if (money !== 'taken') return { kind: 'doubted', ref };
    const { report: _, ...rest } = entry;
    await journal.put({ ...rest, phase: 'reported' }).catch(() => {});
    return { kind: 'accepted', order: posted.value };
  }
  const { error } = posted;
  return error.kind === 'problem' && error.problem.retry !== 'same-key'
    ? { kind: 'doubted', ref: error.problem.ref }
    : { kind: 'later' };
}

/** A debit the TSP has not heard of. A refused one stands in the same phase, and is only a statement. */
export const isDebit = ({ phase, report }: JournalEntry): boolean =>
  phase === 'debit-answered' && report?.statusWord === '9000';

/** The answer to report: from the journal, or from memory when the journal lost it. */
export async function unreported(
  { journal }: PaymentParts,
  holder: ConversationHolder,
  orderId: string,
): Promise<JournalEntry | null> {
  const all = await journal.all();
  const kept = all.filter((entry) => entry.orderId === orderId && isDebit(entry));
  if (kept[0]) return kept[0];
  const talk = holder.current;
  return talk?.report && talk.entry?.orderId === orderId
    ? { ...talk.entry, phase: 'debit-answered', report: talk.report }
    : null;
}

/** Nothing is left to report (the journal was lost): the TSP's own state says what is known. */
async function askInstead(parts: PaymentParts, order: Order, signal: Abort): Promise<WorkEvent> {
  const asked = await retrying(parts, limits.resolveMs, signal, () =>
    parts.tsp.order(order.orderId, signal),
  );
  if (asked.ok && asked.value.money === 'taken')
    return { kind: 'reportAccepted', order: asked.value };
  const doubt = asked.ok ? doubtOfOrder(asked.value) : null;
  return doubt ? { kind: 'doubted', doubt } : { kind: 'reportDelayed' };
}

export function reportWork(parts: PaymentParts, holder: ConversationHolder): Work<'reporting'> {
  const { timers } = parts;
  return async ({ step: { order }, send, signal }) => {
    signal.onAbort(timers.after(limits.reportSlowMs, () => send({ kind: 'reportDelayed' })));
    const entry = await unreported(parts, holder, order.orderId);
    if (!entry) return send(await askInstead(parts, order, signal));
    for (let pauseMs = 500; !signal.aborted; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const outcome = await postAnswer(parts, entry);
      if (outcome.kind === 'accepted') {
        return send({ kind: 'reportAccepted', order: outcome.order });
      }
      if (outcome.kind === 'doubted') {
        return send({ kind: 'doubted', doubt: doubtOfEntry(entry, outcome.ref) });
      }
      await pause(timers, pauseMs, signal);
    }
  };
}

const AT_REST: readonly OrderState[] = [
  'COMPLETED',
  'CREDITED',
  'REFUND_DUE',
  'REFUNDED',
  'MANUAL',
];

export function finishWork(parts: PaymentParts): Work<'finishing'> {
  const { tsp, timers, clock, slot } = parts;
  return async ({ step, send, signal }) => {
    void slot.release();
    const end = clock.now() + limits.activationWaitMs;
    let order: Order | null = AT_REST.indexOf(step.order.state) >= 0 ? step.order : null;
    for (let slow = false; order === null && !signal.aborted; ) {
      const asked = await tsp.order(step.order.orderId, signal);
      const late = clock.now() >= end;
      if (asked.ok && (late || AT_REST.indexOf(asked.value.state) >= 0)) order = asked.value;
      else await pause(timers, limits.pollMs, signal);
      if (late && !slow) {
        slow = true;
        send({ kind: 'activationSlow' });
      }
    }
    if (signal.aborted || order === null) return;
    const receipt = await tsp.receipt(order.orderId, signal);
    const shown: Receipt | null = receipt.ok ? receipt.value : null;
    send({ kind: 'orderSettled', order, receipt: shown });
  };
}

/** The result goes away by itself; once it was shown and left, nothing of it stays in the journal. */
export function resultWork({ journal, timers }: PaymentParts): Work<'result'> {
  return ({ step: { order }, send, signal }) => {
    signal.onAbort(timers.after(limits.resultMs, () => send({ kind: 'closed' })));
    signal.onAbort(async () => {
      for (const entry of await journal.all()) {
        if (entry.orderId === order.orderId && entry.phase === 'reported') {
          await journal.remove(entry.attemptId);
        }
      }
    });
  };
}
