/**
 * ePass3000. A command is 'R' '6', command, length, data; an answer is 'R' '6', status, length, data. The card gets T=0
 * TPDUs. Faults of CCID (bSeq, types, extensions) do not strike here. Does not imitate: status codes other than 0 and 1.
 */
import { type Bytes, concat } from '../../../src/shared/bytes.ts';
import { COMMAND } from './ccidWire.ts';
import { createReportQueue, type HidFirmware, type HidFirmwareParts } from './hidFirmware.ts';
import { createFaultPlan, type Misbehaviour } from './readerFault.ts';

const GET_ATR = 1;
const EXCHANGE = 2;
const HEADER = 6;
const NOTHING: Bytes = new Uint8Array(0);
const USUAL_PACE = { powerOnMs: 200, commandMs: 30 };

export function createR6(parts: HidFirmwareParts): HidFirmware {
  const { slot, model, timers, faults = [], pace = USUAL_PACE } = parts;
  const queue = createReportQueue(parts);
  const plan = createFaultPlan(faults, false);
  let arriving = NOTHING;
  let era = 0;

  const later = (delayMs: number, act: () => void): void => {
    const began = era;
    timers.after(delayMs, () => {
      if (slot.plugged && began === era) act();
    });
  };
  function say(status: number, data: Bytes, lie = 0): void {
    const length = data.length + lie;
    const head = [0x52, 0x36, status >> 8, status & 0xff, length >> 8, length & 0xff];
    const whole = concat(head, data);
    for (let at = 0; at < whole.length; at += model.inputBytes) {
      queue.push(whole.slice(at, at + model.inputBytes));
    }
  }
  function pulls(wrong: Misbehaviour | undefined, when: 'before' | 'after'): void {
    if (wrong?.kind === 'unplug' && wrong.when === when) slot.unplug();
    if (wrong?.kind === 'pull' && wrong.when === when) slot.pull();
  }

  function execute(command: number, data: Bytes, wrong: Misbehaviour | undefined): void {
    pulls(wrong, 'before');
    if (!slot.plugged) return;
    const outcome = command === GET_ATR ? slot.powerOn() : slot.transmit(data);
    pulls(wrong, 'after');
    if (wrong?.kind === 'lost-answer') return;
    const isGood = outcome.ok && wrong?.kind !== 'card-mute' && slot.state === 'present';
    const answer = isGood ? outcome.value : NOTHING;
    const lie = wrong?.kind === 'lies' ? wrong.by : 0;
    const half = (command === GET_ATR ? pace.powerOnMs : pace.commandMs) / 2;
    later(wrong?.kind === 'late' ? wrong.ms : half, () => say(isGood ? 0 : 1, answer, lie));
  }

  function run(command: number, data: Bytes): void {
    const isAtr = command === GET_ATR;
    const type = isAtr ? COMMAND.powerOn : COMMAND.xfrBlock;
    const wrong = plan.strike({ type, slot: 0, seq: 0, specific: [0, 0, 0], data });
    if (wrong?.kind === 'lost-command') return;
    if (wrong?.kind === 'fails' || (!isAtr && command !== EXCHANGE)) say(1, NOTHING);
    else later((isAtr ? pace.powerOnMs : pace.commandMs) / 2, () => execute(command, data, wrong));
  }

  return {
    output(report) {
      arriving = concat(arriving, report);
      const [r, six, high, low, lengthHigh, lengthLow] = arriving as unknown as number[];
      if (r !== 0x52 || six !== 0x36) {
        arriving = NOTHING;
        return;
      }
      const length = lengthHigh! * 256 + lengthLow!;
      if (arriving.length < HEADER + length) return;
      const data = arriving.slice(HEADER, HEADER + length);
      arriving = NOTHING;
      run(high! * 256 + low!, data);
    },
    reset() {
      era++;
      arriving = NOTHING;
      queue.drop();
    },
  };
}
