/** What the portal knows for itself: what was asked and confirmed, and what it read from the card. Kept while the page lives. */
import { serialTail } from '../purse/readPurse.ts';
import type {
  Attempt,
  Authorisation,
  CardFacts,
  InitAnswerBody,
  OpenAttempt,
  Order,
  Quote,
} from '../tsp/tspTypes.ts';
import type { JournalEntry } from './journal.ts';

export interface KnownOrder {
  readonly amountFen?: number;
  readonly serviceId?: string;
  readonly months?: number;
  /** The TSP has said, signed, that the money is taken: it cannot say anything else later. */
  readonly isTaken?: boolean;
  /** The newest attempt. */
  readonly attemptId?: string;
}

export interface KnownAttempt {
  readonly orderId?: string;
  readonly cardTail?: string;
  /** What INITIALIZE FOR PURCHASE said the card has. */
  readonly balanceFen?: number;
  readonly terminalNo?: string;
  readonly terminalSequence?: string;
}

export interface Known {
  order(orderId: string | undefined): KnownOrder;
  attempt(attemptId: string | undefined): KnownAttempt;
  /** What a subscriber confirmed. */
  confirmed(orderId: string, quote: Quote): void;
  /** An answer about an order that fits all that was known before. */
  answered(order: Order): void;
  started(attempt: Attempt, orderId: string, card: CardFacts): void;
  initialised(attemptId: string, init: InitAnswerBody): void;
  authorised(attemptId: string, authorisation: Authorisation): void;
  /** An earlier payment that a refusal told of. */
  told(open: OpenAttempt): void;
  /** An attempt of an earlier page. */
  journalled(entry: JournalEntry): void;
}

/** Knowledge as a table: what is known first is never replaced by a later answer, except which attempt is the newest. */
export function createKnown(): Known {
  const orders = new Map<string, KnownOrder>();
  const attempts = new Map<string, KnownAttempt>();
  const order = (orderId: string | undefined) => orders.get(orderId ?? '') ?? {};
  const attempt = (attemptId: string | undefined) => attempts.get(attemptId ?? '') ?? {};
  const learnOrder = (orderId: string, facts: KnownOrder) =>
    orders.set(orderId, { ...facts, ...order(orderId) });
  const learnAttempt = (attemptId: string, facts: KnownAttempt) =>
    attempts.set(attemptId, { ...facts, ...attempt(attemptId) });
  return {
    order,
    attempt,
    confirmed(orderId, { amountFen, items }) {
      learnOrder(orderId, { amountFen, ...items[0] });
    },
    answered({ orderId, amountFen, serviceId, months, money, attempt: newest }) {
      learnOrder(orderId, {
        amountFen,
        serviceId,
        months,
        ...(money === 'taken' ? { isTaken: true } : {}),
      });
      if (newest) learnAttempt(newest.attemptId, { orderId });
    },
    started({ attemptId, terminalNo }, orderId, card) {
      learnAttempt(attemptId, { orderId, terminalNo, cardTail: serialTail(card.serial) });
      orders.set(orderId, { ...order(orderId), attemptId });
    },
    initialised(attemptId, { balanceFen }) {
      learnAttempt(attemptId, { balanceFen });
    },
    authorised(attemptId, { terminalSequence }) {
      learnAttempt(attemptId, { terminalSequence });
    },
    told({ attemptId, orderId, amountFen }) {
      learnOrder(orderId, { amountFen });
      learnAttempt(attemptId, { orderId });
    },
    journalled({ attemptId, orderId, amountFen, cardTail, phase }) {
      learnOrder(orderId, {
        amountFen,
        attemptId,
        ...(phase === 'reported' ? { isTaken: true } : {}),
      });
      learnAttempt(attemptId, { orderId, cardTail });
    },
  };
}
