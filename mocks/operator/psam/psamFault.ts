/** Why a PSAM gave no MAC1. In every case no MAC1 was given out, so nothing can be debited. */

/** Why a PSAM left the pool. */
export type OutReason =
  | 'taken-out'
  | 'dead'
  | 'locked'
  | 'counter-exhausted'
  /** Its counter could not be moved on: the next payment would have the same number. */
  | 'closing-failed';

export type PsamFault =
  /** It has no key of the card's version (9403). It stays in the pool. */
  | { readonly kind: 'key-version' }
  /** It rejects the data of the card's INIT, for example an unknown algorithm. It stays in the pool. */
  | { readonly kind: 'refused'; readonly statusWord: number }
  /** It is out of the pool now: the attempt needs another PSAM and a new INIT. */
  | { readonly kind: 'out-of-service'; readonly reason: OutReason }
  /** The session cannot be closed without the HSM, so MAC1 was thrown away. The PSAM stays in the pool. */
  | { readonly kind: 'hsm-unavailable' }
  /** The lease was released, timed out, or another attempt has it. */
  | { readonly kind: 'lease-over' };

/** The PSAM does not answer at all. */
export class PsamDead extends Error {
  readonly kind = 'psam-dead';

  constructor(terminalNo: string) {
    super(`PSAM ${terminalNo} does not answer`);
  }
}
