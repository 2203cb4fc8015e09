/** The card was debited: the TSP hears of it, however long that takes; then the service opens. */
import type { Abort } from '../../shared/abort.ts';
import { longerPause, pause } from '../../shared/time.ts';
import type { Order, OrderState, ProblemCode, Receipt } from '../../tsp/tspTypes.ts';
import { doubtOfEntry, doubtOfOrder } from '../doubt.ts';
import type { EventOf, WorkEvent } from '../events.ts';
import type { JournalEntry } from '../journal.ts';
import { limitOf, limits } from '../limits.ts';
import type { PaymentParts, Work } from '../paymentParts.ts';
import { FIRST_PAUSE_MS, LONGEST_PAUSE_MS, retrying } from '../retrying.ts';
import { hasCode, isDebit, isOlder, OVER } from './postStatement.ts';

/**
 * The TSP heard the report and does not take it. Any other error may go away: a blocked box, an old portal, no answer.
 */
const DISBELIEF: readonly ProblemCode[] = [...OVER, 'mac2.invalid', 'idempotency.mismatch'];

/**
 * Posts the journalled answer once; answers nothing when it must be posted again. Where the TSP does not believe it, or knows
 * better, the card decides: it is a doubt, in the journal too.
 */
export async function postAnswer(
  { tsp, journal }: PaymentParts,
  entry: JournalEntry,
): Promise<EventOf<'reportAccepted' | 'doubted'> | null> {
  let posted = await tsp.report(entry.attemptId, entry.report!);
  // What is known now says that the money was taken.
  if (!posted.ok && isOlder(posted.error)) posted = await tsp.order(entry.orderId);
  let ref: string;
  if (posted.ok) ({ ref } = posted.value);
  else if (hasCode(posted.error, DISBELIEF)) ({ ref } = posted.error.problem);
  else return null;
  const { report: _, ...rest } = entry;
  const isTaken = posted.ok && posted.value.money === 'taken';
  void journal.put({ ...rest, phase: isTaken ? 'reported' : 'debit-sent' });
  if (posted.ok && isTaken) return { kind: 'reportAccepted', order: posted.value };
  return { kind: 'doubted', doubt: doubtOfEntry(entry, ref) };
}

/** Nothing is left to report: the TSP's own state says what is known. */
async function askInstead(parts: PaymentParts, order: Order, signal: Abort): Promise<WorkEvent> {
  const asked = await retrying(parts, limits.resolveMs, signal, () =>
    parts.tsp.order(order.orderId, signal),
  );
  if (asked.ok && asked.value.money === 'taken')
    return { kind: 'reportAccepted', order: asked.value };
  const doubt = asked.ok ? doubtOfOrder(asked.value) : null;
  return doubt ? { kind: 'doubted', doubt } : { kind: 'reportDelayed' };
}

export function reportWork(parts: PaymentParts): Work<'reporting'> {
  const { timers, journal } = parts;
  return async ({ step: { order }, send, signal }) => {
    signal.onAbort(timers.after(limits.reportSlowMs, () => send({ kind: 'reportDelayed' })));
    const [entry] = (await journal.all()).filter(
      (kept) => kept.orderId === order.orderId && isDebit(kept),
    );
    if (!entry) return send(await askInstead(parts, order, signal));
    for (
      let pauseMs = FIRST_PAUSE_MS;
      !signal.aborted;
      pauseMs = longerPause(pauseMs, LONGEST_PAUSE_MS)
    ) {
      const heard = await postAnswer(parts, entry);
      if (heard) return send(heard);
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
    const end = clock.now() + limitOf(tsp, 'activationWaitMs');
    let order: Order | null = AT_REST.indexOf(step.order.state) >= 0 ? step.order : null;
    let pauseMs: number = limits.pollMs;
    for (let slow = false; order === null && !signal.aborted; ) {
      const asked = await tsp.order(step.order.orderId, signal);
      const late = clock.now() >= end;
      if (asked.ok && (late || AT_REST.indexOf(asked.value.state) >= 0)) order = asked.value;
      else await pause(timers, pauseMs, signal);
      if (slow) pauseMs = longerPause(pauseMs, LONGEST_PAUSE_MS);
      if (late && !slow) {
        slow = true;
        send({ kind: 'activationSlow' });
      }
    }
    if (signal.aborted || order === null) return;
    const receipt = await tsp.receipt(order.orderId, signal);
    const shown: Receipt | null = receipt.ok ? receipt.value : null;
    send({ kind: 'orderRested', order, receipt: shown });
  };
}

/** The result goes away by itself; once it was shown and left, nothing of it stays in the journal. */
export function resultWork(parts: PaymentParts): Work<'result'> {
  const { journal, timers } = parts;
  return ({ step: { order }, send, signal }) => {
    signal.onAbort(timers.after(limits.resultMs, () => send({ kind: 'closed' })));
    signal.onAbort(async () => {
      for (const entry of await journal.all()) {
        if (entry.orderId === order.orderId && entry.phase === 'reported') {
          void journal.put({ ...entry, phase: 'seen' });
          void journal.remove(entry.attemptId);
        }
      }
    });
  };
}
