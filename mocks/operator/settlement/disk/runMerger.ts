/** Sorted runs as one, by a tree of losers: one comparison a level for every record. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { AMOUNT_WORDS } from './runMaker.ts';

const RECORDS_PER_READ = 2_048;

/** -1, 0 or 1, as the keys at these places. */
export function compareKeys(
  a: Uint32Array,
  atA: number,
  b: Uint32Array,
  atB: number,
  words: number,
): number {
  for (let i = 0; i < words; i++) {
    const x = a[atA + i]!;
    const y = b[atB + i]!;
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

/** The records of one run from `first` to before `end`. */
class RunReader {
  readonly buffer: Uint32Array;
  /** Of the present record, in the buffer. */
  at = 0;
  isOver = false;
  private filled = 0;
  private readonly size: number;
  private readonly file: number;
  private next_: number;
  private readonly end: number;

  constructor(file: number, first: number, end: number, size: number) {
    this.file = file;
    this.next_ = first;
    this.end = end;
    this.size = size;
    this.buffer = new Uint32Array(RECORDS_PER_READ * size);
    this.fill();
  }

  advance(): void {
    this.at += this.size;
    if (this.at >= this.filled) this.fill();
  }

  private fill(): void {
    const records = Math.min(RECORDS_PER_READ, this.end - this.next_);
    this.at = 0;
    if (records <= 0) {
      this.isOver = true;
      return;
    }
    readWhole(this.file, this.buffer, records * this.size, this.next_ * this.size * 4);
    this.filled = records * this.size;
    this.next_ += records;
  }
}

function readWhole(file: number, into: Uint32Array, words: number, position: number): void {
  const bytes = new Uint8Array(into.buffer, into.byteOffset, words * 4);
  for (let done = 0; done < bytes.length; ) {
    const read = readSync(file, bytes, done, bytes.length - done, position + done);
    if (read === 0) throw new Error('a sorted run is shorter than it was');
    done += read;
  }
}

/** The first record whose key is not before `key`; without a key the end. */
function lowerBound(file: number, records: number, size: number, key: readonly number[]): number {
  const [record, wanted] = [new Uint32Array(size), Uint32Array.from(key)];
  let [low, high] = [0, records];
  while (low < high) {
    const middle = (low + high) >>> 1;
    readWhole(file, record, size, middle * size * 4);
    if (compareKeys(record, 0, wanted, 0, wanted.length) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface KeyRange {
  /** Absent: from the first key, to the last. `to` is not part of it. */
  readonly from?: readonly number[];
  readonly to?: readonly number[];
}

export class RunMerger {
  private readonly files: number[] = [];
  private readonly readers: RunReader[] = [];
  private readonly losers: Int32Array;
  private readonly words: number;
  private winner = 0;

  constructor(paths: readonly string[], words: number, { from, to }: KeyRange) {
    this.words = words;
    const size = words + AMOUNT_WORDS;
    for (const path of paths) {
      const file = openSync(path, 'r');
      this.files.push(file);
      const records = fstatSync(file).size / (size * 4);
      const first = from ? lowerBound(file, records, size, from) : 0;
      const end = to ? lowerBound(file, records, size, to) : records;
      this.readers.push(new RunReader(file, first, end, size));
    }
    // Nobody has lost yet: whoever comes to an empty place waits there for a rival.
    this.losers = new Int32Array(Math.max(1, paths.length)).fill(-1);
    for (let run = 0; run < paths.length; run++) this.play(run);
  }

  get isOver(): boolean {
    return this.readers.length === 0 || this.readers[this.winner]!.isOver;
  }

  /** Where the present key stands: in `buffer`, from `at`. */
  get buffer(): Uint32Array {
    return this.readers[this.winner]!.buffer;
  }

  get at(): number {
    return this.readers[this.winner]!.at;
  }

  get amountFen(): number {
    const { buffer, at } = this.readers[this.winner]!;
    return buffer[at + this.words]! + buffer[at + this.words + 1]! * 0x1_0000_0000;
  }

  advance(): void {
    this.readers[this.winner]!.advance();
    this.play(this.winner);
  }

  close(): void {
    for (const file of this.files) closeSync(file);
  }

  private play(run: number): void {
    const { losers, readers } = this;
    let rising = run;
    for (let place = (run + readers.length) >> 1; place > 0; place >>= 1) {
      const rival = losers[place]!;
      if (rival === -1) {
        losers[place] = rising;
        return;
      }
      if (this.isBefore(rival, rising)) {
        losers[place] = rising;
        rising = rival;
      }
    }
    this.winner = rising;
  }

  /** Equal keys in the order of their runs. */
  private isBefore(a: number, b: number): boolean {
    const left = this.readers[a]!;
    const right = this.readers[b]!;
    if (left.isOver || right.isOver) return !left.isOver || (right.isOver && a < b);
    const order = compareKeys(left.buffer, left.at, right.buffer, right.at, this.words);
    return order === 0 ? a < b : order < 0;
  }
}
