/**
 * The contacts between a reader and the card in its slot: reset, PPS (ISO 7816-3, 9), and blocks or TPDUs at the reader's
 * speed and protocol. Does not imitate: characters, procedure bytes, waiting times.
 */
import { type Bytes, concat } from '../../../src/shared/bytes.ts';
import { exchange } from '../../card/exchange.ts';
import { createT1Face, type T1Face } from '../../card/t1Card.ts';
import type { T1CardModel } from './readerModel.ts';
import type { SimulatedSlot } from './simulatedSlot.ts';

export type LineFault = 'absent' | 'mute' | 'parity';

interface LineSetting {
  readonly protocol: number;
  readonly fiDi: number;
  /** Multiple of the block waiting time. */
  readonly waitFactor: number;
}

interface CardLine {
  readonly protocol: 0 | 1;
  powerOn(): Bytes | LineFault;
  powerOff(): void;
  send(bytes: Bytes, setting: LineSetting): Bytes | LineFault;
  /** Sends a whole APDU, as the firmware of an APDU-level reader does. */
  apdu(command: Bytes, follows: boolean): Bytes | LineFault;
}

/** What a command met instead of an answer. */
class LineBroken extends Error {
  readonly fault: LineFault;

  constructor(fault: LineFault) {
    super(`card line: ${fault}`);
    this.fault = fault;
  }
}

export const DEFAULT_SPEED = 0x11;
const FASTER = 0x18;

/** An ATR with the card's historical bytes and a T=1 interface: TA1 18, TD1 81, TD2 31, TA3 IFSC, TB3 45. */
function t1Atr(atr: Bytes, ifsc: number): Bytes {
  const history = atr.subarray(atr.length - (atr[1]! & 0x0f));
  const rest = concat([0x90 | history.length, FASTER, 0x81, 0x31, ifsc, 0x45], history);
  return concat([0x3b], rest, [rest.reduce((sum, byte) => sum ^ byte, 0)]);
}

/** Makes a TPDU of an APDU: case 1 gets its P3, case 4 loses its Le. */
function tpduOf(command: Bytes): Bytes {
  if (command.length === 4) return concat(command, [0]);
  const lc = command[4]!;
  return command.length === lc + 6 && lc > 0 ? command.slice(0, -1) : command;
}

export function createCardLine(slot: SimulatedSlot, t1: T1CardModel | undefined): CardLine {
  let speed = DEFAULT_SPEED;
  let isFresh = false;
  let face: T1Face | null = null;
  const protocol = t1 ? 1 : 0;

  const card = {
    transmit(apdu: Uint8Array) {
      const answer = slot.transmit(concat(apdu));
      if (answer.ok) return answer.value;
      throw new LineBroken(answer.error.code === 'UNRESPONSIVE_CARD' ? 'mute' : 'absent');
    },
  };
  function whileItIsIn<T>(work: () => T): T | LineFault {
    try {
      return work();
    } catch (cause) {
      if (cause instanceof LineBroken) return cause.fault;
      throw cause;
    }
  }
  const whole = (apdu: Uint8Array): Bytes => {
    const { data, sw } = exchange(card, tpduOf(concat(apdu)));
    return concat(data, [sw >> 8, sw & 0xff]);
  };

  /** Answers PPS: the card accepts its own protocol, at its own speed or at the default. */
  function pps(request: Bytes): Bytes | 'mute' {
    const hasSpeed = (request[1]! & 0x10) !== 0;
    const wanted = hasSpeed ? request[2]! : DEFAULT_SPEED;
    const isRight =
      request.length === (hasSpeed ? 4 : 3) &&
      (request[1]! & 0xef) === protocol &&
      request.reduce((sum, byte) => sum ^ byte, 0) === 0 &&
      (wanted === DEFAULT_SPEED || (t1 !== undefined && wanted === FASTER));
    if (!isRight) return 'mute';
    speed = wanted;
    return request;
  }

  return {
    protocol,
    powerOn() {
      const atr = slot.powerOn();
      if (!atr.ok) return slot.state === 'mute' ? 'mute' : 'absent';
      speed = DEFAULT_SPEED;
      isFresh = true;
      face = t1 ? createT1Face({ ...t1, run: whole }) : null;
      return t1 ? t1Atr(atr.value, t1.ifsc) : atr.value;
    },
    powerOff: () => slot.powerOff(),
    send(bytes, setting) {
      const mayNegotiate = isFresh;
      isFresh = false;
      if (bytes[0] === 0xff) return mayNegotiate ? pps(bytes) : 'mute';
      if (setting.fiDi !== speed) return 'parity';
      if (setting.protocol !== protocol) return 'mute';
      const t1Face = face;
      if (!t1Face) return whileItIsIn(() => card.transmit(bytes));
      return whileItIsIn(() => t1Face.take(bytes, setting.waitFactor)) ?? 'mute';
    },
    apdu: (command, follows) =>
      whileItIsIn(() => (follows ? whole(command) : card.transmit(tpduOf(command)))),
  };
}
