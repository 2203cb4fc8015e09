/** Personalisation of a PSAM: the issuer's purchase keys and a terminal number of its own. */
import type { Issuer } from '../../card/issuers.ts';
import type { PsamState } from './psamState.ts';

interface PsamOrder {
  readonly issuer: Issuer;
  /** 12 hex digits. */
  readonly terminalNo: string;
  /** Absent: all that the issuer has. */
  readonly keyVersions?: readonly string[];
  readonly macErrorLimit?: number;
}

/** @throws RangeError for an invalid terminal number, or a key version that the issuer does not have. */
export function issuePsam({
  issuer,
  terminalNo,
  keyVersions,
  macErrorLimit = 3,
}: PsamOrder): PsamState {
  if (!/^[0-9A-F]{12}$/.test(terminalNo)) throw new RangeError(`not 6 bytes: ${terminalNo}`);
  const masters = issuer.masterKeys.purchase;
  const purchaseKeys: Record<string, string> = {};
  for (const version of keyVersions ?? Object.keys(masters)) {
    const key = masters[version];
    if (key === undefined) throw new RangeError(`no purchase key of version ${version}`);
    purchaseKeys[version] = key;
  }
  return {
    atr: '3B6C000213028638184356071E102B23',
    publicFile: `00000000${terminalNo}01015566`,
    terminalNo,
    purchaseKeys,
    levels: 1,
    counter: 1,
    macErrors: 0,
    macErrorLimit,
    locked: false,
  };
}
