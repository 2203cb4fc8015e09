/** So many requests a minute for each box that proved who it is; forgotten with a restart. */
import type { Clock } from '../../src/shared/time.ts';

const MINUTE_MS = 60_000;

export function createRateLimit(clock: Clock, perMinute: number): (stbId: string) => number | null {
  const windows = new Map<string, { since: number; used: number }>();

  /** `null`: go on; else the milliseconds to wait. */
  return (stbId) => {
    const now = clock.now();
    const window = windows.get(stbId);
    if (!window || now >= window.since + MINUTE_MS) {
      windows.set(stbId, { since: now, used: 1 });
      return null;
    }
    window.used += 1;
    return window.used > perMinute ? window.since + MINUTE_MS - now : null;
  };
}
