/** Who an attempt counts for: its box, card, household and network address. Each of them has limits of its own. */
import type { TspParts } from './ports.ts';
import type { RateLimit } from './rateLimit.ts';

type Limited = Pick<TspParts, 'rateLimits'>;

interface Payer {
  readonly stbId: string;
  readonly subscriberId: string;
  /** Where its requests come from; absent where the host cannot know. */
  readonly address?: string;
}

interface CardPayer extends Payer {
  /** The card's identity. */
  readonly card: string;
}

type Counted = readonly (readonly [RateLimit, string | undefined])[];

const startsOf = ({ rateLimits }: Limited, payer: CardPayer): Counted => [
  [rateLimits.attempts, payer.stbId],
  // In its household: whoever knows a serial must not use up what the card's holder may start.
  [rateLimits.cards, `${payer.card}~${payer.subscriberId}`],
  [rateLimits.households, payer.subscriberId],
  [rateLimits.addresses, payer.address],
];

const unfinishedOf = ({ rateLimits }: Limited, payer: Payer): Counted => [
  [rateLimits.unfinished, payer.stbId],
  [rateLimits.householdUnfinished, payer.subscriberId],
  [rateLimits.addressUnfinished, payer.address],
];

function each(counted: Counted, what: (limit: RateLimit, subject: string) => void): void {
  for (const [limit, subject] of counted) if (subject !== undefined) what(limit, subject);
}

/** Returns the milliseconds until this payer may start an attempt; `null`: now. */
export function attemptWait(parts: Limited, payer: CardPayer): number | null {
  const waits: number[] = [];
  const refusals: Counted = [[parts.rateLimits.macRefusals, payer.stbId]];
  each(
    [...startsOf(parts, payer), ...unfinishedOf(parts, payer), ...refusals],
    (limit, subject) => {
      const waitMs = limit.wait(subject);
      if (waitMs !== null) waits.push(waitMs);
    },
  );
  return waits.length === 0 ? null : Math.max(...waits);
}

export const noteAttempt = (parts: Limited, payer: CardPayer): void =>
  each(startsOf(parts, payer), (limit, subject) => limit.note(subject));

/** The platform ended the attempt, not the payer: it does not count. */
export const forgetAttempt = (parts: Limited, payer: CardPayer): void =>
  each(startsOf(parts, payer), (limit, subject) => limit.forget(subject));

/** The attempt had a PSAM and ended without an INIT answer. */
export const noteUnfinished = (parts: Limited, payer: Payer): void =>
  each(unfinishedOf(parts, payer), (limit, subject) => limit.note(subject));
