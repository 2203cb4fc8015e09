/** Which rows of a long list are written where, and where the strip they stand on is. */
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Timers } from '../../shared/time.ts';

export interface RingWindow {
  /** How many rows can be written at a time. */
  readonly slots: number;
  /** The row in a slot. A step gives only one slot another row. */
  rowIn(slot: number): number;
  /** The row that stands where the strip begins: some engines draw nothing very far from where a box began. */
  readonly base: ReadonlySignal<number>;
  /** The first row that is seen. */
  readonly top: ReadonlySignal<number>;
  /** The first row that is written. */
  readonly first: ReadonlySignal<number>;
  /** Follows the focus until the answer is called. */
  follow(): () => void;
}

const BASE = 256;
/**
 * How long after a step the next row is written: the step is painted then. A held key comes sooner, and needs that
 * time.
 */
const PAINTED_MS = 40;
/** The same at the start, when there is much else to do. */
const FIRST_PAINTED_MS = 250;

/**
 * One row more than can be seen is there, on the side the focus travels to: a step is shown without writing anything,
 * and the row after it is written when that is painted. At first there is only what can be seen.
 */
export function ringWindow(rowOfFocus: () => number, rows: number, timers: Timers): RingWindow {
  // The focused row is the last whole one: what is above it has been seen, what is below it shows at the edge.
  const top = computed(() => Math.max(0, rowOfFocus() - (rows - 1)));
  const first = signal(top.peek());
  const isWhole = signal(false);
  const slots = rows + 2;
  return {
    slots,
    top,
    first,
    base: computed(() => first.value - (first.value % BASE)),
    rowIn(slot) {
      const at = (slot + slots - (first.value % slots)) % slots;
      return at <= rows || isWhole.value ? first.value + at : -1;
    },
    follow() {
      let before = top.peek();
      let cancel = () => {};
      const stopWaiting = timers.after(FIRST_PAINTED_MS, () => {
        isWhole.value = true;
      });
      const stop = effect(() => {
        const now = top.value;
        const isUp = now < before;
        before = now;
        // Until then the rows that are written are those that are seen.
        first.value = isWhole.peek() ? Math.max(now - 1, Math.min(first.peek(), now)) : now;
        cancel();
        cancel = timers.after(PAINTED_MS, () => {
          if (isWhole.peek()) first.value = isUp ? Math.max(0, now - 1) : now;
        });
      });
      return () => {
        stopWaiting();
        stop();
        cancel();
      };
    },
  };
}
