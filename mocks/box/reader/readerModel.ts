/** A CCID reader as data: the numbers of its descriptors, and where its firmware has a will of its own. */
import type { T1Fault } from '../../card/t1Card.ts';

/** The 54 bytes of the class descriptor, as far as anybody looks at them. */
export interface ReaderNumbers {
  readonly bcdCcid: number;
  readonly maxSlotIndex: number;
  /** 1: 5 V, 2: 3 V, 4: 1.8 V. */
  readonly voltageSupport: number;
  /** 1: T=0, 2: T=1. */
  readonly protocols: number;
  readonly defaultClockKhz: number;
  readonly maximumClockKhz: number;
  readonly dataRateBps: number;
  readonly maxDataRateBps: number;
  readonly maxIfsd: number;
  readonly features: number;
  readonly maxMessageLength: number;
  readonly classGetResponse: number;
  readonly pinSupport: number;
  readonly maxBusySlots: number;
}

/** The card that stands before a T=1 reader: the slot's card, spoken to in blocks. */
export interface T1NonVolatileMemory {
  /** What its ATR says and holds it to. */
  readonly ifsc: number;
  readonly faults?: readonly T1Fault[];
}

export interface ReaderModel {
  readonly vendorId: number;
  readonly productId: number;
  readonly manufacturer: string;
  readonly product: string;
  readonly interfaceClass: 0x0b | 0xff;
  /** 1: a memory-stick interface stands before it. */
  readonly interfaceNumber: 0 | 1;
  readonly hasInterrupt: boolean;
  readonly numbers: ReaderNumbers;
  /** Bytes of one packet; 64 at full speed, 512 at high speed. */
  readonly packetSize: number;
  /** The class descriptor hangs off the last endpoint, as on some. */
  readonly descriptorIsLast?: true;
  /** Cuts its answers into chained blocks of so many bytes, though it need not. */
  readonly answersInPiecesOf?: number;
  /** At APDU level: hands 61xx and 6Cxx through instead of following them. */
  readonly leavesRepeatsToHost?: true;
  /** Refuses the class request ABORT and the message, as QEMU's reader does. */
  readonly knowsNoAbort?: true;
  /** The voltages at which the card in it comes up, in bits as above; all, when absent. */
  readonly cardVoltages?: number;
  readonly t1?: T1NonVolatileMemory;
}

export const LEVEL = { tpdu: 0x10000, shortApdu: 0x20000, extendedApdu: 0x40000 } as const;
export const AUTO = { parameters: 0x02, activate: 0x04, voltage: 0x08, negotiate: 0x40 } as const;
