/**
 * The line in which pictures wait: they come when nothing is pressed, two at a time, so that they hold up neither a step of the focus nor an
 * answer of the platform.
 */
import type { Timers } from '../../shared/time.ts';

/** Shows one picture; resolves with whether it came. `leave` gives up what is still on its way. */
interface Wish {
  readonly url: string;
  come(): Promise<boolean>;
  leave(): void;
}

export interface PictureLine {
  /** Asks for a picture; the function that is returned takes the wish back. */
  want(wish: Wish): () => void;
}

/** Longer than a held key takes from step to step. */
const QUIET_MS = 160;
const TOGETHER = 2;
/** A picture is 20 kB at most: what takes longer blocks the way for the others. */
const SLOWEST_MS = 8_000;
/** One that did not come is not asked for again before that; until then its service has its icon. */
const AGAIN_MS = 120_000;

export function createPictureLine(timers: Timers): PictureLine {
  let waiting: Wish[] = [];
  let onTheWay: Wish[] = [];
  let isQuiet = false;
  let stopTimer = () => {};
  /** By address. */
  const missing: Record<string, true> = {};

  const without = (list: Wish[], wish: Wish) => list.filter((other) => other !== wish);

  function next(): void {
    while (isQuiet && onTheWay.length < TOGETHER) {
      const wish = waiting.shift();
      if (!wish) return;
      if (!missing[wish.url]) start(wish);
    }
  }

  function start(wish: Wish): void {
    onTheWay.push(wish);
    let isOver = false;
    const end = (hasCome: boolean) => {
      if (isOver) return;
      isOver = true;
      stopLimit();
      const isGivenUp = onTheWay.indexOf(wish) < 0;
      onTheWay = without(onTheWay, wish);
      if (!hasCome && !isGivenUp) {
        missing[wish.url] = true;
        timers.after(AGAIN_MS, () => {
          delete missing[wish.url];
        });
      }
      next();
    };
    const stopLimit = timers.after(SLOWEST_MS, () => {
      wish.leave();
      end(false);
    });
    wish.come().then(end, () => end(false));
  }

  return {
    want(wish) {
      waiting.push(wish);
      isQuiet = false;
      stopTimer();
      stopTimer = timers.after(QUIET_MS, () => {
        isQuiet = true;
        next();
      });
      return () => {
        waiting = without(waiting, wish);
        if (onTheWay.indexOf(wish) < 0) return;
        onTheWay = without(onTheWay, wish);
        wish.leave();
        next();
      };
    },
  };
}
