/** What can keep a PSAM from giving a MAC1. In every case no MAC1 is out, so nothing can be debited. */

/** Why a PSAM left the pool. */
export type OutReason =
  | 'taken-out'
  | 'dead'
  | 'locked'
  | 'counter-exhausted'
  /** Its counter could not be moved on: the next payment would carry the same number. */
  | 'closing-failed';

export type PsamFault =
  /** No key of the card's version in it (9403). It stays in the pool. */
  | { readonly kind: 'key-version' }
  /** It refused the data of the card's INIT, an unknown algorithm for one. It stays in the pool. */
  | { readonly kind: 'refused'; readonly statusWord: number }
  /** It is out of the pool now: another PSAM, a new INIT. */
  | { readonly kind: 'out-of-service'; readonly reason: OutReason }
  /** Without the HSM the session cannot be closed: MAC1 was thrown away. The PSAM stays in the pool. */
  | { readonly kind: 'hsm-unavailable' }
  /** Released, timed out, or given to someone else. */
  | { readonly kind: 'lease-over' };

/** The PSAM does not answer at all. */
export class PsamDead extends Error {
  readonly kind = 'psam-dead';

  constructor(terminalNo: string) {
    super(`PSAM ${terminalNo} does not answer`);
  }
}
