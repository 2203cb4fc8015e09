/** A settlement file to be written: a stream of bytes and, once the stream has ended, the content of its `.ok`. */
import { fileName } from './fileNames.ts';
import type { Hash } from './hash.ts';
import type { Layout } from './layouts.ts';
import { headLine, rowLine, trailerLine } from './lines.ts';
import type { FileHead, FileSeal } from './settlementTypes.ts';

export type HeadParts = Omit<FileHead, 'version' | 'count' | 'totalFen'>;

/** Must be known before the first row is written, because it is in the head. */
export interface FileSum {
  readonly count: number;
  readonly totalFen: number;
}

interface SealedFile {
  readonly name: string;
  /** Each iteration makes the whole file again, if `rows` can be iterated again. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** @throws Error before the bytes were read to their end. */
  readonly seal: () => FileSeal;
}

/** Characters that are collected before they become bytes. */
const CHUNK = 32_768;

/**
 * Makes a file with its seal. The stream throws `FileRefused` for a cell that may not be written, and RangeError when
 * the rows do not match `sum`, so that no file is written that the other side would refuse.
 */
export function sealFile<Row>(
  layout: Layout<Row>,
  head: HeadParts,
  sum: FileSum,
  rows: AsyncIterable<Row> | Iterable<Row>,
  hash: Hash,
): SealedFile {
  const { kind, headSumsUp, amountOf } = layout;
  const name = fileName(kind, head);
  let seal: FileSeal | null = null;

  async function* bytes(): AsyncGenerator<Uint8Array> {
    seal = null;
    const encoder = new TextEncoder();
    const [upToTrailer, whole] = [hash(), hash()];
    let size = 0;
    let number = 0;
    let totalFen = 0;
    const chunk = (lines: string): Uint8Array => {
      const encoded = encoder.encode(lines);
      whole.update(encoded);
      size += encoded.length;
      return encoded;
    };
    let lines = headLine({ version: '1.0', ...head, ...sum }, { file: name, line: 1 });
    for await (const row of rows) {
      lines += rowLine(layout, row, ++number, name);
      if (amountOf) totalFen += amountOf(row);
      if (lines.length < CHUNK) continue;
      const encoded = chunk(lines);
      upToTrailer.update(encoded);
      lines = '';
      yield encoded;
    }
    if (!amountOf) totalFen = sum.totalFen;
    if (headSumsUp === 'rows' && (number !== sum.count || totalFen !== sum.totalFen))
      throw new RangeError(
        `${name}: the head says ${sum.count} rows and ${sum.totalFen} fen, there are ${number} and ${totalFen}`,
      );
    const last = chunk(lines);
    upToTrailer.update(last);
    yield last;
    const trailer = { count: number, totalFen, sha256: upToTrailer.digest() };
    yield chunk(trailerLine(trailer, { file: name, line: number + 2 }));
    seal = { size, sha256: whole.digest(), count: number, totalFen };
  }

  return {
    name,
    bytes: { [Symbol.asyncIterator]: bytes },
    seal: () => {
      if (!seal) throw new Error(`${name}: its .ok was asked for before the file was written`);
      return seal;
    },
  };
}
