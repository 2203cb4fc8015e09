/**
 * Rows as a sorted run: fixed records of key, note and amount. Sorted by radix, 16 bits at a time from the end, over columns
 * of words. Stable.
 *
 * A record is the words of the key, those of the note, then low and high word of the amount, in this machine's byte order:
 * runs are for the process that wrote them, or for its restart.
 */
import type { RowScanner } from './rowScanner.ts';
import type { WorkWriter } from './workFiles.ts';

/** Words at the end of a record. */
export const AMOUNT_WORDS = 2;

const DIGITS = 1 << 16;
/** After what all keys have in common: 12 characters, in an identifier that begins with its time all that counts. */
const USUAL_WORDS = 3;

const RECORDS_PER_WRITE = 4_096;

export class RunMaker {
  rows = 0;
  totalFen = 0;
  private readonly capacity: number;
  private readonly keyWords: number;
  /** The key's words, then the note's. */
  private readonly columns: readonly Uint32Array[];
  private readonly amounts: Float64Array;
  private order: Uint32Array;
  private spare: Uint32Array;
  private readonly counts = new Uint32Array(DIGITS);
  private readonly out: Uint32Array;

  constructor(keyWords: number, noteWords: number, capacity: number) {
    const words = keyWords + noteWords;
    this.capacity = capacity;
    this.keyWords = keyWords;
    this.columns = Array.from({ length: words }, () => new Uint32Array(capacity));
    this.amounts = new Float64Array(capacity);
    this.order = new Uint32Array(capacity);
    this.spare = new Uint32Array(capacity);
    this.out = new Uint32Array(Math.min(capacity, RECORDS_PER_WRITE) * (words + AMOUNT_WORDS));
  }

  get isFull(): boolean {
    return this.rows === this.capacity;
  }

  add({ key, note, amountFen }: RowScanner): void {
    const { columns, rows, keyWords } = this;
    for (let word = 0; word < keyWords; word++) columns[word]![rows] = key[word]!;
    for (let word = keyWords; word < columns.length; word++)
      columns[word]![rows] = note[word - keyWords]!;
    this.amounts[rows] = amountFen;
    this.totalFen += amountFen;
    this.rows = rows + 1;
  }

  /** What was added and never written, by a job that failed, is gone. */
  reset(): void {
    this.rows = 0;
    this.totalFen = 0;
  }

  /** Everything added since the last time, sorted. */
  write(file: WorkWriter): void {
    this.sort();
    const { columns, amounts, order, out, rows } = this;
    let at = 0;
    for (let i = 0; i < rows; i++) {
      const row = order[i]!;
      for (let word = 0; word < columns.length; word++) out[at++] = columns[word]![row]!;
      const amountFen = amounts[row]!;
      out[at++] = amountFen;
      out[at++] = amountFen / 0x1_0000_0000;
      if (at < out.length && i < rows - 1) continue;
      file.write(new Uint8Array(out.buffer, 0, at * 4));
      at = 0;
    }
    this.reset();
  }

  /**
   * Rows that ascend as they are need nothing. Others first by the words in which keys usually part; only where that leaves
   * something out of order by all of them.
   */
  private sort(): void {
    const { columns, rows, keyWords } = this;
    for (let i = 0; i < rows; i++) this.order[i] = i;
    const isSame = (column: Uint32Array): boolean => {
      for (let i = 1; i < rows; i++) if (column[i] !== column[0]) return false;
      return true;
    };
    let first = 0;
    while (first < keyWords && isSame(columns[first]!)) first += 1;
    if (this.isSorted(first)) return;
    const usual = Math.min(keyWords, first + USUAL_WORDS);
    this.sortBy(first, usual);
    if (usual < keyWords && !this.isSorted(first)) this.sortBy(first, keyWords);
  }

  private sortBy(first: number, end: number): void {
    for (let i = 0; i < this.rows; i++) this.order[i] = i;
    for (let word = end - 1; word >= first; word--) {
      this.pass(this.columns[word]!, 0);
      this.pass(this.columns[word]!, 16);
    }
  }

  private isSorted(first: number): boolean {
    const { columns, order, rows, keyWords } = this;
    for (let i = 1; i < rows; i++) {
      const before = order[i - 1]!;
      const row = order[i]!;
      for (let word = first; word < keyWords; word++) {
        const a = columns[word]![before]!;
        const b = columns[word]![row]!;
        if (a > b) return false;
        if (a < b) break;
      }
    }
    return true;
  }

  private pass(column: Uint32Array, shift: number): void {
    const { counts, rows, order, spare } = this;
    counts.fill(0);
    for (let i = 0; i < rows; i++) {
      const digit = (column[i]! >>> shift) & 0xffff;
      counts[digit]! += 1;
    }
    // All the same: nothing to move.
    if (rows === 0 || counts[(column[0]! >>> shift) & 0xffff] === rows) return;
    let before = 0;
    for (let digit = 0; digit < DIGITS; digit++) {
      const count = counts[digit]!;
      counts[digit] = before;
      before += count;
    }
    for (let i = 0; i < rows; i++) {
      const row = order[i]!;
      const digit = (column[row]! >>> shift) & 0xffff;
      const to = counts[digit]!;
      counts[digit] = to + 1;
      spare[to] = row;
    }
    this.order = spare;
    this.spare = order;
  }
}
