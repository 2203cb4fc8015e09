/** A settlement file as it is written: a stream of bytes, and what goes into the `.ok` beside it once it has run through. */
import { fileName } from './fileNames.ts';
import type { Hash } from './hash.ts';
import type { Layout } from './layouts.ts';
import { headLine, rowLine, trailerLine } from './lines.ts';
import type { FileHead, FileSeal } from './settlementTypes.ts';

export type HeadParts = Omit<FileHead, 'version' | 'count' | 'totalFen'>;

/** Known before the first row is written: it stands in the head. */
export interface FileSum {
  readonly count: number;
  readonly totalFen: number;
}

interface SealedFile {
  readonly name: string;
  /** Every iteration writes the file anew, if `rows` can be iterated anew. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** @throws Error before the bytes were read to their end. */
  readonly seal: () => FileSeal;
}

/** Characters that are kept together before they become bytes. */
const CHUNK = 32_768;

/**
 * The stream throws `FileRefused` for a cell that may not be written, and RangeError when the rows are not what `sum`
 * said: a file that would be refused by the other side is not written.
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
