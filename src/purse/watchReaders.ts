/** Every reader and slot of every port, opened and listened to; and why one could not be opened. */
import type { ReadonlySignal, Signal } from '@preact/signals';
import type {
  CardReader,
  ProviderStatus,
  ReaderInfo,
  ReaderProvider,
  SlotState,
} from '../reader/cardReader.ts';
import type { ReaderErrorCode } from '../reader/readerError.ts';
import type { Log } from '../shared/log.ts';
import type { NoReader, SlotSight } from './slot.ts';

export interface Watched {
  readonly reader: CardReader;
  /** In the operator's order; the same for all that it does not name. */
  readonly place: number;
  state: SlotState;
  /** How often it has said something by itself. */
  heard: number;
  /** Higher for a card that was put in later; 0 for one that was in before its reader was opened. */
  arrived: number;
  /** What `rankCard` has found out about the card in it; absent until it is asked. */
  rank?: number | undefined;
  /** Why it found out nothing, and may do so later. */
  fault?: ReaderErrorCode | undefined;
}

/** A reader that is opened already. */
export interface InUse {
  readonly reader: CardReader;
  /** The card in it was in before. */
  readonly isOld: boolean;
  /** Its card is being powered up. */
  readonly isConnecting: boolean;
}

/** What a port said last, or the failure of one of its readers. */
type PortWord = ProviderStatus | ReaderErrorCode;

/** These say nothing of a reader that is plugged in. */
const PLAIN: readonly PortWord[] = [
  'available',
  'unsupported',
  'insecure-context',
  'blocked-by-policy',
  'NO_SERVICE',
  'READER_UNSUPPORTED',
];

/** A port that is blocked says something only where no other could have a reader. */
export function whyNoReader(said: readonly PortWord[]): NoReader {
  const has = (word: PortWord): boolean => said.indexOf(word) >= 0;
  if (has('SHARING_VIOLATION')) return 'held';
  if (has('protected-class') || has('SECURITY_VIOLATION')) return 'forbidden';
  if (has('blocked-by-policy') && !has('available')) return 'forbidden';
  return said.every((word) => PLAIN.indexOf(word) >= 0) ? 'no-reader' : 'unavailable';
}

interface WatchParts {
  readonly state: ReadonlySignal<SlotSight>;
  readonly log: Log;
  /** Parts of names, preferred first; what begins with `!` is never opened. */
  readonly order: readonly string[];
  /** Every port and what it said last, for technicians. */
  readonly ports: Signal<string>;
  readonly canRequest: Signal<boolean>;
  /** A reader has come or gone, or its state is another one. */
  onChange(): void;
}

interface WatchedReaders {
  /** In the order of preference. */
  all(): Watched[];
  /** Asks for the state. A reader that does not say it, or is `unavailable`, is opened anew at the next look. */
  ask(one: Watched): Promise<unknown>;
  /** Looks at every port, and opens what is not open yet. Never two at once. */
  look(): Promise<void>;
  /** What the ports said when they were last looked at. */
  said(): readonly PortWord[];
}

/** Where a reader stands in the operator's order; -1: it is never opened. */
function placeOf(key: string, order: readonly string[]): number {
  const isNever = (part: string) => part.charAt(0) === '!';
  if (order.some((part) => isNever(part) && key.indexOf(part.slice(1)) >= 0)) return -1;
  const place = order.findIndex((part) => !isNever(part) && key.indexOf(part) >= 0);
  return place < 0 ? order.length : place;
}

/** `inUse` is in `state`. */
export function watchReaders(
  providers: readonly ReaderProvider[],
  { state: seen, log, order, ports, canRequest, onChange }: WatchParts,
  inUse: InUse | null,
): WatchedReaders {
  const watched = new Map<string, Watched>();
  const stops = new Map<string, () => void>();
  /** What is no card reader; tried again where there is no other. */
  const refused = new Set<string>();
  let said: PortWord[][] = [];
  let arrivals = 1;
  /** Readers on the list, in this look so far. */
  let found = 0;
  let last: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | null = null;

  const keyOf = ({ transport, name }: ReaderInfo): string => `${transport} ${name}`;

  function drop(key: string): void {
    stops.get(key)?.();
    if (watched.delete(key)) onChange();
  }

  function become(one: Watched, state: SlotState): void {
    if (one.state === state) return;
    if (state === 'present' && one.state !== 'unavailable') one.arrived = ++arrivals;
    one.state = state;
    one.rank = one.fault = undefined;
    onChange();
  }

  async function ask(one: Watched): Promise<ReaderErrorCode | null> {
    const { heard, reader } = one;
    const status = await reader.getStatus();
    // What the reader has said meanwhile is newer than its answer.
    if (one.heard !== heard) return null;
    if (status.ok) become(one, status.value);
    else drop(keyOf(reader.info));
    return status.ok ? null : status.error.code;
  }

  function listen(key: string, reader: CardReader, place: number, state: SlotState): Watched {
    const one: Watched = { reader, place, state, heard: 0, arrived: 0 };
    stops.set(
      key,
      reader.onStateChange((next) => {
        one.heard++;
        become(one, next);
      }),
    );
    return one;
  }

  async function lookAt(provider: ReaderProvider): Promise<PortWord[]> {
    const status = await provider.probe(found);
    if (status !== 'available') return [status];
    const listed = await provider.listReaders();
    if (!listed.ok) return [status, listed.error.code];
    found += listed.value.length;
    const keys = listed.value.map(keyOf);
    watched.forEach(({ reader: { info } }, key) => {
      if (info.transport === provider.transport && keys.indexOf(key) < 0) drop(key);
    });
    const words: PortWord[] = [status];
    for (const info of listed.value) {
      const key = keyOf(info);
      const place = placeOf(key, order);
      const known = watched.get(key);
      // What broke says nothing any more, unless its host mends it.
      if (place < 0 || (known && known.state !== 'unavailable')) continue;
      if (refused.has(key) && watched.size > 0) continue;
      const opened = await provider.open(info.name);
      refused.delete(key);
      if (opened.ok) {
        stops.get(key)?.();
        const one = listen(key, opened.value, place, 'unavailable');
        const why = await ask(one);
        if (why) words.push(why);
        else watched.set(key, one);
        onChange();
        log('slot', `${key}: ${one.state}`);
      } else {
        drop(key);
        const { code, detail } = opened.error;
        if (code === 'READER_UNSUPPORTED') refused.add(key);
        words.push(detail === 'protected-class' ? detail : code);
        log('slot', `${key}: ${code} ${detail}`);
      }
    }
    return words;
  }

  async function lookNow(): Promise<void> {
    waiting = null;
    found = 0;
    const heard: PortWord[][] = [];
    let isAskable = false;
    for (const provider of providers) {
      const words = await lookAt(provider);
      heard.push(words);
      if (provider.requestReader && words[0] === 'available') isAskable = true;
    }
    said = heard;
    ports.value = providers
      .map(({ transport, unwatched }, at) => {
        const left = unwatched?.();
        return `${transport} ${heard[at]!.join(' ')}${left ? ` (not watched: ${left})` : ''}`;
      })
      .join(', ');
    canRequest.value = isAskable && watched.size === 0;
    onChange();
  }

  const look = (): Promise<void> => {
    if (!waiting) {
      waiting = last.then(lookNow);
      last = waiting.catch((cause) => log('slot', String(cause)));
    }
    return last;
  };

  if (inUse) {
    const { reader, isOld } = inUse;
    const key = keyOf(reader.info);
    const sight = seen.peek();
    const isState = sight !== 'no-reader' && sight !== 'held' && sight !== 'forbidden';
    const place = placeOf(key, order);
    if (place >= 0) {
      const one = listen(key, reader, place, isState ? sight : 'unavailable');
      if (sight === 'present' && !isOld) one.arrived = arrivals;
      watched.set(key, one);
    }
  }
  providers.forEach((provider) => {
    provider.onReaderChange(({ type, reader }) => {
      if (type === 'reader-removed') {
        refused.delete(keyOf(reader));
        drop(keyOf(reader));
      }
      void look();
    });
  });
  return {
    all: () => Array.from(watched.values()).sort((a, b) => a.place - b.place),
    ask,
    look,
    said: () => ([] as PortWord[]).concat(...said),
  };
}
