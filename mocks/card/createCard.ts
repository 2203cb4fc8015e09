/**
 * A PBOC e-purse card (JR/T 0025, ED/EP) that answers bytes with bytes. Does not imitate: secure messaging, the
 * deposit (ED), unloading, application blocking and unblocking, logical channels, time.
 */
import { type Bytes, fromHex } from '../../src/shared/bytes.ts';
import type { Random } from '../../src/shared/random.ts';
import { type CardCommand, type CardSession, freshRam } from './cardSession.ts';
import type { CardState } from './cardState.ts';
import { CardTorn, type Cut } from './cardTorn.ts';
import { answerBytes, type CommandApdu, parseCommand, refuse } from './commandApdu.ts';
import { createT0Face, directFace, type Face } from './face.ts';
import { creditForLoad, initForLoad } from './load.ts';
import { getTransactionProve } from './proving.ts';
import { debitForPurchase, initForPurchase } from './purchase.ts';
import { getBalance, readBinary, readRecord } from './reading.ts';
import { select } from './selecting.ts';
import { STATUS } from './statusWords.ts';
import { getChallenge, verify } from './verifying.ts';

export interface SimulatedCard {
  readonly atr: Bytes;
  /** What the card holds now. */
  readonly state: CardState;
  /** Answers any bytes with an answer that ends with a status word. @throws CardTorn when it is cut */
  transmit(apdu: Uint8Array): Bytes;
  /** Switches power off and on: forgets INIT, PIN and selection. Answers the ATR. */
  reset(): Bytes;
  /** Tears the card out during the next command, or the next one with the cut's INS; null: no longer. */
  cutNext(cut: Cut | null): void;
}

interface CardOptions {
  readonly random: Random;
  /** Called inside each update, before the answer; it must store the state as durably as a chip. */
  readonly onWrite?: (state: CardState) => void;
}

const byP1P2 =
  (commands: Readonly<Record<string, CardCommand>>): CardCommand =>
  (command, card) =>
    commands[`${command.p1},${command.p2}`]?.(command, card) ?? refuse(STATUS.wrongP1P2);

const COMMANDS: Readonly<Record<number, Readonly<Record<number, CardCommand>>>> = {
  0: { 32: verify, 132: getChallenge, 164: select, 176: readBinary, 178: readRecord },
  128: {
    80: byP1P2({ '0,2': initForLoad, '1,2': initForPurchase }),
    82: creditForLoad,
    84: byP1P2({ '1,0': debitForPurchase }),
    90: getTransactionProve,
    92: getBalance,
  },
};

/** The header alone decides whether a command exists; its lengths are checked afterwards. */
function headerFault(apdu: Uint8Array): number | undefined {
  if (apdu.length < 4) return STATUS.wrongLength;
  const [cla, ins] = apdu as unknown as [number, number];
  if (cla === 0x04 || cla === 0x84) return STATUS.secureMessagingUnsupported;
  const group = COMMANDS[cla];
  if (group === undefined) return STATUS.claUnknown;
  return group[ins] === undefined && !(cla === 0x00 && ins === 0xc0)
    ? STATUS.insUnknown
    : undefined;
}

/** Makes a card from a state: a new one of `issueCard`, or one that was written earlier. */
export function createCard(initial: CardState, { random, onWrite }: CardOptions): SimulatedCard {
  let state = initial;
  let ram = freshRam();
  let face: Face = directFace;
  let cut: Cut | null = null;
  /** The cut of the running command. */
  let activeCut: Cut['at'] | null = null;

  function powerUp(): void {
    ram = freshRam();
    face = state.settings.t0 ? createT0Face() : directFace;
    activeCut = null;
  }

  function tearAt(point: Cut['at']): void {
    if (activeCut !== point) return;
    powerUp();
    throw new CardTorn(point);
  }

  const session: CardSession = {
    get state() {
      return state;
    },
    get ram() {
      return ram;
    },
    random,
    write(changes) {
      tearAt('before-write');
      const next = { ...state, ...changes };
      onWrite?.(next);
      state = next;
      tearAt('after-write');
    },
  };

  const run = (command: CommandApdu) => COMMANDS[command.cla]![command.ins]!(command, session);

  powerUp();
  return {
    atr: fromHex(initial.atr),
    get state() {
      return state;
    },
    transmit(apdu) {
      if (cut !== null && (cut.command === undefined || cut.command === apdu[1])) {
        activeCut = cut.at;
        cut = null;
      }
      const fault = headerFault(apdu);
      const command = fault === undefined ? parseCommand(apdu) : null;
      const answered = command === null ? refuse(fault ?? STATUS.wrongLength) : face(command, run);
      if (activeCut !== null) tearAt(activeCut);
      return answerBytes(answered);
    },
    reset() {
      powerUp();
      return fromHex(state.atr);
    },
    cutNext(next) {
      cut = next;
    },
  };
}
