/**
 * What goes between the parties at the day's end, row by row. UTF-8, LF, cells separated by `|`, money in fen. Every file is
 * `H|…`, so many `D|n|…`, `T|count|total fen|sha256 of all bytes before this line`.
 */
import type { Fen } from '../../../src/shared/money.ts';

/** `YYYYMMDD`: the day a debit is settled under. */
export type BusinessDate = string;

/** Whose folders they are; `in`: towards that party. */
export type Folder = 'boss/in' | 'boss/out' | 'ppp/in' | 'ppp/out';

/** `DZ<channel4><YYYYMMDD>.txt`, TSP to BOSS: every debit that pays for an order. */
export interface PaidRow {
  readonly orderId: string;
  /** Empty until BOSS has given one. */
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
  /** Empty for a debit known by the card's log alone. */
  readonly tac: string;
  /** S paid and open, P paid and not open yet, C credited, R settled by hand. */
  readonly state: 'S' | 'P' | 'C' | 'R';
}

/** `FH<channel4><YYYYMMDD>.txt`, BOSS to TSP, the answer to a DZ: BOSS's own totals in the head, and where it differs. */
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
  /** The day under which BOSS has it; empty when it has not. */
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

/** `QS<acquirer8><YYYYMMDD>.txt`, PPP to TSP: every debit the PPP will pay out for the day, whoever claimed it. */
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

/** What is wrong with a file: nothing of it may be used. */
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
  /** Counts from 1; absent for a fault of the whole. */
  readonly line?: number;
  readonly field?: string;
  /** What was found, shortened, never a card number. */
  readonly value?: string;
  /** What is wrong and what to do, one sentence. */
  readonly message: string;
}

/** What stands beside a finished file, as `name.ok`: `size|sha256|count|total`. */
export interface FileSeal {
  readonly size: number;
  /** 64 hex digits, upper case, of the whole file. */
  readonly sha256: string;
  readonly count: number;
  readonly totalFen: Fen;
}

/**
 * A place both sides reach: FTP, a directory, or a room of the store. A file is written as `name.tmp`, renamed, and then its
 * `.ok` is written; nobody sees half a file. All methods reject when the place cannot be reached; nothing is lost then.
 */
export interface FileExchange {
  /** Files with an `.ok`, by name. */
  list(folder: Folder): Promise<readonly string[]>;
  seal(folder: Folder, name: string): Promise<FileSeal | null>;
  /** The same name again replaces a file that nobody has taken yet. */
  write(
    folder: Folder,
    name: string,
    bytes: AsyncIterable<Uint8Array>,
    seal: () => FileSeal,
  ): Promise<void>;
  read(folder: Folder, name: string): AsyncIterable<Uint8Array>;
  /** Away with file and `.ok`, once it is dealt with. */
  move(folder: Folder, name: string, to: 'done' | 'error'): Promise<void>;
  /** Whether a file of this name was dealt with before. */
  wasTaken(folder: Folder, name: string): Promise<'done' | 'error' | null>;
}
