/** The order and attempt that a case is about, as they are now. */
import type { Transaction } from '../../../store/store.ts';
import { cardOf } from '../base/cardIdentity.ts';
import type { CaseRow } from '../books/cases.ts';
import { isMistaken } from '../books/followSignature.ts';
import { getAttempt, getOrder } from '../books/moveOrder.ts';
import type { AttemptRow, OrderRow } from '../books/rows.ts';
import { payerOf } from '../books/store/attemptStore.ts';
import { isBlockedHere } from '../controls/blacklist.ts';
import type { CaseFacts } from './decisions.ts';

export interface LoadedFacts extends CaseFacts {
  readonly order: OrderRow | undefined;
  readonly attempt: AttemptRow | undefined;
}

/** Loads them. A case that names no attempt is about the one that paid, otherwise about the newest. */
export async function loadFacts(tx: Transaction, row: CaseRow): Promise<LoadedFacts> {
  const order = row.orderId === undefined ? undefined : await getOrder(tx, row.orderId);
  const attemptId = row.attemptId ?? order?.paidBy ?? order?.attemptId;
  const attempt = attemptId === undefined ? undefined : await getAttempt(tx, attemptId);
  const owner = attempt?.init && (await payerOf(tx, cardOf(attempt), attempt.init.sequence));
  const hasRival = owner !== undefined && owner !== attemptId;
  const rival = hasRival ? await getAttempt(tx, owner) : undefined;
  const isRivalMistaken = attempt?.signed !== undefined && rival !== undefined && isMistaken(rival);
  const isCardBlocked = attempt !== undefined && (await isBlockedHere(tx, attempt));
  return { kind: row.kind, order, attempt, hasRival, isRivalMistaken, isCardBlocked };
}
