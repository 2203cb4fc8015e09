/** What the reader daemon uses to reach cards: PC/SC, or anything of this shape in tests. */
import type { CardAnswer, SlotState } from '../../../src/reader/cardReader.ts';
import type { ReaderError } from '../../../src/reader/readerError.ts';
import type { Bytes } from '../../../src/shared/bytes.ts';
import type { Result } from '../../../src/shared/result.ts';

export type BackendEvent =
  | { readonly event: 'reader-added' | 'reader-removed'; readonly reader: string }
  | { readonly event: 'state'; readonly reader: string; readonly state: SlotState };

export interface CardBackend {
  readers(): readonly string[];
  /** Readers that are there and not used. */
  unwatched(): readonly string[];
  /** Whether there is anything that could know readers. */
  isThere(): boolean;
  /** `undefined`: no such reader. */
  state(reader: string): SlotState | undefined;
  /** Takes the card exclusively, cold-resets it, answers its ATR. */
  powerOn(reader: string): Promise<Result<Bytes, ReaderError>>;
  /** Sends one TPDU or APDU, once. Never called twice at a time for one reader. */
  transmit(reader: string, apdu: Bytes): Promise<Result<CardAnswer, ReaderError>>;
  /** Powers the card down and releases it; does nothing when it is down already. */
  powerOff(reader: string): Promise<void>;
  onEvent(callback: (event: BackendEvent) => void): void;
  stop(): void;
}
