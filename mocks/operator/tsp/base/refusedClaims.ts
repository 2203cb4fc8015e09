/** What the operator sets about TACs: whether the PPP is asked before a service is opened, and what follows from a refusal. */

export type TacCheckMode = 'off' | 'before-activation';

/**
 * `stop-service`: BOSS stops the service when no candidate for the claim is left. `watch-box`, `block-box`: the box that
 * brought the TAC, or the attempt's own for another reason. A case is opened in any case: the money is still missing.
 */
export type Consequence = 'watch-box' | 'block-box' | 'stop-service';

/** By the PPP's result code; a code that is absent has no consequences beside its case. */
export type RefusedClaims = { readonly [code: string]: readonly Consequence[] };

/** A service that was paid by a real debit is stopped only where the operator says so. */
export const DEFAULT_REFUSED_CLAIMS: RefusedClaims = { '01': ['watch-box'] };
