import { afterEach, expect, test, vi } from 'vitest';
import { pageClock } from './browserParts.ts';

afterEach(() => void vi.restoreAllMocks());

test.each([0, 4_000_000_000_000])(
  'the clock of the page goes on evenly when the box’s clock is set to %i',
  (set) => {
    const before = pageClock.now();
    vi.spyOn(Date, 'now').mockReturnValue(set);
    const after = pageClock.now();
    expect(after).toBeGreaterThanOrEqual(before);
    expect(after - before).toBeLessThan(86_400_000);
  },
);
