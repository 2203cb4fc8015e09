/** A binary heap of deadlines, earliest first. The same deadline is in it once. */
import type { Instant } from '../../../../src/shared/time.ts';

export interface Due {
  /** When to look at it, by the steady clock: no correction of the wall clock moves it. */
  readonly at: number;
  readonly subject: string;
  /** What its row says, by the wall clock. */
  readonly deadline: Instant;
}

interface DueHeap {
  push(due: Due): void;
  /** Returns the earliest and leaves it in. */
  peek(): Due | undefined;
  /** Takes out the earliest. */
  pop(): Due | undefined;
}

export function createDueHeap(): DueHeap {
  const heap: Due[] = [];
  const known = new Set<string>();
  const nameOf = ({ deadline, subject }: Due): string => `${deadline} ${subject}`;

  function swap(a: number, b: number): void {
    [heap[a], heap[b]] = [heap[b]!, heap[a]!];
  }

  function sink(from: number): void {
    for (let at = from; ; ) {
      const left = 2 * at + 1;
      const right = left + 1;
      let first = at;
      if (left < heap.length && heap[left]!.at < heap[first]!.at) first = left;
      if (right < heap.length && heap[right]!.at < heap[first]!.at) first = right;
      if (first === at) return;
      swap(at, first);
      at = first;
    }
  }

  return {
    push(due) {
      if (known.has(nameOf(due))) return;
      known.add(nameOf(due));
      heap.push(due);
      for (let at = heap.length - 1; at > 0; ) {
        const above = (at - 1) >> 1;
        if (heap[above]!.at <= heap[at]!.at) return;
        swap(at, above);
        at = above;
      }
    },
    peek: () => heap[0],
    pop() {
      if (heap.length === 0) return undefined;
      swap(0, heap.length - 1);
      const first = heap.pop()!;
      known.delete(nameOf(first));
      sink(0);
      return first;
    },
  };
}
