/** Limits how many requests run at a time: on a slow line two that come are worth more than ten that crawl. */
export interface Lane {
  /** Takes a place. False when there is none: then `again` is called once there is. */
  enter(again: () => void): boolean;
  /** Gives the place back. The caller that was turned away last goes first. */
  leave(): void;
}

export function createLane(width: number): Lane {
  let free = width;
  let waiting: (() => void)[] = [];
  return {
    enter(again) {
      if (free > 0) {
        free--;
        return true;
      }
      waiting = waiting.filter((other) => other !== again).concat(again);
      return false;
    },
    leave() {
      free++;
      while (free > 0 && waiting.length > 0) waiting.pop()?.();
    },
  };
}
