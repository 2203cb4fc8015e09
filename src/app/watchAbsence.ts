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
  /** `isBack`: it is known already that what is shown is of before. */
  const look = (isBack: boolean) => {
    const isOld = isBack || since(beatAt) >= AWAY_MS;
    beatAt = stamp();
    if (!isOld) return;
    keyAt = beatAt;
    onReturn();
  };
  const check = (isKey = false) => {
    look(isKey && since(keyAt) >= keylessMs);
    if (isKey) keyAt = beatAt;
  };
  const beat = () => {
    check();
    timers.after(BEAT_MS, beat);
  };
  /** Follows one thing that goes and comes back: a hidden page may lose its network, too. */
  const follow = () => {
    let goneAt: readonly number[] | null = null;
    return (isGone: boolean | undefined) => {
      const before = goneAt;
      goneAt = isGone ? before || stamp() : null;
      if (!isGone) look(before !== null && since(before) >= AWAY_MS);
    };
  };
  const network = follow();
  const sight = follow();
  beat();
  page.addEventListener('offline', () => network(true));
  page.addEventListener('online', () => network(false));
  // It bubbles in no engine; the capture phase passes here in all.
  page.addEventListener('visibilitychange', () => sight(page.document.hidden), true);
  return check;
}
