/** What a CCID reader does with one command, without any time passing. */
import type { Bytes } from '../../../src/shared/bytes.ts';
import { createApduChain, GO_ON } from './apduChain.ts';
import { createCardLine, DEFAULT_SPEED, type LineFault } from './cardLine.ts';
import { COMMAND, FAILED, FAULT, HEADER, type HostMessage, ICC } from './ccidWire.ts';
import { AUTO, LEVEL, type ReaderModel } from './readerModel.ts';
import { defaultParameters, parametersFault } from './readerParameters.ts';
import type { SimulatedSlot } from './simulatedSlot.ts';

export interface Answer {
  readonly status: number;
  readonly error: number;
  readonly third: number;
  readonly data: Bytes;
}

interface CcidCommands {
  run(message: HostMessage): Answer;
  failed(error: number): Answer;
  /** The card was removed: forgets its state. */
  cardGone(): void;
}

const NOTHING: Bytes = new Uint8Array(0);
const LINE_FAULTS = { absent: FAULT.mute, mute: FAULT.mute, parity: FAULT.parity };

export function createCcidCommands(slot: SimulatedSlot, model: ReaderModel): CcidCommands {
  const { numbers, t1 } = model;
  const does = (bits: number): boolean => (numbers.features & bits) !== 0;
  const line = createCardLine(slot, t1);
  const chain = createApduChain(model.answersInPiecesOf ?? numbers.maxMessageLength - HEADER);
  let isPowered = false;
  let parameters = defaultParameters(0);

  const icc = (): number =>
    slot.state === 'empty' ? ICC.absent : isPowered ? ICC.active : ICC.inactive;
  const done = (data: Bytes = NOTHING, third = 0): Answer => ({
    status: icc(),
    error: 0,
    third,
    data,
  });
  const failed = (error: number): Answer => ({ ...done(), status: icc() | FAILED, error });
  const answered = (outcome: Bytes | LineFault): Answer =>
    typeof outcome === 'string' ? failed(LINE_FAULTS[outcome]) : done(outcome);

  /** bPowerSelect as a bit of the voltages; `null` for a voltage this reader does not have. */
  function volts(select: number): number | null {
    if (select === 0) return does(AUTO.voltage | AUTO.activate) ? 7 : null;
    const bit = 1 << (select - 1);
    return select <= 3 && (numbers.voltageSupport & bit) !== 0 ? bit : null;
  }

  function powerOn(select: number): Answer {
    const given = volts(select);
    if (given === null) return failed(FAULT.first);
    isPowered = false;
    chain.forget();
    parameters = defaultParameters(does(AUTO.parameters | AUTO.negotiate) ? line.protocol : 0);
    const isEnough = (given & (model.cardVoltages ?? 7)) !== 0;
    const atr = isEnough ? line.powerOn() : slot.state === 'empty' ? 'absent' : 'mute';
    isPowered = typeof atr !== 'string';
    return answered(atr);
  }

  const current = (): Answer => done(parameters.bytes, parameters.protocol);

  function setParameters(protocol: number, bytes: Bytes): Answer {
    const wanted = { protocol, bytes };
    const fault = parametersFault(wanted, numbers);
    if (fault !== null) return failed(fault);
    parameters = wanted;
    return current();
  }

  /** Sends bytes to the card unchanged: a T=0 TPDU, a T=1 block, a PPS request. */
  function tpdu(bytes: Bytes, waitFactor: number): Answer {
    const isPps = bytes[0] === 0xff;
    const length = parameters.protocol === 1 ? 4 + bytes[2]! : 5 + bytes[4]!;
    const isHeaderOnly = parameters.protocol === 0 && bytes.length === 5;
    if (!isPps && !isHeaderOnly && bytes.length !== length) return failed(FAULT.length);
    const fiDi = parameters.bytes[0]!;
    const outcome = line.send(bytes, { protocol: parameters.protocol, fiDi, waitFactor });
    const most = model.garblesFasterThan;
    const isGarbled = most !== undefined && fiDi !== DEFAULT_SPEED && outcome.length > most;
    return answered(isGarbled && typeof outcome !== 'string' ? 'parity' : outcome);
  }

  function apdu(level: number, bytes: Bytes): Answer {
    const step =
      does(LEVEL.extendedApdu) || level === GO_ON
        ? chain.take(level, bytes)
        : level === 0
          ? { command: bytes }
          : { error: FAULT.level };
    if (step.error !== undefined) return failed(step.error);
    if (step.block) return done(step.block.data, step.block.chain);
    const command = step.command!;
    if (command.length < 4) return failed(FAULT.length);
    const outcome = line.apdu(command, !model.leavesRepeatsToHost);
    const isChained = does(LEVEL.extendedApdu) || model.answersInPiecesOf !== undefined;
    if (typeof outcome === 'string' || !isChained) return answered(outcome);
    const { data, chain: third } = chain.give(outcome);
    return done(data, third);
  }

  function xfrBlock({ specific, data }: HostMessage): Answer {
    if (data.length + HEADER > numbers.maxMessageLength) return failed(FAULT.length);
    if (!isPowered) return failed(FAULT.mute);
    const level = specific[1] + specific[2] * 0x100;
    if (!does(LEVEL.tpdu)) return apdu(level, data);
    return level === 0 ? tpdu(data, Math.max(1, specific[0])) : failed(FAULT.level);
  }

  return {
    failed,
    cardGone() {
      isPowered = false;
      chain.forget();
    },
    run(message) {
      switch (message.type) {
        case COMMAND.powerOn:
          return powerOn(message.specific[0]);
        case COMMAND.powerOff:
          line.powerOff();
          isPowered = false;
          return { ...done(), third: 1 };
        case COMMAND.slotStatus:
          return { ...done(), third: isPowered ? 0 : 1 };
        case COMMAND.xfrBlock:
          return xfrBlock(message);
        case COMMAND.getParameters:
          return isPowered ? current() : failed(FAULT.mute);
        case COMMAND.resetParameters:
          parameters = defaultParameters(0);
          return isPowered ? current() : failed(FAULT.mute);
        case COMMAND.setParameters:
          return isPowered ? setParameters(message.specific[0], message.data) : failed(FAULT.mute);
        default:
          return failed(FAULT.unsupported);
      }
    },
  };
}
