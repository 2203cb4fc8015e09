/**
 * Every settlement file, column by column. Reading, writing and the document for the other side follow these tables.
 */
import type { Fen } from '../../../src/shared/money.ts';
import {
  type Cell,
  count,
  day,
  digits,
  fen,
  hex,
  id,
  isoDay,
  maskedCard,
  moment,
  oneOf,
  orEmpty,
  orNull,
  secret,
  text,
  timeOfDay,
  yesNo,
} from './cells.ts';
import type { BossFinding, ClaimRow, PaidRow, SettledRow, VerdictRow } from './settlementTypes.ts';

export type Kind = 'DZ' | 'FH' | 'PP' | 'PR' | 'QS';

/** A field of the row, with the kind of its cell. */
export type Column<Row> = {
  readonly [Name in keyof Row & string]: { readonly name: Name; readonly cell: Cell<Row[Name]> };
}[keyof Row & string];

export interface Layout<Row> {
  readonly kind: Kind;
  readonly senderLength: 4 | 8;
  /** Several files a day: the name has the batch number. */
  readonly isBatch: boolean;
  /**
   * `rows`: count and total of the head are those of the rows. `books`: the head has the totals of the sender's books
   * for the day; the trailer has those of the rows.
   */
  readonly headSumsUp: 'rows' | 'books';
  /** What a row adds to the total. Absent: rows have no amount, and the trailer repeats the head's total. */
  readonly amountOf?: (row: Row) => Fen;
  /** The field with the row's own number, from 0. It has no cell; it is `n - 1`. */
  readonly numbered?: keyof Row & string;
  readonly columns: readonly Column<Row>[];
}

const terminal = hex(12);
const cardSerial = secret(hex(20));
const state = oneOf('S', 'P', 'C', 'R');

const DZ: Layout<PaidRow> = {
  kind: 'DZ',
  senderLength: 4,
  isBatch: false,
  headSumsUp: 'rows',
  amountOf: (row) => row.amountFen,
  columns: [
    { name: 'orderId', cell: id },
    { name: 'bossOrder', cell: orEmpty(id) },
    { name: 'subscriberId', cell: id },
    { name: 'stbId', cell: id },
    { name: 'product', cell: text(60) },
    { name: 'from', cell: orEmpty(isoDay) },
    { name: 'to', cell: orEmpty(isoDay) },
    { name: 'amountFen', cell: fen },
    { name: 'paidAt', cell: moment },
    { name: 'cardMasked', cell: maskedCard },
    { name: 'terminalNo', cell: terminal },
    { name: 'terminalSequence', cell: hex(8) },
    { name: 'cardSequence', cell: hex(4) },
    { name: 'tac', cell: orEmpty(hex(8)) },
    { name: 'state', cell: state },
  ],
};

const FH: Layout<BossFinding> = {
  kind: 'FH',
  senderLength: 4,
  isBatch: false,
  headSumsUp: 'books',
  amountOf: (row) => row.bossFen ?? 0,
  columns: [
    {
      name: 'view',
      cell: oneOf(
        'MISSING_AT_BOSS',
        'MISSING_AT_TSP',
        'AMOUNT_DIFF',
        'DUPLICATE',
        'STATE_DIFF',
        'DAY_EDGE',
      ),
    },
    { name: 'orderId', cell: orEmpty(id) },
    { name: 'bossOrder', cell: orEmpty(id) },
    { name: 'tspFen', cell: orNull(fen) },
    { name: 'bossFen', cell: orNull(fen) },
    { name: 'tspState', cell: text(20) },
    { name: 'bossState', cell: text(20) },
    { name: 'bossDate', cell: orEmpty(day) },
  ],
};

const PP: Layout<ClaimRow> = {
  kind: 'PP',
  senderLength: 8,
  isBatch: true,
  headSumsUp: 'rows',
  amountOf: (row) => row.amountFen,
  columns: [
    { name: 'terminalNo', cell: terminal },
    { name: 'terminalSequence', cell: hex(8) },
    { name: 'cardSerial', cell: cardSerial },
    { name: 'issuer', cell: hex(16) },
    { name: 'applicationType', cell: hex(2) },
    { name: 'transactionType', cell: hex(2) },
    { name: 'amountFen', cell: fen },
    { name: 'balanceBeforeFen', cell: fen },
    { name: 'balanceAfterFen', cell: fen },
    { name: 'cardSequence', cell: hex(4) },
    { name: 'overdraftFen', cell: overdraft() },
    { name: 'date', cell: day },
    { name: 'time', cell: timeOfDay },
    { name: 'tac', cell: hex(8) },
    { name: 'mac2Verified', cell: yesNo },
    { name: 'keyVersion', cell: hex(2) },
    { name: 'algorithmId', cell: hex(2) },
    { name: 'keyIndex', cell: hex(2) },
    { name: 'random', cell: hex(8) },
    { name: 'merchant', cell: text(20) },
    { name: 'orderId', cell: id },
  ],
};

/** The three bytes as they are in the card's answer. */
function overdraft(): Cell<Fen> {
  return {
    says: 'fen as 6 hex digits, upper case',
    isGood: hex(6).isGood,
    toText: (value) => value.toString(16).toUpperCase().padStart(6, '0'),
    fromText: (cell) => Number.parseInt(cell, 16),
  };
}

const PR: Layout<VerdictRow> = {
  kind: 'PR',
  senderLength: 8,
  isBatch: true,
  headSumsUp: 'rows',
  numbered: 'index',
  columns: [
    { name: 'result', cell: oneOf('00', '01', '02', '03', '04', '05') },
    { name: 'reason', cell: text(60) },
  ],
};

const QS: Layout<SettledRow> = {
  kind: 'QS',
  senderLength: 8,
  isBatch: false,
  headSumsUp: 'rows',
  amountOf: (row) => row.amountFen,
  columns: [
    { name: 'batchId', cell: text(40, 1) },
    { name: 'index', cell: count },
    { name: 'terminalNo', cell: terminal },
    { name: 'terminalSequence', cell: hex(8) },
    { name: 'cardSerial', cell: cardSerial },
    { name: 'cardSequence', cell: hex(4) },
    { name: 'amountFen', cell: fen },
    { name: 'orderId', cell: id },
  ],
};

export const layouts = { DZ, FH, PP, PR, QS };

/** Two digits, as in the name of a batch file. */
export const batchNumber = digits(2);
/** After it no name is left for a file of that day. */
export const LAST_BATCH = 99;
