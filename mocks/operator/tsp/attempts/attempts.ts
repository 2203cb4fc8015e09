/** Starts an attempt ("pay now" with a card in the slot): the card is bound to the order, then a PSAM is leased. */

import { rfc3339 } from '../../../../src/shared/time.ts';
import type { Attempt, AttemptRequest } from '../../../../src/tsp/tspTypes.ts';
import type { Lease } from '../../psam/lease.ts';
import type { LeaseOutcome } from '../../psam/pool.ts';
import { isReserved } from '../../psam/samTerminal.ts';
import { forgetAttempt } from '../base/attemptLimits.ts';
import { factorOf, isInRange } from '../base/cardIdentity.ts';
import type { TspParts } from '../base/ports.ts';
import { refuse } from '../base/problems.ts';
import { answer, type Reply } from '../base/reply.ts';
import { commit } from '../base/unitOfWork.ts';
import { endAttempt } from '../books/attemptOutcome.ts';
import { loadAttempt } from '../books/expire.ts';
import { moveAttempt, saveOrder } from '../books/moveOrder.ts';
import { isBeforeMac1 } from '../books/transitions/attemptTransitions.ts';
import { blockedTerminals } from '../controls/blacklist.ts';
import type { Call, Handler } from '../door/call.ts';
import { bind } from './bindCard.ts';
import { countedFor, openSerial } from './cardData.ts';

type LeaseRefusal = Extract<LeaseOutcome, { ok: false }>['error'];

/** Answers why there is no lease. With `none-for-card` no PSAM has this card's key; in a full line it cannot wait. */
async function noLease(
  parts: TspParts,
  call: Call,
  attemptId: string,
  refusal: LeaseRefusal,
): Promise<Reply> {
  if (refusal.kind === 'busy') {
    const { position } = refusal;
    return refuse(parts, 'psam.busy', { position, retryAfterMs: parts.limits.psamRetryMs });
  }
  return commit(parts, call.session.stbId, async (unit) => {
    const moved = await loadAttempt(unit, attemptId);
    if (moved && isBeforeMac1(moved.attempt.state)) await endAttempt(unit, moved, 'voided');
    if (refusal.kind === 'full') {
      if (moved) forgetAttempt(parts, countedFor(moved.attempt));
      const retryAfterMs = parts.limits.psamWaitMs;
      return refuse(parts, 'psam.busy', { retry: 'new', retryAfterMs });
    }
    return call.keep(unit, refuse(parts, 'psam.none_for_card'));
  });
}

function keepLease(parts: TspParts, call: Call, attemptId: string, lease: Lease) {
  return commit(parts, call.session.stbId, async (unit) => {
    const moved = await loadAttempt(unit, attemptId);
    if (moved?.attempt.state !== 'CARD_BOUND') {
      unit.after(() => lease.release());
      return refuse(parts, 'attempt.state');
    }
    const { terminalNo, keyIndex, until } = lease;
    const leased = { terminalNo, keyIndex, heldUntil: until };
    await moveAttempt(unit, moved.attempt, 'psamLeased', leased);
    await saveOrder(unit, { ...moved.order, tries: moved.order.tries + 1 });
    const leaseUntil = rfc3339(until);
    return call.keep(
      unit,
      answer(201, { attemptId, terminalNo, keyIndex, leaseUntil } satisfies Attempt),
    );
  });
}

export const startAttempt: Handler = async (parts, call) => {
  const { card } = call.body as AttemptRequest;
  const { issuer, applicationType } = card;
  const serial = await openSerial(parts, call.session, card);
  if (!serial.ok) return serial.error;
  const inRange = isInRange(parts.serialRanges, { issuer, applicationType, asn: serial.value });
  const isKnown = inRange && !isReserved(factorOf(serial.value));
  const accepted = isKnown && parts.pool.accepts({ issuer, applicationType });
  const bound = await commit(parts, call.session.stbId, async (unit) => ({
    result: await bind(unit, call, serial.value, accepted),
    terminals: await blockedTerminals(unit.tx),
  }));
  if (!bound.result.ok) return bound.result.error;
  const { attemptId, avoid, keyVersion } = bound.result.value;
  const lease = parts.pool.lease({
    attemptId,
    box: call.session.stbId,
    issuer,
    applicationType,
    avoid: [...avoid, ...bound.terminals],
    ...(keyVersion === undefined ? {} : { keyVersion }),
  });
  return lease.ok
    ? keepLease(parts, call, attemptId, lease.lease)
    : noLease(parts, call, attemptId, lease.error);
};
