/** Durations counted in ranges that grow by a tenth: percentiles within ten per cent, however many were counted. */

/** Count by range; range 0 is below a millisecond. */
type Histogram = Readonly<Record<number, number>>;

const GROWTH = Math.log(1.1);
/** Some three hours. */
const LAST = 170;

export const rangeOf = (ms: number): number =>
  ms < 1 ? 0 : Math.min(LAST, 1 + Math.floor(Math.log(ms) / GROWTH));

/** The longest duration of a range, in whole milliseconds. */
const longestOf = (range: number): number =>
  range === 0 ? 0 : Math.ceil(Math.exp(range * GROWTH)) - 1;

export function merged(histograms: readonly Histogram[]): Histogram {
  const sum: Record<number, number> = {};
  for (const histogram of histograms)
    for (const [range, count] of Object.entries(histogram))
      sum[Number(range)] = (sum[Number(range)] ?? 0) + count;
  return sum;
}

export const countIn = (histogram: Histogram): number =>
  Object.values(histogram).reduce((sum, count) => sum + count, 0);

/** The duration that this share of all does not exceed; `undefined` when there is none. */
export function percentile(histogram: Histogram, share: number): number | undefined {
  let left = Math.ceil(countIn(histogram) * share);
  if (left === 0) return undefined;
  for (const range of Object.keys(histogram)
    .map(Number)
    .sort((a, b) => a - b)) {
    left -= histogram[range]!;
    if (left <= 0) return longestOf(range);
  }
  return undefined;
}
