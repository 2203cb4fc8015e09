/** The stored rows of orders and attempts. Card numbers (`asn`) stay in these rows. */
import type { Fen } from '../../../../src/shared/money.ts';
import { type Instant, rfc3339 } from '../../../../src/shared/time.ts';
import type {
  InitAnswerBody,
  OrderState,
  ProblemCode,
  Quote,
} from '../../../../src/tsp/tspTypes.ts';
import { ARREARS } from '../../../contract/arrearsId.ts';
import type { AttemptState } from './transitions/attemptTransitions.ts';

export interface OrderRow {
  /** Also the quote's id: an order is a quote that was confirmed. */
  readonly orderId: string;
  readonly subscriberId: string;
  readonly stbId: string;
  readonly ref: string;
  /** As the subscriber saw it; `amountFen` is the only source of the amount. */
  readonly quote: Quote;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly state: OrderState;
  readonly confirmedAt?: Instant;
  readonly confirmedAmountFen?: Fen;
  /** The newest attempt. */
  readonly attemptId?: string;
  /** Attempts that got a PSAM. */
  readonly tries: number;
  /** Terminal numbers of PSAMs that failed for this order. */
  readonly avoid: readonly string[];
  /** The key version of this card that a PSAM did not have. */
  readonly needsKey?: { readonly asn: string; readonly keyVersion: string };
  /** The one attempt whose debit pays for this order. */
  readonly paidBy?: string;
  readonly paidAt?: Instant;
  /** The subscriber's earlier order for the service, which turned out to be paid: this one is tried no more. */
  readonly paidInstead?: string;
  /** The last digits of the card that paid. */
  readonly cardTail?: string;
  readonly receiptNo?: string;
  readonly caseNo?: string;
  /** MANUAL because the PPP does not pay: the service is owed as soon as it does. */
  readonly withheld?: true;
  /** The period as BOSS opened it. */
  readonly from?: string;
  readonly to?: string;
  /** BOSS's own number for it. */
  readonly bossOrder?: string;
  /** When BOSS said that it has opened the service or credited the money. */
  readonly servedAt?: Instant;
  /** When it came into its state. Absent in rows of an older version. */
  readonly stateSince?: Instant;
  /** Why the service is not open: BOSS's reject code, or `people`. */
  readonly cause?: string;
  /** BOSS's number of the credit. */
  readonly creditNo?: string;
  /** The reference of the transfer that paid it back. */
  readonly refundRef?: string;
}

export type DoubtCause = 'timeout' | 'mac2' | 'statusWord' | 'evidence';
type ClaimState =
  | 'UNCLAIMED'
  | 'BATCHED'
  | 'SENT'
  | 'ACCEPTED'
  | 'REJECTED'
  | 'CASE'
  /** Nobody will pay it; it was posted as a loss. */
  | 'WRITTEN_OFF';

/** What a late MAC2 is checked with and the debit is claimed with. MAC1 itself is only in the stored answer. */
interface Mac1Facts {
  readonly terminalSequence: string;
  readonly date: string;
  readonly time: string;
  readonly businessDate: string;
  readonly issuedAt: Instant;
}

/** A TAC that was shown for a debit; see `tacCandidates.ts`. */
export interface TacCandidate {
  /** 8 hex digits. */
  readonly tac: string;
  readonly at: Instant;
  /** The box that brought it first. */
  readonly from: string;
  /** The PPP said that it is wrong: to a claim, or when it was asked. */
  readonly refusedAt?: Instant;
  /** The PPP said that it is right. It is never dropped. */
  readonly rightAt?: Instant;
}

export interface AttemptRow {
  readonly attemptId: string;
  readonly orderId: string;
  readonly subscriberId: string;
  readonly stbId: string;
  /** The network address that started it, where the host knows it. */
  readonly address?: string;
  /** The idempotency key that started it. The same key keeps its place in the line for a PSAM. */
  readonly startKey: string;
  readonly amountFen: Fen;
  /** The card's application serial number, 20 hex digits; `cardOf` tells which card it is. */
  readonly asn: string;
  readonly cardTail: string;
  readonly issuer: string;
  readonly applicationType: string;
  readonly state: AttemptState;
  /** Before MAC1 the attempt is void from this time on. */
  readonly heldUntil: Instant;
  readonly terminalNo?: string;
  readonly keyIndex?: number;
  readonly init?: InitAnswerBody;
  readonly mac1?: Mac1Facts;
  readonly suspended?: boolean;
  readonly doubt?: DoubtCause;
  readonly doubtedAt?: Instant;
  /** Why it took nothing. */
  readonly reason?: ProblemCode;
  readonly debitedAt?: Instant;
  /** `people`: two people decided it, without a proof by the card. */
  readonly provenBy?: 'mac2' | 'people';
  /** A right MAC2 that is not posted, because its number has paid for another attempt: people decide what it becomes. */
  readonly signed?: { readonly mac2: string; readonly tacs: readonly TacCandidate[] };
  /**
   * Two people decided that it was debited, then that it was not. `by`: the attempt whose signature they followed, or that has paid
   * for the order since. `gaveAway`: what was given for it stays given; its amount is a loss. `caseNo`: where they decided it.
   */
  readonly takenBack?: {
    readonly by?: string;
    readonly caseNo?: string;
    readonly gaveAway: boolean;
  };
  /** Two people decided that it took nothing. */
  readonly deniedBy?: 'people';
  /** Its box saw the card go on without it: it takes nothing in the way of the card's next numbers. Only a claim. */
  readonly clearedAt?: Instant;
  readonly mac2?: string;
  /** The TAC that it is claimed with. */
  readonly tac?: string;
  /** All that were shown with the right MAC2, oldest first; read them with `candidatesOf`. */
  readonly tacs?: readonly TacCandidate[];
  /** The box of each time at which the card was asked for its TAC after a refused claim. */
  readonly tacAskedIn?: readonly string[];
  readonly claim?: ClaimState;
  /** The PPP's last result for it, and the case if the PPP rejected it. */
  readonly verdict?: {
    readonly batchId: string;
    readonly result: string;
    readonly caseNo?: string;
  };
  /** Another attempt paid for the order: this money goes back. */
  readonly surplus?: 'due' | 'credited' | 'case' | 'refunded';
  /** The case about what it did. */
  readonly caseNo?: string;
  /** `YYYYMMDD` in China: the day its end is listed under. */
  readonly endedOn?: string;
}

/** How an attempt ended. */
export interface DayEnd {
  readonly at: Instant;
  /** The debit is known. */
  readonly paid: boolean;
  readonly amountFen: Fen;
  /** Absent in rows of older versions. */
  readonly serviceId?: string;
  /** Why it took nothing: a problem code, otherwise the attempt's last event. */
  readonly code?: string;
  /** From the confirmation until the debit was known. */
  readonly tookMs?: number;
}

/** Returns what every attempt has after MAC1. @throws Error before it. */
export function issued(attempt: AttemptRow): {
  readonly init: InitAnswerBody;
  readonly mac1: Mac1Facts;
  readonly terminalNo: string;
  readonly keyIndex: number;
} {
  const { init, mac1, terminalNo, keyIndex } = attempt;
  if (!init || !mac1 || terminalNo === undefined || keyIndex === undefined) {
    throw new Error(`no MAC1 was issued for attempt ${attempt.attemptId}`);
  }
  return { init, mac1, terminalNo, keyIndex };
}

/** Whether the portal must still follow the order: it is not at rest. People handle MANUAL and REFUND_DUE. */
export const isOpen = (state: OrderState): boolean =>
  ['CONFIRMED', 'PAYING', 'IN_DOUBT', 'PAID', 'ACTIVATING', 'CREDIT_DUE'].includes(state);

/** Whether the order blocks its service: no other order for it may be confirmed meanwhile. */
export const isActive = (state: OrderState): boolean =>
  ['CONFIRMED', 'PAYING', 'IN_DOUBT', 'MANUAL', 'PAID', 'ACTIVATING'].includes(state);

export const serviceOf = (order: OrderRow): string => order.quote.items[0]!.serviceId;
/** The month in China in which it was made: `2026-11`. */
export const monthOf = ({ createdAt }: OrderRow): string => rfc3339(createdAt).slice(0, 7);
export const monthsOf = (order: OrderRow): number => order.quote.items[0]!.months;
/** Overdue bills alone: they have no months. */
export const isArrears = (order: OrderRow): boolean => serviceOf(order) === ARREARS;
