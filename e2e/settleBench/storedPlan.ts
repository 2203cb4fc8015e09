/** The plan of a stored day: which payment has which difference, with every class of differences. */
import type { DifferenceClass } from '../../mocks/operator/tsp/books/dayRows.ts';

/** Each class has one payment in this many; only the totals are wrong once. */
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

/** The difference planted at payment `i`; `undefined` for none. */
export function plantedAt(i: number): DifferenceClass | undefined {
  const place = i % EVERY;
  return place % APART === 5 ? PLANTED[(place - 5) / APART] : undefined;
}

/** How many differences of each class a day has. */
export function plantedIn(rows: number): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { TOTAL_ONLY: 1 };
  for (let i = 0; i < rows; i++) {
    const name = plantedAt(i);
    if (name) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
