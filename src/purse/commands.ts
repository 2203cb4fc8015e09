/**
 * PBOC e-purse commands (JR/T 0025 parts 1 and 2, application ED/EP) as pairs: `build` makes the command's bytes,
 * `parse` reads the data of a 9000 answer (`null`: it cannot be one). No I/O.
 */

import { commandApdu } from '../reader/apdu.ts';
import { type Bytes, concat, fromHex, toHex, uintBytes, uintFrom } from '../shared/bytes.ts';
import type { Fen } from '../shared/money.ts';

/** A card command: what it sends for `P`, what it reads out of the answer's data. */
export interface Command<P, T> {
  readonly name: string;
  build(parameters: P): Bytes;
  parse(data: Bytes): T | null;
}

/** SELECT by DF name (P1 04) or by file identifier (P1 00). Answers the FCI template. */
export const select: Command<{ name: string } | { fid: string }, Bytes> = {
  name: 'SELECT',
  build: (by) =>
    'name' in by
      ? commandApdu({ cla: 0x00, ins: 0xa4, p1: 0x04, p2: 0x00, data: fromHex(by.name), le: 256 })
      : commandApdu({ cla: 0x00, ins: 0xa4, p1: 0x00, p2: 0x00, data: fromHex(by.fid), le: 256 }),
  parse: (data) => data,
};

/** The contents of the purse's public file 0x15. Hex except the dates (YYYYMMDD). */
export interface PurseFile {
  readonly issuer: string;
  readonly applicationType: string;
  readonly applicationVersion: string;
  /** 10 bytes: never shown or stored whole; it leaves the portal sealed. */
  readonly serial: Bytes;
  readonly validFrom: string;
  readonly validTo: string;
}

const BCD_DATE = /^[0-9]{8}$/;

/** READ BINARY of file 0x15: 30 bytes here; other schemes append to them. */
export const readPurseFile: Command<void, PurseFile> = {
  name: 'READ BINARY 15',
  build: () => commandApdu({ cla: 0x00, ins: 0xb0, p1: 0x95, p2: 0x00, le: 30 }),
  parse(data) {
    if (data.length < 28) return null;
    const validFrom = toHex(data.subarray(20, 24));
    const validTo = toHex(data.subarray(24, 28));
    if (!BCD_DATE.test(validFrom) || !BCD_DATE.test(validTo)) return null;
    return {
      issuer: toHex(data.subarray(0, 8)),
      applicationType: toHex(data.subarray(8, 9)),
      applicationVersion: toHex(data.subarray(9, 10)),
      serial: data.slice(10, 20),
      validFrom,
      validTo,
    };
  },
};

/** GET BALANCE of the purse (EP, P2 02): 4 bytes, fen. */
export const getBalance: Command<void, Fen> = {
  name: 'GET BALANCE',
  build: () => commandApdu({ cla: 0x80, ins: 0x5c, p1: 0x00, p2: 0x02, le: 4 }),
  parse: (data) => (data.length === 4 ? uintFrom(data) : null),
};

interface InitParameters {
  readonly keyIndex: number;
  readonly amountFen: Fen;
  /** The PSAM's terminal number, 6 bytes hex. */
  readonly terminalNo: string;
}

export interface InitAnswer {
  readonly balanceFen: Fen;
  /** The card's offline purchase sequence: `n`. */
  readonly sequence: number;
  readonly overdraftFen: Fen;
  readonly keyVersion: number;
  readonly algorithmId: number;
  readonly random: Bytes;
}

/** INITIALIZE FOR PURCHASE (EP): 15 bytes. Writes nothing and uses up no number. */
export const initForPurchase: Command<InitParameters, InitAnswer> = {
  name: 'INIT FOR PURCHASE',
  build: ({ keyIndex, amountFen, terminalNo }) =>
    commandApdu({
      cla: 0x80,
      ins: 0x50,
      p1: 0x01,
      p2: 0x02,
      data: concat([keyIndex], uintBytes(amountFen, 4), fromHex(terminalNo)),
      le: 15,
    }),
  parse: (data) =>
    data.length === 15
      ? {
          balanceFen: uintFrom(data.subarray(0, 4)),
          sequence: uintFrom(data.subarray(4, 6)),
          overdraftFen: uintFrom(data.subarray(6, 9)),
          keyVersion: data[9]!,
          algorithmId: data[10]!,
          random: data.slice(11, 15),
        }
      : null,
};

export interface DebitParameters {
  /** 4 bytes hex. */
  readonly terminalSequence: string;
  /** YYYYMMDD and HHMMSS, from the TSP's clock. */
  readonly date: string;
  readonly time: string;
  /** 4 bytes hex. */
  readonly mac1: string;
}

export interface DebitAnswer {
  readonly tac: Bytes;
  readonly mac2: Bytes;
}

/** DEBIT FOR PURCHASE: the one command that takes money. Answers TAC | MAC2. */
export const debitForPurchase: Command<DebitParameters, DebitAnswer> = {
  name: 'DEBIT FOR PURCHASE',
  build: ({ terminalSequence, date, time, mac1 }) =>
    commandApdu({
      cla: 0x80,
      ins: 0x54,
      p1: 0x01,
      p2: 0x00,
      data: fromHex(terminalSequence + date + time + mac1),
      le: 8,
    }),
  parse: (data) => (data.length === 8 ? { tac: data.slice(0, 4), mac2: data.slice(4, 8) } : null),
};

/** GET TRANSACTION PROVE for a purchase: MAC2 | TAC, the reverse order of DEBIT. */
export const getTransactionProve: Command<{ sequence: number }, DebitAnswer> = {
  name: 'GET TRANSACTION PROVE',
  build: ({ sequence }) =>
    commandApdu({
      cla: 0x80,
      ins: 0x5a,
      p1: 0x00,
      p2: 0x06,
      data: uintBytes(sequence, 2),
      le: 8,
    }),
  parse: (data) => (data.length === 8 ? { mac2: data.slice(0, 4), tac: data.slice(4, 8) } : null),
};

export interface LogRecord {
  readonly sequence: number;
  readonly amountFen: Fen;
  readonly type: string;
  readonly terminalNo: string;
  readonly date: string;
  readonly time: string;
}

/** READ RECORD of the cyclic log 0x18: record 1 is the newest, 23 bytes each. */
export const readLogRecord: Command<{ record: number }, LogRecord> = {
  name: 'READ RECORD 18',
  build: ({ record }) => commandApdu({ cla: 0x00, ins: 0xb2, p1: record, p2: 0xc4, le: 23 }),
  parse: (data) =>
    data.length === 23
      ? {
          sequence: uintFrom(data.subarray(0, 2)),
          amountFen: uintFrom(data.subarray(5, 9)),
          type: toHex(data.subarray(9, 10)),
          terminalNo: toHex(data.subarray(10, 16)),
          date: toHex(data.subarray(16, 20)),
          time: toHex(data.subarray(20, 23)),
        }
      : null,
};

/** READ RECORD of the directory (SFI 1): the application identifiers in it. */
export const readDirectory: Command<{ record: number }, string[]> = {
  name: 'READ RECORD DIR',
  build: ({ record }) => commandApdu({ cla: 0x00, ins: 0xb2, p1: record, p2: 0x0c, le: 256 }),
  parse(data) {
    const names: string[] = [];
    for (let at = 0; at + 1 < data.length; ) {
      const length = data[at + 1]!;
      if (data[at] === 0x61) {
        at += 2;
        continue;
      }
      if (data[at] === 0x4f) names.push(toHex(data.subarray(at + 2, at + 2 + length)));
      at += 2 + length;
    }
    return names;
  },
};
