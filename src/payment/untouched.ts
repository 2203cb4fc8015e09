import type { Failure, FailureKind } from './failure.ts';

/** What the box itself found before any DEBIT. `ref`: a code of its own. */
export const untouched = (kind: FailureKind, ref: string): Failure => ({
  kind,
  money: 'untouched',
  ref,
});
