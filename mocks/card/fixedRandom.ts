/** Fixed "random" numbers for transcripts. */
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
