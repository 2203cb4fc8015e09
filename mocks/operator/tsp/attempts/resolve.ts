/** Judges what a card says after an unproven attempt. Pure. Balances are not looked at, because a load changes them. */
import type { Observation } from '../../../../src/tsp/tspTypes.ts';

/** EP purchase and compound purchase: both move the offline purchase sequence. */
const PURCHASES = ['06', '09'];

export interface AttemptFacts {
  readonly asn: string;
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
  readonly asn: string;
  readonly proofs: readonly CheckedProof[];
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
  | { readonly kind: 'debited'; readonly provenBy: 'log' }
  | { readonly kind: 'not-debited'; readonly note: string }
  | { readonly kind: 'other-card' }
  | { readonly kind: 'undecided' }
  | { readonly kind: 'manual'; readonly note: string; readonly isClone: boolean };

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

const manual = (note: string): Verdict => ({ kind: 'manual', note, isClone: false });
const notDebited = (note: string): Verdict => ({ kind: 'not-debited', note });

export function resolve(attempt: AttemptFacts, seen: CheckedObservation): Verdict {
  if (seen.asn !== attempt.asn) return { kind: 'other-card' };
  // MAC2 can only come from the debit itself: it outweighs everything else.
  const proof = seen.proofs.find(({ isRight }) => isRight);
  if (proof) return { kind: 'debited', provenBy: 'mac2', mac2: proof.mac2, tac: proof.tac };
  const n = attempt.sequence;
  const s = seen.sequence;
  if (s === null) return { kind: 'undecided' };
  if (s === n) return notDebited('the sequence has not moved');
  if (s < n) return { kind: 'manual', note: 'the sequence went back', isClone: true };
  const hasWrongProof = seen.proofs.length > 0;
  if (s === n + 1) return movedByOne(attempt, seen.log, hasWrongProof);
  if (seen.log?.some((record) => isOurs(attempt, record))) {
    return { kind: 'debited', provenBy: 'log' };
  }
  return seen.log && reachesBack(n, s, seen.log)
    ? notDebited('other purchases followed, ours is not among them')
    : manual('the log does not go back far enough');
}

/** The card made one purchase since: ours or that of another terminal. */
function movedByOne(
  attempt: AttemptFacts,
  log: Observation['log'],
  hasWrongProof: boolean,
): Verdict {
  if (!log) return manual('one purchase followed and the log cannot be read');
  if (log.some((record) => isOurs(attempt, record))) {
    return hasWrongProof
      ? manual('the log shows the payment, its MAC2 is wrong')
      : { kind: 'debited', provenBy: 'log' };
  }
  return reachesBack(attempt.sequence, attempt.sequence + 1, log)
    ? notDebited('another terminal made the purchase that followed')
    : manual('one purchase followed and the log does not show it');
}
