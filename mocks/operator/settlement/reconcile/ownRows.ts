/** A party's own rows as lines, like the rows of a file, so that both sides of a comparison have the same form. */
import type { Fen } from '../../../../src/shared/money.ts';
import type { Layout } from '../layouts.ts';
import type { CellAt, RowCells } from './rowScanner.ts';

export interface OwnRow {
  readonly key: string;
  readonly amountFen: Fen;
  readonly note: string;
}

export const OWN_CELLS: RowCells = {
  key: [{ name: 'key', at: 1 }],
  amount: { name: 'amountFen', at: 2 },
  note: [{ name: 'note', at: 3 }],
};

/** A line has a letter and a number before the columns. */
const BEFORE = 2;

/**
 * The positions of these columns in the lines of a settlement file. @throws RangeError for a name that the layout does
 * not have
 */
export function cellsOf<Row>(
  layout: Layout<Row>,
  names: {
    readonly key: readonly (keyof Row & string)[];
    readonly amount: keyof Row & string;
    readonly note: readonly (keyof Row & string)[];
  },
): RowCells {
  const cell = (name: string): CellAt => {
    const at = layout.columns.findIndex((column) => column.name === name);
    if (at < 0) throw new RangeError(`${layout.kind} has no ${name}`);
    return { name, at: at + BEFORE };
  };
  return { key: names.key.map(cell), amount: cell(names.amount), note: names.note.map(cell) };
}

const CHUNK_CHARACTERS = 65_536;

export async function* ownLines(rows: AsyncIterable<OwnRow>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = '';
  for await (const { key, amountFen, note } of rows) {
    text += `D|${key}|${amountFen}|${note}\n`;
    if (text.length < CHUNK_CHARACTERS) continue;
    yield encoder.encode(text);
    text = '';
  }
  if (text !== '') yield encoder.encode(text);
}
