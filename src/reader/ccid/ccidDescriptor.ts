/** USB-IF CCID 1.1, 5.1: the 54 bytes in which a reader says what it does itself. */
import type { Bytes } from '../../shared/bytes.ts';
import type { ReaderModel } from '../readerModel.ts';

/** Numbers as they stand there; feature bits by `FEATURE`. */
export interface CcidDescriptor {
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

export const FEATURE = {
  autoParametersFromAtr: 0x02,
  autoActivate: 0x04,
  autoVoltage: 0x08,
  autoClock: 0x10,
  autoBaudRate: 0x20,
  autoParameterNegotiation: 0x40,
  autoPps: 0x80,
  autoIfsd: 0x400,
  tpdu: 0x10000,
  shortApdu: 0x20000,
  extendedApdu: 0x40000,
} as const;

type ExchangeLevel = 'character' | 'tpdu' | 'short-apdu' | 'extended-apdu';

export const CCID_DESCRIPTOR_BYTES = 54;
export const CCID_DESCRIPTOR_TYPE = 0x21;

/** The 54 bytes as they stand in the configuration; `null` when they are no such descriptor. Never throws. */
export function parseCcidDescriptor(bytes: Bytes): CcidDescriptor | null {
  if (
    bytes.length !== CCID_DESCRIPTOR_BYTES ||
    bytes[0] !== CCID_DESCRIPTOR_BYTES ||
    bytes[1] !== CCID_DESCRIPTOR_TYPE
  ) {
    return null;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const u32 = (at: number) => view.getUint32(at, true);
  const u8 = (at: number) => view.getUint8(at);
  return {
    bcdCcid: view.getUint16(2, true),
    maxSlotIndex: u8(4),
    voltageSupport: u8(5),
    protocols: u32(6),
    defaultClockKhz: u32(10),
    maximumClockKhz: u32(14),
    dataRateBps: u32(19),
    maxDataRateBps: u32(23),
    maxIfsd: u32(28),
    features: u32(40),
    maxMessageLength: u32(44),
    classGetResponse: u8(48),
    pinSupport: u8(52),
    maxBusySlots: u8(53),
  };
}

/** A header, 256 bytes of data and a status word or what a block has around them: rounded up as most readers do. */
const USUAL_MESSAGE_BYTES = 271;

/** What an answer may measure at most: some readers announce less than a card's longest answer, and send it. */
export const longestAnswer = ({ maxMessageLength }: CcidDescriptor): number =>
  Math.max(maxMessageLength, USUAL_MESSAGE_BYTES);

/** The exchange level: what `XfrBlock` carries. Where a reader names more than one (it may not), the highest. */
export function levelOf({ features }: CcidDescriptor): ExchangeLevel {
  if (features & FEATURE.extendedApdu) return 'extended-apdu';
  if (features & FEATURE.shortApdu) return 'short-apdu';
  return features & FEATURE.tpdu ? 'tpdu' : 'character';
}

const LEVEL = {
  tpdu: FEATURE.tpdu,
  'short-apdu': FEATURE.shortApdu,
  'extended-apdu': FEATURE.extendedApdu,
};
const LEVELS = FEATURE.tpdu | FEATURE.shortApdu | FEATURE.extendedApdu;
/** A header and 64 KiB: more is a lie, and would be allocated. Less than a TPDU and its header cannot work. */
const MAX_MESSAGE_BYTES = 0x1000a;
const MIN_MESSAGE_BYTES = 32;

type Known = Omit<ReaderModel, 'model'>;

/** Corrected by what is known of the model; the length of a message is bounded in any case. */
export function correctedDescriptor(descriptor: CcidDescriptor, known: Known = {}): CcidDescriptor {
  const { maxMessageLength = descriptor.maxMessageLength, level, maxIfsd, maxDataRateBps } = known;
  const { features } = descriptor;
  return {
    ...descriptor,
    maxMessageLength:
      maxMessageLength < MIN_MESSAGE_BYTES
        ? USUAL_MESSAGE_BYTES
        : Math.min(maxMessageLength, MAX_MESSAGE_BYTES),
    maxIfsd: maxIfsd || descriptor.maxIfsd,
    maxDataRateBps: maxDataRateBps || descriptor.maxDataRateBps,
    features: level ? (features & ~LEVELS) | LEVEL[level] : features,
  };
}
