/** Incremental SHA-256, because a day's file does not fit in memory. */
interface IncrementalHash {
  update(bytes: Uint8Array): void;
  /** 64 hex digits, upper case. To be called once, at the end. */
  digest(): string;
}

export type Hash = () => IncrementalHash;
