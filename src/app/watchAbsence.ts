/** Notices that the box slept, was hidden, had no network, or that nobody was there: what the screen shows is of before. */
import type { Clock, Timers } from '../shared/time.ts';

/** Prices and payments may be others after so long. */
const AWAY_MS = 300_000;
/** By less, the box's clock may be put right while it runs. */
const NAP_MS = 10_000;
const BEAT_MS = 15_000;
/** In 2020. A clock that shows less has not been set since the box started: that it is set then is no sleep. */
const NOT_SET = 1_600_000_000_000;

/** What the two clocks showed. */
type Stamp = readonly [even: number, set: number];

/** What is used of a window. */
interface AbsencePage {
  readonly document: { readonly hidden?: boolean };
  addEventListener(kind: string, listener: () => void, early?: boolean): void;
}

export interface AbsenceParts {
  readonly page: AbsencePage;
  readonly timers: Timers;
  /** Goes on evenly; on most boxes it stands still while they sleep, and with it all that counts down. */
  readonly clock: Clock;
  /** The time of the box: somebody may set it. What one of the two has seen is believed. */
  boxTime(): number;
  /** From one key to the next. */
  readonly keylessMs: number;
  onReturn(): void;
}

/** Call the result before anything that somebody does: what happened until now is known then, before the next beat. */
export function watchAbsence({
  page,
  timers,
  clock,
  boxTime,
  keylessMs,
  onReturn,
}: AbsenceParts): (isKey?: boolean) => void {
  const stamp = () => [clock.now(), boxTime()] as const;
  const isLonger = ([even, set]: Stamp, ms: number, napMs = ms) => {
    const evenMs = clock.now() - even;
    const setMs = set > NOT_SET ? boxTime() - set : 0;
    return evenMs >= ms || setMs >= ms || setMs - evenMs >= napMs;
  };
  let beatAt: Stamp = stamp();
  let keyAt = beatAt;
  /** `isBack`: it is known already that what is shown is of before. */
  const look = (isBack: boolean) => {
    const isOld = isBack || isLonger(beatAt, AWAY_MS, NAP_MS);
    beatAt = stamp();
    if (!isOld) return;
    keyAt = beatAt;
    onReturn();
  };
  const check = (isKey = false) => {
    look(isKey && isLonger(keyAt, keylessMs));
    if (isKey) keyAt = beatAt;
  };
  const beat = () => {
    check();
    timers.after(BEAT_MS, beat);
  };
  /** Follows one thing that goes and comes back: a hidden page may lose its network, too. */
  const follow = () => {
    let goneAt: Stamp | null = null;
    return (isGone: boolean | undefined) => {
      const before = goneAt;
      goneAt = isGone ? before || stamp() : null;
      if (!isGone) look(before !== null && isLonger(before, AWAY_MS));
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
