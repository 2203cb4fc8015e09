/** Whether what a screen said of money was true when it said so (I12): by the cards, and by the order's states at that time. */
import type { AuditEvent } from '../operator/tsp/books/journals/audit.ts';
import type { AttemptRow } from '../operator/tsp/books/rows.ts';
import { debitBy, debitOf, type Facts } from './worldFacts.ts';

/**
 * `not-charged`: nothing was taken. `debited`: the card said so, the platform may not know it yet. `paid`: the platform knows.
 * `open`, `credited`: and that is what became of it.
 */
export interface Said {
  readonly at: number;
  readonly orderId: string;
  readonly says: 'not-charged' | 'debited' | 'paid' | 'open' | 'credited';
}

const PAID = [
  ...['PAID', 'ACTIVATING', 'COMPLETED', 'CREDIT_DUE', 'CREDITED', 'REFUND_DUE', 'REFUNDED'],
  // With its debit known: BOSS did not answer for a day.
  'MANUAL',
];
/** States in which the platform does not know, or knows that money was taken. */
const NOT_UNTOUCHED = ['IN_DOUBT', ...PAID];
const NEEDED: Readonly<Partial<Record<Said['says'], readonly string[]>>> = {
  paid: PAID,
  open: ['COMPLETED'],
  credited: ['CREDITED'],
};

/** When MAC1 was issued. */
const issuedAt = ({ mac1 }: AttemptRow): number => mac1?.issuedAt ?? Number.POSITIVE_INFINITY;

/** The states of each order with the moment each began, oldest first. */
function statesOf(history: readonly AuditEvent[]): Map<string, AuditEvent[]> {
  const states = new Map<string, AuditEvent[]>();
  for (const event of history) {
    if (event.orderId === undefined || !event.what.startsWith('order.')) continue;
    const known = states.get(event.orderId);
    if (known) known.push(event);
    else states.set(event.orderId, [event]);
  }
  return states;
}

/** `history`: the platform's audit, oldest first. */
export function screenFaults(
  said: readonly Said[],
  { attempts, debits }: Pick<Facts, 'attempts' | 'debits'>,
  history: readonly AuditEvent[],
): string[] {
  const onCards = new Set(debits.map(debitOf));
  // Two attempts of one second are the same on the card: it took the money for the MAC1 that came last.
  const lastOf = new Map<string, AttemptRow>();
  for (const attempt of [...attempts].sort((a, b) => issuedAt(a) - issuedAt(b))) {
    if (attempt.mac1) lastOf.set(debitBy(attempt), attempt);
  }
  const states = statesOf(history);
  return said.flatMap(({ at, orderId, says }) => {
    // MAC1 was there when it was said, and the card took the money, then or later.
    const isTaken = attempts.some(
      (attempt) =>
        attempt.orderId === orderId &&
        issuedAt(attempt) <= at &&
        lastOf.get(debitBy(attempt)) === attempt &&
        onCards.has(debitBy(attempt)),
    );
    const state = (states.get(orderId) ?? []).filter((event) => event.at <= at).at(-1)?.to ?? '';
    const told = `I12 ${orderId}: said ${says}`;
    if (says === 'not-charged') {
      if (isTaken) return [`${told}, and a card was debited`];
      return NOT_UNTOUCHED.includes(state) ? [`${told}, and it was ${state}`] : [];
    }
    const isByPeople = attempts.some(
      (attempt) => attempt.orderId === orderId && attempt.provenBy === 'people',
    );
    if (!isTaken && !isByPeople) return [`${told}, and no card was debited`];
    const needed = NEEDED[says];
    return needed === undefined || needed.includes(state) ? [] : [`${told}, and it was ${state}`];
  });
}
