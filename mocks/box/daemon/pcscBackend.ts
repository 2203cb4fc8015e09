/**
 * Card readers behind PC/SC: exclusive access, a cold reset at every power-on, `unknown` wherever a command may have run. A
 * reader's calls run one after the other, the release of its card too, since PC/SC refuses a second one at once; and a card is
 * used only in the insertion in which it was powered.
 */
import type { SlotState } from '../../../src/reader/cardReader.ts';
import { readerError } from '../../../src/reader/readerError.ts';
import { fail, ok } from '../../../src/shared/result.ts';
import type { BackendEvent, CardBackend } from './cardBackend.ts';
import { type Pcsc, type PcscCard, type PcscFailure, READER_STATE } from './pcsc.ts';
import { powerError, transmitError } from './pcscFailure.ts';
import { turns } from './turns.ts';

/** A reader in one state; another state is another slot. */
interface Slot {
  readonly state: SlotState;
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
  const inTurn = turns();
  const listeners: ((event: BackendEvent) => void)[] = [];
  const tell = (event: BackendEvent) => {
    for (const listener of listeners) listener(event);
  };

  /** Releases the card. Once it has gone its handle is useless, so a failure does not matter. */
  async function letGo(slot: Slot): Promise<void> {
    const { card } = slot;
    slot.card = null;
    try {
      await card?.release();
    } catch {}
  }

  pcsc.watch((reader, flags) => {
    if (only.length > 0 && !only.includes(reader)) return;
    const known = slots.get(reader);
    const state = flags === null ? undefined : stateOf(flags);
    if (known?.state === state) return;
    if (known) void inTurn(reader, () => letGo(known));
    if (state === undefined) {
      slots.delete(reader);
      return tell({ event: 'reader-removed', reader });
    }
    slots.set(reader, { state, card: null });
    if (!known) tell({ event: 'reader-added', reader });
    tell({ event: 'state', reader, state });
  });

  return {
    readers: () => [...slots.keys()],
    state: (reader) => slots.get(reader)?.state,
    onEvent: (callback) => void listeners.push(callback),
    powerOn: (reader) =>
      inTurn(reader, async () => {
        const slot = slots.get(reader);
        if (!slot) return fail(readerError('READER_UNAVAILABLE', 'not-sent'));
        if (slot.state === 'mute') return fail(readerError('UNRESPONSIVE_CARD', 'not-sent'));
        try {
          slot.card ??= await pcsc.connect(reader);
          const atr = await slot.card.coldReset();
          const removed: PcscFailure = { code: 'RemovedCard' };
          if (slots.get(reader) !== slot) throw removed;
          return ok(atr);
        } catch (cause) {
          await letGo(slot);
          return fail(powerError(cause));
        }
      }),
    transmit: (reader, apdu) =>
      inTurn(reader, async () => {
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
      }),
    powerOff: (reader) =>
      inTurn(reader, async () => {
        const slot = slots.get(reader);
        if (slot) await letGo(slot);
      }),
    stop: () => pcsc.stop(),
  };
}
