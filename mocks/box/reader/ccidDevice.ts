/**
 * A CCID reader (USB-IF CCID 1.1) with a simulated slot. It takes whole messages and sends messages and notifications,
 * changed by its faults. One slot, one command at a time. Does not imitate: clock and data-rate requests, PIN entry,
 * mechanics, Escape commands of any maker.
 */
import { type Bytes, concat } from '../../../src/shared/bytes.ts';
import type { Timers } from '../../../src/shared/time.ts';
import { type Answer, createCcidCommands } from './ccidCommands.ts';
import {
  announced,
  COMMAND,
  EXTENSION,
  FAULT,
  HEADER,
  type HostMessage,
  REPLY,
  type ReaderReply,
  readMessage,
  replyTo,
  writeReply,
} from './ccidWire.ts';
import { type BulkIn, faultyAnswer, sent } from './faultyAnswer.ts';
import { createFaultPlan, type Misbehaviour, type ReaderFault } from './readerFault.ts';
import type { ReaderModel } from './readerModel.ts';
import type { SimulatedSlot } from './simulatedSlot.ts';

export interface CcidSink {
  bulkIn(item: BulkIn): void;
  /** NotifySlotChange. */
  interruptIn(bytes: Bytes): void;
}

/** How long a card takes to power up and for one command; it runs after half of that time. */
export interface CardPace {
  readonly powerOnMs: number;
  readonly commandMs: number;
}

export interface CcidParts {
  readonly timers: Timers;
  readonly slot: SimulatedSlot;
  readonly model: ReaderModel;
  readonly faults?: readonly ReaderFault[];
  readonly pace?: CardPace;
}

export interface CcidDevice {
  /** Whether a command is running. */
  readonly isBusy: boolean;
  /** Takes bytes of bulk-OUT; a message may come in several pieces. `stall`: not accepted. */
  bulkOut(bytes: Uint8Array): 'ok' | 'stall';
  /** The class request of CCID 5.3.1. */
  abort(slot: number, seq: number): 'ok' | 'stall';
  /** Resets, as when it is plugged in or configured, and notifies the host if there is a card. */
  reset(): void;
}

const NOTHING: Bytes = new Uint8Array(0);
const USUAL_PACE: CardPace = { powerOnMs: 200, commandMs: 30 };

export function createCcidDevice(parts: CcidParts, sink: CcidSink): CcidDevice {
  const { timers, slot, model, faults = [], pace = USUAL_PACE } = parts;
  const commands = createCcidCommands(slot, model);
  const plan = createFaultPlan(faults, model.t1 !== undefined);
  const hasCard = () => slot.state === 'present' || slot.state === 'mute';
  let arriving = NOTHING;
  let running: HostMessage | null = null;
  /** The bSeq of a class request ABORT whose message has not come yet; `abortSent` is the other way round. */
  let abortAsked: number | null = null;
  let abortSent: HostMessage | null = null;
  let isCardIn = hasCard();
  /** Counts unpluggings, resets and aborts: commands that began before one of them are never answered. */
  let era = 0;
  /** Counts removed cards: a command of a removed card gets no answer. */
  let departures = 0;

  const later = (delayMs: number, act: () => void): void => {
    const began = era;
    timers.after(delayMs, () => {
      if (slot.plugged && began === era) act();
    });
  };
  const replyOf = ({ type, slot: bSlot, seq }: HostMessage, answer: Answer): ReaderReply => ({
    type: replyTo(type),
    slot: bSlot,
    seq,
    ...answer,
  });
  const say = (reply: ReaderReply): void => sink.bulkIn(sent(writeReply(reply)));
  const refuse = (message: HostMessage, error: number): void =>
    say(replyOf(message, commands.failed(error)));
  const notify = (): void => {
    if (model.hasInterrupt && !model.isSilent)
      sink.interruptIn(Uint8Array.of(0x50, isCardIn ? 3 : 2));
  };

  function pulls(wrong: Misbehaviour | undefined, when: 'before' | 'after'): void {
    if (wrong?.kind === 'unplug' && wrong.when === when) slot.unplug();
    if (wrong?.kind === 'pull' && wrong.when === when) slot.pull();
  }

  function finish(reply: ReaderReply, wrong: Misbehaviour | undefined): void {
    running = null;
    for (const item of faultyAnswer(reply, wrong)) sink.bulkIn(item);
    if (wrong?.kind === 'unplug-at') slot.unplug();
  }

  /** Sends `left` time extensions, `everyMs` apart, then the answer. */
  function extend(reply: ReaderReply, everyMs: number, multiplier: number, left: number): void {
    later(everyMs, () => {
      if (left === 0) {
        finish(reply, undefined);
        return;
      }
      const status = (reply.status & 3) | EXTENSION;
      say({ ...reply, status, error: multiplier, third: 0, data: NOTHING });
      extend(reply, everyMs, multiplier, left - 1);
    });
  }

  function execute(message: HostMessage, wrong: Misbehaviour | undefined, halfMs: number): void {
    const stayed = departures;
    pulls(wrong, 'before');
    if (!slot.plugged) return;
    const reply = replyOf(message, commands.run(message));
    pulls(wrong, 'after');
    if (wrong?.kind === 'extensions') {
      extend(reply, wrong.everyMs, wrong.multiplier, wrong.count);
      return;
    }
    later(wrong?.kind === 'late' ? wrong.ms : halfMs, () => {
      const isTorn = stayed !== departures && reply.type === REPLY.dataBlock;
      finish(isTorn ? replyOf(message, commands.failed(FAULT.mute)) : reply, wrong);
    });
  }

  function start(message: HostMessage, wrong: Misbehaviour | undefined): void {
    if (wrong?.kind === 'lost-command') return;
    if (wrong?.kind === 'fails') {
      const reply = replyOf(message, commands.failed(wrong.error));
      say(wrong.asSlotStatus ? { ...reply, type: REPLY.slotStatus } : reply);
      return;
    }
    running = message;
    const { type } = message;
    const isCommand = type === COMMAND.xfrBlock;
    const ms = type === COMMAND.powerOn ? pace.powerOnMs : isCommand ? pace.commandMs : 0;
    later(ms / 2, () => execute(message, wrong, ms / 2));
  }

  function abortDone(message: HostMessage): void {
    abortAsked = null;
    abortSent = null;
    running = null;
    say(replyOf(message, commands.run({ ...message, type: COMMAND.slotStatus })));
  }

  function take(message: HostMessage, wrong: Misbehaviour | undefined): void {
    const { type, seq } = message;
    if (message.slot > model.numbers.maxSlotIndex) refuse(message, FAULT.slot);
    else if (type === COMMAND.abort && !model.knowsNoAbort) {
      abortSent = message;
      if (abortAsked === seq) abortDone(message);
    } else if (abortAsked !== null || abortSent) refuse(message, FAULT.aborted);
    else if (running) refuse(message, FAULT.busy);
    else start(message, wrong);
  }

  function forget(): void {
    era++;
    arriving = NOTHING;
    running = null;
    abortAsked = null;
    abortSent = null;
    commands.cardGone();
  }

  slot.onChange(() => {
    if (!slot.plugged) return forget();
    if (hasCard() === isCardIn) return;
    isCardIn = hasCard();
    if (!isCardIn) departures++;
    commands.cardGone();
    notify();
  });

  return {
    get isBusy() {
      return running !== null;
    },
    bulkOut(bytes) {
      const whole = concat(arriving, bytes);
      arriving = whole;
      if (whole.length < HEADER || whole.length < announced(whole)) return 'ok';
      arriving = NOTHING;
      const message = readMessage(whole);
      const wrong = plan.strike(message);
      if (wrong?.kind === 'stall-out') return 'stall';
      take(message, wrong);
      return 'ok';
    },
    abort(bSlot, seq) {
      if (model.knowsNoAbort || bSlot > model.numbers.maxSlotIndex) return 'stall';
      abortAsked = seq;
      era++;
      if (abortSent?.seq === seq) abortDone(abortSent);
      return 'ok';
    },
    reset() {
      forget();
      isCardIn = hasCard();
      if (isCardIn) notify();
    },
  };
}
