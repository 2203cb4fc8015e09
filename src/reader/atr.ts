/** ISO 7816-3, 8.2: what a card says of itself when it is powered. */
import type { Bytes } from '../shared/bytes.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { CardProtocol } from './cardReader.ts';

export interface Atr {
  readonly inverseConvention: boolean;
  /** T as offered, first one first; a card that says nothing offers T=0. */
  readonly protocols: readonly number[];
  /** TA1, Fi and Di as indices: what the card can do at most. */
  readonly fiDi: number;
  /** TA2: the card speaks this protocol at once, and PPS is not allowed. */
  readonly specificMode?: { readonly protocol: number; readonly implicitParameters: boolean };
  /** TC1: N, etu; 255 has its own meaning. */
  readonly extraGuardTime: number;
  /** TC2: WI of T=0. */
  readonly waitingInteger: number;
  /** First TA of T=1: bytes of a block the card takes. */
  readonly ifsc: number;
  /** First TB of T=1: BWI and CWI. */
  readonly bwiCwi: number;
  /** First TC of T=1, bit 1. */
  readonly usesCrc: boolean;
  readonly historicalBytes: Bytes;
  /** TCK does not fit. Such cards exist and work. */
  readonly wrongChecksum: boolean;
}

/** Fi and Di where nothing else is said. */
export const DEFAULT_FI_DI = 0x11;
const MAX_ATR_BYTES = 33;
const NO_ANSWER_TIME_MS = 60_000;

const FI = [372, 372, 558, 744, 1116, 1488, 1860, 0, 0, 512, 768, 1024, 1536, 2048, 0, 0];
const DI = [0, 1, 2, 4, 8, 16, 32, 64, 12, 20, 0, 0, 0, 0, 0, 0];

/** Tables 7 and 8 of ISO 7816-3; `null` where they say nothing. */
export function fiAndDi(fiDi: number): { readonly fi: number; readonly di: number } | null {
  const fi = FI[fiDi >> 4]!;
  const di = DI[fiDi & 0x0f]!;
  return fi > 0 && di > 0 ? { fi, di } : null;
}

/** The error names what does not fit. Bytes behind the last one that is announced are not looked at. Never throws. */
export function parseAtr(bytes: Bytes): Result<Atr, string> {
  if (bytes.length > MAX_ATR_BYTES) return fail(`${bytes.length} bytes are no ATR`);
  const ts = bytes[0];
  if (ts !== 0x3b && ts !== 0x3f) return fail('TS is neither 3B nor 3F');
  let at = 1;
  const t0 = bytes[at++];
  if (t0 === undefined) return fail('T0 is missing');
  const protocols: number[] = [];
  // Interface bytes by name: TA1, TB1… globally, and the first of T=1 behind group 2 as TA+1, TB+1, TC+1.
  const found: { [name: string]: number } = {};
  let hasChecksum = false;
  let follows = t0 >> 4;
  let protocol = 0;
  for (let group = 1; follows !== 0; group++) {
    for (let bit = 0; bit < 3; bit++) {
      if ((follows & (1 << bit)) === 0) continue;
      const value = bytes[at++];
      if (value === undefined) return fail('interface bytes are missing');
      const name = 'ABC'[bit]!;
      if (group < 3) found[name + group] = value;
      else if (protocol === 1 && found[`${name}+`] === undefined) found[`${name}+`] = value;
    }
    if ((follows & 8) === 0) break;
    const td = bytes[at++];
    if (td === undefined) return fail('interface bytes are missing');
    protocol = td & 0x0f;
    follows = td >> 4;
    if (protocol !== 0) hasChecksum = true;
    if (protocol !== 15 && !protocols.includes(protocol)) protocols.push(protocol);
  }
  const end = at + (t0 & 0x0f);
  if (bytes.length < end + (hasChecksum ? 1 : 0)) return fail('historical bytes are missing');
  let checksum = 0;
  for (let i = 1; i <= end; i++) checksum ^= bytes[i]!;
  const { A1, C1, A2, C2 } = found;
  const ifsc = found['A+'];
  return ok({
    inverseConvention: ts === 0x3f,
    protocols: protocols.length > 0 ? protocols : [0],
    fiDi: A1 === undefined ? DEFAULT_FI_DI : A1,
    ...(A2 === undefined
      ? {}
      : { specificMode: { protocol: A2 & 0x0f, implicitParameters: (A2 & 0x10) !== 0 } }),
    extraGuardTime: C1 === undefined ? 0 : C1,
    waitingInteger: C2 || 10,
    ifsc: ifsc ? Math.min(ifsc, 0xfe) : 32,
    bwiCwi: found['B+'] === undefined ? 0x4d : found['B+'],
    usesCrc: ((found['C+'] || 0) & 1) !== 0,
    historicalBytes: bytes.slice(at, end),
    wrongChecksum: hasChecksum && checksum !== 0,
  });
}

/**
 * The longest a card may take for one exchange, in ms: T=0 the worst case of a TPDU with 256 bytes (minutes: a reader
 * gives up long before), T=1 one block there and back and a second for the reader. 60 s where Fi or Di is unknown.
 */
export function exchangeTimeMs(
  atr: Atr,
  protocol: CardProtocol,
  fiDi: number,
  clockKhz: number,
): number {
  const factors = fiAndDi(fiDi);
  if (factors === null || !(clockKhz > 0)) return NO_ANSWER_TIME_MS;
  const etu = factors.fi / factors.di / clockKhz;
  const n = atr.extraGuardTime === 255 ? 0 : atr.extraGuardTime;
  const egt = (12 + n) * etu;
  if (protocol === 'T0') {
    const wwt = (960 * atr.waitingInteger * factors.fi) / clockKhz;
    return Math.ceil(Math.max(261 * egt + 6 * wwt, 5 * egt + 260 * wwt));
  }
  const bwi = Math.min(atr.bwiCwi >> 4, 9);
  const cwi = atr.bwiCwi & 0x0f;
  const bwt = 11 * etu + (2 ** bwi * 960 * 372) / clockKhz;
  const cwt = (11 + 2 ** cwi) * etu;
  return Math.ceil(260 * egt + bwt + 260 * cwt + 1000);
}
