/** Checks of what the TSP answers, as far as the portal acts on it. Unknown fields are ignored, unknown states are not. */
import {
  boolean,
  integer,
  listOf,
  matching,
  object,
  oneOf,
  optional,
  type Shape,
} from './shape.ts';
import type {
  Attempt,
  Authorisation,
  CardProofsResult,
  Order,
  OrderPage,
  Problem,
  ProblemCode,
  Quote,
  Receipt,
  Resolution,
  Service,
  ServiceDetail,
  ServicePage,
  Session,
  Subscriber,
  Subscription,
} from './tspTypes.ts';

const string = matching(/^/);
const whole = integer(-Infinity, Infinity);
const fen = integer(0, Infinity);
const amountFen = integer(1, 9_999_999);
const hex = (bytes: number) => matching(new RegExp(`^[0-9A-F]{${bytes * 2}}$`));
const digits = (length: number) => matching(new RegExp(`^[0-9]{${length}}$`));
const money = oneOf('untouched', 'unknown', 'taken');
const code = matching<ProblemCode>(/^/);
const text = object({
  'zh-CN': string,
  'zh-TW': optional(string),
  en: optional(string),
});

const openAttempt = object({
  attemptId: string,
  orderId: string,
  amountFen,
  cardTail: digits(4),
  cardSequence: optional(whole),
});

/** The code is any string here: the client turns an unlisted one into "unknown". */
export const problemDecoder: Shape<Problem> = object({
  type: string,
  title: string,
  status: whole,
  detail: optional(string),
  code,
  money,
  retry: oneOf('same-key', 'new', 'no'),
  retryAfterMs: optional(whole),
  ref: string,
  serverTime: optional(whole),
  field: optional(string),
  reason: optional(string),
  position: optional(whole),
  balanceFen: optional(fen),
  amountFen: optional(fen),
  attempt: optional(openAttempt),
});

const order = object({
  orderId: string,
  state: oneOf(
    'QUOTED',
    'CONFIRMED',
    'PAYING',
    'IN_DOUBT',
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
  months: whole,
  amountFen,
  from: string,
  to: string,
  createdAt: string,
  paidAt: optional(string),
  payable: boolean,
  ref: string,
  caseNo: optional(string),
  receiptNo: optional(string),
  cardTail: optional(digits(4)),
  attempt: optional(
    object({
      attemptId: string,
      state: oneOf(
        'CREATED',
        'CARD_BOUND',
        'PSAM_LEASED',
        'INIT_DONE',
        'MAC1_ISSUED',
        'DEBITED',
        'NOT_DEBITED',
        'IN_DOUBT',
        'VOID',
      ),
      cardTail: optional(digits(4)),
      cardSequence: optional(whole),
      reason: optional(code),
    }),
  ),
});

export const orderDecoder: Shape<Order> = order;

export const orderPageDecoder: Shape<OrderPage> = object({
  items: listOf(order),
  months: listOf(matching(/^\d{4}-\d\d$/)),
  nextCursor: optional(string),
});

export const sessionDecoder: Shape<Session> = object({
  sessionToken: string,
  serverNonce: string,
  serverTime: whole,
  expiresAt: string,
  limits: object({
    cardWaitMs: whole,
    reportMs: whole,
    activationWaitMs: whole,
  }),
  open: listOf(order),
});

const item = object({ serviceId: string, months: whole });

export const quoteDecoder: Shape<Quote> = object({
  quoteId: string,
  quoteDigest: hex(32),
  items: listOf(item),
  title: text,
  subscriber: string,
  lines: listOf(
    object({
      kind: oneOf('list', 'discount', 'proration', 'arrears', 'tax'),
      label: text,
      amountFen: whole,
      unitFen: optional(amountFen),
      quantity: optional(whole),
    }),
  ),
  amountFen,
  from: string,
  to: string,
  expiresAt: string,
});

export const attemptDecoder: Shape<Attempt> = object({
  attemptId: string,
  terminalNo: hex(6),
  keyIndex: integer(0, 255),
  leaseUntil: string,
});

export const authorisationDecoder: Shape<Authorisation> = object({
  terminalSequence: hex(4),
  date: digits(8),
  time: digits(6),
  mac1: hex(4),
});

export const resolutionDecoder: Shape<Resolution> = object({
  verdict: oneOf('debited', 'not-debited', 'other-card', 'undecided', 'manual'),
  order,
});

export const proofsDecoder: Shape<CardProofsResult> = object({ settled: boolean });

export const receiptDecoder: Shape<Receipt> = object({
  receiptNo: string,
  orderId: string,
  title: text,
  from: string,
  to: string,
  months: whole,
  amountFen,
  cardTail: digits(4),
  balanceBeforeFen: fen,
  balanceAfterFen: fen,
  paidAt: string,
  terminalNo: string,
  terminalSequence: string,
  serviceState: oneOf('open', 'opening', 'credited', 'refunded', 'manual'),
});

const period = object({
  months: whole,
  amountFen,
  savingFen: fen,
  from: optional(string),
  to: optional(string),
});

const subscription = object({
  state: oneOf('none', 'active', 'expiring', 'expired', 'stopped'),
  validTo: optional(string),
  renewal: optional(object({ amountFen, nextDate: string, cancellable: boolean })),
});

export const subscriptionDecoder: Shape<Subscription> = subscription;

const ICONS = [
  'tv',
  'film',
  'children',
  'sport',
  'vod',
  'broadband',
  'record',
  'opera',
  'music',
  'news',
  'game',
  'education',
  'other',
] as const;

/** An icon this portal does not know is drawn as `other`. */
const icon: Shape<Service['icon']> = (value) => ICONS.find((known) => known === value) ?? 'other';

const service = {
  serviceId: string,
  number: whole,
  category: string,
  icon,
  title: text,
  introduction: text,
  priceFen: amountFen,
  periods: listOf(period),
  subscription,
};

export const servicePageDecoder: Shape<ServicePage> = object({
  items: listOf(object(service)),
  from: integer(0, Infinity),
  total: integer(0, Infinity),
  categories: listOf(object({ id: string, title: text })),
});

export const serviceDetailDecoder: Shape<ServiceDetail> = object({
  ...service,
  text,
  includes: listOf(text),
  terms: text,
  refundRule: text,
  pastOrders: listOf(object({ orderId: string, paidAt: string, months: whole, amountFen })),
});

export const subscriberDecoder: Shape<Subscriber> = object({
  name: string,
  accountTail: string,
  area: text,
  dues: listOf(object({ serviceId: string, title: text, amountFen, dueDate: string })),
});
