/** The HSM alone verifies MAC2, from what was stored with MAC1. No PSAM ever sees a card's MAC2, so a wrong one locks none. */

import { equalBytes, utf8 } from '../../../../src/shared/bytes.ts';
import { steadyMs } from '../../../environment/environment.ts';
import { factorOf } from '../base/cardIdentity.ts';
import type { TspParts } from '../base/ports.ts';
import { withinTime } from '../base/withinTime.ts';
import { type AttemptRow, issued } from '../books/rows.ts';
import type { Call } from '../door/call.ts';
import { beginTry, endTry } from './mac2Tries.ts';
import { isOwnBox } from './ownBox.ts';

/** `unchecked`: too many others were tried for this attempt. It may be right: nothing follows from it. */
type Mac2Verdict = 'right' | 'wrong' | 'unavailable' | 'unchecked';

/** Only a clear yes of the HSM is `right`. */
async function askHsm(
  parts: TspParts,
  attempt: AttemptRow,
  mac2: string,
): Promise<'right' | 'wrong' | 'unavailable'> {
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

/** Judges `mac2` (8 hex digits), which the box that calls brings. */
export async function checkMac2(
  parts: TspParts,
  attempt: AttemptRow,
  mac2: string,
  call: Call,
): Promise<Mac2Verdict> {
  // The right one is known: there is no other.
  if (attempt.mac2 !== undefined) {
    return equalBytes(utf8(mac2), utf8(attempt.mac2)) ? 'right' : 'wrong';
  }
  const { stbId } = call.session;
  const offered = { attempt, mac2, stbId, isOwn: isOwnBox(attempt, call) };
  const known = await beginTry(parts, offered);
  if (known !== 'ask') return known;
  let isWrong = false;
  try {
    const verdict = await askHsm(parts, attempt, mac2);
    isWrong = verdict === 'wrong';
    return verdict;
  } finally {
    await endTry(parts, offered, isWrong);
  }
}
