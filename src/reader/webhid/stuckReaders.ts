/** Readers that are stuck though plugged in: closed, left alone for a while, and announced again. */
import { neverAborted } from '../../shared/abort.ts';
import { pause, type Timers } from '../../shared/time.ts';
import type { CardReader } from '../cardReader.ts';
import type { HidDeviceLike } from './hidLink.ts';

const MIN_REST_MS = 500;
const MAX_REST_MS = 30_000;

/** `tell` hears `reader-removed` when one gets stuck, `reader-added` when it may be opened again. */
export function stuckReaders(
  timers: Timers,
  tell: (type: 'reader-removed' | 'reader-added', device: HidDeviceLike) => void,
) {
  const resting = new Set<HidDeviceLike>();
  /** How often in a row; it rests longer each time it did not help. */
  const failures = new Map<HidDeviceLike, number>();

  async function rest(device: HidDeviceLike, reader: CardReader): Promise<void> {
    resting.add(device);
    const failed = failures.get(device) ?? 0;
    failures.set(device, failed + 1);
    tell('reader-removed', device);
    await reader.close();
    await pause(timers, Math.min(MAX_REST_MS, MIN_REST_MS * 2 ** failed), neverAborted);
    if (resting.delete(device)) tell('reader-added', device);
  }

  return {
    isResting: (device: HidDeviceLike): boolean => resting.has(device),
    rest,
    /** It works again. */
    works(device: HidDeviceLike): void {
      failures.delete(device);
    },
    /** It is unplugged: what comes back is another device. */
    forget(device: HidDeviceLike): void {
      resting.delete(device);
      failures.delete(device);
    },
  };
}
