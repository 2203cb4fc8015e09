/**
 * Holds an answer of the TSP against what the portal knows. Each check answers the name of the first thing that does not
 * fit. Such an answer is as good as none: no amount of it is shown, no order of it followed, no journal entry settled.
 */
import type {
  Attempt,
  Item,
  Order,
  OrderState,
  Problem,
  Quote,
  Receipt,
  Resolution,
} from '../tsp/tspTypes.ts';
import type { Known, KnownAttempt, KnownOrder } from './known.ts';

/** What may not fit, and the code that the hotline is told; docs/operate/operations.md explains them. */
export const MISFITS = {
  'quote.items': 'T11',
  'quote.lines': 'T12',
  'quote.period': 'T13',
  'quote.expiresAt': 'T14',
  'order.orderId': 'T21',
  'order.amountFen': 'T22',
  'order.item': 'T23',
  'order.period': 'T24',
  'order.money': 'T25',
  'order.attempt': 'T26',
  'order.older': 'T27',
  'attempt.attemptId': 'T31',
  'problem.attempt': 'T32',
  'problem.amountFen': 'T33',
  'resolution.verdict': 'T41',
  'receipt.orderId': 'T51',
  'receipt.amountFen': 'T52',
  'receipt.period': 'T53',
  'receipt.card': 'T54',
  'receipt.balance': 'T55',
  'receipt.terminal': 'T56',
} as const;

export type MisfitName = keyof typeof MISFITS;

/** Each rule holds, or gives its name. */
const firstBroken = (...rules: readonly (readonly [MisfitName, boolean])[]): MisfitName | null => {
  const broken = rules.filter(([, holds]) => !holds)[0];
  return broken ? broken[0] : null;
};

/** What is not known cannot differ. */
const agrees = <T>(known: T | undefined, answered: T | undefined): boolean =>
  known === undefined || known === answered;

const DATE = /^\d{4}-\d\d-\d\d$/;
const isPeriod = ({ from, to }: { readonly from: string; readonly to: string }): boolean =>
  DATE.test(from) && DATE.test(to) && from < to;

export const quoteMisfit = (quote: Quote, asked: Item): MisfitName | null => {
  const [item, ...more] = quote.items;
  return firstBroken(
    [
      'quote.items',
      more.length === 0 && item?.serviceId === asked.serviceId && item.months === asked.months,
    ],
    [
      'quote.lines',
      quote.lines.reduce((sum, { amountFen }) => sum + amountFen, 0) === quote.amountFen,
    ],
    ['quote.period', isPeriod(quote)],
    ['quote.expiresAt', Date.parse(quote.expiresAt) > 0],
  );
};

const PAID: readonly OrderState[] = [
  'PAID',
  'ACTIVATING',
  'COMPLETED',
  'CREDIT_DUE',
  'CREDITED',
  'REFUND_DUE',
  'REFUNDED',
];

/** State and money of an order say the same. */
function isSane({ state, money, payable }: Order): boolean {
  if (PAID.indexOf(state) >= 0) return money === 'taken' && !payable;
  if (state === 'MANUAL') return money !== 'untouched' && !payable;
  if (state === 'IN_DOUBT') return money === 'unknown' && !payable;
  return money !== 'taken' && (!payable || (state === 'CONFIRMED' && money === 'untouched'));
}

/** `orderId` is the order that was asked about; without it any may be answered. */
export const orderMisfit = (
  order: Order,
  known: KnownOrder,
  orderId: string | undefined,
): MisfitName | null =>
  firstBroken(
    ['order.orderId', agrees(orderId, order.orderId)],
    ['order.amountFen', agrees(known.amountFen, order.amountFen)],
    ['order.item', agrees(known.serviceId, order.serviceId) && agrees(known.months, order.months)],
    ['order.period', isPeriod(order)],
    ['order.money', isSane(order)],
    ['order.older', !known.isTaken || order.money === 'taken'],
    ['order.attempt', known.attemptId === undefined || order.attempt !== undefined],
  );

/** A confirmed order is the quote that was shown, and nothing has been taken for it. */
export const confirmedMisfit = (order: Order, { quoteId, amountFen, items, from, to }: Quote) =>
  orderMisfit(order, { amountFen, ...items[0] }, quoteId) ??
  firstBroken(
    ['order.period', order.from === from && order.to === to],
    ['order.money', order.money === 'untouched'],
  );

export const attemptMisfit = ({ attemptId }: Attempt, known: Known, orderId: string) =>
  firstBroken(['attempt.attemptId', agrees(known.attempt(attemptId).orderId, orderId)]);

/** A verdict on an order's newest attempt and the order's money say the same; `debited` says that of any attempt. */
export function resolutionMisfit({ verdict, order }: Resolution, attemptId: string) {
  const { money, state, attempt } = order;
  const isNewest = attempt?.attemptId === attemptId;
  const agreed =
    verdict === 'debited'
      ? money === 'taken'
      : verdict === 'not-debited'
        ? !isNewest || money === 'untouched'
        : verdict !== 'manual' || !isNewest || money === 'unknown' || state === 'MANUAL';
  return firstBroken(['resolution.verdict', agreed]);
}

export const receiptMisfit = (
  receipt: Receipt,
  orderId: string,
  order: KnownOrder,
  attempt: KnownAttempt,
): MisfitName | null =>
  firstBroken(
    ['receipt.orderId', receipt.orderId === orderId],
    ['receipt.amountFen', agrees(order.amountFen, receipt.amountFen)],
    ['receipt.period', isPeriod(receipt) && agrees(order.months, receipt.months)],
    ['receipt.card', agrees(attempt.cardTail, receipt.cardTail)],
    [
      'receipt.balance',
      agrees(attempt.balanceFen, receipt.balanceBeforeFen) &&
        receipt.balanceAfterFen === receipt.balanceBeforeFen - receipt.amountFen,
    ],
    [
      'receipt.terminal',
      agrees(attempt.terminalNo, receipt.terminalNo) &&
        agrees(attempt.terminalSequence, receipt.terminalSequence),
    ],
  );

/**
 * An earlier payment that a refusal tells of is one of the card in the slot, or this order's own with another card; too little
 * money is what was read of the card.
 */
export const refusalMisfit = (
  { code, attempt, amountFen, balanceFen }: Problem,
  known: Known,
  orderId: string | undefined,
  cardTail: string | undefined,
  readFen: number,
): MisfitName | null =>
  firstBroken(
    [
      'problem.attempt',
      !attempt ||
        ((code === 'card.unresolved'
          ? agrees(cardTail, attempt.cardTail)
          : attempt.orderId === orderId) &&
          agrees(known.order(attempt.orderId).amountFen, attempt.amountFen) &&
          agrees(known.attempt(attempt.attemptId).orderId, attempt.orderId)),
    ],
    [
      'problem.amountFen',
      code !== 'card.insufficient' ||
        ((amountFen === undefined || agrees(known.order(orderId).amountFen, amountFen)) &&
          agrees(balanceFen, readFen)),
    ],
  );
