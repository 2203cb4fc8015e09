/** SHA-256 that is fed bit by bit: a day's file does not fit in memory. */
interface IncrementalHash {
  update(bytes: Uint8Array): void;
  /** 64 hex digits, upper case. Once, at the end. */
  digest(): string;
}

export type Hash = () => IncrementalHash;
