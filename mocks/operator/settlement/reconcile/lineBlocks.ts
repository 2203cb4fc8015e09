/** Chunks of bytes as blocks of whole lines, each of them a piece of work. */
import { LONGEST_LINE } from '../textLines.ts';
import { PADDING, RowFault } from './rowScanner.ts';
import { joined } from './workFiles.ts';

const LF = 10;

/** @throws RowFault for a last line without its end, or a line longer than may be */
export async function* lineBlocks(
  chunks: AsyncIterable<Uint8Array>,
  blockBytes: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let parts: Uint8Array[] = [];
  let held = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    held += chunk.length;
    if (held < blockBytes) continue;
    const end = chunk.lastIndexOf(LF) + 1;
    // The line began in an earlier chunk, and ends in a later one.
    if (end === 0) {
      if (held > blockBytes + LONGEST_LINE) throw new RowFault(1, 'line', 'has no end');
      continue;
    }
    parts[parts.length - 1] = chunk.subarray(0, end);
    yield joined(parts, PADDING);
    // A copy: the chunk may be its owner's again.
    parts = end < chunk.length ? [chunk.slice(end)] : [];
    held = chunk.length - end;
  }
  if (held === 0) return;
  const rest = joined(parts);
  const end = rest.lastIndexOf(LF) + 1;
  if (end > 0) yield joined([rest.subarray(0, end)], PADDING);
  if (end < held) throw new RowFault(1, 'line', 'the last one has no end');
}
