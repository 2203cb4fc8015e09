/** What a viewer reads out to the hotline, `7K3-0D42`: seven digits and letters without I, L, O, U. */
import type { Random } from './random.ts';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Of the lowest five bits of seven numbers. */
function codeOf(numbers: ArrayLike<number>): string {
  let code = '';
  for (let i = 0; i < 7; i++) code += (i === 3 ? '-' : '') + LETTERS.charAt(numbers[i]! & 31);
  return code;
}

/** A code of its own for a fault that has just been found: 35 bits, so two faults may share one. */
export const newCode = (random: Random): string => codeOf(random.bytes(7));

/** The same text has the same code, in every box and after every start: FNV-1a. */
export function codeOfText(text: string): string {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ sign.charCodeAt(0), 0x01000193);
  const numbers: number[] = [];
  for (let i = 0; i < 7; i++, hash = (hash >>> 5) | (hash << 27)) numbers.push(hash);
  return codeOf(numbers);
}
