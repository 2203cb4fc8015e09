/** ISO 7816-3, 11.3: blocks of T=1. */
import { type Bytes, concat, equalBytes } from '../shared/bytes.ts';
import { fail, ok, type Result } from '../shared/result.ts';

export interface T1Block {
  readonly pcb: number;
  readonly data: Bytes;
}

/** The number in bits 1 to 4 of an R-block. */
type BlockFault = 1 | 2;
const WRONG_CHECKSUM: BlockFault = 1;
const WRONG_OTHERWISE: BlockFault = 2;

/** XOR of all, or ISO 13239's CRC as readers in the field count it: from FFFF, not complemented, high byte first. */
function checksum(bytes: Bytes, usesCrc: boolean): number[] {
  if (!usesCrc) return [bytes.reduce((all, byte) => all ^ byte, 0)];
  let crc = 0xffff;
  for (let i = 0; i < bytes.length; i++) {
    crc ^= bytes[i]!;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0x8408 : crc >> 1;
  }
  return [crc >> 8, crc & 0xff];
}

/** NAD 0, PCB, LEN, data, LRC or CRC. */
export function buildBlock(pcb: number, data: ArrayLike<number>, usesCrc: boolean): Bytes {
  const body = concat([0, pcb, data.length], data);
  return concat(body, checksum(body, usesCrc));
}

/** One whole block as a card may send it; the error is what to tell the card. Never throws. */
export function parseBlock(bytes: Bytes, usesCrc: boolean): Result<T1Block, BlockFault> {
  const end = bytes.length - (usesCrc ? 2 : 1);
  if (end < 3) return fail(WRONG_OTHERWISE);
  if (!equalBytes(bytes.subarray(end), checksum(bytes.slice(0, end), usesCrc))) {
    return fail(WRONG_CHECKSUM);
  }
  const isLengthRight = bytes[2] === end - 3 && end - 3 <= 254;
  if (bytes[0] !== 0 || !isLengthRight) return fail(WRONG_OTHERWISE);
  return ok({ pcb: bytes[1]!, data: bytes.slice(3, end) });
}
