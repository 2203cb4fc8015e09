/** The faults of BOSS, as data that may be changed while it runs. */
import type { components } from '../contract/bossApi.generated.ts';
import { noWireFaults, type WireFaults } from '../contract/faultyWire.ts';

type RejectReason = components['schemas']['RejectReason'];

export interface BossFaults extends WireFaults {
  /** Holds are rejected with this reason. */
  rejectHold: RejectReason | null;
  /** Activations are rejected with this reason, also pending ones. */
  rejectActivation: RejectReason | null;
  /** Whether `rejectActivation` is final; if not, the same activation may be requested again. */
  rejectionIsFinal: boolean;
  /** For how many requests (PUT again or GET) a new activation stays PENDING before it is carried out. */
  pendingAsks: number;
  /** Whether credits are rejected. */
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
