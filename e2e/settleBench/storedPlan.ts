/** What goes wrong with which payment of a stored day: every class of difference there is, so often and no oftener. */
import type { DifferenceClass } from '../../mocks/operator/tsp/books/dayRows.ts';

/** One payment in so many; the totals are off once. */
const EVERY = 997;

const PLANTED: readonly DifferenceClass[] = [
  'MISSING_AT_BOSS',
  'MISSING_AT_TSP',
  'MISSING_AT_PPP',
  'UNKNOWN_AT_TSP',
  'AMOUNT_DIFF',
  'DUPLICATE',
  'TAC_INVALID',
  'CLAIM_REJECTED',
  'STATE_DIFF',
  'DAY_EDGE',
  'IN_DOUBT_OPEN',
];
const APART = 83;

/** `undefined`: nothing goes wrong with payment `i`. */
export function plantedAt(i: number): DifferenceClass | undefined {
  const place = i % EVERY;
  return place % APART === 5 ? PLANTED[(place - 5) / APART] : undefined;
}

/** How many of each class a day of so many payments has. */
export function plantedIn(rows: number): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { TOTAL_ONLY: 1 };
  for (let i = 0; i < rows; i++) {
    const name = plantedAt(i);
    if (name) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
