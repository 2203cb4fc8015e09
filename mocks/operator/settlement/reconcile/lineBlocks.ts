/** Chunks of bytes as blocks of whole lines, each of them a piece of work. */
import { LONGEST_LINE } from '../textLines.ts';
import { PADDING, RowFault } from './rowScanner.ts';

const LF = 10;

interface Block {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of the lines in it; behind them is anything. */
  readonly length: number;
}

/** `buffer`: of at least so many bytes. @throws RowFault for a last line without its end, or a line longer than may be */
export async function* lineBlocks(
  chunks: AsyncIterable<Uint8Array>,
  blockBytes: number,
  buffer: (size: number) => Uint8Array<ArrayBuffer>,
): AsyncGenerator<Block> {
  let parts: Uint8Array[] = [];
  let held = 0;

  /** The lines up to here; what is behind stays. */
  function cut(length: number, size: number, rest: Uint8Array): Block {
    const bytes = buffer(size + PADDING);
    let at = 0;
    for (const part of parts) {
      bytes.set(part.subarray(0, length - at), at);
      at += part.length;
      if (at >= length) break;
    }
    // A copy: the chunk may be its owner's again.
    parts = rest.length > 0 ? [rest.slice()] : [];
    held = rest.length;
    return { bytes, length };
  }

  for await (const chunk of chunks) {
    parts.push(chunk);
    held += chunk.length;
    if (held < blockBytes) continue;
    const end = chunk.lastIndexOf(LF) + 1;
    if (end > 0) yield cut(held - chunk.length + end, held, chunk.subarray(end));
    // The line began in an earlier chunk, and ends in a later one.
    else if (held > blockBytes + LONGEST_LINE) throw new RowFault(1, 'line', 'has no end');
  }
  if (held === 0) return;
  const { bytes, length } = cut(held, held, new Uint8Array(0));
  const end = bytes.subarray(0, length).lastIndexOf(LF) + 1;
  if (end > 0) yield { bytes, length: end };
  if (end < length) throw new RowFault(1, 'line', 'the last one has no end');
}
