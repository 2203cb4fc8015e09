/**
 * Which kind of case each class of difference becomes, and when; also when the platform takes its own step, which is in
 * `steps.ts`.
 */
import { DAY_MS } from '../../../../src/shared/time.ts';
import type { CaseKind } from '../books/cases.ts';
import type { DifferenceClass, DifferenceRow } from '../books/dayRows.ts';

interface Policy {
  /** `null`: it never becomes a case. */
  readonly caseKind: CaseKind | null;
  /** Counted from when it was first seen. */
  readonly caseAfterMs: number;
  /** Only after the platform's own step has not helped. */
  readonly afterStep?: true;
  /** The platform's own step waits this long. Absent: it is taken at once. */
  readonly stepAfterMs?: number;
  /** A cure ends the case as well: what people may still decide in it would move money that is in order. */
  readonly endsWithCure?: true;
}

const atOnce = (caseKind: CaseKind): Policy => ({ caseKind, caseAfterMs: 0 });
const never: Policy = { caseKind: null, caseAfterMs: 0 };

export const POLICIES: { readonly [C in DifferenceClass]: Policy } = {
  MISSING_AT_BOSS: { caseKind: 'missing-at-boss', caseAfterMs: DAY_MS, endsWithCure: true },
  MISSING_AT_TSP: atOnce('missing-at-tsp'),
  // A rejected claim has its own class and a case at once; this is for a claim without an answer, and for one that was
  // accepted. The PPP's file may have come before it was accepted, and the next file has it: it is not claimed twice for that.
  MISSING_AT_PPP: {
    caseKind: 'missing-at-ppp',
    caseAfterMs: 3 * DAY_MS,
    stepAfterMs: DAY_MS,
    endsWithCure: true,
  },
  UNKNOWN_AT_TSP: atOnce('unknown-at-tsp'),
  AMOUNT_DIFF: atOnce('amount-diff'),
  // The other side may move a debit to another day, and the file that lacks it from then on comes second.
  DUPLICATE: { ...atOnce('duplicate'), endsWithCure: true },
  TAC_INVALID: atOnce('claim-rejected'),
  CLAIM_REJECTED: atOnce('claim-rejected'),
  STATE_DIFF: { caseKind: 'state-diff', caseAfterMs: DAY_MS, endsWithCure: true },
  DAY_EDGE: never,
  // The doubt itself becomes a case after three days, by its own deadline.
  IN_DOUBT_OPEN: never,
  TOTAL_ONLY: { caseKind: 'total-only', caseAfterMs: 0, afterStep: true },
};

/** Whether the platform may take its own step now. It is taken once. */
export const isStepDue = ({ class: kind, firstSeen, steppedAt }: DifferenceRow, now: number) =>
  steppedAt === undefined && now >= firstSeen + (POLICIES[kind].stepAfterMs ?? 0);

/** Whether it must become a case now. `seenIn` is the file in which it was seen this time. */
export function isForPeople(row: DifferenceRow, seenIn: string | undefined, now: number): boolean {
  const { caseKind, caseAfterMs, afterStep } = POLICIES[row.class];
  if (caseKind === null || now < row.firstSeen + caseAfterMs) return false;
  return !afterStep || (row.steppedAt !== undefined && seenIn !== row.seenIn);
}
