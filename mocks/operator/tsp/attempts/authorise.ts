/**
 * PBOC e-purse purchase, the TSP's half: the INIT answer in, MAC1 out. The attempt is stored as MAC1_ISSUED before MAC1
 * is sent, so the TSP always knows every amount that may have been taken.
 */
import { fail } from '../../../../src/shared/result.ts';
import { chinaTime } from '../../../../src/shared/time.ts';
import type { Authorisation } from '../../../../src/tsp/tspTypes.ts';
import type { Lease } from '../../psam/lease.ts';
import type { PsamFault } from '../../psam/psamFault.ts';
import { forgetAttempt, noteUnfinished } from '../base/attemptLimits.ts';
import { businessDate } from '../base/businessDate.ts';
import { factorOf } from '../base/cardIdentity.ts';
import type { TspParts } from '../base/ports.ts';
import { refuse } from '../base/problems.ts';
import { answer } from '../base/reply.ts';
import { commit } from '../base/unitOfWork.ts';
import { untilLate } from '../base/withinTime.ts';
import { endAttempt } from '../books/attemptOutcome.ts';
import { loadAttempt } from '../books/expire.ts';
import { type ExchangeRow, HEADERS, noteExchanges } from '../books/journals/exchanges.ts';
import { post } from '../books/journals/ledger.ts';
import { moveAttempt, saveOrder } from '../books/moveOrder.ts';
import type { AttemptRow } from '../books/rows.ts';
import { userOfTerminalSequence, useTerminalSequence } from '../books/store/attemptStore.ts';
import { isBeforeMac1 } from '../books/transitions/attemptTransitions.ts';
import { hasKeyOf, isFrozen } from '../controls/psams.ts';
import type { Call, Handler } from '../door/call.ts';
import { acceptInit, askHold, cardFault, over, TAKE_ANOTHER, waiting } from './acceptInit.ts';
import { countedFor } from './cardData.ts';
import { passOverDoubts } from './cardDoubts.ts';
import { isMac2Anothers } from './oneMac2.ts';

/**
 * No MAC1 came out of the PSAM, or its lease is over: this INIT is void. A new attempt is needed, which does not count as
 * a try.
 */
const psamLost = (parts: TspParts, call: Call, attempt: AttemptRow, fault: PsamFault) =>
  commit(parts, call.session.stbId, async (unit) => {
    const moved = await loadAttempt(unit, attempt.attemptId);
    if (moved && isBeforeMac1(moved.attempt.state)) {
      const { order } = moved;
      const isTerminalBad = fault.kind !== 'lease-over' && fault.kind !== 'hsm-unavailable';
      const retried = {
        ...order,
        tries: Math.max(0, order.tries - 1),
        avoid: isTerminalBad ? [...order.avoid, attempt.terminalNo!] : order.avoid,
        ...(fault.kind === 'key-version'
          ? { needsKey: { asn: attempt.asn, keyVersion: attempt.init!.keyVersion } }
          : {}),
      };
      await saveOrder(unit, retried);
      const note = `PSAM ${attempt.terminalNo}: ${fault.kind}`;
      await endAttempt(unit, { ...moved, order: retried }, 'voided', { reason: 'psam.busy', note });
    }
    // Neither the box nor the card caused it, so they may ask for another PSAM at once. Most leases that end before
    // their INIT answer comes were given to others who waited.
    // A card whose key no PSAM has would only keep PSAMs from others, again and again: it counts.
    const isCards = fault.kind === 'key-version' && !hasKeyOf(parts, attempt);
    if (!isCards) forgetAttempt(parts, countedFor(attempt));
    // Which key version a card has is its box's word: one that changes it would have PSAMs without end.
    if (fault.kind === 'lease-over' || fault.kind === 'key-version') noteUnfinished(parts, attempt);
    return fault.kind === 'hsm-unavailable'
      ? refuse(parts, 'hsm.unavailable', { money: 'untouched', retry: 'new' })
      : refuse(parts, 'psam.busy', TAKE_ANOTHER);
  });

/** Longer than the HSM takes to close the PSAM's session. A PSAM that is silent for so long has failed. */
const SLOWER_THAN_HSM_MS = 2_000;
const SILENT = fail<PsamFault>({ kind: 'out-of-service', reason: 'dead' });

async function askPsam(
  { environment, limits }: TspParts,
  lease: Lease,
  { init, amountFen, asn }: AttemptRow,
  at: { date: string; time: string },
): Promise<Awaited<ReturnType<Lease['purchase']>>> {
  const { random, sequence, keyVersion, algorithmId } = init!;
  const factor = factorOf(asn);
  try {
    const card = { random, cardSequence: sequence, keyVersion, algorithmId, factor };
    const purchase = () => lease.purchase({ ...card, amountFen, ...at });
    // A MAC1 that comes later is dropped, and its number is never given out.
    const longestMs = limits.hsmMs + SLOWER_THAN_HSM_MS;
    return (await untilLate(environment.timers, longestMs, purchase)) ?? SILENT;
  } finally {
    // The HSM verifies MAC2, so the PSAM is free for the next card.
    lease.release();
  }
}

/** The commands so far: the card's INIT, and the PSAM's two sessions with the same number. */
function exchangesOf({ attemptId }: AttemptRow, terminalNo: string, at: number): ExchangeRow[] {
  const psam = `psam ${terminalNo}`;
  const { cardInit, psamInit, psamCredit } = HEADERS;
  const row = (who: string, what: string) => ({ at, who, what, statusWord: '9000', attemptId });
  return [row('card', cardInit), row(psam, psamInit), row(psam, psamInit), row(psam, psamCredit)];
}

export const authorise: Handler = async (parts, call) => {
  const { stbId } = call.session;
  const seen = await commit(parts, stbId, (unit) => waiting(unit, call));
  if (!seen.ok) return seen.error;
  parts.pool.find(seen.value.attempt.attemptId)?.answered();
  const hold = await askHold(parts, seen.value.order.orderId);
  const accepted = await commit(parts, stbId, (unit) => acceptInit(unit, call, hold));
  if (!accepted.ok) return accepted.error;
  const attempt = accepted.value;
  const lease = parts.pool.find(attempt.attemptId);
  if (!lease || lease.terminalNo !== attempt.terminalNo) {
    return psamLost(parts, call, attempt, { kind: 'lease-over' });
  }
  const issuedAt = parts.environment.clock.now();
  const at = chinaTime(issuedAt);
  const purchase = await askPsam(parts, lease, attempt, at);
  if (!purchase.ok) return psamLost(parts, call, attempt, purchase.error);
  const { terminalSequence, mac1 } = purchase.value;

  const reply = await commit(parts, stbId, async (unit) => {
    if (await isFrozen(unit.tx, lease.terminalNo)) return null;
    const moved = await loadAttempt(unit, attempt.attemptId);
    // The attempt was given up or started again, or its time ran out, while the PSAM was at work: this MAC1 is never given out.
    if (!moved) return refuse(parts, 'attempt.not_found');
    if (moved.attempt.state !== 'INIT_DONE') return over(unit, moved);
    // Another box may have proven a debit of the card meanwhile.
    const fault = await cardFault(unit, moved.attempt, attempt.init!);
    if (fault !== null) {
      await endAttempt(unit, moved, 'voided', { reason: fault });
      return call.keep(unit, refuse(parts, fault));
    }
    const { terminalNo } = lease;
    if ((await userOfTerminalSequence(unit.tx, terminalNo, terminalSequence)) !== undefined) {
      throw new Error(`PSAM ${terminalNo} gave one transaction number twice`);
    }
    const mac1Facts = {
      ...at,
      terminalSequence,
      issuedAt,
      businessDate: businessDate(issuedAt, parts.limits.cutOff),
    };
    if (await isMac2Anothers(unit, { ...moved.attempt, mac1: mac1Facts })) return null;
    useTerminalSequence(unit.tx, terminalNo, terminalSequence, attempt.attemptId);
    await passOverDoubts(unit, attempt);
    await post(unit, 'suspense', attempt);
    const exchanges = exchangesOf(attempt, terminalNo, issuedAt);
    await noteExchanges(unit.tx, attempt.orderId, exchanges);
    await moveAttempt(unit, moved.attempt, 'mac1Issued', { mac1: mac1Facts, suspended: true });
    return call.keep(unit, answer(200, { terminalSequence, ...at, mac1 } satisfies Authorisation));
  });
  // Frozen since, or its MAC2 would prove another attempt too: this MAC1 is never given out.
  return reply ?? psamLost(parts, call, attempt, { kind: 'lease-over' });
};
