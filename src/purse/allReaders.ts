/**
 * The card slot of a box with several readers, or with one that does not work: every reader is watched, the one with the purse is
 * taken, and what fails is tried again while a card is wanted. A script of its own, which few boxes load.
 */
import type { CardConnection, ReaderProvider } from '../reader/cardReader.ts';
import { type ReaderError, type ReaderErrorCode, readerError } from '../reader/readerError.ts';
import { type Abort, neverAborted } from '../shared/abort.ts';
import { fail, type Result } from '../shared/result.ts';
import { longerPause, pause } from '../shared/time.ts';
import { bestCard, rankCard } from './rankCard.ts';
import type { NoReader, SlotActs, SlotParts, SlotSight, SlotSigns } from './slot.ts';
import { type InUse, type Watched, watchReaders, whyNoReader } from './watchReaders.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;
/** A card that does not answer at once, or is held, may do so a moment later. */
const CONNECT_PAUSES_MS = [300, 900];
/** With these another try at once is of no use. */
const FINAL: readonly ReaderErrorCode[] = [
  'NO_SMARTCARD',
  'REMOVED_CARD',
  'READER_UNAVAILABLE',
  'TIMEOUT',
];
const USABLE: readonly SlotSight[] = ['empty', 'present'];

/** No card to pay with. A SAM is nothing to speak of; a card that another program has may be the one. */
function sightOf(all: readonly Watched[]): SlotSight {
  const has = (wanted: SlotSight) => all.some(({ state }) => state === wanted);
  if (has('mute')) return 'mute';
  if (has('empty')) return 'empty';
  if (!has('present')) return 'unavailable';
  return all.some(({ fault }) => fault === 'SHARING_VIOLATION') ? 'held' : 'empty';
}

/** What keeps a reader or its card from being used. */
function besideOf(all: readonly Watched[], why: NoReader): NoReader {
  if (all.some(({ fault }) => fault === 'SHARING_VIOLATION')) return 'held';
  const isBroken = all.some(({ state }) => state === 'unavailable');
  return why === 'no-reader' && isBroken ? 'unavailable' : why;
}

/** In the only reader there is: somebody has put it in, or only the payment can say what is wrong with it. */
const isOffered = ({ arrived, fault }: Watched): boolean =>
  arrived > 0 || (fault !== undefined && fault !== 'SHARING_VIOLATION');

/** `inUse`: the reader that is opened already. Looks at nothing before it is asked to. */
export function allReaders(
  signs: SlotSigns,
  providers: readonly ReaderProvider[],
  { timers, log, order = [] }: SlotParts,
  inUse: InUse | null,
): SlotActs {
  const { state, departures, beside } = signs;
  const readers = watchReaders(providers, { ...signs, log, order, onChange: judge }, inUse);
  /** The reader whose card the payment is about. */
  let current: Watched | null = readers.all()[0] || null;
  let connection: CardConnection | null = null;
  /** A conversation, from its power-on to `release` or the end of its card: until then no other reader is looked at. */
  let talk: object | null = inUse?.isConnecting ? {} : null;
  let seekers = 0;
  /** Readers there were at once, at most. */
  let most = 0;
  let isComplete = false;
  let sorting: Promise<void> | null = null;

  function see(next: SlotSight): void {
    if (next === state.value) return;
    if (next !== 'present') {
      connection = talk = null;
      departures.value++;
    }
    state.value = next;
  }

  function take(next: Watched | null, sight: SlotSight): void {
    // Another reader's card is another card.
    if (next !== current && sight === state.value && sight === 'present') see('empty');
    current = next;
    see(sight);
  }

  const unranked = (): Watched | undefined =>
    readers.all().find(({ state: is, rank }) => is === 'present' && rank === undefined);

  function judge(): void {
    const all = readers.all();
    if (talk && current) {
      const sight = all.indexOf(current) < 0 ? 'no-reader' : current.state;
      // A card that is being powered up may be slow to answer.
      if (sight === 'mute' && !connection) return;
      see(sight);
      if (talk) return;
    }
    if (!isComplete || sorting) return;
    beside.value = besideOf(all, whyNoReader(readers.said()));
    most = Math.max(most, all.length);
    const lone = all.length === 1 ? all[0]! : null;
    if (!all.length || (lone && lone.rank === 0 && most > 1)) {
      // What is left is the reader of the SAM.
      take(null, whyNoReader(readers.said()));
    } else if (lone && (lone.state !== 'present' || isOffered(lone))) {
      take(lone, lone.state);
    } else {
      const isUnasked = current && current.state === 'present' && current.rank === undefined;
      const best = isUnasked ? current : bestCard(all);
      const isAsked = lone && seekers > 0 && lone.rank === undefined && state.value !== 'present';
      if (best) take(best, 'present');
      // Nobody is asked for a card that is in already.
      else if (!isAsked) take(null, sightOf(all));
      if (seekers > 0 && unranked()) sorting = sort();
    }
  }

  /** Asks the cards of several readers which is the purse. */
  async function sort(): Promise<void> {
    for (let next = unranked(); next && seekers > 0 && !talk; next = unranked()) {
      await rankCard(next, log);
    }
    sorting = null;
    judge();
  }

  async function refresh(): Promise<void> {
    await readers.look();
    isComplete = true;
    judge();
  }

  async function keepLooking(signal: Abort): Promise<void> {
    for (let ms = FIRST_PAUSE_MS; ; ms = longerPause(ms, LONGEST_PAUSE_MS)) {
      await pause(timers, ms, signal);
      if (signal.aborted) return;
      for (const one of readers.all()) {
        if (one.fault && !one.rank) one.rank = undefined;
        if (one.state !== 'mute' || talk) continue;
        const connected = await one.reader.connect();
        // A card that was turned meanwhile may be talked to by now.
        if (talk) continue;
        if (connected.ok) await connected.value.disconnect();
        await readers.ask(one);
      }
      if (signal.aborted) return;
      // One reader may be held, or broken, while another is free.
      if (beside.value !== 'no-reader' || USABLE.indexOf(state.value) < 0) await readers.look();
      judge();
    }
  }

  return {
    readerId: () => (current ? current.reader.info.name : ''),
    refresh,
    async seek(signal) {
      seekers++;
      signal.onAbort(() => {
        seekers--;
      });
      const known = readers.all().filter((one) => !talk || one !== current);
      known.forEach((one) => {
        // What was no purse is asked once more: it may have been a bad contact.
        if (!one.rank) one.rank = undefined;
      });
      await Promise.all(known.map(readers.ask));
      judge();
      const looked = refresh();
      if (!isComplete || USABLE.indexOf(state.value) < 0) await looked;
      await sorting;
      void keepLooking(signal);
    },
    async request() {
      for (const provider of providers) {
        const asked = provider.requestReader && (await provider.requestReader());
        if (asked?.ok) return refresh();
        if (asked) log('slot', `${provider.transport}: ${asked.error.code}`);
      }
    },
    async connect() {
      await sorting;
      const mine = current;
      if (!mine) return fail(readerError('NO_READERS_AVAILABLE', 'not-sent'));
      const ours = {};
      talk = ours;
      connection = null;
      let said: Result<CardConnection, ReaderError> = fail(readerError('REMOVED_CARD', 'not-sent'));
      for (let tries = 0; talk === ours; tries++) {
        const connected = await mine.reader.connect();
        if (talk !== ours) {
          if (!connected.ok) said = connected;
          else if (!talk) await connected.value.disconnect();
        } else if (connected.ok) {
          connection = connected.value;
          return connected;
        } else {
          const pauseMs = CONNECT_PAUSES_MS[tries];
          if (!pauseMs || FINAL.indexOf(connected.error.code) >= 0) {
            talk = null;
            judge();
            return connected;
          }
          await pause(timers, pauseMs, neverAborted);
        }
      }
      return said;
    },
    async release() {
      const open = connection;
      connection = talk = null;
      judge();
      if (open) await open.disconnect();
    },
  };
}
