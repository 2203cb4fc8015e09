/**
 * Judges what a box says that its card said after an unproven attempt. Pure. Only a MAC2 that the HSM found right proves
 * anything; all else is the box's word. Balances are not looked at, because a load changes them.
 */
import { dayAfter } from '../../../../src/shared/time.ts';
import type { Observation } from '../../../../src/tsp/tspTypes.ts';

/** EP purchase and compound purchase: both move the offline purchase sequence. */
const PURCHASES = ['06', '09'];

export interface AttemptFacts {
  /** The card's identity. */
  readonly card: string;
  /** n: the card's sequence before the payment. */
  readonly sequence: number;
  readonly amountFen: number;
  readonly terminalNo: string;
  readonly date: string;
  readonly time: string;
}

export interface CheckedProof {
  readonly mac2: string;
  readonly tac: string;
  /** Whether the HSM found the MAC2 right. */
  readonly isRight: boolean;
}

export interface CheckedObservation {
  readonly card: string;
  readonly proofs: readonly CheckedProof[];
  /** Whether the card itself said that it has no proof. */
  readonly isAbsenceTold: boolean;
  readonly sequence: number | null;
  readonly log: Observation['log'];
}

export type Verdict =
  | {
      readonly kind: 'debited';
      readonly provenBy: 'mac2';
      readonly mac2: string;
      readonly tac: string;
    }
  /** A claim, kept on watch. `isPast`: the card went on without it, so that it is not in the way of the next number. */
  | { readonly kind: 'not-debited'; readonly note: string; readonly isPast: boolean }
  /** The log has a record of it. A record is unsigned: people decide. */
  | { readonly kind: 'logged'; readonly note: string }
  | { readonly kind: 'other-card' }
  | { readonly kind: 'undecided' }
  /** `isContradiction`: no honest box and sound card says so; the box is watched. */
  | { readonly kind: 'manual'; readonly note: string; readonly isContradiction: boolean };

type LogRecord = NonNullable<Observation['log']>[number];

/** Compares what was paid, where and when. Not the number: cards differ on which number they log. */
const isOurs = (attempt: AttemptFacts, record: LogRecord): boolean =>
  record.type === '06' &&
  record.amountFen === attempt.amountFen &&
  record.terminalNo === attempt.terminalNo &&
  record.date === attempt.date &&
  record.time === attempt.time;

/**
 * Whether the log goes back to where our record would be. A card logs the number before (n) or after (n+1) the
 * purchase. The newest record tells which, because the card's sequence is `sequence` now.
 */
function reachesBack(n: number, sequence: number, log: readonly LogRecord[]): boolean {
  const numbers = log.filter(({ type }) => PURCHASES.includes(type)).map((r) => r.sequence);
  const logsNumberAfter = numbers.includes(sequence);
  return numbers.some((number) => number <= (logsNumberAfter ? n + 1 : n));
}

/**
 * Whether the log goes back to purchases well before our MAC1, so that our record would be among the newer ones. Terminals'
 * clocks differ, so the record must be two calendar days older.
 */
const startsEarlier = ({ date }: AttemptFacts, log: readonly LogRecord[]): boolean =>
  log.some(
    (record) =>
      PURCHASES.includes(record.type) &&
      /^20\d{6}$/.test(record.date) &&
      record.date <= dayAfter(date, -2),
  );

const manual = (note: string): Verdict => ({ kind: 'manual', note, isContradiction: false });
const contradiction = (note: string): Verdict => ({ kind: 'manual', note, isContradiction: true });
const wentOn = (note: string): Verdict => ({ kind: 'not-debited', note, isPast: true });

export function resolve(attempt: AttemptFacts, seen: CheckedObservation): Verdict {
  if (seen.card !== attempt.card) return { kind: 'other-card' };
  // MAC2 can only come from the debit itself: it outweighs everything else.
  const proof = seen.proofs.find(({ isRight }) => isRight);
  if (proof) return { kind: 'debited', provenBy: 'mac2', mac2: proof.mac2, tac: proof.tac };
  const n = attempt.sequence;
  const s = seen.sequence;
  if (s === null) return { kind: 'undecided' };
  const hasRecord = seen.log?.some((record) => isOurs(attempt, record)) ?? false;
  if (s === n) {
    return hasRecord
      ? contradiction('the log shows the payment, the sequence has not moved')
      : { kind: 'not-debited', note: 'the sequence has not moved', isPast: false };
  }
  if (s < n) return contradiction('the sequence went back');
  const hasWrongProof = seen.proofs.length > 0;
  if (hasRecord) {
    return s === n + 1 && hasWrongProof
      ? contradiction('the log shows the payment, its MAC2 is wrong')
      : { kind: 'logged', note: 'the log shows the payment, without a proof' };
  }
  if (s === n + 1 && !hasWrongProof && !seen.isAbsenceTold) {
    return manual('the reader cannot tell whether the card has a proof');
  }
  if (!seen.log) return manual('other purchases followed and the log cannot be read');
  return reachesBack(n, s, seen.log) || startsEarlier(attempt, seen.log)
    ? wentOn('other purchases followed, ours is not among them')
    : manual('the log does not go back far enough');
}
