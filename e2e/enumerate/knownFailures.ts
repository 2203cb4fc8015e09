/** Cases that fail today, with their cause. An entry goes with its cause: `npm run enumerate` says when none of it fails. */
import type { Failure } from './failureReport.ts';

interface KnownFailure {
  readonly cases: RegExp;
  readonly cause: string;
}

export const knownFailures: readonly KnownFailure[] = [];

export const isKnown = ({ line }: Pick<Failure, 'line'>): boolean =>
  knownFailures.some(({ cases }) => cases.test(line));
