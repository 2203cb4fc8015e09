/** The reader as everything above sees it, in PC/SC words; one provider for each way to reach a reader. */
import type { Abort } from '../shared/abort.ts';
import type { Bytes } from '../shared/bytes.ts';
import type { Result } from '../shared/result.ts';
import type { ReaderError } from './readerError.ts';

export type ReaderTransport = 'webusb' | 'webhid' | 'host-object' | 'websocket';

export type ProviderStatus =
  | 'available'
  | 'unsupported'
  | 'insecure-context'
  | 'blocked-by-policy'
  | 'protected-class';

export interface ReaderInfo {
  readonly name: string;
  readonly transport: ReaderTransport;
  /** Here where the port knows it; a host says nothing about its readers. */
  readonly slot?: number;
  readonly exchangeLevel?: 'tpdu' | 'short-apdu' | 'extended-apdu';
  readonly protocols?: readonly CardProtocol[];
  /** Bytes. */
  readonly maxMessageLength?: number;
}

export interface ReaderChange {
  readonly type: 'reader-added' | 'reader-removed';
  readonly reader: ReaderInfo;
}

export interface ReaderProvider {
  readonly transport: ReaderTransport;
  /** `readers`: how many other ways have. A driver that is a script of its own is not loaded for nothing then. */
  probe(readers?: number): Promise<ProviderStatus>;
  /** Readers this page may use already; asks the viewer nothing. */
  listReaders(): Promise<Result<readonly ReaderInfo[], ReaderError>>;
  /** Readers that are there and not used, as far as the last list told, for technicians. */
  unwatched?(): string;
  /** Asks the viewer for one; only inside a gesture. */
  requestReader?(): Promise<Result<ReaderInfo, ReaderError>>;
  onReaderChange(callback: (change: ReaderChange) => void): () => void;
  open(name: string): Promise<Result<CardReader, ReaderError>>;
}

/** `mute`: something is in the slot that does not answer, a card the wrong way round. */
export type SlotState = 'empty' | 'present' | 'mute' | 'unavailable';

export interface CardReader {
  readonly info: ReaderInfo;
  getStatus(): Promise<Result<SlotState, ReaderError>>;
  onStateChange(callback: (state: SlotState) => void): () => void;
  /** Powers the card up (a cold reset) and takes it for this page alone. */
  connect(): Promise<Result<CardConnection, ReaderError>>;
  close(): Promise<void>;
}

export interface TransmitOptions {
  /** How long an answer may take, unless the card asks for more time. */
  readonly timeoutMs?: number;
  readonly signal?: Abort;
}

export type CardProtocol = 'T0' | 'T1';

/**
 * Which command a status word answers: the one that was handed over, sent once (`command`); a GET RESPONSE for it, or a
 * second sending after 6Cxx (`follow-up`); or nobody can tell, because a reader or host may have done so by itself
 * (`unknown`). Only with `command` is a status word what the card says of that command.
 */
export type Answers = 'command' | 'follow-up' | 'unknown';

export interface CardAnswer {
  /** Data and SW1 SW2. */
  readonly bytes: Bytes;
  readonly answers: Answers;
}

/** Takes commands to a card. */
export interface CardChannel {
  /**
   * One command APDU (ISO 7816-4, short) and its answer. One at a time, in the order of the calls. A command that
   * `mayRepeat` does not allow to be repeated leaves once at most, whatever happens.
   */
  transmit(command: Bytes, options?: TransmitOptions): Promise<Result<CardAnswer, ReaderError>>;
}

export interface CardConnection extends CardChannel {
  readonly atr: Bytes;
  readonly activeProtocol: CardProtocol;
  /**
   * Runs `work` with no other command between its own: only what it sends through the channel it is given goes
   * to the card, everything else waits until it is done.
   */
  transaction<T>(work: (channel: CardChannel) => Promise<T>): Promise<T>;
  /** `reset` and `unpower` are a cold reset here; answers the ATR. `leave` touches nothing. */
  reconnect(initialization: 'leave' | 'reset' | 'unpower'): Promise<Result<Bytes, ReaderError>>;
  /** Powers the card down, unless told to leave it. */
  disconnect(disposition?: 'leave' | 'reset' | 'unpower' | 'eject'): Promise<void>;
}
