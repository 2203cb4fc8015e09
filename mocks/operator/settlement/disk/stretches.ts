/** Files in parts that can be worked on one by one. */
import { closeSync, openSync, statSync } from 'node:fs';
import { RowFault, RowScanner, type RowShape } from './rowScanner.ts';
import { compareKeys, type KeyRange } from './runMerger.ts';

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Even parts by bytes; a row belongs to the part it begins in. */
export function evenParts(size: number, parts: number): Stretch[] {
  const border = (part: number): number => Math.floor((size * part) / parts);
  return Array.from({ length: parts }, (_, part) => ({
    start: border(part),
    end: border(part + 1),
  }));
}

/** Bytes of a part whose rows are about `rows`. */
export function partFor(path: string, shape: RowShape, rows: number): number {
  const file = openSync(path, 'r');
  try {
    const scanner = new RowScanner(file, 0, Number.POSITIVE_INFINITY, shape);
    let seen = 0;
    while (seen < 1_000 && scanner.next()) seen += 1;
    // A little less: a full run is better than a full one and a tiny one.
    return seen === 0 ? 1 : Math.max(1, Math.floor((scanner.position / seen) * rows * 0.97));
  } finally {
    closeSync(file);
  }
}

/**
 * A sorted file in parts of whole keys: rows of one key are never parted. Fewer than asked for when keys are few.
 * @throws RowFault when it is not sorted at the borders
 */
export function keyStretches(
  path: string,
  shape: RowShape,
  parts: number,
): (Stretch & { readonly keys: KeyRange })[] {
  const { size } = statSync(path);
  const borders: { at: number; key: number[] }[] = [];
  const file = openSync(path, 'r');
  try {
    for (const { start } of evenParts(size, parts).slice(1)) {
      const scanner = new RowScanner(file, start, size, shape);
      if (!scanner.next()) continue;
      const first = scanner.key.slice();
      let isMore = true;
      // The row before may have the same key: the border is where the key changes.
      while (isMore && compareKeys(scanner.key, 0, first, 0, first.length) === 0)
        isMore = scanner.next();
      if (!isMore) continue;
      const at = scanner.rowStart;
      const last = borders.at(-1);
      if (last && at <= last.at) continue;
      if (last && compareKeys(scanner.key, 0, Uint32Array.from(last.key), 0, first.length) <= 0)
        throw new RowFault(at, 'its key is not after those before it: not sorted');
      borders.push({ at, key: [...scanner.key] });
    }
  } finally {
    closeSync(file);
  }
  return Array.from({ length: borders.length + 1 }, (_, part) => {
    const [from, to] = [borders[part - 1], borders[part]];
    return {
      start: from?.at ?? 0,
      end: to?.at ?? size,
      keys: { ...(from ? { from: from.key } : {}), ...(to ? { to: to.key } : {}) },
    };
  });
}
