/**
 * Makes sorted runs of rows: records of fixed size with key, note and amount. A stable radix sort, 16 bits at a time
 * from the end.
 *
 * A record has the words of the key, the words of the note, then the low and the high word of the amount, in this
 * machine's byte order. Runs are only for the process that wrote them, or for its restart.
 */
import type { RowScanner } from './rowScanner.ts';
import type { WorkWriter } from './workFiles.ts';

/** Words at the end of a record. */
export const AMOUNT_WORDS = 2;

const DIGITS = 1 << 16;
/**
 * Words sorted first, after those that all keys share: 12 characters. In an identifier that begins with its time they
 * are usually enough.
 */
const USUAL_WORDS = 3;

const RECORDS_PER_WRITE = 4_096;

export class RunMaker {
  rows = 0;
  totalFen = 0;
  private readonly capacity: number;
  private readonly keyWords: number;
  /** The size of a record, in words. */
  private readonly size: number;
  private readonly records: Uint32Array<ArrayBuffer>;
  private order: Uint32Array;
  private spare: Uint32Array;
  private readonly counts = new Uint32Array(DIGITS);
  private readonly out: Uint32Array<ArrayBuffer>;

  constructor(keyWords: number, noteWords: number, capacity: number) {
    this.capacity = capacity;
    this.keyWords = keyWords;
    this.size = keyWords + noteWords + AMOUNT_WORDS;
    this.records = new Uint32Array(capacity * this.size);
    this.order = new Uint32Array(capacity);
    this.spare = new Uint32Array(capacity);
    this.out = new Uint32Array(Math.min(capacity, RECORDS_PER_WRITE) * this.size);
  }

  get isFull(): boolean {
    return this.rows === this.capacity;
  }

  add({ key, note, amountFen }: RowScanner): void {
    const { records, size } = this;
    let at = this.rows * size;
    for (let word = 0; word < key.length; word++) records[at++] = key[word]!;
    for (let word = 0; word < note.length; word++) records[at++] = note[word]!;
    records[at++] = amountFen;
    records[at] = amountFen / 0x1_0000_0000;
    this.totalFen += amountFen;
    this.rows += 1;
  }

  /** Removes what was added and not written, by a job that failed. */
  reset(): void {
    this.rows = 0;
    this.totalFen = 0;
  }

  /** Writes everything added since the last write, sorted. */
  write(file: WorkWriter): void {
    if (this.sort()) this.writeInOrder(file);
    else file.write(new Uint8Array(this.records.buffer, 0, this.rows * this.size * 4));
    this.reset();
  }

  private writeInOrder(file: WorkWriter): void {
    const { records, order, out, rows, size } = this;
    let at = 0;
    for (let i = 0; i < rows; i++) {
      const from = order[i]! * size;
      for (let word = 0; word < size; word++) out[at++] = records[from + word]!;
      if (at < out.length && i < rows - 1) continue;
      file.write(new Uint8Array(out.buffer, 0, at * 4));
      at = 0;
    }
  }

  /**
   * `false`: the records ascend already. Otherwise they are sorted by the words in which keys usually differ, and by
   * all words only if that was not enough.
   */
  private sort(): boolean {
    const { rows, keyWords } = this;
    for (let i = 0; i < rows; i++) this.order[i] = i;
    let first = 0;
    while (first < keyWords && this.isSame(first)) first += 1;
    if (this.isSorted(first)) return false;
    const usual = Math.min(keyWords, first + USUAL_WORDS);
    this.sortBy(first, usual);
    if (usual < keyWords && !this.isSorted(first)) this.sortBy(first, keyWords);
    return true;
  }

  private isSame(word: number): boolean {
    const { records, size } = this;
    const end = this.rows * size;
    for (let at = word; at < end; at += size) if (records[at] !== records[word]) return false;
    return true;
  }

  private sortBy(first: number, end: number): void {
    for (let i = 0; i < this.rows; i++) this.order[i] = i;
    for (let word = end - 1; word >= first; word--) {
      this.pass(word, 0);
      this.pass(word, 16);
    }
  }

  private isSorted(first: number): boolean {
    const { records, order, rows, keyWords, size } = this;
    for (let i = 1; i < rows; i++) {
      const before = order[i - 1]! * size;
      const row = order[i]! * size;
      for (let word = first; word < keyWords; word++) {
        const a = records[before + word]!;
        const b = records[row + word]!;
        if (a > b) return false;
        if (a < b) break;
      }
    }
    return true;
  }

  private pass(word: number, shift: number): void {
    const { counts, rows, order, spare, records, size } = this;
    counts.fill(0);
    for (let i = 0, at = word; i < rows; i++, at += size) {
      const digit = (records[at]! >>> shift) & 0xffff;
      counts[digit]! += 1;
    }
    // All digits are the same: nothing to move.
    if (rows === 0 || counts[(records[word]! >>> shift) & 0xffff] === rows) return;
    let before = 0;
    for (let digit = 0; digit < DIGITS; digit++) {
      const count = counts[digit]!;
      counts[digit] = before;
      before += count;
    }
    for (let i = 0; i < rows; i++) {
      const row = order[i]!;
      const digit = (records[row * size + word]! >>> shift) & 0xffff;
      const to = counts[digit]!;
      counts[digit] = to + 1;
      spare[to] = row;
    }
    this.order = spare;
    this.spare = order;
  }
}
