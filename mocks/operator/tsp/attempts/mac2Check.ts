/** The HSM alone verifies MAC2, from what was stored with MAC1. No PSAM ever sees a card's MAC2, so a wrong one locks none. */

import { steadyMs } from '../../../environment/environment.ts';
import type { TspParts } from '../base/ports.ts';
import { withinTime } from '../base/withinTime.ts';
import { type AttemptRow, issued } from '../books/rows.ts';
import { factorOf } from './cardData.ts';

type Mac2Verdict = 'right' | 'wrong' | 'unavailable';

/** Asks the HSM about `mac2` (8 hex digits). Only a clear yes of the HSM is `right`. */
export async function checkMac2(
  parts: TspParts,
  attempt: AttemptRow,
  mac2: string,
): Promise<Mac2Verdict> {
  const { init, mac1 } = issued(attempt);
  const { timers, clock } = parts.environment;
  const { hsm: health } = parts.health;
  if (!health.mayAsk()) return 'unavailable';
  const askedAt = steadyMs(clock);
  const right = await withinTime(timers, parts.limits.hsmMs, () =>
    parts.hsm.verifyMac2({
      issuer: attempt.issuer,
      keyVersion: init.keyVersion,
      factor: factorOf(attempt.asn),
      random: init.random,
      cardSequence: init.sequence,
      terminalSequence: mac1.terminalSequence,
      amountFen: attempt.amountFen,
      mac2,
    }),
  );
  if (right === null) {
    health.silent();
    return 'unavailable';
  }
  health.answered(steadyMs(clock) - askedAt);
  return right === true ? 'right' : 'wrong';
}
