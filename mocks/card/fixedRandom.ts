/** Random numbers a transcript can name. */
import { type Bytes, fromHex } from '../../src/shared/bytes.ts';
import type { Random } from '../../src/shared/random.ts';

/** Gives each of `numbers` (hex) once, in turn. @throws Error when they are used up or of another length. */
export function fixedRandom(...numbers: readonly string[]): Random {
  const left = numbers.map(fromHex);
  return {
    bytes(length): Bytes {
      const next = left.shift();
      if (next?.length !== length) throw new Error(`no number of ${length} bytes is left`);
      return next;
    },
  };
}

/** A small generator (mulberry32): the same seed, the same numbers. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 24;
  };
  return { bytes: (length) => new Uint8Array(length).map(next) };
}
