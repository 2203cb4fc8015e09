/** Quantiles, and how certain the ratio of two of them is. */

/** The quantile, linear between neighbours as in a spreadsheet; NaN for an empty list. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  // Infinity minus infinity would be NaN.
  return low === high ? low : low + (high - low) * (at - Math.floor(at));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Park and Miller's generator: every report of the same results draws the same samples. */
export function sameNumbers(seed = 20_261_123): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

interface Interval {
  readonly low: number;
  readonly high: number;
}

const SAMPLES = 1_000;

/**
 * Where the ratio `measure(a) / measure(b)` lies in nine of ten samples, drawn with replacement from whole visits:
 * presses of one visit resemble each other, so they are not drawn one by one.
 */
export function ratioInterval<T>(
  a: readonly T[],
  b: readonly T[],
  measure: (visits: readonly T[]) => number,
): Interval {
  const random = sameNumbers();
  const draw = (from: readonly T[]) => from.map(() => from[Math.floor(random() * from.length)]!);
  const ratios = Array.from({ length: SAMPLES }, () => {
    const [mine, theirs] = [measure(draw(a)), measure(draw(b))];
    // Zero by zero, or infinity by infinity.
    return mine === theirs ? 1 : mine / theirs;
  });
  return { low: quantile(ratios, 0.05), high: quantile(ratios, 0.95) };
}

/** Up to this factor two values count as the same: one machine varies by more from minute to minute. */
const SAME = 1.1;

export type Verdict = 'best' | 'equal' | 'worse';

/** Less is better. `equal`: at most a tenth more, or the interval of the ratio includes 1. */
export function verdictOf(ratio: number, { low }: Interval): Verdict {
  if (ratio <= 1) return 'best';
  return ratio <= SAME || low <= 1 ? 'equal' : 'worse';
}
