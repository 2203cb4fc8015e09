/** USB-IF CCID 1.1, 5.1: the 54 bytes in which a reader says what it does itself. */

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
