/** What a PSAM keeps without power, as plain JSON. Byte strings are upper-case hex. */

export interface PsamState {
  readonly atr: string;
  /** File 0x15, 14 bytes: PSAM serial 10, version 1, key card type 1, issuer's own 2. */
  readonly publicFile: string;
  /** File 0x16, 6 bytes: part of every MAC and TAC of its payments. */
  readonly terminalNo: string;
  /** Master purchase keys (DPK) by version, 16 bytes each. */
  readonly purchaseKeys: Readonly<Record<string, string>>;
  /** How many times the keys are diversified: as many 8-byte factors come with each payment. */
  readonly levels: 1 | 2 | 3;
  /** Terminal transaction counter (TTC), 4 bytes: counts right MAC2s only. */
  readonly counter: number;
  readonly macErrors: number;
  /** This many wrong MAC2s lock it. No public source gives a number. */
  readonly macErrorLimit: number;
  readonly locked: boolean;
}
