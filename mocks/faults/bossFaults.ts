/** What can go wrong at BOSS, as data that may be changed while it runs. */
import type { components } from '../contract/bossApi.generated.ts';
import { noWireFaults, type WireFaults } from '../contract/faultyWire.ts';

type RejectReason = components['schemas']['RejectReason'];

export interface BossFaults extends WireFaults {
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
  ...noWireFaults(),
  rejectHold: null,
  rejectActivation: null,
  rejectionIsFinal: true,
  pendingAsks: 0,
  rejectCredit: false,
  priceRiseFen: 0,
});
