/** Every refusal of the TSP: its status, what it says about the money, and whether to send again. */
import type {
  Arrears,
  Money,
  OpenAttempt,
  Problem,
  ProblemCode,
} from '../../../../src/tsp/tspTypes.ts';
import type { TspParts } from './ports.ts';
import type { Reply } from './reply.ts';

interface ProblemDefaults {
  readonly status: number;
  readonly money: Money;
  readonly retry: Problem['retry'];
  readonly title: string;
}

const row = (
  status: number,
  money: Money,
  retry: Problem['retry'],
  title: string,
): ProblemDefaults => ({ status, money, retry, title });

export const PROBLEMS: { readonly [C in ProblemCode]: ProblemDefaults } = {
  'request.invalid': row(400, 'untouched', 'no', 'The request does not fit the contract'),
  'request.not_found': row(404, 'untouched', 'no', 'There is no such call'),
  'auth.signature': row(401, 'untouched', 'new', 'The signature is not right'),
  'auth.session_expired': row(401, 'untouched', 'new', 'The session is over'),
  'auth.clock_skew': row(401, 'untouched', 'same-key', 'The clock of the box is too far off'),
  'auth.replay': row(401, 'untouched', 'no', 'This message was seen before'),
  'stb.unknown': row(403, 'untouched', 'no', 'This box is not known'),
  'stb.blocked': row(403, 'untouched', 'no', 'This box is blocked'),
  'service.not_found': row(404, 'untouched', 'no', 'There is no such service'),
  'renewal.not_cancellable': row(
    409,
    'untouched',
    'no',
    'This cannot be cancelled on the television',
  ),
  'order.not_found': row(404, 'untouched', 'no', 'There is no such order'),
  'attempt.not_found': row(404, 'unknown', 'no', 'There is no such attempt'),
  'quote.not_found': row(404, 'untouched', 'no', 'There is no such quote'),
  'quote.expired': row(409, 'untouched', 'new', 'The quote has run out'),
  'quote.changed': row(409, 'untouched', 'new', 'The price is not the one that was shown'),
  'order.already_paying': row(409, 'untouched', 'no', 'This is being paid already'),
  'order.already_paid': row(409, 'taken', 'no', 'This is paid already'),
  'order.state': row(409, 'untouched', 'no', 'The order is past that'),
  'attempt.open': row(409, 'unknown', 'no', 'An earlier attempt is not settled'),
  'attempt.state': row(409, 'untouched', 'no', 'The attempt is past that'),
  'idempotency.in_progress': row(409, 'unknown', 'same-key', 'The same request is running'),
  'idempotency.missing': row(400, 'untouched', 'no', 'Idempotency-Key is missing'),
  'idempotency.mismatch': row(422, 'untouched', 'no', 'The key belongs to another request'),
  'card.unsupported': row(422, 'untouched', 'new', 'This card cannot pay here'),
  'card.blocked': row(422, 'untouched', 'new', 'This card is blocked'),
  'card.expired': row(422, 'untouched', 'new', 'This card is not valid today'),
  'card.insufficient': row(422, 'untouched', 'new', 'The balance is too small'),
  'card.counter_exhausted': row(422, 'untouched', 'new', 'This card has made its last payment'),
  'card.unresolved': row(409, 'unknown', 'no', 'An earlier payment with this card is not settled'),
  'card.mismatch': row(409, 'unknown', 'no', 'This is not the card of the payment'),
  'mac.card_rejected': row(422, 'untouched', 'new', 'The card refuses to pay'),
  'mac2.invalid': row(422, 'unknown', 'no', 'The card answer is not right'),
  'psam.none_for_card': row(422, 'untouched', 'no', 'This card is not accepted'),
  'psam.busy': row(503, 'untouched', 'same-key', 'Please wait'),
  'hsm.unavailable': row(503, 'unknown', 'same-key', 'The payment cannot be checked yet'),
  'boss.unavailable': row(503, 'untouched', 'same-key', 'The operator does not answer'),
  'boss.rejected': row(422, 'untouched', 'no', 'The operator refuses this order'),
  'rate.limited': row(429, 'untouched', 'same-key', 'Too many requests'),
  'payments.paused': row(503, 'untouched', 'new', 'No payment can begin at present'),
  'portal.outdated': row(426, 'untouched', 'no', 'This portal is too old'),
  internal: row(500, 'unknown', 'same-key', 'Something went wrong'),
};

/** What a refusal may have beyond, or instead of, its defaults. */
export interface ProblemDetails {
  readonly money?: Money;
  readonly retry?: Problem['retry'];
  readonly retryAfterMs?: number;
  readonly serverTime?: number;
  readonly detail?: string;
  readonly field?: string;
  readonly reason?: string;
  readonly position?: number;
  readonly balanceFen?: number;
  readonly amountFen?: number;
  readonly arrears?: Arrears;
  readonly attempt?: OpenAttempt;
  /** No line in the log, and no incident: a flood would fill the disk with them. */
  readonly isQuiet?: true;
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Draws seven letters or digits that a person can read out to the hotline: `7K3-0D42`. */
export function shortRef(parts: Pick<TspParts, 'environment'>): string {
  const letters = [...parts.environment.random.bytes(7)].map((byte) => LETTERS[byte % 32]);
  return `${letters.slice(0, 3).join('')}-${letters.slice(3).join('')}`;
}

/** Makes a refusal and logs its `ref`, code and field. Details must not contain card numbers, MACs or keys. */
export function refuse(
  parts: TspParts,
  code: ProblemCode,
  { isQuiet, ...details }: ProblemDetails = {},
): Reply {
  const { status, money, retry, title } = PROBLEMS[code];
  const ref = shortRef(parts);
  const problem = {
    type: `urn:tsp:problem:${code}`,
    title,
    status,
    code,
    money,
    retry,
    ref,
    ...details,
  };
  const line = `${ref} ${status} ${code}${details.field ? ` ${details.field}` : ''}`;
  if (!isQuiet) parts.environment.log('tsp', line);
  const reply = { status, body: JSON.stringify(problem), problem: code };
  return isQuiet ? { ...reply, isQuiet } : reply;
}

export type Refuse = typeof refuse;

/** Calls about a payment whose card may have been debited already. `POST /orders/{orderId}/attempts` comes before. */
const AFTER_MAC1 = /^\/(attempts\/.|orders\/[^/]+(\/cancel|\/receipt)?$)/;

/** Refuses calls of a path before anybody has looked at the payment: whether it took anything is not known then. */
export const refuseUnread =
  (path: string): Refuse =>
  (parts, code, details) =>
    refuse(parts, code, AFTER_MAC1.test(path) ? { money: 'unknown', ...details } : details);
