/** What can go wrong at BOSS, as data that may be changed while it runs. */
import type { RejectReason } from './bossTypes.ts';

export interface BossFaults {
  /** Every answer takes so long. */
  slowMs: number;
  /** The wire is dead: the request is not seen, fetch rejects. */
  down: boolean;
  /** Answers 503 to everything. */
  unavailable: boolean;
  /** So many activations are carried out while their answers are lost: fetch rejects. */
  lostActivationAnswers: number;
  /** Holds are refused with this. */
  rejectHold: RejectReason | null;
  /** Activations are rejected with this, also those that were pending. */
  rejectActivation: RejectReason | null;
  /** Whether `rejectActivation` is for ever; if not, the same activation may be asked for again. */
  rejectionIsFinal: boolean;
  /** A new activation is PENDING for so many questions (PUT again or GET) before it is carried out. */
  pendingAsks: number;
  /** Credits are rejected: the account cannot take them. */
  rejectCredit: boolean;
  /** Added to every price per month. */
  priceRiseFen: number;
}

export const noBossFaults = (): BossFaults => ({
  slowMs: 0,
  down: false,
  unavailable: false,
  lostActivationAnswers: 0,
  rejectHold: null,
  rejectActivation: null,
  rejectionIsFinal: true,
  pendingAsks: 0,
  rejectCredit: false,
  priceRiseFen: 0,
});
