/** Checks of what the TSP answers, as far as the portal acts on it. Unknown fields are ignored, unknown states are not. */
import * as v from 'valibot';
import type {
  Attempt,
  Authorisation,
  Order,
  OrderPage,
  Problem,
  ProblemCode,
  Quote,
  Receipt,
  Resolution,
  ServiceDetail,
  ServicePage,
  Session,
  Subscriber,
} from './tspTypes.ts';

type Decoder<T> = v.GenericSchema<unknown, T>;

const fen = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const amountFen = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(9_999_999));
const whole = v.pipe(v.number(), v.safeInteger());
const hex = (bytes: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9A-F]{${bytes * 2}}$`)));
const digits = (length: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9]{${length}}$`)));
const money = v.picklist(['untouched', 'unknown', 'taken']);
const text = v.object({
  'zh-CN': v.string(),
  'zh-TW': v.exactOptional(v.string()),
  en: v.exactOptional(v.string()),
});
const optional = v.exactOptional;

const openAttempt = v.object({
  attemptId: v.string(),
  orderId: v.string(),
  amountFen,
  cardTail: digits(4),
  cardSequence: optional(whole),
});

/** The code is any string here: the client turns an unlisted one into "unknown". */
export const problemDecoder: Decoder<Problem> = v.object({
  type: v.string(),
  title: v.string(),
  status: whole,
  detail: optional(v.string()),
  code: v.custom<ProblemCode>((code) => typeof code === 'string'),
  money,
  retry: v.picklist(['same-key', 'new', 'no']),
  retryAfterMs: optional(whole),
  ref: v.string(),
  serverTime: optional(whole),
  field: optional(v.string()),
  reason: optional(v.string()),
  position: optional(whole),
  balanceFen: optional(fen),
  amountFen: optional(fen),
  attempt: optional(openAttempt),
});

const order = v.object({
  orderId: v.string(),
  state: v.picklist([
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
  ]),
  money,
  serviceId: v.string(),
  title: text,
  months: whole,
  amountFen,
  from: v.string(),
  to: v.string(),
  createdAt: v.string(),
  paidAt: optional(v.string()),
  payable: v.boolean(),
  ref: v.string(),
  caseNo: optional(v.string()),
  receiptNo: optional(v.string()),
  cardTail: optional(digits(4)),
  attempt: optional(
    v.object({
      attemptId: v.string(),
      state: v.picklist([
        'CREATED',
        'CARD_BOUND',
        'PSAM_LEASED',
        'INIT_DONE',
        'MAC1_ISSUED',
        'DEBITED',
        'NOT_DEBITED',
        'IN_DOUBT',
        'VOID',
      ]),
      cardTail: optional(digits(4)),
      cardSequence: optional(whole),
      reason: optional(v.custom<ProblemCode>((code) => typeof code === 'string')),
    }),
  ),
});

export const orderDecoder: Decoder<Order> = order;

export const orderPageDecoder: Decoder<OrderPage> = v.object({
  items: v.array(order),
  nextCursor: optional(v.string()),
});

export const sessionDecoder: Decoder<Session> = v.object({
  sessionToken: v.string(),
  serverNonce: v.string(),
  serverTime: whole,
  expiresAt: v.string(),
  limits: v.object({
    cardWaitMs: whole,
    apduMs: whole,
    reportMs: whole,
    activationWaitMs: whole,
  }),
  open: v.array(order),
});

const item = v.object({ serviceId: v.string(), months: whole });

export const quoteDecoder: Decoder<Quote> = v.object({
  quoteId: v.string(),
  quoteDigest: hex(32),
  items: v.array(item),
  title: text,
  subscriber: v.string(),
  lines: v.array(
    v.object({
      kind: v.picklist(['list', 'discount', 'proration', 'arrears', 'tax']),
      label: text,
      amountFen: whole,
      unitFen: optional(amountFen),
      quantity: optional(whole),
    }),
  ),
  amountFen,
  from: v.string(),
  to: v.string(),
  expiresAt: v.string(),
});

export const attemptDecoder: Decoder<Attempt> = v.object({
  attemptId: v.string(),
  terminalNo: hex(6),
  keyIndex: v.pipe(whole, v.minValue(0), v.maxValue(255)),
  leaseUntil: v.string(),
});

export const authorisationDecoder: Decoder<Authorisation> = v.object({
  terminalSequence: hex(4),
  date: digits(8),
  time: digits(6),
  mac1: hex(4),
});

export const resolutionDecoder: Decoder<Resolution> = v.object({
  verdict: v.picklist(['debited', 'not-debited', 'other-card', 'undecided', 'manual']),
  order,
});

export const receiptDecoder: Decoder<Receipt> = v.object({
  receiptNo: v.string(),
  orderId: v.string(),
  title: text,
  from: v.string(),
  to: v.string(),
  months: whole,
  amountFen,
  cardTail: digits(4),
  balanceBeforeFen: fen,
  balanceAfterFen: fen,
  paidAt: v.string(),
  terminalNo: v.string(),
  terminalSequence: v.string(),
  serviceState: v.picklist(['open', 'opening', 'credited', 'refunded', 'manual']),
});

const period = v.object({
  months: whole,
  amountFen,
  savingFen: fen,
  from: optional(v.string()),
  to: optional(v.string()),
});

const service = {
  serviceId: v.string(),
  number: whole,
  category: v.string(),
  /** An icon this portal does not know is drawn as `other`. */
  icon: v.fallback(
    v.picklist([
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
    ]),
    'other',
  ),
  title: text,
  introduction: text,
  priceFen: amountFen,
  periods: v.array(period),
  subscription: v.object({
    state: v.picklist(['none', 'active', 'expiring', 'expired', 'stopped']),
    validTo: optional(v.string()),
  }),
};

export const servicePageDecoder: Decoder<ServicePage> = v.object({
  items: v.array(v.object(service)),
  total: whole,
  nextCursor: optional(v.string()),
  categories: v.array(v.object({ id: v.string(), title: text })),
});

export const serviceDetailDecoder: Decoder<ServiceDetail> = v.object({
  ...service,
  text,
  includes: v.array(text),
  terms: text,
  refundRule: text,
  pastOrders: v.array(
    v.object({ orderId: v.string(), paidAt: v.string(), months: whole, amountFen }),
  ),
});

export const subscriberDecoder: Decoder<Subscriber> = v.object({
  name: v.string(),
  accountTail: v.string(),
  area: text,
  dues: v.array(v.object({ serviceId: v.string(), title: text, amountFen, dueDate: v.string() })),
});
