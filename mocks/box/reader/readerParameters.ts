/** Protocol and speed of a reader (USB-IF CCID 1.1, 6.1.7). Does not imitate: clocks, guard times, memory cards. */
import type { Bytes } from '../../../src/shared/bytes.ts';
import { FAULT } from './ccidWire.ts';
import type { ReaderNumbers } from './readerModel.ts';

interface ReaderParameters {
  readonly protocol: number;
  /** The five (T=0) or seven (T=1) bytes. */
  readonly bytes: Bytes;
}

export const defaultParameters = (protocol: number): ReaderParameters => ({
  protocol,
  bytes: Uint8Array.from(
    protocol === 1 ? [0x11, 0x10, 0, 0x4d, 0, 0x20, 0] : [0x11, 0, 0, 0x0a, 0],
  ),
});

const F = [372, 372, 558, 744, 1116, 1488, 1860, 0, 0, 512, 768, 1024, 1536, 2048, 0, 0];
const D = [0, 1, 2, 4, 8, 16, 32, 64, 12, 20, 0, 0, 0, 0, 0, 0];

/** Whether the reader supports this speed. */
function canDo(fiDi: number, { defaultClockKhz, maxDataRateBps }: ReaderNumbers): boolean {
  const f = F[fiDi >> 4]!;
  const d = D[fiDi & 0x0f]!;
  return f > 0 && d > 0 && (defaultClockKhz * 1000 * d) / f <= maxDataRateBps;
}

/** The bError for the first wrong byte; `null` when all are right. */
export function parametersFault(
  { protocol, bytes }: ReaderParameters,
  numbers: ReaderNumbers,
): number | null {
  if (protocol > 1 || ((numbers.protocols >> protocol) & 1) === 0) return FAULT.first;
  if (bytes.length !== (protocol === 1 ? 7 : 5)) return FAULT.length;
  if (!canDo(bytes[0]!, numbers)) return FAULT.speed;
  const isChecksumByteRight =
    protocol === 1 ? (bytes[1]! & 0xfc) === 0x10 : (bytes[1]! & 0xfd) === 0;
  return isChecksumByteRight ? null : FAULT.speed + 1;
}
