/** Cases that fail today, with their cause. An entry goes with its cause: `npm run enumerate` says when none of it fails. */
import type { Failure } from './failureReport.ts';

interface KnownFailure {
  readonly cases: RegExp;
  readonly cause: string;
}

export const knownFailures: readonly KnownFailure[] = [
  {
    cases: /^apdu \d+ (DEBIT: done, 6985|GET RESPONSE: (done, stale answer|(done, )?6985)) ->/,
    cause:
      'portal and TSP take 6985 for a refusal of DEBIT, also as the answer to its GET RESPONSE',
  },
];

export const isKnown = ({ line }: Pick<Failure, 'line'>): boolean =>
  knownFailures.some(({ cases }) => cases.test(line));
