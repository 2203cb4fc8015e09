/**
 * Writes finished transactions to the disk: one synced batch at a time; transactions that finish meanwhile go into the next
 * batch. Until then their writes are read from here. docs/decisions/0016-group-commit.md.
 */

/** `null`: deleted. */
export type Writes = ReadonlyMap<string, string | null>;

/** The number of a batch; they reach the disk in this order. `0`: nothing to wait for. */
export type BatchNumber = number;

interface Unsynced {
  readonly text: string | null;
  readonly batch: BatchNumber;
}

export interface GroupCommit {
  /** The write of a finished transaction under this key that is not on disk yet. */
  find(key: string): Unsynced | undefined;
  entries(): Iterable<readonly [key: string, unsynced: Unsynced]>;
  /** Adds the writes of a transaction to the next batch. */
  add(writes: Writes): BatchNumber;
  /** Resolves when this batch and all before it are on disk; rejects with the disk's error. */
  synced(batch: BatchNumber): Promise<void>;
  /** Counts failed batches: data read before a failure may be based on lost writes. */
  readonly losses: number;
  /** The error of the last failed batch. */
  readonly lastLoss: unknown;
}

interface Batch {
  readonly number: BatchNumber;
  readonly writes: Map<string, string | null>;
  readonly waiting: { resolve(): void; reject(cause: unknown): void }[];
}

/** `write` writes a batch to disk, whole or not at all. */
export function createGroupCommit(write: (writes: Writes) => Promise<void>): GroupCommit {
  const overlay = new Map<string, Unsynced>();
  let numbered = 0;
  let next: Batch = freshBatch();
  let onItsWay: Batch | null = null;
  let losses = 0;
  let lastLoss: unknown;

  function freshBatch(): Batch {
    return { number: ++numbered, writes: new Map(), waiting: [] };
  }

  async function flush(): Promise<void> {
    while (next.writes.size > 0) {
      const batch = next;
      onItsWay = batch;
      next = freshBatch();
      try {
        await write(batch.writes);
      } catch (cause) {
        lose(batch, cause);
        continue;
      }
      for (const key of batch.writes.keys()) {
        if (overlay.get(key)?.batch === batch.number) overlay.delete(key);
      }
      for (const { resolve } of batch.waiting) resolve();
    }
    onItsWay = null;
  }

  /** Later transactions may have read this batch, so all writes that are not on disk are dropped with it. */
  function lose(batch: Batch, cause: unknown): void {
    const after = next;
    next = freshBatch();
    overlay.clear();
    losses += 1;
    lastLoss = cause;
    for (const { reject } of [...batch.waiting, ...after.waiting]) reject(cause);
  }

  return {
    find: (key) => overlay.get(key),
    entries: () => overlay,
    add(writes) {
      for (const [key, text] of writes) {
        next.writes.set(key, text);
        overlay.set(key, { text, batch: next.number });
      }
      const { number } = next;
      if (onItsWay === null) void flush();
      return number;
    },
    synced(number) {
      const batch = [onItsWay, next].find((candidate) => candidate?.number === number);
      if (!batch) return Promise.resolve();
      return new Promise((resolve, reject) => batch.waiting.push({ resolve, reject }));
    },
    get losses() {
      return losses;
    },
    get lastLoss() {
      return lastLoss;
    },
  };
}
