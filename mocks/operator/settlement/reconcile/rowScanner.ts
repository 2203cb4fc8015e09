/**
 * Reads key, amount and note of row after row directly from the bytes of lines; no row becomes a string. It is made for
 * millions of rows, and checks only what it needs (`openFile` checks everything).
 */

/** One cell of a line, counted from the line's letter, which is cell 0. */
export interface CellAt {
  /** For faults. */
  readonly name: string;
  readonly at: number;
}

/** The cells that are read in a line `D|…`; other lines are skipped. */
export interface RowCells {
  /** Several cells make one key, with `/` between them. */
  readonly key: readonly CellAt[];
  readonly amount: CellAt;
  /** What must be the same on both sides beside the amount; several cells are joined as for the key. */
  readonly note: readonly CellAt[];
}

/** The longest key and note in bytes, of both sides: rounded up to whole words. */
export interface RowForm {
  readonly keyBytes: number;
  readonly noteBytes: number;
}

export const wordsOf = (bytes: number): number => Math.ceil(bytes / 4);

/** A row has a fault. `line` counts from 1: first within the block, later within the whole side. */
export class RowFault extends Error {
  readonly line: number;
  readonly field: string;
  readonly why: string;
  readonly side: 'file' | 'books';
  constructor(line: number, field: string, why: string, side: 'file' | 'books' = 'file') {
    super(`${side}, line ${line}, ${field}: ${why}`);
    this.name = 'RowFault';
    this.line = line;
    this.field = field;
    this.why = why;
    this.side = side;
  }
}

export const notSorted = (line: number, { key }: RowCells): RowFault =>
  new RowFault(
    line,
    key.map(({ name }) => name).join('/'),
    'comes before the row in front of it: rows must be sorted by it',
  );

/** Bytes after a block, because four bytes are read together even at its end. */
export const PADDING = 4;

const LF = 10;
const BAR = 124;
const LETTER_D = 68;
const SLASH = 47;
const ZERO = 48;
const FOUR_BARS = 0x7c7c7c7c;
const FOUR_LFS = 0x0a0a0a0a;
const LONGEST_AMOUNT = 12;

/** 0 unless one of the four bytes is 0. */
const hasZero = (four: number): number => (four - 0x01010101) & ~four & 0x80808080;

/** The number of the four bytes that are 0. */
const countOf = (four: number): number => {
  const marks = ~(((four & 0x7f7f7f7f) + 0x7f7f7f7f) | four | 0x7f7f7f7f);
  return Math.imul(marks >>> 7, 0x01010101) >>> 24;
};

/** A class, unlike elsewhere: fields of a fixed shape make the loop fast. */
export class RowScanner {
  /** Of the current row: the first bytes in the high bits, filled up with zeros. */
  readonly key: Uint32Array;
  readonly note: Uint32Array;
  amountFen = 0;
  /** Of the current row. */
  line = 0;

  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly end: number;
  private readonly cells: RowCells;
  /** In ascending order, each once. */
  private readonly wanted: readonly CellAt[];
  /** Where each wanted cell begins and ends. */
  private readonly from: Int32Array;
  private readonly to: Int32Array;
  /** Indexes in `wanted`. */
  private readonly keyAt: readonly number[];
  private readonly noteAt: readonly number[];
  private readonly amountAt: number;
  private next_ = 0;

  /** `bytes`: whole lines up to `end`, and at least `PADDING` bytes more. */
  constructor(bytes: Uint8Array, end: number, cells: RowCells, { keyBytes, noteBytes }: RowForm) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.end = end;
    this.cells = cells;
    this.key = new Uint32Array(wordsOf(keyBytes));
    this.note = new Uint32Array(wordsOf(noteBytes));
    this.wanted = [...cells.key, cells.amount, ...cells.note].sort((a, b) => a.at - b.at);
    this.from = new Int32Array(this.wanted.length);
    this.to = new Int32Array(this.wanted.length);
    const placeOf = (cell: CellAt): number => this.wanted.indexOf(cell);
    this.keyAt = cells.key.map(placeOf);
    this.noteAt = cells.note.map(placeOf);
    this.amountAt = placeOf(cells.amount);
  }

  /** Goes to the next row; `false` after the last one. @throws RowFault */
  next(): boolean {
    const { bytes, end } = this;
    while (this.next_ < end) {
      this.line += 1;
      if (bytes[this.next_] === LETTER_D && bytes[this.next_ + 1] === BAR) {
        this.readRow();
        return true;
      }
      this.next_ = bytes.indexOf(LF, this.next_) + 1;
    }
    return false;
  }

  private readRow(): void {
    const { bytes, view, wanted, from, to, keyAt, noteAt } = this;
    let at = this.next_ + 2;
    let cell = 1;
    for (let i = 0; i < wanted.length; i++) {
      at = this.skip(at, wanted[i]!.at - cell, wanted[i]!);
      from[i] = at;
      let byte = bytes[at]!;
      while (byte !== BAR && byte !== LF) byte = bytes[++at]!;
      to[i] = at;
      cell = wanted[i]!.at;
    }
    while (hasZero(view.getInt32(at) ^ FOUR_LFS) === 0) at += 4;
    while (bytes[at++] !== LF);
    this.next_ = at;

    if (!this.gather(keyAt, this.key))
      this.fail(this.cells.key[0]!, `more than ${this.key.length * 4} bytes`);
    if (this.key[0] === 0) this.fail(this.cells.key[0]!, 'nothing is there');
    if (!this.gather(noteAt, this.note))
      this.fail(this.cells.note[0]!, `more than ${this.note.length * 4} bytes`);
    this.readAmount();
  }

  /** The start of the cell that is `cells` further. `from` is in the cell before, or at the bar after it. */
  private skip(from: number, cells: number, wanted: CellAt): number {
    const { bytes, view } = this;
    let at = from;
    let left = cells;
    // Skip four bytes at a time while the cell begins after them.
    for (;;) {
      const four = view.getInt32(at);
      const then = left - countOf(four ^ FOUR_BARS);
      if (then <= 0) break;
      if (hasZero(four ^ FOUR_LFS) !== 0) this.fail(wanted, 'the line ends before it');
      left = then;
      at += 4;
    }
    while (left > 0) {
      const byte = bytes[at++];
      if (byte === BAR) left -= 1;
      else if (byte === LF) this.fail(wanted, 'the line ends before it');
    }
    return at;
  }

  private readAmount(): void {
    const { bytes, amountAt, cells } = this;
    const [first, end] = [this.from[amountAt]!, this.to[amountAt]!];
    let amountFen = 0;
    for (let at = first; at < end; at++) {
      const digit = bytes[at]! - ZERO;
      if (digit < 0 || digit > 9 || at - first >= LONGEST_AMOUNT)
        this.fail(cells.amount, 'not whole fen');
      amountFen = amountFen * 10 + digit;
    }
    if (first === end) this.fail(cells.amount, 'nothing is there');
    this.amountFen = amountFen;
  }

  /** Joins cells, with `/` between them. `false`: they do not fit. */
  private gather(places: readonly number[], into: Uint32Array): boolean {
    const { bytes, view } = this;
    let word = 0;
    let value = 0;
    let shift = 24;
    for (let i = 0; i < places.length; i++) {
      const [first, end] = [this.from[places[i]!]!, this.to[places[i]!]!];
      let at = i === 0 ? first : first - 1;
      // The first cell is copied four bytes at a time.
      if (i === 0) {
        for (; at + 4 <= end && word < into.length; at += 4) into[word++] = view.getInt32(at);
      }
      for (; at < end; at++) {
        if (word === into.length) return false;
        value |= (at < first ? SLASH : bytes[at]!) << shift;
        shift -= 8;
        if (shift >= 0) continue;
        into[word++] = value;
        value = 0;
        shift = 24;
      }
    }
    if (shift < 24) into[word++] = value;
    while (word < into.length) into[word++] = 0;
    return true;
  }

  private fail({ name }: CellAt, why: string): never {
    throw new RowFault(this.line, name, why);
  }
}
