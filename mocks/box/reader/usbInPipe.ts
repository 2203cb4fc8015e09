/** An IN endpoint (USB 2.0, 5.8): the device puts packets on it, the host reads transfers from it. */
import { type Bytes, concat } from '../../../src/shared/bytes.ts';
import type { BulkIn } from './faultyAnswer.ts';

export interface UsbInPipe {
  put(item: BulkIn): void;
  /** Reads `length` bytes, or fewer when a short packet comes; pending until there is data. */
  read(length: number): Promise<USBInTransferResult>;
  clearHalt(): void;
  /** Rejects all pending transfers. */
  rejectAll(error: () => DOMException): void;
  /** Drops the data that was not read. */
  drop(): void;
}

interface Reading {
  readonly length: number;
  data: Bytes;
  readonly resolve: (result: USBInTransferResult) => void;
  readonly reject: (cause: DOMException) => void;
}

const NOTHING: Bytes = new Uint8Array(0);

/** A view into a larger buffer, which a browser may return. */
export function viewOf(bytes: Uint8Array): DataView {
  const roomy = concat([0xde, 0xad], bytes, [0xbe, 0xef]);
  return new DataView(roomy.buffer, 2, bytes.length);
}

function packetsOf(bytes: Bytes, end: string, packetSize: number): Bytes[] {
  const packets: Bytes[] = [];
  for (let at = 0; at < bytes.length; at += packetSize) {
    packets.push(bytes.slice(at, at + packetSize));
  }
  const isWhole = bytes.length % packetSize === 0;
  if (isWhole && end === 'proper') packets.push(NOTHING);
  if (!isWhole && end === 'torn') packets.pop();
  return packets;
}

export function createUsbInPipe(packetSize: number): UsbInPipe {
  let queue: (Bytes | 'stall' | 'babble')[] = [];
  let readings: Reading[] = [];
  let isHalted = false;

  function finish(status: USBTransferStatus, reading: Reading): void {
    readings.shift();
    reading.resolve({ status, data: viewOf(reading.data) });
  }

  /** Does one step; `false` when there is nothing to do. */
  function step(): boolean {
    const reading = readings[0];
    if (!reading) return false;
    const next = queue[0];
    if (isHalted || next === 'stall') {
      if (!isHalted) queue.shift();
      isHalted = true;
      finish('stall', reading);
      return true;
    }
    if (next === undefined) return false;
    queue.shift();
    if (next === 'babble' || reading.data.length + next.length > reading.length) {
      finish('babble', reading);
      return true;
    }
    reading.data = concat(reading.data, next);
    if (next.length < packetSize || reading.data.length === reading.length) finish('ok', reading);
    return true;
  }
  const pump = (): void => {
    while (step());
  };

  return {
    put(item) {
      if (item.kind === 'data') queue.push(...packetsOf(item.bytes, item.end, packetSize));
      else queue.push(item.kind);
      pump();
    },
    read: (length) =>
      new Promise((resolve, reject) => {
        readings.push({ length, data: NOTHING, resolve, reject });
        pump();
      }),
    clearHalt() {
      isHalted = false;
      pump();
    },
    rejectAll(error) {
      const pending = readings;
      readings = [];
      for (const { reject } of pending) reject(error());
    },
    drop() {
      queue = [];
      isHalted = false;
    },
  };
}
