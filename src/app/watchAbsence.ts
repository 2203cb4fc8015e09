/** Notices that the box slept, was hidden, had no network, or that nobody was there: what the screen shows is of before. */
import type { Timers } from '../shared/time.ts';

/** Prices and payments may be others after so long. */
const AWAY_MS = 300_000;
const BEAT_MS = 15_000;
/** In 2020. A clock that shows less has not been set since the box started: that it is set then is no sleep. */
const NOT_SET = 1_600_000_000_000;

/** What is used of a window. */
export interface AbsencePage {
  readonly document: { readonly hidden?: boolean };
  addEventListener(kind: string, listener: () => void, early?: boolean): void;
}

interface AbsenceParts {
  readonly page: AbsencePage;
  readonly timers: Timers;
  /** Some stand still while the box sleeps, some are set. What one of them has seen is believed. */
  readonly clocks: readonly (() => number)[];
  /** From one key to the next. */
  readonly keylessMs: number;
  onReturn(): void;
}

/** Call the result before anything that somebody does: what happened until now is known then, before the next beat. */
export function watchAbsence({
  page,
  timers,
  clocks,
  keylessMs,
  onReturn,
}: AbsenceParts): (isKey?: boolean) => void {
  const stamp = () => clocks.map((now) => now());
  const since = (then: readonly number[]) =>
    Math.max(...stamp().map((now, clock) => (then[clock]! > NOT_SET ? now - then[clock]! : 0)));
  let beatAt = stamp();
  let keyAt = beatAt;
  /** Since when it is hidden, or without a network. */
  let goneAt: readonly number[] | null = null;
  const end = (isBack: boolean | null | undefined) => {
    beatAt = stamp();
    if (!isBack) return;
    keyAt = beatAt;
    onReturn();
  };
  const check = (isKey?: boolean) => {
    end(since(beatAt) >= AWAY_MS || (isKey && since(keyAt) >= keylessMs));
    if (isKey) keyAt = beatAt;
  };
  const beat = () => {
    check();
    timers.after(BEAT_MS, beat);
  };
  const go = () => {
    goneAt = goneAt || stamp();
  };
  const come = () => {
    const isBack = goneAt && since(goneAt) >= AWAY_MS;
    goneAt = null;
    end(isBack);
  };
  beat();
  page.addEventListener('offline', go);
  page.addEventListener('online', come);
  // It bubbles in no engine; the capture phase passes here in all.
  page.addEventListener('visibilitychange', () => (page.document.hidden ? go : come)(), true);
  return check;
}
