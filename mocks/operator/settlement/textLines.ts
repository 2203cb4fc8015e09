/** Splits chunks of bytes into lines, with one line in memory at a time. */

/** Far longer than any row. A file without line feeds must not fill the memory. */
export const LONGEST_LINE = 4096;

const LF = 10;

/**
 * Yields every line with its line feed; the last line of a truncated file has none. A line that is too long comes
 * without its end and is the last one. The chunks are still read to their end.
 */
export async function* textLines(
  chunks: AsyncIterable<Uint8Array>,
  longest = LONGEST_LINE,
): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array(0);
  let isOver = false;
  for await (const chunk of chunks) {
    if (isOver) continue;
    let from = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, from)) {
      const piece = chunk.subarray(from, end + 1);
      yield rest.length === 0 ? piece : joined(rest, piece);
      rest = new Uint8Array(0);
      from = end + 1;
    }
    rest = joined(rest, chunk.subarray(from));
    isOver = rest.length > longest;
  }
  if (rest.length > 0) yield rest;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}
