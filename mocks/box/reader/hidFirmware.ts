/** How a HID reader handles reports; each framing is one implementation. */
import type { Bytes } from '../../../src/shared/bytes.ts';
import type { CcidDevice, CcidParts } from './ccidDevice.ts';
import { COMMAND } from './ccidWire.ts';
import type { HidModel } from './hidModels.ts';

export interface HidFirmware {
  /** Takes one output report without its id. */
  output(report: Bytes): void;
  /** The reader was plugged in again. */
  reset(): void;
}

export interface HidFirmwareParts extends Omit<CcidParts, 'model'> {
  readonly model: HidModel;
  /** Faults of input reports, which are counted from 0 since the reader was made. */
  readonly packetFaults?: readonly PacketFault[];
  /** Sends one input report, padded. */
  readonly input: (report: Bytes) => void;
}

interface PacketFault {
  readonly packet: number;
  /** The report is lost, sent twice, or has a wrong first, third or fifth byte: channel, tag, sequence. */
  readonly does: 'lost' | 'twice' | 'wrong-channel' | 'wrong-tag' | 'wrong-sequence';
}

/** Without a control pipe the message Abort also counts as the class request. */
export function abortFirst(reader: CcidDevice, message: Bytes): void {
  const [slot, seq] = [message[5], message[6]];
  if (message[0] === COMMAND.abort && slot !== undefined && seq !== undefined) {
    reader.abort(slot, seq);
  }
}

const WRONG_BYTE = { 'wrong-channel': 0, 'wrong-tag': 2, 'wrong-sequence': 4 } as const;
const REPORT_MS = 1;

interface ReportQueue {
  push(report: Bytes): void;
  /** Drops the reports that were not sent yet. */
  drop(): void;
}

/** Sends one report a millisecond, so that other events can happen in between. */
export function createReportQueue({
  timers,
  slot,
  input,
  model,
  packetFaults = [],
}: HidFirmwareParts): ReportQueue {
  let waiting: Bytes[] = [];
  let isSending = false;
  let count = 0;

  function send(report: Bytes): void {
    const wrong = packetFaults.find(({ packet }) => packet === count)?.does;
    count++;
    if (wrong === 'lost') return;
    const padded = new Uint8Array(model.inputBytes);
    padded.set(report);
    if (wrong !== undefined && wrong !== 'twice') padded[WRONG_BYTE[wrong]]! ^= 0x11;
    input(padded);
    if (wrong === 'twice') input(padded);
  }
  function next(): void {
    const report = waiting.shift();
    isSending = report !== undefined;
    if (!report) return;
    timers.after(REPORT_MS, () => {
      if (slot.plugged) send(report);
      next();
    });
  }

  return {
    push(report) {
      waiting.push(report);
      if (!isSending) next();
    },
    drop() {
      waiting = [];
    },
  };
}
