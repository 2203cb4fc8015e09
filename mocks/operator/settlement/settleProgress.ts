/** The progress of the settlement of a day, for people who wait for it. */

/** In their usual order. A day that is sent again goes through some of them again. */
const SETTLE_PHASES = [
  'claims are batched',
  'the PPP judges the claims',
  'the day is written for BOSS',
  'BOSS compares',
  'the PPP closes the day',
  'the platform compares',
  'differences are judged',
] as const;
export type SettlePhase = (typeof SETTLE_PHASES)[number];

/** `rows` of the phase are done. A smaller number than before means that the phase began again. */
export type TellProgress = (phase: SettlePhase, rows: number) => void;

/** Rows between two reports: people do not read faster. */
const SPACING = 5_000;

/** Passes rows on and reports their number. */
export async function* counted<T>(
  rows: AsyncIterable<T>,
  phase: SettlePhase,
  tell: TellProgress = () => {},
): AsyncGenerator<T> {
  let count = 0;
  for await (const row of rows) {
    if (++count % SPACING === 0) tell(phase, count);
    yield row;
  }
  tell(phase, count);
}
