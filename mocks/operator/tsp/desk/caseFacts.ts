/** The order and attempt that a case is about, as they are now. */
import type { Transaction } from '../../../store/store.ts';
import { cardOf } from '../base/cardIdentity.ts';
import type { Moved } from '../books/attemptOutcome.ts';
import type { CaseRow } from '../books/cases.ts';
import { givenFor, isMistaken } from '../books/followSignature.ts';
import { getAttempt, getOrder, orderOf } from '../books/moveOrder.ts';
import type { AttemptRow, OrderRow } from '../books/rows.ts';
import { secondDebitOf } from '../books/secondDebit.ts';
import { payerOf } from '../books/store/attemptStore.ts';
import { isBlockedHere } from '../controls/blacklist.ts';
import type { CaseFacts } from './decisions.ts';

export interface LoadedFacts extends CaseFacts {
  readonly order: OrderRow | undefined;
  readonly attempt: AttemptRow | undefined;
  readonly second: AttemptRow | undefined;
  /** What people called debited by mistake, by the attempt's signature. */
  readonly mistaken?: Mistaken;
}

type Mistaken = Moved & { readonly second: AttemptRow | undefined };

/** The other debit of an order for which people's word alone has paid. */
const secondBeside = async (tx: Transaction, { order, attempt }: Moved) =>
  isMistaken(attempt) && order.paidBy === attempt.attemptId ? secondDebitOf(tx, order) : undefined;

/** The attempt that a signed one follows, if its number is its own only because people said so; with its order. */
async function mistakenRival(tx: Transaction, owner: string): Promise<Mistaken | undefined> {
  const attempt = await getAttempt(tx, owner);
  if (!attempt || !isMistaken(attempt)) return undefined;
  const moved = { attempt, order: await orderOf(tx, attempt) };
  return { ...moved, second: await secondBeside(tx, moved) };
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
  const isFollowed = attempt?.signed !== undefined && (mistaken !== undefined || !hasRival);
  const isMoving = mistaken && !isSamePayment && givenFor(mistaken) === 'moving';
  const signature = !isFollowed ? 'none' : isMoving ? 'waits' : 'ranks';
  const isCardBlocked = attempt !== undefined && (await isBlockedHere(tx, attempt));
  return {
    kind: row.kind,
    order,
    attempt,
    second: order && attempt && (await secondBeside(tx, { order, attempt })),
    hasRival,
    isCardBlocked,
    signature,
    ...(mistaken && { mistaken }),
  };
}
