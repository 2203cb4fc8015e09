/** The one card slot as the payment sees it: whichever reader there is, and whether the card has stayed in. */
import type { CardConnection, CardReader, ReaderProvider } from '../reader/cardReader.ts';
import { type ReaderError, readerError } from '../reader/readerError.ts';
import type { Abort } from '../shared/abort.ts';
import { fail, type Result } from '../shared/result.ts';
import type { CardSlot, SlotParts, SlotSight, SlotSigns } from './slot.ts';

/**
 * Completes `signs`. The usual box has one reader that works and is empty at first, and this is all it needs. For several readers,
 * for a card that was in before, and from the first fault on, a script of its own takes over, for good; not while a card is talked to.
 */
export function createCardSlot(
  signs: SlotSigns,
  providers: readonly ReaderProvider[],
  parts: SlotParts,
): CardSlot {
  const { state, departures } = signs;
  let reader: CardReader | null = null;
  let connection: CardConnection | null = null;
  /** From a power-on to `release` or the end of the card; and from the moment when this is over. */
  let isTalking = false;
  let isOver = false;
  let wanted: Abort | null = null;
  /** There is a card that was in before its reader was opened. It may be a SAM: the other script asks it. */
  let asking: Promise<void> | null = null;
  let stopListening = (): void => {};

  async function takeOver(isConnecting = false): Promise<void> {
    try {
      const { allReaders } = await import('./allReaders.ts');
      if (isOver || connection || (isTalking && !isConnecting)) return;
      isOver = isTalking = true;
      stopListening();
      const inUse = reader && { reader, isOld: asking !== null, isConnecting };
      Object.assign(slot, allReaders(signs, providers, parts, inUse));
      await (wanted ? slot.seek(wanted) : slot.refresh());
    } catch (cause) {
      parts.log('slot', String(cause));
    }
  }

  function see(next: SlotSight): void {
    if (isOver || next === state.value) return;
    // A card that does not answer at once is powered up again before anybody is told.
    if (next === 'mute' && isTalking && !connection) return;
    if (next !== 'present') {
      connection = asking = null;
      isTalking = false;
      departures.value++;
    }
    state.value = next;
    if (next !== 'present' && next !== 'empty') void takeOver();
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

  function lose(): void {
    stopListening();
    reader = null;
    see('no-reader');
  }

  async function refresh(): Promise<void> {
    // Only the other script knows which readers are never opened.
    if (parts.order) return takeOver();
    let count = 0;
    let found: CardReader | null = null;
    for (const provider of providers) {
      if ((await provider.probe(count)) !== 'available') continue;
      const listed = await provider.listReaders();
      if (!listed.ok) count++;
      for (const { name } of listed.ok ? listed.value : []) {
        count++;
        if (reader && reader.info.name === name) {
          found = reader;
        } else if (!found && !isTalking) {
          const opened = await provider.open(name);
          if (!opened.ok) continue;
          found = opened.value;
          await use(found);
          if (state.value === 'present') asking = takeOver();
        }
      }
    }
    if (!count && reader && !isTalking) lose();
    // Waited for only where the wrong card could be taken: the network may be down.
    if (count > 1) await takeOver();
    else if (!found) void takeOver();
  }

  for (const provider of providers) {
    provider.onReaderChange(({ type, reader: changed }) => {
      if (isOver) return;
      if (type === 'reader-removed' && reader && reader.info.name === changed.name) lose();
      void refresh();
    });
  }
  const started = refresh();

  const slot = Object.assign(signs, {
    readerId: () => (reader ? reader.info.name : ''),
    refresh,
    request: refresh,
    async seek(signal: Abort) {
      wanted = signal;
      await started;
      await asking;
      if (isOver) return;
      const looked = refresh();
      await (reader && !isTalking ? use(reader) : looked);
    },
    async connect(): Promise<Result<CardConnection, ReaderError>> {
      if (!reader) return fail(readerError('NO_READERS_AVAILABLE', 'not-sent'));
      isTalking = true;
      const connected = await reader.connect();
      connection = connected.ok ? connected.value : null;
      if (connection) return connected;
      if (isTalking && state.value === 'present') await takeOver(true);
      isTalking = isOver;
      return isOver ? slot.connect() : connected;
    },
    async release() {
      const open = connection;
      connection = null;
      isTalking = false;
      if (open) await open.disconnect();
    },
  });
  return slot;
}
