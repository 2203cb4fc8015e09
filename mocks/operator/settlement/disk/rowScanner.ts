/**
 * Key and amount of row after row, straight out of the bytes of a file: no line becomes a string. What `openFile` does for
 * a day's file at leisure, this does for millions of rows; it judges nothing but what it needs.
 */
import { readSync } from 'node:fs';

/** Where key and amount stand, counted from the line's letter, which is cell 0. The key comes first. */
export interface RowShape {
  readonly keyCell: number;
  readonly amountCell: number;
  /** The longest key, in bytes: rounded up to whole words. Shorter ones sort before their continuations. */
  readonly keyBytes: number;
}

export const wordsOf = ({ keyBytes }: RowShape): number => Math.ceil(keyBytes / 4);

/** The file is not what it should be, `at` counting bytes of it. */
export class RowFault extends Error {
  constructor(at: number, why: string) {
    super(`byte ${at}: ${why}`);
    this.name = 'RowFault';
  }
}

const BLOCK = 1 << 20;
const LF = 10;
const BAR = 124;
const LETTER_D = 68;
const ZERO = 48;

/** Four bytes are looked at together even where the buffer ends. */
const PADDING = 4;
const FOUR_BARS = 0x7c7c7c7c;
const FOUR_LFS = 0x0a0a0a0a;

/** 0 unless one of the four bytes is 0. */
const hasZero = (four: number): number => (four - 0x01010101) & ~four & 0x80808080;

/** How many of the four bytes are 0. */
const countOf = (four: number): number => {
  const marks = ~(((four & 0x7f7f7f7f) + 0x7f7f7f7f) | four | 0x7f7f7f7f);
  return Math.imul(marks >>> 7, 0x01010101) >>> 24;
};

/** A class for once: fields of one shape are what makes the loop fast. */
export class RowScanner {
  /** Of the present row, first bytes in the high bits, filled with zeros. */
  readonly key: Uint32Array;
  amountFen = 0;
  /** Where the present row begins. */
  rowStart = 0;

  private readonly file: number;
  private readonly end: number;
  private readonly keyCell: number;
  private readonly cellsBetween: number;
  private readonly buffer = new Uint8Array(BLOCK + PADDING);
  private readonly view = new DataView(this.buffer.buffer);
  /** Where in the file the buffer begins. */
  private base: number;
  private next_ = 0;
  /** Behind the last whole line in the buffer. */
  private limit = 0;
  private filled = 0;

  /** Rows that begin at `start` or later and before `end`. */
  constructor(file: number, start: number, end: number, shape: RowShape) {
    this.file = file;
    this.end = end;
    this.keyCell = shape.keyCell;
    this.cellsBetween = shape.amountCell - shape.keyCell - 1;
    this.key = new Uint32Array(wordsOf(shape));
    // A row that begins right at `start` has its predecessor's line feed before it.
    this.base = Math.max(0, start - 1);
    if (start > 0 && this.fill()) this.next_ = this.buffer.indexOf(LF) + 1;
  }

  /** Bytes of the file that are dealt with. */
  get position(): number {
    return this.base + this.next_;
  }

  /** To the next row; `false` behind the last one. @throws RowFault */
  next(): boolean {
    for (;;) {
      if (this.next_ >= this.limit && !this.fill()) return false;
      this.rowStart = this.base + this.next_;
      if (this.rowStart >= this.end) return false;
      if (this.buffer[this.next_] === LETTER_D) {
        this.readRow();
        return true;
      }
      this.next_ = this.buffer.indexOf(LF, this.next_) + 1;
    }
  }

  private readRow(): void {
    const { buffer, view, key } = this;
    let at = this.next_;
    for (let cell = 0; cell < this.keyCell; ) {
      const byte = buffer[at++];
      if (byte === BAR) cell += 1;
      else if (byte === LF) this.fail('ends before its key');
    }
    at = this.readKey(at);

    // Four bytes at a time while the amount is further away than these.
    let cells = this.cellsBetween;
    for (;;) {
      const four = view.getInt32(at);
      const left = cells - countOf(four ^ FOUR_BARS);
      if (left <= 0) break;
      if (hasZero(four ^ FOUR_LFS) !== 0) this.fail('ends before its amount');
      cells = left;
      at += 4;
    }
    while (cells > 0) {
      const byte = buffer[at++];
      if (byte === BAR) cells -= 1;
      else if (byte === LF) this.fail('ends before its amount');
    }
    const first = at;
    let amountFen = 0;
    for (let byte = buffer[at++]!; byte !== BAR && byte !== LF; byte = buffer[at++]!) {
      const digit = byte - ZERO;
      if (digit < 0 || digit > 9 || at - first > 12) this.fail('its amount is not whole fen');
      amountFen = amountFen * 10 + digit;
    }
    if (at === first + 1) this.fail('has no amount');
    this.amountFen = amountFen;
    at -= 1;
    while (hasZero(view.getInt32(at) ^ FOUR_LFS) === 0) at += 4;
    while (buffer[at++] !== LF);
    this.next_ = at;
    if (key[0] === 0) this.fail('a key of 0 bytes');
  }

  /** Answers where the next cell begins. */
  private readKey(start: number): number {
    const { buffer, view, key } = this;
    let at = start;
    let words = 0;
    for (; words < key.length; words++, at += 4) {
      const four = view.getInt32(at);
      if ((hasZero(four ^ FOUR_BARS) | hasZero(four ^ FOUR_LFS)) !== 0) break;
      key[words] = four;
    }
    let last = 0;
    let shift = 24;
    for (let byte = buffer[at++]!; byte !== BAR; byte = buffer[at++]!) {
      if (byte === LF) this.fail('ends with its key');
      if (words === key.length || shift < 0)
        this.fail(`a key of more than ${key.length * 4} bytes`);
      last |= byte << shift;
      shift -= 8;
    }
    if (words < key.length) key[words++] = last;
    while (words < key.length) key[words++] = 0;
    return at;
  }

  private fail(why: string): never {
    throw new RowFault(this.rowStart, `this row ${why}`);
  }

  /** More whole lines into the buffer; `false` at the end of the file. */
  private fill(): boolean {
    const { buffer } = this;
    if (this.base + this.limit >= this.end && this.limit > 0) return false;
    buffer.copyWithin(0, this.limit, this.filled);
    this.base += this.limit;
    this.filled -= this.limit;
    this.next_ = 0;
    this.limit = 0;
    const read = readSync(
      this.file,
      buffer,
      this.filled,
      BLOCK - this.filled,
      this.base + this.filled,
    );
    this.filled += read;
    if (this.filled === 0) return false;
    this.limit = buffer.lastIndexOf(LF, this.filled - 1) + 1;
    if (this.limit === 0) throw new RowFault(this.base, 'there is no end to this line');
    return true;
  }
}

/** The text of a key, for people. */
export function keyText(key: Uint32Array, at = 0, words = key.length): string {
  let text = '';
  for (let i = at; i < at + words; i++)
    for (let shift = 24; shift >= 0; shift -= 8) {
      const byte = (key[i]! >>> shift) & 0xff;
      if (byte) text += String.fromCharCode(byte);
    }
  return text;
}
