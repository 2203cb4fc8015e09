/** Two ascending streams side by side, in constant memory. */

export interface Pair<L, R> {
  readonly key: string;
  /** Absent: that side has no row left for the key. */
  readonly left?: L;
  readonly right?: R;
}

export interface KeysOf<L, R> {
  readonly leftKey: (row: L) => string;
  readonly rightKey: (row: R) => string;
}

/** A side that is not ascending: everything after it would be called missing. */
export class UnsortedError extends Error {
  readonly side: 'left' | 'right';
  /** Counts from 1. */
  readonly position: number;
  constructor(side: 'left' | 'right', position: number, before: string, key: string) {
    super(
      `${side} side is not sorted: row ${position} has key "${key}" after "${before}"; sort by key in the order of code units`,
    );
    this.name = 'UnsortedError';
    this.side = side;
    this.position = position;
  }
}

interface Cursor<T> {
  /** `null` at the end. */
  readonly here: () => { readonly key: string; readonly row: T } | null;
  readonly next: () => Promise<void>;
  readonly close: () => Promise<void>;
}

function cursor<T>(
  side: 'left' | 'right',
  rows: AsyncIterable<T>,
  keyOf: (row: T) => string,
): Cursor<T> {
  const iterator = rows[Symbol.asyncIterator]();
  let position = 0;
  let here: { readonly key: string; readonly row: T } | null = null;
  return {
    here: () => here,
    async next() {
      const step = await iterator.next();
      if (step.done) {
        here = null;
        return;
      }
      position += 1;
      const key = keyOf(step.value);
      if (here && key < here.key) throw new UnsortedError(side, position, here.key, key);
      here = { key, row: step.value };
    },
    close: async () => {
      await iterator.return?.();
    },
  };
}

/**
 * Every row of both sides once, by key. Rows of the same key are paired in their order, the first with the first;
 * what is left over stands alone. Both sides must ascend. @throws UnsortedError
 */
export async function* compareSorted<L, R>(
  left: AsyncIterable<L>,
  right: AsyncIterable<R>,
  { leftKey, rightKey }: KeysOf<L, R>,
): AsyncGenerator<Pair<L, R>> {
  const [l, r] = [cursor('left', left, leftKey), cursor('right', right, rightKey)];
  try {
    await Promise.all([l.next(), r.next()]);
    for (;;) {
      const [a, b] = [l.here(), r.here()];
      if (!a && !b) return;
      if (a && b && a.key === b.key) {
        yield { key: a.key, left: a.row, right: b.row };
        await Promise.all([l.next(), r.next()]);
      } else if (a && (!b || a.key < b.key)) {
        yield { key: a.key, left: a.row };
        await l.next();
      } else if (b) {
        yield { key: b.key, right: b.row };
        await r.next();
      }
    }
  } finally {
    await Promise.all([l.close(), r.close()]);
  }
}
