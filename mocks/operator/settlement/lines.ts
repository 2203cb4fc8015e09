/** Writes and reads head, rows and trailer as lines. */
import { type Cell, count, day, hex, moment, text, totalFen } from './cells.ts';
import { FileRefused, fault } from './fault.ts';
import { batchNumber, type Column, type Layout } from './layouts.ts';
import type { FileFault, FileHead } from './settlementTypes.ts';

type AnyColumn = { readonly name: string; readonly cell: Cell<unknown> };
type Cells = Record<string, unknown>;

const head: readonly Column<FileHead>[] = [
  { name: 'version', cell: text(4) as Cell<'1.0'> },
  { name: 'sender', cell: text(8, 4) },
  { name: 'date', cell: day },
  { name: 'createdAt', cell: moment },
  { name: 'count', cell: count },
  { name: 'totalFen', cell: totalFen },
  { name: 'batchNo', cell: batchNumber },
];

export interface Trailer {
  readonly count: number;
  readonly totalFen: number;
  readonly sha256: string;
}

const trailer: readonly Column<Trailer>[] = [
  { name: 'count', cell: count },
  { name: 'totalFen', cell: totalFen },
  { name: 'sha256', cell: hex(64) },
];

/** The position of a line, for faults. */
interface Place {
  readonly file: string;
  readonly line: number;
}

const untyped = <Row>(columns: readonly Column<Row>[]) =>
  columns as readonly unknown[] as AnyColumn[];

function cellFault({ name, cell }: AnyColumn, value: string, at: Place): FileFault {
  const hint = cell.isSecret
    ? `must be ${cell.says}`
    : `must be ${cell.says}; correct it and send the file again`;
  return fault('cell', at.file, hint, {
    line: at.line,
    field: name,
    ...(cell.isSecret ? {} : { value }),
  });
}

/** @throws FileRefused, which names the field that may not be written. */
function encode<Row>(columns: readonly Column<Row>[], row: Row, at: Place): string {
  let line = '';
  for (const column of untyped(columns)) {
    const value = (row as Cells)[column.name];
    // A row from outside may lack a field in spite of its type.
    const cell = value === undefined ? undefined : column.cell.toText(value);
    if (cell === undefined || !column.cell.isGood(cell))
      throw new FileRefused(cellFault(column, String(cell), at));
    line += `|${cell}`;
  }
  return line;
}

/** `cells`: without the letter and the number at the beginning of the line. */
function decode<Row>(columns: readonly Column<Row>[], cells: readonly string[], at: Place) {
  if (cells.length !== columns.length)
    return fault('cell', at.file, `${cells.length} cells where ${columns.length} belong`, {
      line: at.line,
    });
  const row: Cells = {};
  const table = untyped(columns);
  for (let i = 0; i < table.length; i++) {
    const column = table[i]!;
    const cell = cells[i]!;
    if (!column.cell.isGood(cell)) return cellFault(column, cell, at);
    row[column.name] = column.cell.fromText(cell);
  }
  return { row: row as Row };
}

export type Decoded<Row> = { readonly row: Row } | FileFault;

export const headLine = (of: FileHead, at: Place): string => `H${encode(head, of, at)}\n`;
export const trailerLine = (of: Trailer, at: Place): string => `T${encode(trailer, of, at)}\n`;

export const parseHead = (cells: readonly string[], at: Place): Decoded<FileHead> => {
  const [, version = ''] = cells;
  if (version !== '1.0')
    return fault('version', at.file, 'only version 1.0 is read; ask the sender for it', {
      line: at.line,
      field: 'version',
      value: version,
    });
  return decode(head, cells.slice(1), at);
};

export const parseTrailer = (cells: readonly string[], at: Place): Decoded<Trailer> =>
  decode(trailer, cells.slice(1), at);

/** `number` counts rows from 1. @throws FileRefused */
export function rowLine<Row>(layout: Layout<Row>, row: Row, number: number, file: string): string {
  const at = { file, line: number + 1 };
  const { numbered } = layout;
  if (numbered !== undefined && row[numbered] !== number - 1)
    throw new FileRefused(
      fault('cell', file, `must be ${number - 1}: rows are written in their order`, {
        line: at.line,
        field: numbered,
        value: String(row[numbered]),
      }),
    );
  return `D|${number}${encode(layout.columns, row, at)}\n`;
}

export function parseRow<Row>(
  layout: Layout<Row>,
  cells: readonly string[],
  number: number,
  file: string,
): Decoded<Row> {
  const at = { file, line: number + 1 };
  if (cells[1] !== String(number))
    return fault('cell', file, `must be ${number}: a row is missing, doubled or out of its place`, {
      line: at.line,
      field: 'n',
      value: cells[1] ?? '',
    });
  const decoded = decode(layout.columns, cells.slice(2), at);
  if ('row' in decoded && layout.numbered !== undefined)
    return { row: { ...decoded.row, [layout.numbered]: number - 1 } };
  return decoded;
}
