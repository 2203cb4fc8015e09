/**
 * The platform's ledger: double entry in integer fen, append-only, hash-chained. No row is changed; a wrong posting is
 * posted back. The balance of an account is the sum of its postings.
 */
import type { Crypto } from '../../../../../src/shared/crypto.ts';
import type { Fen } from '../../../../../src/shared/money.ts';
import type { TspParts } from '../../base/ports.ts';
import type { UnitOfWork, Written } from '../../base/unitOfWork.ts';
import { type Chained, markChained } from '../store/historyStore.ts';
import { addedTo, append, firstBrokenLink, readChain } from './hashChain.ts';

type Account =
  /** What may have been taken from cards and is not proven, and its contra account. */
  | 'suspense_receivable'
  | 'suspense_order'
  /** What UnionPay owes for proven debits. */
  | 'unionpay_receivable'
  /** What is owed to subscribers: a service, or their money. */
  | 'order_liability'
  | 'operator_revenue'
  | 'subscriber_credit'
  | 'refund_payable'
  /** Claims that nobody will pay any more. */
  | 'write_off';

/** The two accounts of each kind of posting. */
const POSTINGS = {
  suspense: { debit: 'suspense_receivable', credit: 'suspense_order' },
  release: { debit: 'suspense_order', credit: 'suspense_receivable' },
  debit: { debit: 'unionpay_receivable', credit: 'order_liability' },
  surplus: { debit: 'unionpay_receivable', credit: 'order_liability' },
  revenue: { debit: 'order_liability', credit: 'operator_revenue' },
  credit: { debit: 'order_liability', credit: 'subscriber_credit' },
  refund: { debit: 'order_liability', credit: 'refund_payable' },
  writeOff: { debit: 'write_off', credit: 'unionpay_receivable' },
  /** The reverse of an earlier posting: of a debit that was written off, of a service that was not opened, of a debit. */
  recovered: { debit: 'unionpay_receivable', credit: 'write_off' },
  revenueBack: { debit: 'operator_revenue', credit: 'order_liability' },
  debitBack: { debit: 'order_liability', credit: 'unionpay_receivable' },
} as const satisfies Record<string, { debit: Account; credit: Account }>;

export type PostingKind = keyof typeof POSTINGS;

interface PostingLine {
  readonly account: Account;
  readonly debitFen: Fen;
  readonly creditFen: Fen;
}

export interface PostingSet {
  readonly at: number;
  readonly kind: PostingKind;
  readonly orderId: string;
  readonly attemptId: string;
  readonly lines: readonly PostingLine[];
}

/** Posts an amount, indexed by its order. @throws RangeError when the amount is not a positive whole number of fen. */
export async function post(
  unit: UnitOfWork,
  kind: PostingKind,
  on: { readonly orderId: string; readonly attemptId: string; readonly amountFen: Fen },
): Promise<void> {
  const { orderId, attemptId, amountFen } = on;
  if (!Number.isSafeInteger(amountFen) || amountFen <= 0) {
    throw new RangeError(`not an amount to post: ${amountFen}`);
  }
  const { debit, credit } = POSTINGS[kind];
  const set: PostingSet = {
    at: unit.now,
    kind,
    orderId,
    attemptId,
    lines: [
      { account: debit, debitFen: amountFen, creditFen: 0 },
      { account: credit, debitFen: 0, creditFen: amountFen },
    ],
  };
  const number = await append(unit.tx, unit.parts.environment.crypto, 'ledger', set);
  markChained(unit.tx, 'ledger', orderId, number);
}

export const readLedger = (parts: Pick<TspParts, 'store'>): Promise<Chained<PostingSet>[]> =>
  parts.store.transaction((tx) => readChain<PostingSet>(tx, 'ledger'));

/** Returns what a unit of work posted. */
export const postedIn = (written: Written): PostingSet[] => addedTo(written, 'ledger');

/** Returns the amount and the two accounts of a set, which has one line on each side. */
export function sidesOf({ lines }: Pick<PostingSet, 'lines'>): {
  readonly amountFen: Fen | undefined;
  readonly debit: Account | undefined;
  readonly credit: Account | undefined;
} {
  const debit = lines.find(({ debitFen }) => debitFen > 0);
  const credit = lines.find(({ creditFen }) => creditFen > 0);
  return { amountFen: debit?.debitFen, debit: debit?.account, credit: credit?.account };
}

export type Balances = { readonly [A in Account]: Fen };

/** Adds up debit minus credit of every account. */
export function balances(rows: readonly Chained<PostingSet>[]): Balances {
  const sums = {
    suspense_receivable: 0,
    suspense_order: 0,
    unionpay_receivable: 0,
    order_liability: 0,
    operator_revenue: 0,
    subscriber_credit: 0,
    refund_payable: 0,
    write_off: 0,
  };
  for (const { entry } of rows) {
    for (const { account, debitFen, creditFen } of entry.lines) {
      sums[account] += debitFen - creditFen;
    }
  }
  return sums;
}

/** Says what is wrong with the ledger; `null` when nothing is. */
export async function ledgerFault(
  crypto: Crypto,
  rows: readonly Chained<PostingSet>[],
): Promise<string | null> {
  for (const { number, entry } of rows) {
    let difference = 0;
    for (const { debitFen, creditFen } of entry.lines) difference += debitFen - creditFen;
    if (difference !== 0) return `set ${number} does not balance: ${difference} fen`;
  }
  const broken = await firstBrokenLink(crypto, rows);
  return broken === null ? null : `the chain breaks at set ${broken}`;
}
