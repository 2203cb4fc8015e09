/** Money that went back by bank, and that BOSS has given as well: as a service or as a credit. */
import type { BossFinding, PaidRow } from './settlementTypes.ts';

export const GIVEN_TWICE = 'paid back by bank, and booked at BOSS as well';

/** BOSS was asked before the refund was approved, so this is what it did afterwards. */
export const isGivenTwice = (
  own: Pick<PaidRow, 'state'> | undefined,
  { bossFen, bossState }: Pick<BossFinding, 'bossFen' | 'bossState'>,
): boolean => own?.state === 'R' && bossFen !== null && bossState !== 'STOPPED';

/** The same of an order that the day's file has. With another amount, or named twice, it is a difference of its own. */
export const isSentGivenTwice = (
  own: Pick<PaidRow, 'state'> | undefined,
  finding: BossFinding,
): boolean =>
  finding.tspFen !== null &&
  finding.tspFen === finding.bossFen &&
  finding.view !== 'DUPLICATE' &&
  isGivenTwice(own, finding);
