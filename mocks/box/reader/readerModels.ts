/**
 * Readers to choose from. Numbers and features are those of real descriptors (named beside each); class 0xFF, packet sizes
 * and quirks are chosen for what each model tests.
 */
import type { ReaderModel, ReaderNumbers } from './readerModel.ts';

const NUMBERS: ReaderNumbers = {
  bcdCcid: 0x0110,
  maxSlotIndex: 0,
  voltageSupport: 1,
  protocols: 3,
  defaultClockKhz: 4_000,
  maximumClockKhz: 8_000,
  dataRateBps: 10_753,
  maxDataRateBps: 344_105,
  maxIfsd: 254,
  features: 0,
  maxMessageLength: 271,
  classGetResponse: 0,
  pinSupport: 0,
  maxBusySlots: 1,
};
const USUAL = {
  interfaceClass: 0xff,
  interfaceNumber: 0,
  hasInterrupt: true,
  packetSize: 64,
} as const;

/** SCM SPR532: class 0xFF like the real one, and 270 bytes at most. */
const tpdu: ReaderModel = {
  ...USUAL,
  vendorId: 0x04e6,
  productId: 0xe003,
  manufacturer: 'SCM Microsystems Inc.',
  product: 'SPRx32 USB Smart Card Reader',
  numbers: {
    ...NUMBERS,
    bcdCcid: 0x0100,
    features: 0x100ba,
    maxMessageLength: 270,
    classGetResponse: 0xff,
    pinSupport: 3,
  },
};

/** Watchdata USB Key with a memory stick: no interrupt pipe, T=0 only, chooses neither voltage nor parameters. */
const polled: ReaderModel = {
  ...USUAL,
  vendorId: 0x163c,
  productId: 0x0418,
  manufacturer: 'Watchdata',
  product: 'USB Key',
  interfaceNumber: 1,
  hasInterrupt: false,
  numbers: {
    ...NUMBERS,
    protocols: 1,
    features: 0x10030,
    defaultClockKhz: 3_580,
    maximumClockKhz: 14_320,
    dataRateBps: 9_600,
    maxDataRateBps: 115_200,
  },
};

/** HSIC 1D99:0016 does nothing by itself; the card in it wants 3 V. */
const bare: ReaderModel = {
  ...USUAL,
  vendorId: 0x1d99,
  productId: 0x0016,
  manufacturer: 'HSIC',
  product: 'CCID-Reader',
  descriptorIsLast: true,
  cardVoltages: 2,
  numbers: { ...NUMBERS, features: 0x10000, voltageSupport: 7 },
};

/** 德卡 DC4, its contact slot. */
const shortApdu: ReaderModel = {
  ...USUAL,
  vendorId: 0x257b,
  productId: 0xc305,
  manufacturer: 'DC.Ltd',
  product: 'DC4 5CCID READER',
  numbers: {
    ...NUMBERS,
    features: 0x204b2,
    voltageSupport: 7,
    maxIfsd: 3_266,
    maxMessageLength: 3_266,
  },
};

/** Feitian bR301 with a shorter message length; it answers in short blocks. */
const extendedApdu: ReaderModel = {
  ...USUAL,
  vendorId: 0x096e,
  productId: 0x061a,
  manufacturer: 'FEITIAN',
  product: 'bR301',
  answersInPiecesOf: 16,
  numbers: {
    ...NUMBERS,
    bcdCcid: 0x0100,
    features: 0x404be,
    voltageSupport: 7,
    defaultClockKhz: 3_700,
    maximumClockKhz: 3_700,
    maxIfsd: 272,
    classGetResponse: 0xff,
  },
};

/** ACS ACR38U-CCID: a class no page may claim. */
const protectedClass: ReaderModel = {
  ...USUAL,
  vendorId: 0x072f,
  productId: 0x90cc,
  manufacturer: 'ACS',
  product: 'ACR38 USB Reader',
  interfaceClass: 0x0b,
  numbers: { ...NUMBERS, bcdCcid: 0x0100, features: 0x10030, maxDataRateBps: 129_032 },
};

/** GemPC Twin at high speed with a T=1 card: the host handles PPS, parameters and IFSD. */
const t1: ReaderModel = {
  ...USUAL,
  vendorId: 0x08e6,
  productId: 0x3437,
  manufacturer: 'Gemplus',
  product: 'USB SmartCard Reader',
  packetSize: 512,
  numbers: { ...NUMBERS, bcdCcid: 0x0100, features: 0x10230, voltageSupport: 7 },
  t1: { ifsc: 32 },
};

/** Cherry KC 1000 SC, firmware 1.00: announces short APDUs, and answers in parts. */
const inPieces: ReaderModel = {
  ...USUAL,
  vendorId: 0x046a,
  productId: 0x00a1,
  manufacturer: 'Cherry GmbH',
  product: 'KC 1000 SC',
  answersInPiecesOf: 16,
  numbers: { ...NUMBERS, features: 0x204b2, voltageSupport: 7, maxMessageLength: 264 },
};

/** Does everything by itself, for a HID framing in which a reader cannot describe itself. */
const automatic: ReaderModel = {
  ...USUAL,
  vendorId: 0x1209,
  productId: 0xccd0,
  manufacturer: 'Example',
  product: 'Card slot',
  numbers: { ...NUMBERS, features: 0x204fe, voltageSupport: 7, classGetResponse: 0xff },
};

export const READER_MODELS = {
  automatic,
  tpdu,
  polled,
  bare,
  'short-apdu': shortApdu,
  'short-apdu-lazy': { ...shortApdu, leavesRepeatsToHost: true },
  'extended-apdu': extendedApdu,
  protected: protectedClass,
  t1,
  'in-pieces': inPieces,
  // The speed it agrees to carries short answers only, as long wires do.
  'too-fast': { ...t1, garblesFasterThan: 12 },
  silent: { ...tpdu, isSilent: true },
} as const satisfies Record<string, ReaderModel>;

export type ReaderModelName = keyof typeof READER_MODELS;
