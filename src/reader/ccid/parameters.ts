/** USB-IF CCID 1.1, 6.1.7: the protocol data structure of SetParameters. */
import type { Bytes } from '../../shared/bytes.ts';
import type { Atr } from '../atr.ts';
import type { CardProtocol } from '../cardReader.ts';

/** 5 bytes for T=0, 7 for T=1; `fiDi` as it applies now (after PPS, or at once in specific mode). */
export function setParametersFor(atr: Atr, protocol: CardProtocol, fiDi: number): Bytes {
  const convention = atr.inverseConvention ? 0x02 : 0;
  const clockStop = 0;
  if (protocol === 'T0') {
    return new Uint8Array([fiDi, convention, atr.extraGuardTime, atr.waitingInteger, clockStop]);
  }
  const checksum = 0x10 | convention | (atr.usesCrc ? 1 : 0);
  const nad = 0;
  return new Uint8Array([fiDi, checksum, atr.extraGuardTime, atr.bwiCwi, clockStop, atr.ifsc, nad]);
}
