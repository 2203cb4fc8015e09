/** ISO 7816-3, 9: protocol and parameters selection, and what there is to select. */
import { type Bytes, concat } from '../shared/bytes.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { type Atr, DEFAULT_FI_DI, fiAndDi } from './atr.ts';
import type { CardProtocol } from './cardReader.ts';

const withChecksum = (bytes: readonly number[]): Bytes =>
  concat(bytes, [bytes.reduce((all, byte) => all ^ byte, 0)]);

/** PPSS, PPS0, PPS1 where Fi and Di are not the default, PCK. */
export const ppsRequest = (protocol: CardProtocol, fiDi: number): Bytes => {
  const t = protocol === 'T1' ? 1 : 0;
  return withChecksum(fiDi === DEFAULT_FI_DI ? [0xff, t] : [0xff, 0x10 | t, fiDi]);
};

/**
 * Fi and Di that apply from now on: those asked for, or the default where the card answered without PPS1; `null` when
 * the answer does not agree to the request (the card is to be powered up again).
 */
export function ppsAccepted(request: Bytes, answer: Bytes): number | null {
  const pps0 = answer[1];
  if (answer[0] !== 0xff || pps0 === undefined) return null;
  const asked = request[1]!;
  // The protocol as asked for, and nothing that was not asked for.
  if ((pps0 & 0x0f) !== (asked & 0x0f) || (pps0 & ~asked) !== 0) return null;
  const hasFiDi = (pps0 & 0x10) !== 0;
  if (answer.length !== (hasFiDi ? 4 : 3)) return null;
  if (hasFiDi && answer[2] !== request[2]) return null;
  let checksum = 0;
  for (let i = 0; i < answer.length; i++) checksum ^= answer[i]!;
  if (checksum !== 0) return null;
  return hasFiDi ? answer[2]! : DEFAULT_FI_DI;
}

/** Whether dwProtocols (bit 0: T=0, bit 1: T=1) names the protocol; some readers set other bits alone, and have both. */
export const isAnnounced = (protocol: CardProtocol, protocols: number): boolean =>
  (protocols & 3) === 0 || (protocols & (protocol === 'T1' ? 2 : 1)) !== 0;

/**
 * The card's first protocol that the reader announces; where it announces none of them, the card's first one: the reader
 * has powered the card, and can still refuse its parameters.
 */
export function chooseProtocol(atr: Atr, protocols: number): Result<CardProtocol, string> {
  const { specificMode } = atr;
  if (specificMode?.implicitParameters) return fail('implicit parameters in TA2');
  const offered = specificMode ? [specificMode.protocol] : atr.protocols;
  const spoken = offered.filter((t) => t < 2).map((t): CardProtocol => (t === 1 ? 'T1' : 'T0'));
  const [protocol = spoken[0]] = spoken.filter((name) => isAnnounced(name, protocols));
  return protocol ? ok(protocol) : fail(`card offers T=${offered.join()}`);
}

/**
 * The Fi and Di to ask a card for: its own TA1 where the reader is fast enough for it, else the default. Not in
 * specific mode.
 */
export function fasterFiDi(
  atr: Atr,
  { defaultClockKhz, maxDataRateBps }: { defaultClockKhz: number; maxDataRateBps: number },
): number {
  const factors = fiAndDi(atr.fiDi);
  if (factors === null) return DEFAULT_FI_DI;
  const rate = (defaultClockKhz * 1000 * factors.di) / factors.fi;
  const isFaster = factors.di / factors.fi > 1 / 372;
  return isFaster && rate <= maxDataRateBps ? atr.fiDi : DEFAULT_FI_DI;
}
