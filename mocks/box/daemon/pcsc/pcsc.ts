/** The part of PC/SC that the daemon uses, so that another binding, or a test, can replace it. */
import type { Bytes } from '../../../../src/shared/bytes.ts';

/** Flags of SCARD_READERSTATE, as winscard.h numbers them. */
export const READER_STATE = {
  ...{ changed: 0x02, unknown: 0x04, unavailable: 0x08, empty: 0x10, present: 0x20, mute: 0x200 },
} as const;

/** The error with which a call is rejected. */
export interface PcscFailure {
  /** `NoSmartCard` for SCARD_E_NO_SMARTCARD, and so on. */
  readonly code: string;
}

/** A card connected exclusively. */
export interface PcscCard {
  /** SCardTransmit. @throws PcscFailure */
  transmit(apdu: Bytes): Promise<Bytes>;
  /** SCardReconnect with SCARD_UNPOWER_CARD, and the ATR that came. @throws PcscFailure */
  coldReset(): Promise<Bytes>;
  /** SCardDisconnect with SCARD_UNPOWER_CARD. @throws PcscFailure */
  release(): Promise<void>;
}

export interface Pcsc {
  /**
   * Calls back with every reader's flags, now and whenever they change; `null`: the reader is gone. `serves` tells whether
   * there is a PC/SC at all; at first there is none.
   */
  watch(
    callback: (reader: string, flags: number | null) => void,
    serves: (isThere: boolean) => void,
  ): void;
  /** SCardConnect, exclusive, T=0 or T=1. @throws PcscFailure */
  connect(reader: string): Promise<PcscCard>;
  stop(): void;
}
