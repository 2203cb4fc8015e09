/** The card slot as payment and screens see it, and what is known of it before it is there. */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { CardConnection, SlotState } from '../reader/cardReader.ts';
import type { ReaderError } from '../reader/readerError.ts';
import type { Abort } from '../shared/abort.ts';
import type { Log } from '../shared/log.ts';
import type { Result } from '../shared/result.ts';
import type { Timers } from '../shared/time.ts';

/** Why no reader can be used: another program has it, this page may not use it, it does not answer. */
export type NoReader = 'no-reader' | 'held' | 'forbidden' | 'unavailable';

export type SlotSight = SlotState | NoReader;

export interface SlotSigns {
  readonly state: Signal<SlotSight>;
  /** Counts up whenever a card or reader goes: a conversation that began earlier is over. */
  readonly departures: Signal<number>;
  /** Every port and what it said last, for technicians: `webusb protected-class`. */
  readonly ports: Signal<string>;
  /** What is wrong with a reader beside those that work; `no-reader`: nothing. */
  readonly beside: Signal<NoReader>;
  /** No reader may be used yet, but the viewer can be asked for one. */
  readonly canRequest: Signal<boolean>;
}

export const slotSigns = (): SlotSigns => ({
  state: signal<SlotSight>('no-reader'),
  departures: signal(0),
  ports: signal(''),
  beside: signal<NoReader>('no-reader'),
  canRequest: signal(false),
});

export interface SlotActs {
  readerId(): string;
  /** Asks the viewer for a reader; inside a key press only, or the browser asks nothing. */
  request(): Promise<void>;
  /** Looks for a reader and its card again. */
  refresh(): Promise<void>;
  /** A card is wanted until `signal` fires: what does not work is tried again and again. Resolves after the first look. */
  seek(signal: Abort): Promise<void>;
  /**
   * Powers the card up; an earlier conversation's connection is dead from then on. Until `release` no other reader takes
   * its place.
   */
  connect(): Promise<Result<CardConnection, ReaderError>>;
  /** Powers the card down: it may be taken out. */
  release(): Promise<void>;
}

export type CardSlot = SlotActs & {
  readonly [K in keyof SlotSigns]: SlotSigns[K] extends ReadonlySignal<infer T>
    ? ReadonlySignal<T>
    : never;
};

export interface SlotParts {
  readonly timers: Timers;
  readonly log: Log;
  /** The operator's order of readers, by parts of their names. */
  readonly order?: readonly string[] | undefined;
}
