/** Cuts chunks of bytes into blocks of whole lines; each block is one job. */
import { LONGEST_LINE } from '../textLines.ts';
import { PADDING, RowFault } from './rowScanner.ts';

const LF = 10;

interface Block {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The length of the lines in it. The bytes after them have no meaning. */
  readonly length: number;
}

/**
 * `buffer`: gives a buffer of at least this size. @throws RowFault for a last line without its end, or a line that is
 * too long
 */
export async function* lineBlocks(
  chunks: AsyncIterable<Uint8Array>,
  blockBytes: number,
  buffer: (size: number) => Uint8Array<ArrayBuffer>,
): AsyncGenerator<Block> {
  let parts: Uint8Array[] = [];
  let collected = 0;

  /** A block of the bytes up to `length`; `rest` stays for the next block. */
  function cut(length: number, size: number, rest: Uint8Array): Block {
    const bytes = buffer(size + PADDING);
    let at = 0;
    for (const part of parts) {
      bytes.set(part.subarray(0, length - at), at);
      at += part.length;
      if (at >= length) break;
    }
    // A copy, because the owner may use the chunk again.
    parts = rest.length > 0 ? [rest.slice()] : [];
    collected = rest.length;
    return { bytes, length };
  }

  for await (const chunk of chunks) {
    parts.push(chunk);
    collected += chunk.length;
    if (collected < blockBytes) continue;
    const end = chunk.lastIndexOf(LF) + 1;
    if (end > 0) yield cut(collected - chunk.length + end, collected, chunk.subarray(end));
    // The line began in an earlier chunk, and ends in a later one.
    else if (collected > blockBytes + LONGEST_LINE) throw new RowFault(1, 'line', 'has no end');
  }
  if (collected === 0) return;
  const { bytes, length } = cut(collected, collected, new Uint8Array(0));
  const end = bytes.subarray(0, length).lastIndexOf(LF) + 1;
  if (end > 0) yield { bytes, length: end };
  if (end < length) throw new RowFault(1, 'line', 'the last one has no end');
}
