/**
 * The rows of the files that the parties exchange at the end of a day. UTF-8, LF, cells separated by `|`, money in fen.
 * Every file is `H|…`, any number of `D|n|…`, then `T|count|total fen|sha256 of all bytes before this line`.
 */
import type { Fen } from '../../../src/shared/money.ts';

/** `YYYYMMDD`: the day a debit is settled under. */
export type BusinessDate = string;

/** The party that the folder belongs to; `in`: files for that party. */
export type Folder = 'boss/in' | 'boss/out' | 'ppp/in' | 'ppp/out';

/** `DZ<channel4><YYYYMMDD>.txt`, TSP to BOSS: every debit that pays for an order. */
export interface PaidRow {
  readonly orderId: string;
  /** Empty until BOSS has assigned it. */
  readonly bossOrder: string;
  readonly subscriberId: string;
  readonly stbId: string;
  readonly product: string;
  /** `YYYY-MM-DD`, empty when it is not open. */
  readonly from: string;
  readonly to: string;
  readonly amountFen: Fen;
  /** `YYYYMMDDHHMMSS` in China. */
  readonly paidAt: string;
  readonly cardMasked: string;
  readonly terminalNo: string;
  readonly terminalSequence: string;
  /** 4 hex digits. */
  readonly cardSequence: string;
  /** Empty for a debit that is known only from the card's log. */
  readonly tac: string;
  /** S paid and open, P paid and not open yet, C credited, R decided by people. */
  readonly state: 'S' | 'P' | 'C' | 'R';
}

/**
 * `FH<channel4><YYYYMMDD>.txt`, BOSS to TSP, the answer to a DZ: BOSS's own totals in the head, and the differences as
 * rows.
 */
export interface BossFinding {
  readonly view:
    | 'MISSING_AT_BOSS'
    | 'MISSING_AT_TSP'
    | 'AMOUNT_DIFF'
    | 'DUPLICATE'
    | 'STATE_DIFF'
    | 'DAY_EDGE';
  readonly orderId: string;
  readonly bossOrder: string;
  /** `null`: that side has no such row. */
  readonly tspFen: Fen | null;
  readonly bossFen: Fen | null;
  readonly tspState: string;
  readonly bossState: string;
  /** The day on which BOSS booked it; empty if it did not. */
  readonly bossDate: BusinessDate | '';
}

/** `PP<acquirer8><YYYYMMDD><batch2>.txt`, TSP to PPP: a batch of debits, as `PUT /batches` carries it. */
export interface ClaimRow {
  readonly terminalNo: string;
  readonly terminalSequence: string;
  readonly cardSerial: string;
  readonly issuer: string;
  readonly applicationType: string;
  readonly transactionType: string;
  readonly amountFen: Fen;
  readonly balanceBeforeFen: Fen;
  readonly balanceAfterFen: Fen;
  readonly cardSequence: string;
  readonly overdraftFen: Fen;
  readonly date: string;
  readonly time: string;
  readonly tac: string;
  readonly mac2Verified: boolean;
  readonly keyVersion: string;
  readonly algorithmId: string;
  readonly keyIndex: string;
  readonly random: string;
  readonly merchant: string;
  readonly orderId: string;
}

/** `PR<acquirer8><YYYYMMDD><batch2>.txt`, PPP to TSP: the verdict on every record of a batch. */
export interface VerdictRow {
  /** Counts from 0, as the records of the batch do. */
  readonly index: number;
  readonly result: '00' | '01' | '02' | '03' | '04' | '05';
  readonly reason: string;
}

/**
 * `QS<acquirer8><YYYYMMDD>.txt`, PPP to TSP: every debit that the PPP will pay out for the day, claimed by file or over
 * the wire.
 */
export interface SettledRow {
  readonly batchId: string;
  readonly index: number;
  readonly terminalNo: string;
  readonly terminalSequence: string;
  readonly cardSerial: string;
  readonly cardSequence: string;
  readonly amountFen: Fen;
  readonly orderId: string;
}

/** The first line of every file. */
export interface FileHead {
  readonly version: '1.0';
  /** Channel (4) or acquirer (8). */
  readonly sender: string;
  readonly date: BusinessDate;
  /** `YYYYMMDDHHMMSS` in China. */
  readonly createdAt: string;
  readonly count: number;
  readonly totalFen: Fen;
  readonly batchNo: string;
}

/** The fault of a file. Nothing of the file may be used. */
export interface FileFault {
  readonly kind:
    | 'not-ready'
    | 'truncated'
    | 'corrupt'
    | 'totals'
    | 'foreign'
    | 'duplicate'
    | 'cell'
    | 'version';
  readonly file: string;
  /** Counts from 1; absent for a fault of the whole file. */
  readonly line?: number;
  readonly field?: string;
  /** The value that was found, shortened, never a card number. */
  readonly value?: string;
  /** What is wrong and what to do, in one sentence. */
  readonly message: string;
}

/** The seal beside a finished file, `name.ok`: `size|sha256|count|total`. */
export interface FileSeal {
  readonly size: number;
  /** 64 hex digits, upper case, of the whole file. */
  readonly sha256: string;
  readonly count: number;
  readonly totalFen: Fen;
}

/**
 * A place that both sides reach: FTP, a directory, or a room of the store. A file is written as `name.tmp`, renamed,
 * and then its `.ok` is written, so that no reader sees half a file. All methods reject when the place cannot be
 * reached; then nothing is lost.
 */
export interface FileExchange {
  /** Files with an `.ok`, by name. */
  list(folder: Folder): Promise<readonly string[]>;
  seal(folder: Folder, name: string): Promise<FileSeal | null>;
  /** The same name again replaces a file that was not taken yet. */
  write(
    folder: Folder,
    name: string,
    bytes: AsyncIterable<Uint8Array>,
    seal: () => FileSeal,
  ): Promise<void>;
  read(folder: Folder, name: string): AsyncIterable<Uint8Array>;
  /** Moves file and `.ok` away, once the file is processed. */
  move(folder: Folder, name: string, to: 'done' | 'error'): Promise<void>;
  /** Whether a file of this name was processed before. */
  wasTaken(folder: Folder, name: string): Promise<'done' | 'error' | null>;
  /** The seal of the file that was taken (`done`) under this name: whose file it was. `null`: none, or it has no seal. */
  takenSeal(folder: Folder, name: string): Promise<FileSeal | null>;
}
