/**
 * Writes finished transactions to the disk: one synced batch at a time; transactions that finish meanwhile go into the next
 * batch. Until then their writes are read from here. docs/decisions/0016-group-commit.md.
 *
 * After a failed write or read nothing is acknowledged until the database was opened again: LevelDB drops at its next
 * start whatever it wrote behind a record it could not finish. docs/decisions/0030-after-a-failed-write.md.
 */
import { StoreUnavailable } from './store.ts';

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
  /** Resolves when this batch and all before it are on disk; rejects when the disk failed. */
  synced(batch: BatchNumber): Promise<void>;
  /** Notes that the disk could not be read: everything is as after a failed batch. */
  lose(cause: unknown): void;
  /** Counts the failures: data read before one may be based on lost writes. */
  readonly losses: number;
  /** The last failure. */
  readonly lastLoss: StoreUnavailable | undefined;
  /** Whether the database is in order; false from a failure until it was opened again. */
  readonly isSound: boolean;
  onReopened(listener: () => void): () => void;
}

interface Batch {
  readonly number: BatchNumber;
  readonly writes: Map<string, string | null>;
  readonly waiting: { resolve(): void; reject(cause: unknown): void }[];
}

/**
 * `write` writes a batch to disk, whole or not at all. `reopen` resolves when the database was opened again and is
 * proven; without it there is nothing to open, and a failure costs only the transactions under way.
 */
export function createGroupCommit(
  write: (writes: Writes) => Promise<void>,
  reopen?: (cause: unknown) => Promise<void>,
): GroupCommit {
  const overlay = new Map<string, Unsynced>();
  const listeners = new Set<() => void>();
  let numbered = 0;
  let next: Batch = freshBatch();
  let onItsWay: Batch | null = null;
  let flushed: Promise<void> = Promise.resolve();
  let losses = 0;
  let lastLoss: StoreUnavailable | undefined;
  let isSound = true;

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
        lose(cause);
        continue;
      }
      for (const key of batch.writes.keys()) {
        if (overlay.get(key)?.batch === batch.number) overlay.delete(key);
      }
      for (const { resolve } of batch.waiting) resolve();
    }
    onItsWay = null;
  }

  /** Later transactions may have read what is lost, so all writes that are not on disk are dropped with it. */
  function lose(cause: unknown): void {
    const waiting = [...(onItsWay?.waiting.splice(0) ?? []), ...next.waiting];
    next = freshBatch();
    overlay.clear();
    losses += 1;
    lastLoss = new StoreUnavailable(cause);
    for (const { reject } of waiting) reject(lastLoss);
    if (!reopen || !isSound) return;
    isSound = false;
    // A batch that is on its way must not meet a closed database.
    void flushed
      .then(() => reopen(cause))
      .then(() => {
        isSound = true;
        for (const listener of listeners) listener();
      });
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
      if (onItsWay === null) flushed = flush();
      return number;
    },
    synced(number) {
      const batch = [onItsWay, next].find((candidate) => candidate?.number === number);
      if (!batch) return Promise.resolve();
      return new Promise((resolve, reject) => batch.waiting.push({ resolve, reject }));
    },
    lose,
    get losses() {
      return losses;
    },
    get lastLoss() {
      return lastLoss;
    },
    get isSound() {
      return isSound;
    },
    onReopened(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
