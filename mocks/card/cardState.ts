/** What a purse card keeps without power (its EEPROM), as plain JSON: byte strings are upper-case hex. */
import type { Fen } from '../../src/shared/money.ts';

export interface CardKey {
  /** What INIT names. */
  readonly index: number;
  /** What INIT answers, and the PSAM looks for. 1 byte. */
  readonly version: string;
  /** 00 or 01; both mean triple DES. 1 byte. */
  readonly algorithm: string;
  /** 16 bytes. */
  readonly key: string;
}

/** What GET TRANSACTION PROVE can still tell: the last transaction only. */
interface Proof {
  readonly type: number;
  /** The sequence number that INIT answered, before it was counted up. */
  readonly sequence: number;
  readonly mac: string;
  readonly tac: string;
}

/** How cards of this kind differ from each other. */
export interface CardSettings {
  /** The number GET TRANSACTION PROVE wants: the one INIT answered, or the one after it. */
  readonly provesBy: 'n' | 'n+1';
  /** Talk T=0: 61xx and GET RESPONSE, 6Cxx. Otherwise answers come whole, as above a reader that does it itself. */
  readonly t0: boolean;
  readonly logNeedsPin: boolean;
  readonly logRecords: number;
  /** So many wrong MACs lock the application for ever. */
  readonly macErrorLimit: number;
  readonly pinTries: number;
  /** The FCI of the purse says its version (9F08) before its public file. */
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
  /** DF name and file identifier of the purse; a purse without a name is found by its identifier alone. */
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
