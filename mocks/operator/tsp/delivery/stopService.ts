/**
 * Has BOSS stop a service whose claim the PPP refused for good. What was revenue is owed to the subscriber again: the card was
 * debited, and people decide, or a right TAC that is shown later opens it again.
 */
import { ok } from '../../../../src/shared/result.ts';
import type { components } from '../../../contract/bossApi.generated.ts';
import { wordOn } from '../base/bossClient.ts';
import type { TspParts } from '../base/ports.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { openCase } from '../books/cases.ts';
import { audit } from '../books/journals/audit.ts';
import { post } from '../books/journals/ledger.ts';
import { getAttempt, getOrder, moveOrder } from '../books/moveOrder.ts';
import { dequeue, isTriedLong, type OutboxRow } from '../books/outboxRows.ts';
import type { AttemptRow, OrderRow } from '../books/rows.ts';
import { openWithheld } from '../books/serviceOwed.ts';

type StopRequest = components['schemas']['StopRequest'];

/** Whether the PPP refused the claim, and nothing else is claimed since. */
export const isClaimRefused = ({ claim }: AttemptRow): boolean =>
  claim === 'REJECTED' || claim === 'WRITTEN_OFF';

/** What BOSS said; `not-wanted`: the claim is not refused any more, and BOSS has not stopped the service. */
type Word = 'stopped' | 'not-wanted' | 'refused' | 'no-answer';

/** From the second try on BOSS is asked first: it may have stopped the service already. */
async function ask(
  parts: TspParts,
  row: OutboxRow,
  order: OrderRow,
  attempt: AttemptRow,
): Promise<Word> {
  const path = `/orders/${order.orderId}`;
  const known = row.tries > 1 ? wordOn(order.orderId, await parts.boss.get(path)) : ok(null);
  if (!known.ok) return 'no-answer';
  if (known.value?.state === 'STOPPED') return 'stopped';
  if (!isClaimRefused(attempt)) return 'not-wanted';
  const { subscriberId, quote } = order;
  const body: StopRequest = { subscriberId, amountFen: quote.amountFen, reason: 'claim.refused' };
  const told = wordOn(order.orderId, await parts.boss.put(`${path}/stop`, body));
  if (!told.ok) return told.error.kind === 'problem' ? 'refused' : 'no-answer';
  return told.value.state === 'STOPPED' ? 'stopped' : 'no-answer';
}

async function stopped(unit: UnitOfWork, order: OrderRow, attempt: AttemptRow): Promise<void> {
  const { orderId, quote } = order;
  const on = { orderId, attemptId: attempt.attemptId, amountFen: quote.amountFen };
  await post(unit, 'revenueBack', on);
  const note = `the PPP said ${attempt.verdict?.result}`;
  const caseNo = await openCase(unit, 'service-stopped', on, note);
  await moveOrder(unit, order, 'serviceStopped', { caseNo, withheld: true }, note);
  if (attempt.claim === 'ACCEPTED') await openWithheld(unit, attempt);
}

/** Delivers it. An order that is still being opened is waited for; one whose money went back is left. */
export async function deliverStop(parts: TspParts, row: OutboxRow): Promise<void> {
  const read = async (tx: UnitOfWork['tx']) => {
    const order = await getOrder(tx, row.subject);
    const attempt = order?.paidBy === undefined ? undefined : await getAttempt(tx, order.paidBy);
    return order && attempt ? { order, attempt } : null;
  };
  const seen = await parts.store.transaction(read);
  const isOpening = seen?.order.state === 'PAID' || seen?.order.state === 'ACTIVATING';
  const word: Word =
    seen?.order.state === 'COMPLETED'
      ? await ask(parts, row, seen.order, seen.attempt)
      : 'not-wanted';
  await commit(parts, 'tsp', async (unit) => {
    const isLate = isTriedLong(row, parts.limits);
    if ((isOpening || word === 'no-answer') && !isLate) return;
    dequeue(unit, row);
    const now = await read(unit.tx);
    if (now?.order.state !== 'COMPLETED') return;
    const { order, attempt } = now;
    if (word === 'stopped') return stopped(unit, order, attempt);
    if (word === 'not-wanted') return;
    const { orderId } = order;
    await audit(unit, { what: 'service.notStopped', orderId, note: `BOSS: ${word}` });
  });
}
