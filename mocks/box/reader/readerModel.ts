/** A CCID reader as data: the numbers of its descriptors, and the peculiarities of its firmware. */
import type { T1Fault } from '../../card/t1Card.ts';

/** The fields of the class descriptor (54 bytes) that are in use. */
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

/** Makes the card in the slot a T=1 card, which exchanges blocks. */
export interface T1CardModel {
  /** The longest block it takes, as its ATR declares. */
  readonly ifsc: number;
  readonly faults?: readonly T1Fault[];
}

export interface ReaderModel {
  readonly vendorId: number;
  readonly productId: number;
  readonly manufacturer: string;
  readonly product: string;
  readonly interfaceClass: 0x0b | 0xff;
  /** 1: the device has a memory-stick interface first. */
  readonly interfaceNumber: 0 | 1;
  readonly hasInterrupt: boolean;
  readonly numbers: ReaderNumbers;
  /** Bytes of one packet; 64 at full speed, 512 at high speed. */
  readonly packetSize: number;
  /** The class descriptor follows the last endpoint, as on some readers. */
  readonly descriptorIsLast?: true;
  /** Cuts its answers to APDUs into chained blocks of this size, though it need not, and announces it or not. */
  readonly answersInPiecesOf?: number;
  /** Above the default speed every answer with more bytes than this comes garbled. */
  readonly garblesFasterThan?: number;
  /** Has an interrupt pipe, and notifies nothing. */
  readonly isSilent?: true;
  /** At APDU level: passes 61xx and 6Cxx to the host instead of following them. */
  readonly leavesRepeatsToHost?: true;
  /** Refuses the class request ABORT and the message, as QEMU's reader does. */
  readonly knowsNoAbort?: true;
  /** The voltages at which the card powers up, as bits like above; absent: all. */
  readonly cardVoltages?: number;
  readonly t1?: T1CardModel;
}

export const LEVEL = { tpdu: 0x10000, shortApdu: 0x20000, extendedApdu: 0x40000 } as const;
export const AUTO = { parameters: 0x02, activate: 0x04, voltage: 0x08, negotiate: 0x40 } as const;
