/** Card readers behind PC/SC: exclusive access, a cold reset at every power-on, `unknown` wherever a command may have run. */
import type { SlotState } from '../../../src/reader/cardReader.ts';
import { readerError } from '../../../src/reader/readerError.ts';
import { fail, ok } from '../../../src/shared/result.ts';
import type { BackendEvent, CardBackend } from './cardBackend.ts';
import { type Pcsc, type PcscCard, READER_STATE } from './pcsc.ts';
import { powerError, transmitError } from './pcscFailure.ts';

interface Slot {
  state: SlotState;
  card: PcscCard | null;
}

interface PcscBackendParts {
  readonly pcsc: Pcsc;
  /** Names of the readers to use; empty means all. */
  readonly only: readonly string[];
  readonly platform: string;
}

function stateOf(flags: number): SlotState {
  if (flags & READER_STATE.unavailable) return 'unavailable';
  if (flags & READER_STATE.mute) return 'mute';
  return flags & READER_STATE.present ? 'present' : 'empty';
}

export function pcscBackend({ pcsc, only, platform }: PcscBackendParts): CardBackend {
  const slots = new Map<string, Slot>();
  const listeners: ((event: BackendEvent) => void)[] = [];
  const tell = (event: BackendEvent) => {
    for (const listener of listeners) listener(event);
  };

  /** Releases the card. Once it has gone its handle is useless, so a failure does not matter. */
  function letGo(slot: Slot): Promise<void> {
    const { card } = slot;
    slot.card = null;
    return card ? card.release().catch(() => {}) : Promise.resolve();
  }

  pcsc.watch((reader, flags) => {
    if (only.length > 0 && !only.includes(reader)) return;
    const known = slots.get(reader);
    if (flags === null) {
      if (!known) return;
      slots.delete(reader);
      void letGo(known);
      return tell({ event: 'reader-removed', reader });
    }
    const state = stateOf(flags);
    if (known?.state === state) return;
    const slot = known ?? { state, card: null };
    slots.set(reader, slot);
    slot.state = state;
    if (state !== 'present') void letGo(slot);
    if (!known) tell({ event: 'reader-added', reader });
    tell({ event: 'state', reader, state });
  });

  return {
    readers: () => [...slots.keys()],
    state: (reader) => slots.get(reader)?.state,
    onEvent: (callback) => void listeners.push(callback),
    async powerOn(reader) {
      const slot = slots.get(reader);
      if (!slot) return fail(readerError('READER_UNAVAILABLE', 'not-sent'));
      if (slot.state === 'mute') return fail(readerError('UNRESPONSIVE_CARD', 'not-sent'));
      try {
        slot.card ??= await pcsc.connect(reader);
        return ok(await slot.card.coldReset());
      } catch (cause) {
        await letGo(slot);
        return fail(powerError(cause));
      }
    },
    async transmit(reader, apdu) {
      const slot = slots.get(reader);
      if (!slot) return fail(readerError('READER_UNAVAILABLE', 'not-sent'));
      if (slot.state === 'empty') return fail(readerError('REMOVED_CARD', 'not-sent'));
      if (!slot.card) return fail(readerError('UNPOWERED_CARD', 'not-sent'));
      try {
        const answer = await slot.card.transmit(apdu);
        // Some drivers report success with an empty answer when the card was torn out.
        if (answer.length < 2) {
          return fail(readerError('COMM_ERROR', 'unknown', `${answer.length} bytes`));
        }
        // PC/SC does not tell whether the reader takes TPDUs or, taking APDUs, follows 61xx by itself.
        return ok({ bytes: answer, answers: 'unknown' });
      } catch (cause) {
        return fail(transmitError(cause, platform));
      }
    },
    async powerOff(reader) {
      const slot = slots.get(reader);
      if (slot) await letGo(slot);
    },
    stop: () => pcsc.stop(),
  };
}
