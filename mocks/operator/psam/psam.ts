/**
 * A purchase secure access module (PBOC PSAM): bytes in, bytes out, as behind a reader that handles T=0 itself.
 * Does not imitate: its other services (801A, 80FA), APPLICATION UNBLOCK, a PIN, secure messaging.
 */
import { type Bytes, fromHex, toHex } from '../../../src/shared/bytes.ts';
import {
  type Answer,
  answer,
  answerBytes,
  type CommandApdu,
  parseCommand,
  refuse,
} from '../../card/commandApdu.ts';
import { STATUS } from '../../card/statusWords.ts';
import type { PsamState } from './psamState.ts';
import { creditSamForPurchase, initSamForPurchase, type PsamCard } from './samPurchase.ts';

export interface Psam {
  readonly state: PsamState;
  /** Takes any bytes; returns an answer with a status word. */
  transmit(apdu: Uint8Array): Bytes;
  /** Turns the power off and on; returns the ATR. */
  reset(): Bytes;
}

interface PsamOptions {
  /** Called inside each update, before the answer. */
  readonly onWrite?: (state: PsamState) => void;
}

const MASTER_FILE = '3F00';
const APPLICATION_FID = 'DF01';
const APPLICATION_AID = 'A00000000386980701';

function readBinary({ p1, p2, data, le }: CommandApdu, { state }: PsamCard): Answer {
  if (data.length > 0 || le === undefined) return refuse(STATUS.wrongLength);
  const files: Readonly<Record<number, string>> = { 149: state.publicFile, 150: state.terminalNo };
  const file = files[p1];
  if (file === undefined) return refuse(STATUS.fileNotFound);
  const rest = fromHex(file).slice(p2);
  if (rest.length === 0) return refuse(STATUS.wrongOffset);
  if (le !== 256 && le > rest.length) return refuse(STATUS.wrongLe | rest.length);
  return answer(rest.slice(0, le));
}

/** Creates a PSAM from a saved state. Only the purchase application answers 8070 and 8072. */
export function createPsam(initial: PsamState, { onWrite }: PsamOptions = {}): Psam {
  let state = initial;
  let inApplication = false;
  const psam: PsamCard = {
    get state() {
      return state;
    },
    session: null,
    write(changes) {
      const next = { ...state, ...changes };
      onWrite?.(next);
      state = next;
    },
  };

  function select({ p1, p2, data }: CommandApdu): Answer {
    if ((p1 !== 0x00 && p1 !== 0x04) || p2 !== 0x00) return refuse(STATUS.wrongP1P2);
    const wanted = toHex(data);
    const application = wanted === (p1 === 0x04 ? APPLICATION_AID : APPLICATION_FID);
    if (!application && !(p1 === 0x00 && wanted === MASTER_FILE)) {
      return refuse(STATUS.fileNotFound);
    }
    inApplication = application;
    psam.session = null;
    return answer();
  }

  function run(command: CommandApdu): Answer {
    const { cla, ins, p1, p2 } = command;
    if (cla === 0x00 && ins === 0xa4) return select(command);
    if (cla === 0x00 && ins === 0xb0) return readBinary(command, psam);
    if (cla !== 0x80) return refuse(cla === 0x00 ? STATUS.insUnknown : STATUS.claUnknown);
    if (ins !== 0x70 && ins !== 0x72) return refuse(STATUS.insUnknown);
    if (p1 !== 0x00 || p2 !== 0x00) return refuse(STATUS.wrongP1P2);
    if (!inApplication) return refuse(STATUS.conditionsNotMet);
    return ins === 0x70 ? initSamForPurchase(command, psam) : creditSamForPurchase(command, psam);
  }

  return {
    get state() {
      return state;
    },
    transmit(apdu) {
      const command = parseCommand(apdu);
      return answerBytes(command === null ? refuse(STATUS.wrongLength) : run(command));
    },
    reset() {
      inApplication = false;
      psam.session = null;
      return fromHex(state.atr);
    },
  };
}
