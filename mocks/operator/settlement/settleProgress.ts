/** How far the settlement of a day is, for people who wait for it. */

/** In their usual order; a day that is sent once more goes through some of them again. */
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

/** `rows` of the phase are dealt with; it begins again from a smaller number. */
export type TellProgress = (phase: SettlePhase, rows: number) => void;

/** Rows between two words: nobody reads faster. */
const SPACING = 5_000;

/** Passes rows on and tells of them. */
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
