/** The geometry of the bars by hour: numbers in, rectangles out. */

export interface HourCount {
  readonly hour: number;
  readonly paid: number;
  readonly failed: number;
}

export interface HourBar {
  readonly x: number;
  readonly width: number;
  readonly paidY: number;
  readonly paidHeight: number;
  readonly failedY: number;
  readonly failedHeight: number;
}

export interface HourBars {
  /** One for each hour there is. */
  readonly bars: readonly HourBar[];
  /** Hour names for all slots, those still to come too. */
  readonly slots: readonly { readonly x: number; readonly hour: number }[];
  readonly ticks: readonly { readonly y: number; readonly value: number }[];
}

/** The next 1, 2 or 5 times a power of ten: what an axis may end with. At least 5, so that one payment is not a tower. */
export function axisEnd(highest: number): number {
  if (highest <= 5) return 5;
  const power = 10 ** Math.floor(Math.log10(highest));
  return [1, 2, 5, 10].map((step) => step * power).find((end) => end >= highest)!;
}

/** A business day begins in the hour of the cut-off, so it has one hour more than a day. */
const SLOTS = 24;
const GAP = 0.28;

export function hourBars(hours: readonly HourCount[], width: number, height: number): HourBars {
  const count = Math.max(SLOTS, hours.length);
  const slot = width / count;
  const end = axisEnd(Math.max(0, ...hours.map(({ paid, failed }) => paid + failed)));
  const scale = height / end;
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
  const ticks = [0, 0.5, 1]
    .map((part) => ({ y: height - height * part, value: end * part }))
    .filter(({ value }) => Number.isInteger(value));
  return { bars, slots, ticks };
}
