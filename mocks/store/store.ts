/** One atomic store for all parties: JSON values under string keys, sorted by key. */

/** Reads and writes inside one transaction: it sees its own writes, others see all of them or none. */
export interface Transaction {
  get<T>(key: string): Promise<T | undefined>;
  /** Lists every value whose key starts with `prefix`, in key order. */
  list<T>(prefix: string, options?: ListOptions): Promise<{ key: string; value: T }[]>;
  put(key: string, value: unknown): void;
  delete(key: string): void;
}

export interface ListOptions {
  /** Only keys after this one (before it, when `reverse`). */
  readonly after?: string;
  readonly limit?: number;
  readonly reverse?: boolean;
}

/**
 * The disk failed, so what was asked is unknown: it may be on the disk or not. Until the store was opened again and is
 * proven, nothing else is read or written.
 */
export class StoreUnavailable extends Error {
  readonly kind = 'store-unavailable';

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

export interface Store {
  /**
   * Runs `work` alone: transactions of one store never interleave. Its writes are durable and atomic when the promise
   * resolves; when `work` throws, nothing is written. Never call another party inside.
   * Rejects with `StoreUnavailable` when the disk fails.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** The part of the store whose keys start with `name/`; it shares commits and lock. */
  room(name: string): Store;
  /** Removes every key of this store or room. */
  clear(): Promise<void>;
  /**
   * Calls `listener` each time the store works again after the disk failed. A commit that was reported as failed may be
   * there, so what memory derives from rows has to be read again. Returns the way to stop.
   */
  onReopened?(listener: () => void): () => void;
}
