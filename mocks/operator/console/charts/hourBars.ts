/** The geometry of the bars by hour: numbers in, rectangles out. */

interface HourCount {
  readonly hour: number;
  readonly paid: number;
  readonly failed: number;
}

interface HourBar {
  readonly x: number;
  readonly width: number;
  readonly paidY: number;
  readonly paidHeight: number;
  readonly failedY: number;
  readonly failedHeight: number;
}

interface HourBars {
  /** One bar for each hour so far. */
  readonly bars: readonly HourBar[];
  /** Hour names for all slots, also for the hours to come. */
  readonly slots: readonly { readonly x: number; readonly hour: number }[];
  readonly ticks: readonly { readonly y: number; readonly value: number }[];
}

/**
 * About four steps of 1, 2 or 5 times a power of ten. The axis reaches at least 5, so that a single payment is not a
 * full-height bar.
 */
export function axisTicks(highest: number): readonly number[] {
  const most = Math.max(5, highest);
  const power = 10 ** Math.floor(Math.log10(most / 4));
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= most / 4)!,
  );
  const steps = Math.ceil(most / step);
  return Array.from({ length: steps + 1 }, (_, at) => at * step);
}

/** A business day begins in the hour of the cut-off, so it has one hour more than a day. */
const SLOTS = 24;
const GAP = 0.28;

export function hourBars(hours: readonly HourCount[], width: number, height: number): HourBars {
  const count = Math.max(SLOTS, hours.length);
  const slot = width / count;
  const values = axisTicks(Math.max(0, ...hours.map(({ paid, failed }) => paid + failed)));
  const scale = height / values.at(-1)!;
  const bars = hours.map(({ paid, failed }, at): HourBar => {
    const paidHeight = paid * scale;
    const failedHeight = failed * scale;
    return {
      x: at * slot + (slot * GAP) / 2,
      width: slot * (1 - GAP),
      paidY: height - paidHeight,
      paidHeight,
      failedY: height - paidHeight - failedHeight,
      failedHeight,
    };
  });
  const first = hours[0]?.hour ?? 0;
  const slots = Array.from({ length: count }, (_, at) => ({
    x: (at + 0.5) * slot,
    hour: (first + at) % 24,
  }));
  const ticks = values.map((value) => ({ y: height - value * scale, value }));
  return { bars, slots, ticks };
}
