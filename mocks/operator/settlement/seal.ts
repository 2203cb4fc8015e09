/** The `.ok` beside a finished file, one line: `size|sha256|count|total`. */
import { count, hex, totalFen } from './cells.ts';
import type { FileSeal } from './settlementTypes.ts';

/** A size may be as large as a total. */
const CELLS = [totalFen, hex(64), count, totalFen];

export const sealText = ({ size, sha256, count: rows, totalFen: total }: FileSeal): string =>
  `${size}|${sha256}|${rows}|${total}\n`;

/**
 * Reads a seal. `null`: it is not complete. The line feed shows that nothing was cut off: `…|1|10` could be the
 * beginning of `…|1|1000`.
 */
export function parseSeal(line: string): FileSeal | null {
  if (!line.endsWith('\n')) return null;
  const cells = line.replace(/\r?\n$/, '').split('|');
  if (cells.length !== CELLS.length) return null;
  if (cells.some((cell, at) => !CELLS[at]!.isGood(cell))) return null;
  const [size, sha256, rows, total] = cells;
  return { size: Number(size), sha256: sha256!, count: Number(rows), totalFen: Number(total) };
}
