/** What a purse card keeps without power (its EEPROM), as plain JSON: byte strings are upper-case hex. */
import type { Fen } from '../../src/shared/money.ts';

export interface CardKey {
  /** The key index in INIT. */
  readonly index: number;
  /** The version that INIT answers and the PSAM must have. 1 byte. */
  readonly version: string;
  /** 00 or 01; both mean triple DES. 1 byte. */
  readonly algorithm: string;
  /** 16 bytes. */
  readonly key: string;
}

/** The data for GET TRANSACTION PROVE: the last transaction only. */
interface Proof {
  readonly type: number;
  /** The sequence number that INIT answered, before it was incremented. */
  readonly sequence: number;
  readonly mac: string;
  readonly tac: string;
}

/** Settings in which purse cards differ. */
export interface CardSettings {
  /** The sequence number that GET TRANSACTION PROVE expects: the one INIT answered, or the next one. */
  readonly provesBy: 'n' | 'n+1';
  /** True: T=0 with 61xx, GET RESPONSE and 6Cxx. False: whole answers, as from a reader that does T=0 itself. */
  readonly t0: boolean;
  readonly logNeedsPin: boolean;
  readonly logRecords: number;
  /** How many wrong MACs lock the application permanently. */
  readonly macErrorLimit: number;
  readonly pinTries: number;
  /** Whether the FCI of the purse has its version (9F08) before its public file. */
  readonly versionInFci: boolean;
}

export const DEFAULT_SETTINGS: CardSettings = {
  provesBy: 'n',
  t0: true,
  logNeedsPin: false,
  logRecords: 10,
  macErrorLimit: 3,
  pinTries: 3,
  versionInFci: false,
};

export interface CardState {
  readonly atr: string;
  readonly settings: CardSettings;
  /** DF name and file identifier of the purse; a purse without a name is selected by its identifier. */
  readonly aid: string | null;
  readonly fid: string;
  /** File 0x15, 30 bytes: issuer 8, type 1, version 1, serial 10, from 4, to 4, issuer's own 2. */
  readonly publicFile: string;
  /** File 0x16, 39 bytes: card type 1, staff 1, name 20, id number 16, id type 1. */
  readonly holderFile: string;
  readonly purchaseKeys: readonly CardKey[];
  readonly loadKeys: readonly CardKey[];
  /** DTK, 16 bytes. */
  readonly transactionKey: string;
  readonly pin: string;
  readonly pinTriesLeft: number;
  readonly balanceFen: Fen;
  /** Counts purchases. */
  readonly offlineSequence: number;
  /** Counts loads. */
  readonly onlineSequence: number;
  readonly macErrors: number;
  readonly locked: boolean;
  readonly proof: Proof | null;
  /** File 0x18, newest first, 23 bytes each. */
  readonly log: readonly string[];
}
