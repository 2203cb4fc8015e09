/** A token bucket: lets `burst` pass at once, and `perSecond` in the long run. */
import type { Clock } from '../../../src/shared/time.ts';

export function rateLimit(clock: Clock, perSecond: number, burst: number): () => boolean {
  let tokens = burst;
  let at = clock.now();
  return () => {
    const now = clock.now();
    tokens = Math.min(burst, tokens + ((now - at) * perSecond) / 1000);
    at = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
