/**
 * Card readers behind PC/SC: exclusive access, a cold reset at every power-on, `unknown` wherever a command may have run. A
 * reader's calls run one after the other, the release of its card too, since PC/SC refuses a second one at once; and a card is
 * used only in the insertion in which it was powered.
 */
import type { SlotState } from '../../../../src/reader/cardReader.ts';
import { readerError } from '../../../../src/reader/readerError.ts';
import type { Log } from '../../../../src/shared/log.ts';
import { fail, ok } from '../../../../src/shared/result.ts';
import type { BackendEvent, CardBackend } from '../cardBackend.ts';
import { turns } from '../turns.ts';
import { type Pcsc, type PcscCard, type PcscFailure, READER_STATE } from './pcsc.ts';
import { powerError, transmitError } from './pcscFailure.ts';

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
  readonly log: Log;
}

function stateOf(flags: number): SlotState {
  if (flags & READER_STATE.unavailable) return 'unavailable';
  if (flags & READER_STATE.mute) return 'mute';
  return flags & READER_STATE.present ? 'present' : 'empty';
}

export function pcscBackend({ pcsc, only, platform, log }: PcscBackendParts): CardBackend {
  const slots = new Map<string, Slot>();
  const unwatched = new Set<string>();
  let isThere = false;
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

  function leaveOut(reader: string, isGone: boolean): void {
    if (isGone) unwatched.delete(reader);
    else if (!unwatched.has(reader)) {
      unwatched.add(reader);
      log('card', `${reader}: not watched, because --readers does not name it`);
    }
  }

  function become(reader: string, flags: number | null): void {
    const known = slots.get(reader);
    const state = flags === null ? undefined : stateOf(flags);
    if (known?.state === state) return;
    if (known) void inTurn(reader, () => letGo(known));
    if (state === undefined) {
      slots.delete(reader);
      tell({ event: 'reader-removed', reader });
      return;
    }
    slots.set(reader, { state, card: null });
    if (!known) tell({ event: 'reader-added', reader });
    tell({ event: 'state', reader, state });
  }

  const isWanted = (reader: string) => only.length === 0 || only.includes(reader);
  pcsc.watch(
    (reader, flags) =>
      isWanted(reader) ? become(reader, flags) : leaveOut(reader, flags === null),
    (is) => {
      isThere = is;
    },
  );

  return {
    readers: () => [...slots.keys()],
    unwatched: () => [...unwatched],
    isThere: () => isThere,
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
