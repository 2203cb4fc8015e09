/** Every time limit of the portal, in one place. Milliseconds. */
export const limits = {
  /** Quote and order: the same request again for this long, then the reason is shown. */
  callMs: 8_000,
  cardWaitMs: 120_000,
  psamWaitMs: 10_000,
  /** MAC1: the same request again for this long, then the attempt is abandoned. */
  authoriseMs: 10_000,
  /** Then the screen says that the card may be taken out. */
  reportSlowMs: 15_000,
  activationWaitMs: 8_000,
  resolveMs: 30_000,
  outOfServiceMs: 15_000,
  /** When the TSP says of a MAC1 nobody reported that it is in doubt, and some. */
  lateDoubtMs: 40_000,
  postPauseMs: 10_000,
  pollMs: 700,
  resultMs: 30_000,
} as const;
