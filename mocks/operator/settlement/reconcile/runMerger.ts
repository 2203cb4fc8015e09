/** Reads sorted runs as one: one after another where their keys do not overlap, else merged by a loser tree. */
import { AMOUNT_WORDS } from './runMaker.ts';
import type { WorkFiles, WorkReader } from './workFiles.ts';

const RECORDS_PER_READ = 512;

/** Compares the keys at these places: -1, 0 or 1. */
export function compareKeys(
  a: ArrayLike<number>,
  atA: number,
  b: ArrayLike<number>,
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

/** The lengths of the parts of a record. */
export interface RecordSize {
  readonly keyWords: number;
  readonly noteWords: number;
}

const recordWords = ({ keyWords, noteWords }: RecordSize): number =>
  keyWords + noteWords + AMOUNT_WORDS;

/** Records in ascending order. The current one is in `buffer` from `at` on. */
export interface Records {
  readonly isOver: boolean;
  readonly buffer: Uint32Array;
  readonly at: number;
  advance(): void;
  close(): void;
}

/** The records of one run from `first` to before `end`. */
class RunReader {
  readonly buffer: Uint32Array;
  /** The position of the current record in the buffer. */
  at = 0;
  isOver = false;
  private filled = 0;
  private readonly size: number;
  private readonly file: WorkReader;
  private next_: number;
  private readonly end: number;

  constructor(file: WorkReader, first: number, end: number, size: number) {
    this.file = file;
    this.next_ = first;
    this.end = end;
    this.size = size;
    this.buffer = new Uint32Array(Math.min(RECORDS_PER_READ, Math.max(0, end - first)) * size);
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
    const { buffer, size } = this;
    this.file.read(new Uint8Array(buffer.buffer, 0, records * size * 4), this.next_ * size * 4);
    this.filled = records * size;
    this.next_ += records;
  }
}

/** The index of the first record whose key is not before `key`. */
function lowerBound(file: WorkReader, size: number, key: readonly number[]): number {
  const record = new Uint32Array(size);
  const bytes = new Uint8Array(record.buffer);
  let [low, high] = [0, file.size / (size * 4)];
  while (low < high) {
    const middle = (low + high) >>> 1;
    file.read(bytes, middle * size * 4);
    if (compareKeys(record, 0, key, 0, key.length) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A range of keys. Absent `from`: from the first key; absent `to`: up to the last. `to` itself is not included. */
export interface KeyRange {
  readonly from?: readonly number[];
  readonly to?: readonly number[];
}

/** A reader of the part of a run that is in the range. `null` if there is none; then no file stays open. */
function readerOf(
  files: WorkFiles,
  name: string,
  size: number,
  { from, to }: KeyRange,
): { readonly file: WorkReader; readonly reader: RunReader } | null {
  const file = files.open(name);
  const first = from ? lowerBound(file, size, from) : 0;
  const end = to ? lowerBound(file, size, to) : file.size / (size * 4);
  if (first < end) return { file, reader: new RunReader(file, first, end, size) };
  file.close();
  return null;
}

/** Reads runs whose keys do not overlap, one after another, with one file open at a time. */
export class RunChain implements Records {
  private readonly open: (name: string) => ReturnType<typeof readerOf>;
  private readonly names: string[];
  private current: ReturnType<typeof readerOf> = null;

  constructor(files: WorkFiles, names: readonly string[], size: RecordSize, range: KeyRange) {
    this.names = [...names];
    this.open = (name) => readerOf(files, name, recordWords(size), range);
    this.toNext();
  }

  get isOver(): boolean {
    return this.current === null;
  }

  get buffer(): Uint32Array {
    return this.current!.reader.buffer;
  }

  get at(): number {
    return this.current!.reader.at;
  }

  advance(): void {
    this.current!.reader.advance();
    if (this.current!.reader.isOver) this.toNext();
  }

  close(): void {
    this.current?.file.close();
    this.current = null;
  }

  private toNext(): void {
    this.close();
    while (!this.current && this.names.length > 0) this.current = this.open(this.names.shift()!);
  }
}

/** Merges runs whose keys may overlap. */
export class RunMerger implements Records {
  private readonly files: WorkReader[] = [];
  private readonly readers: RunReader[] = [];
  private readonly losers: Int32Array;
  private readonly words: number;
  private winner = 0;

  constructor(files: WorkFiles, names: readonly string[], size: RecordSize, range: KeyRange) {
    this.words = size.keyWords;
    for (const name of names) {
      const opened = readerOf(files, name, recordWords(size), range);
      if (!opened) continue;
      this.files.push(opened.file);
      this.readers.push(opened.reader);
    }
    // -1 is an empty place: the first run that comes to it waits there for its rival.
    this.losers = new Int32Array(Math.max(1, this.readers.length)).fill(-1);
    for (let run = 0; run < this.readers.length; run++) this.play(run);
  }

  get isOver(): boolean {
    return this.readers.length === 0 || this.readers[this.winner]!.isOver;
  }

  get buffer(): Uint32Array {
    return this.readers[this.winner]!.buffer;
  }

  get at(): number {
    return this.readers[this.winner]!.at;
  }

  advance(): void {
    this.readers[this.winner]!.advance();
    this.play(this.winner);
  }

  close(): void {
    for (const file of this.files) file.close();
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

  /** Equal keys keep the order of their runs. */
  private isBefore(a: number, b: number): boolean {
    const left = this.readers[a]!;
    const right = this.readers[b]!;
    if (left.isOver || right.isOver) return !left.isOver || (right.isOver && a < b);
    const order = compareKeys(left.buffer, left.at, right.buffer, right.at, this.words);
    return order === 0 ? a < b : order < 0;
  }
}
