/** The pairs that are not the same, one line each: written by the merge, read by the party that compares. */
import type { Fen } from '../../../../src/shared/money.ts';
import type { RecordSize, Records } from './runMerger.ts';
import type { WorkReader, WorkWriter } from './workFiles.ts';

/** A row as it was compared. */
export interface ComparedRow {
  readonly amountFen: Fen;
  readonly note: string;
}

export interface Pair {
  readonly key: string;
  /** Absent: that side has no row left for the key. */
  readonly file?: ComparedRow;
  readonly books?: ComparedRow;
  /** The number of this row among those of its key, from 0. */
  readonly place: number;
  /** An earlier row of the key is on both sides. */
  readonly hasMet: boolean;
}

const FLUSH_CHARACTERS = 65_536;
const BLOCK = 65_536;
const LF = 10;

/** The bytes of a key or note, one character each. */
function bytesText(words: Uint32Array, at: number, count: number): string {
  let text = '';
  for (let i = at; i < at + count; i++)
    for (let shift = 24; shift >= 0; shift -= 8) {
      const byte = (words[i]! >>> shift) & 0xff;
      if (byte) text += String.fromCharCode(byte);
    }
  return text;
}

export class PairLines {
  count = 0;
  private readonly file: WorkWriter;
  private readonly size: RecordSize;
  private text = '';

  constructor(file: WorkWriter, size: RecordSize) {
    this.file = file;
    this.size = size;
  }

  /** `left` or `right` may be absent. */
  add(place: number, hasMet: boolean, left: Records | null, right: Records | null): void {
    const { buffer, at } = (left ?? right)!;
    const key = bytesText(buffer, at, this.size.keyWords);
    this.text += `${place}|${hasMet ? 1 : 0}|${key}|${this.row(left)}|${this.row(right)}\n`;
    this.count += 1;
    if (this.text.length > FLUSH_CHARACTERS) this.flush();
  }

  close(): void {
    this.flush();
    this.file.close();
  }

  private row(records: Records | null): string {
    if (!records) return '|';
    const { keyWords, noteWords } = this.size;
    const { buffer, at } = records;
    const amount = at + keyWords + noteWords;
    const amountFen = buffer[amount]! + buffer[amount + 1]! * 0x1_0000_0000;
    return `${amountFen}|${bytesText(buffer, at + keyWords, noteWords)}`;
  }

  private flush(): void {
    this.file.write(Uint8Array.from(this.text, (character) => character.charCodeAt(0)));
    this.text = '';
  }
}

const rowOf = (amount: string, note: string): ComparedRow | null =>
  amount === '' ? null : { amountFen: Number(amount), note };

function pairOf(line: string): Pair {
  const cells = line.split('|') as [string, string, string, string, string, string, string];
  const [place, hasMet, key, fileFen, fileNote, booksFen, booksNote] = cells;
  const [file, books] = [rowOf(fileFen, fileNote), rowOf(booksFen, booksNote)];
  return {
    key,
    ...(file ? { file } : {}),
    ...(books ? { books } : {}),
    place: Number(place),
    hasMet: hasMet === '1',
  };
}

export function* readPairs(file: WorkReader): Generator<Pair> {
  const decoder = new TextDecoder();
  let rest = new Uint8Array(0);
  for (let position = 0; position < file.size; position += BLOCK) {
    const bytes = new Uint8Array(Math.min(BLOCK, file.size - position));
    file.read(bytes, position);
    const both = new Uint8Array(rest.length + bytes.length);
    both.set(rest);
    both.set(bytes, rest.length);
    let from = 0;
    for (let end = both.indexOf(LF); end >= 0; end = both.indexOf(LF, from)) {
      yield pairOf(decoder.decode(both.subarray(from, end)));
      from = end + 1;
    }
    rest = both.slice(from);
  }
}
