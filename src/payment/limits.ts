import type { Tsp } from '../tsp/tspClient.ts';

/** Every time limit of the portal, in one place. Milliseconds. */
export const limits = {
  /** Quote and order: the same request again for this long, then the reason is shown. */
  callMs: 8_000,
  /** Used until the first session gives the platform's value, as are all limits in `BOUNDS`. */
  cardWaitMs: 120_000,
  psamWaitMs: 10_000,
  /** MAC1: the same request again for this long, then the attempt is abandoned. */
  authoriseMs: 10_000,
  /** After this the screen says that the card may be taken out. */
  reportSlowMs: 15_000,
  activationWaitMs: 8_000,
  resolveMs: 30_000,
  outOfServiceMs: 15_000,
  /** After this long without a report the TSP counts a MAC1 as in doubt. */
  reportMs: 30_000,
  /** How long after that the portal looks for it. */
  afterDoubtMs: 10_000,
  postPauseMs: 10_000,
  pollMs: 700,
  resultMs: 30_000,
} as const;

/** Within these, no value of the platform freezes a box or rushes the subscriber. */
const BOUNDS = {
  cardWaitMs: [30_000, 300_000],
  reportMs: [10_000, 120_000],
  activationWaitMs: [3_000, 30_000],
} as const;

/** The platform's own limit where it has told one, within bounds. */
export function limitOf({ told }: Pick<Tsp, 'told'>, name: keyof typeof BOUNDS): number {
  const [least, most] = BOUNDS[name];
  const all = told();
  return all ? Math.min(most, Math.max(least, all[name])) : limits[name];
}
