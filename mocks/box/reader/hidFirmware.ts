/** What a HID reader does with reports; each framing is one of these. */
import type { Bytes } from '../../../src/shared/bytes.ts';
import type { CcidDevice, CcidParts } from './ccidDevice.ts';
import { COMMAND } from './ccidWire.ts';
import type { HidModel } from './hidModels.ts';

export interface HidFirmware {
  /** One output report, as it came, without its id. */
  output(report: Bytes): void;
  /** Plugged in anew. */
  reset(): void;
}

export interface HidFirmwareParts extends Omit<CcidParts, 'model'> {
  readonly model: HidModel;
  /** Input reports that go wrong on their way, counted from 0 since the reader was made. */
  readonly packetFaults?: readonly PacketFault[];
  /** Sends one input report, padded. */
  readonly input: (report: Bytes) => void;
}

interface PacketFault {
  readonly packet: number;
  /** It never comes, comes twice, or with a wrong first, third or fifth byte: channel, tag, sequence. */
  readonly does: 'lost' | 'twice' | 'wrong-channel' | 'wrong-tag' | 'wrong-sequence';
}

/** There is no control pipe: the message Abort stands for the class request too. */
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
  /** What has not gone out is thrown away. */
  drop(): void;
}

/** Reports go out one a millisecond, so that something may come between them. */
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
