/** The order and attempt that a case is about, as they are now. */
import type { Transaction } from '../../../store/store.ts';
import { cardOf } from '../base/cardIdentity.ts';
import type { Moved } from '../books/attemptOutcome.ts';
import type { CaseRow } from '../books/cases.ts';
import { givenFor, isMistaken } from '../books/followSignature.ts';
import { getAttempt, getOrder, orderOf } from '../books/moveOrder.ts';
import type { AttemptRow, OrderRow } from '../books/rows.ts';
import { payerOf } from '../books/store/attemptStore.ts';
import { isBlockedHere } from '../controls/blacklist.ts';
import type { CaseFacts } from './decisions.ts';

export interface LoadedFacts extends CaseFacts {
  readonly order: OrderRow | undefined;
  readonly attempt: AttemptRow | undefined;
  /** What people called debited by mistake, by the attempt's signature. */
  readonly mistaken?: Moved;
}

/** The attempt that a signed one follows, if its number is its own only because people said so; with its order. */
async function mistakenRival(tx: Transaction, owner: string): Promise<Moved | undefined> {
  const attempt = await getAttempt(tx, owner);
  return attempt && isMistaken(attempt)
    ? { attempt, order: await orderOf(tx, attempt) }
    : undefined;
}

/** Loads them. A case that names no attempt is about the one that paid, otherwise about the newest. */
export async function loadFacts(tx: Transaction, row: CaseRow): Promise<LoadedFacts> {
  const order = row.orderId === undefined ? undefined : await getOrder(tx, row.orderId);
  const attemptId = row.attemptId ?? order?.paidBy ?? order?.attemptId;
  const attempt = attemptId === undefined ? undefined : await getAttempt(tx, attemptId);
  const owner = attempt?.init && (await payerOf(tx, cardOf(attempt), attempt.init.sequence));
  const hasRival = owner !== undefined && owner !== attemptId;
  const mistaken = attempt?.signed && hasRival ? await mistakenRival(tx, owner) : undefined;
  const isSamePayment = mistaken !== undefined && order?.paidBy === owner;
  const signature = !mistaken
    ? 'none'
    : !isSamePayment && givenFor(mistaken) === 'moving'
      ? 'waits'
      : 'ranks';
  const isCardBlocked = attempt !== undefined && (await isBlockedHere(tx, attempt));
  return {
    kind: row.kind,
    order,
    attempt,
    hasRival,
    isCardBlocked,
    signature,
    ...(mistaken && { mistaken }),
  };
}
