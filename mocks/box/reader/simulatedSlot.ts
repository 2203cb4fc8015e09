/**
 * The slot of a box with one reader: a card in it or not, powered or not. Does not imitate: voltages, baud rates,
 * contact bounce, wear.
 */

import type { SlotState } from '../../../src/reader/cardReader.ts';
import { type ReaderError, readerError } from '../../../src/reader/readerError.ts';
import type { Bytes } from '../../../src/shared/bytes.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { CardTorn } from '../../card/cardTorn.ts';
import type { SimulatedCard } from '../../card/createCard.ts';

/** One exchange as a log shows it: header and lengths, no data. */
interface Exchange {
  readonly command: Bytes;
  /** Absent when the card was torn out, or there was none. */
  readonly answer?: Bytes;
}

export interface SimulatedSlot {
  readonly plugged: boolean;
  readonly state: SlotState;
  insert(card: SimulatedCard, wrongWayRound?: boolean): void;
  pull(): void;
  plug(): void;
  unplug(): void;
  /** Another program has the reader, or gives it back; a conversation that goes on is not its affair. */
  hold(isHeld: boolean): void;
  readonly held: boolean;
  powerOn(): Result<Bytes, ReaderError>;
  powerOff(): void;
  transmit(command: Bytes): Result<Bytes, ReaderError>;
  onChange(callback: () => void): void;
  /** Called before the card in the slot gets a command. */
  onCommand(callback: (command: Bytes, card: SimulatedCard) => void): void;
  onExchange(callback: (exchange: Exchange) => void): void;
}

export function createSlot(): SimulatedSlot {
  let card: SimulatedCard | null = null;
  let powered = false;
  let plugged = true;
  let mute = false;
  let held = false;
  const changed: (() => void)[] = [];
  const arriving: ((command: Bytes, card: SimulatedCard) => void)[] = [];
  const exchanged: ((exchange: Exchange) => void)[] = [];
  const change = () => {
    for (const callback of changed) callback();
  };
  const note = (exchange: Exchange) => {
    for (const callback of exchanged) callback(exchange);
  };

  function leave(): void {
    card?.reset();
    card = null;
    powered = false;
    mute = false;
    change();
  }

  return {
    get plugged() {
      return plugged;
    },
    get state() {
      if (!plugged) return 'unavailable';
      if (!card) return 'empty';
      return mute ? 'mute' : 'present';
    },
    insert(next, wrongWayRound = false) {
      card = next;
      mute = wrongWayRound;
      powered = false;
      change();
    },
    pull() {
      if (card) leave();
    },
    plug() {
      plugged = true;
      change();
    },
    unplug() {
      plugged = false;
      powered = false;
      card?.reset();
      change();
    },
    hold(isHeld) {
      held = isHeld;
      change();
    },
    get held() {
      return held;
    },
    powerOn() {
      if (!plugged) return fail(readerError('READER_UNAVAILABLE', 'not-sent'));
      if (held) return fail(readerError('SHARING_VIOLATION', 'not-sent'));
      if (!card) return fail(readerError('NO_SMARTCARD', 'not-sent'));
      if (mute) return fail(readerError('UNRESPONSIVE_CARD', 'answered'));
      powered = true;
      return ok(card.reset());
    },
    powerOff() {
      powered = false;
      card?.reset();
    },
    transmit(command) {
      if (!plugged) return fail(readerError('READER_UNAVAILABLE', 'not-sent'));
      if (!card) return fail(readerError('REMOVED_CARD', 'not-sent'));
      if (!powered) return fail(readerError('UNPOWERED_CARD', 'not-sent'));
      for (const callback of arriving) callback(command, card);
      // One of them may have pulled the card or the plug.
      if (!powered) {
        note({ command });
        const code = plugged ? 'REMOVED_CARD' : 'READER_UNAVAILABLE';
        return fail(readerError(code, 'unknown', 'it went as the command came'));
      }
      try {
        const answer = card.transmit(command);
        note({ command, answer });
        return answer.length > 0
          ? ok(answer)
          : fail(readerError('UNRESPONSIVE_CARD', 'unknown', 'the card says nothing'));
      } catch (cause) {
        if (!(cause instanceof CardTorn)) throw cause;
        note({ command });
        leave();
        return fail(readerError('REMOVED_CARD', 'unknown', 'removed during a command'));
      }
    },
    onChange(callback) {
      changed.push(callback);
    },
    onCommand(callback) {
      arriving.push(callback);
    },
    onExchange(callback) {
      exchanged.push(callback);
    },
  };
}
