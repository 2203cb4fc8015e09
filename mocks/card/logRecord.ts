/** One record of the transaction log, file 0x18 (PBOC): 23 bytes. */
import { concat, fromHex, toHex, uintBytes, uintFrom } from '../../src/shared/bytes.ts';
import type { Fen } from '../../src/shared/money.ts';

/** All fields except the numbers are hex. */
export interface LogRecord {
  /** The number that INIT answered. Real cards differ: at least one logs the next number. */
  readonly sequence: number;
  readonly amountFen: Fen;
  readonly type: number;
  readonly terminalNo: string;
  readonly date: string;
  readonly time: string;
}

const NO_OVERDRAFT = [0, 0, 0];

export const encodeLogRecord = (record: LogRecord): string =>
  toHex(
    concat(
      uintBytes(record.sequence, 2),
      NO_OVERDRAFT,
      uintBytes(record.amountFen, 4),
      [record.type],
      fromHex(record.terminalNo + record.date + record.time),
    ),
  );

/** Decodes the `log` of a card's state, newest first. */
export const decodeLog = (log: readonly string[]): LogRecord[] =>
  log.map((hex) => ({
    sequence: uintFrom(fromHex(hex.slice(0, 4))),
    amountFen: uintFrom(fromHex(hex.slice(10, 18))),
    type: uintFrom(fromHex(hex.slice(18, 20))),
    terminalNo: hex.slice(20, 32),
    date: hex.slice(32, 40),
    time: hex.slice(40, 46),
  }));
