/**
 * Checks of what the TSP answers, as far as the portal acts on it. Unknown fields are ignored. A part that the whole can
 * do without spoils only itself. In each list of words the first one is what a word that is not listed means
 * (`x-unlisted` in docs/api/tsp.yaml).
 */
import {
  boolean,
  integer,
  listOf,
  listOfSound,
  matching,
  object,
  optional,
  readAs,
  type Shape,
  spared,
  wordOf,
} from './shape.ts';
import type { Order, Problem, ProblemCode, ReadOrderPage, SessionStart } from './tspTypes.ts';

export const string = matching(/^/);
export const whole = integer(-Infinity, Infinity);
export const fen = integer(0, Infinity);
export const amountFen = integer(1, 9_999_999);
export const hex = (bytes: number) => matching(new RegExp(`^[0-9A-F]{${bytes * 2}}$`));
export const digits = (length: number) => matching(new RegExp(`^[0-9]{${length}}$`));
const money = wordOf('unknown', 'untouched', 'taken');
const code = matching<ProblemCode>(/^/);
export const text = object({
  'zh-CN': string,
  'zh-TW': spared(string),
  en: spared(string),
});

const openAttempt = object({
  attemptId: string,
  orderId: string,
  amountFen,
  cardTail: digits(4),
  cardSequence: spared(whole),
});

export const due = object({ serviceId: string, title: text, amountFen, dueDate: string });

/** The code is any string here: what an unlisted one is worth depends on the call (`payment/holdAnswers.ts`). */
export const problemDecoder: Shape<Problem> = object({
  type: string,
  title: string,
  status: whole,
  detail: spared(string),
  code,
  money,
  retry: wordOf('no', 'same-key', 'new'),
  retryAfterMs: spared(whole),
  ref: string,
  serverTime: spared(whole),
  field: spared(string),
  reason: spared(string),
  position: spared(whole),
  balanceFen: spared(fen),
  amountFen: spared(fen),
  arrears: spared(
    object({ amountFen, since: string, blocks: wordOf('all', 'others'), items: listOf(due) }),
  ),
  attempt: spared(openAttempt),
});

const outcome = object({
  at: spared(string),
  dueBy: spared(string),
  place: spared(wordOf('unknown', 'account', 'bank')),
  cause: spared(string),
  number: spared(string),
});

const statedOrder = object({
  orderId: string,
  state: wordOf(
    'IN_DOUBT',
    'QUOTED',
    'CONFIRMED',
    'PAYING',
    'PAID',
    'ACTIVATING',
    'COMPLETED',
    'CREDIT_DUE',
    'CREDITED',
    'REFUND_DUE',
    'REFUNDED',
    'MANUAL',
    'CANCELLED',
    'EXPIRED',
  ),
  money,
  serviceId: string,
  title: text,
  months: integer(1, Infinity),
  amountFen,
  from: string,
  to: string,
  createdAt: string,
  paidAt: spared(string),
  payable: boolean,
  ref: string,
  caseNo: spared(string),
  receiptNo: spared(string),
  cardTail: spared(digits(4)),
  outcome: spared(outcome),
  attempt: optional(
    object({
      attemptId: string,
      state: wordOf(
        'IN_DOUBT',
        'CREATED',
        'CARD_BOUND',
        'PSAM_LEASED',
        'INIT_DONE',
        'MAC1_ISSUED',
        'DEBITED',
        'NOT_DEBITED',
        'VOID',
      ),
      cardTail: spared(digits(4)),
      cardSequence: spared(whole),
      reason: spared(code),
    }),
  ),
});

/** Of an order in a state that is not listed nothing is known about its money, whatever it says. */
export const orderDecoder: Shape<Order> = (value, field, misfits) => {
  const read = statedOrder(value, field, misfits);
  const { state } = Object(value) as { state?: unknown };
  return read.state === state ? read : { ...read, money: 'unknown' };
};

const orderPage = object({
  items: listOf(spared(orderDecoder)),
  months: listOfSound(matching(/^\d{4}-\d\d$/)),
  nextCursor: spared(string),
});

/** What is left of an order that cannot be read. */
const names = object({ orderId: spared(string), ref: spared(matching(/^[\w-]{1,12}$/)) });

export const orderPageDecoder: Shape<ReadOrderPage> = (value, field, misfits) => {
  const { items, ...page } = orderPage(value, field, misfits);
  const given: unknown[] = Object(Object(value).items);
  const read: ReadOrderPage = { ...page, items: [], unread: [] };
  items.forEach((item, index) => {
    const named = readAs(names, given[index]);
    if (item) read.items.push(item);
    else read.unread!.push(named.ok ? named.value : {});
  });
  return read;
};

export const sessionDecoder: Shape<SessionStart> = object({
  sessionToken: string,
  serverNonce: string,
  serverTime: whole,
  limits: spared(
    object({
      cardWaitMs: whole,
      reportMs: whole,
      activationWaitMs: whole,
    }),
  ),
  first: (value: unknown) => value,
});
