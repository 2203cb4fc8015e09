/** The PSAMs of the operator's platform, as they are delivered. */
import { CITY_CABLE, type Issuer } from '../../card/issuers.ts';
import { issuePsam } from './issuePsam.ts';
import type { CardKind } from './lease.ts';
import type { PsamState } from './psamState.ts';

export interface PoolSlot extends CardKind {
  readonly keyIndex: number;
  readonly state: PsamState;
}

/** `count` PSAMs of one issuer; their terminal numbers count up from `firstTerminalNo` (12 hex digits). */
export const poolOf = (issuer: Issuer, firstTerminalNo: string, count: number): PoolSlot[] =>
  Array.from({ length: count }, (_, i) => {
    const terminalNo = (parseInt(firstTerminalNo, 16) + i).toString(16).padStart(12, '0');
    return {
      issuer: issuer.id,
      applicationType: '02',
      keyIndex: 1,
      state: issuePsam({ issuer, terminalNo: terminalNo.toUpperCase() }),
    };
  });

/** Four for the co-branded card; none for any other. */
export const DEFAULT_POOL: readonly PoolSlot[] = poolOf(CITY_CABLE, '010020000001', 4);
