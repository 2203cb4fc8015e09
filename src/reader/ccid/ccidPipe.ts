/** Carries whole CCID messages to one reader and back: over USB pipes, over HID reports. */
import type { Bytes } from '../../shared/bytes.ts';
import type { Result } from '../../shared/result.ts';
import type { ReaderInfo } from '../cardReader.ts';
import type { ReaderError } from '../readerError.ts';
import type { CcidDescriptor } from './ccidDescriptor.ts';
import type { Turns } from './turns.ts';

/** What was seen of a reader, remembered until it is unplugged or the page is left. */
export interface Learnt {
  /** A speed that was agreed on did not work: none is asked for any more. */
  isSlow: boolean;
  /** A card came or went and nothing was notified: the slot is asked all the time. */
  isSilent: boolean;
}

export const nothingLearnt = (): Learnt => ({ isSlow: false, isSilent: false });

export interface CcidPipe {
  readonly info: ReaderInfo;
  /** The same at every opening of this reader. */
  readonly learnt: Learnt;
  /** Commands go out in it where slots share a pipe: the reader runs bMaxCCIDBusySlots of them at once. */
  readonly turn?: Turns;
  readonly descriptor: CcidDescriptor;
  /** Whether NotifySlotChange can come; without it the slot is polled. */
  readonly hasNotifications: boolean;
  /**
   * One whole message. When it fails, `outcome` says whether the reader may have it: `not-sent` only where no byte left.
   */
  send(message: Bytes): Promise<Result<void, ReaderError>>;
  /** Every whole message that comes, notifications among them, as it came, not parsed. */
  onMessage(callback: (message: Bytes) => void): () => void;
  /** What came could not be put together, or nothing can come any more: no answer comes to the command under way. */
  onFailure(callback: (error: ReaderError) => void): () => void;
  /** The class request ABORT (CCID 5.3.1) on the control pipe; absent where there is none. */
  abort?(slot: number, seq: number): Promise<Result<void, ReaderError>>;
  close(): Promise<void>;
}
