/** The one card slot as the payment sees it: whichever reader there is, and whether the card has stayed in. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type {
  CardConnection,
  CardReader,
  ReaderProvider,
  SlotState,
} from '../reader/cardReader.ts';
import { type ReaderError, readerError } from '../reader/readerError.ts';
import type { Log } from '../shared/log.ts';
import { fail, type Result } from '../shared/result.ts';

export interface CardSlot {
  readonly state: ReadonlySignal<SlotState | 'no-reader'>;
  /** Counts up whenever a card or reader goes: a conversation that began earlier is over. */
  readonly departures: ReadonlySignal<number>;
  readerId(): string;
  /** More ways to a reader, after those that are there; looks for a card in them at once. */
  attach(providers: readonly ReaderProvider[]): void;
  /** Every port and what it said last, for technicians: `webusb protected-class`. */
  readonly ports: ReadonlySignal<string>;
  /** No reader may be used yet, but the viewer can be asked for one. */
  readonly canRequest: ReadonlySignal<boolean>;
  /** Asks the viewer for a reader; inside a key press only, or the browser asks nothing. */
  request(): Promise<void>;
  /** Looks for a reader and its card again. */
  refresh(): Promise<void>;
  /** Powers the card up; an earlier conversation's connection is dead from then on. */
  connect(): Promise<Result<CardConnection, ReaderError>>;
  /** Powers the card down: it may be taken out. */
  release(): Promise<void>;
}

/** Providers in the order of preference, and those attached later after them: the first that has a reader is used. */
export function createCardSlot(first: readonly ReaderProvider[], log: Log): CardSlot {
  const providers: ReaderProvider[] = [];
  const state = signal<SlotState | 'no-reader'>('no-reader');
  const departures = signal(0);
  const ports = signal('');
  const canRequest = signal(false);
  let reader: CardReader | null = null;
  let connection: CardConnection | null = null;
  let stopListening = (): void => {};

  function see(next: SlotState | 'no-reader'): void {
    if (next === state.value) return;
    if (next !== 'present') {
      connection = null;
      departures.value++;
    }
    state.value = next;
  }

  async function use(found: CardReader): Promise<void> {
    stopListening();
    reader = found;
    let isHeard = false;
    stopListening = found.onStateChange((next) => {
      isHeard = true;
      see(next);
    });
    const status = await found.getStatus();
    // What the reader has said meanwhile is newer than its answer; and another reader may be in use by now.
    if (!isHeard && reader === found) see(status.ok ? status.value : 'unavailable');
  }

  async function refresh(): Promise<void> {
    const said: string[] = [];
    let isAskable = false;
    for (const provider of providers) {
      const status = await provider.probe();
      said.push(`${provider.transport} ${status}`);
      ports.value = said.join(', ');
      if (status !== 'available') continue;
      if (provider.requestReader) isAskable = true;
      const readers = await provider.listReaders();
      const first = readers.ok ? readers.value[0] : undefined;
      if (!first) continue;
      if (reader?.info.name === first.name) return use(reader);
      const opened = await provider.open(first.name);
      if (opened.ok) {
        canRequest.value = false;
        return use(opened.value);
      }
      log('slot', `${first.name}: ${opened.error.code}`);
    }
    stopListening();
    reader = null;
    canRequest.value = isAskable;
    see('no-reader');
  }

  function listenTo(more: readonly ReaderProvider[]): void {
    for (const provider of more) {
      providers.push(provider);
      provider.onReaderChange(({ type, reader: changed }) => {
        if (type === 'reader-removed' && reader?.info.name === changed.name) {
          reader = null;
          see('no-reader');
        }
        void refresh();
      });
    }
  }
  listenTo(first);

  return {
    attach(more) {
      listenTo(more);
      void refresh();
    },
    state,
    departures,
    readerId: () => reader?.info.name ?? '',
    refresh,
    ports,
    canRequest,
    async request() {
      for (const provider of providers) {
        const asked = provider.requestReader && (await provider.requestReader());
        if (asked?.ok) return refresh();
        if (asked) log('slot', `${provider.transport}: ${asked.error.code}`);
      }
    },
    async connect() {
      if (!reader) return fail(readerError('NO_READERS_AVAILABLE', 'not-sent'));
      const connected = await reader.connect();
      connection = connected.ok ? connected.value : null;
      return connected;
    },
    async release() {
      const open = connection;
      connection = null;
      if (open) await open.disconnect();
    },
  };
}
