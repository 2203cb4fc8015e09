/**
 * PBOC e-purse purchase, the TSP's half: the INIT answer in, MAC1 out. The attempt is stored as MAC1_ISSUED before MAC1
 * is sent, so the TSP always knows every amount that may have been taken.
 */
import { fail, ok, type Result } from '../../../../src/shared/result.ts';
import { chinaTime } from '../../../../src/shared/time.ts';
import type { Authorisation, InitAnswerBody, ProblemCode } from '../../../../src/tsp/tspTypes.ts';
import type { Lease } from '../../psam/lease.ts';
import type { PsamFault } from '../../psam/psamFault.ts';
import { forgetAttempt, noteUnfinished } from '../base/attemptLimits.ts';
import { bossRefusal, rejectReason, saidOf } from '../base/bossClient.ts';
import { businessDate } from '../base/businessDate.ts';
import { cardOf, factorOf } from '../base/cardIdentity.ts';
import type { TspParts } from '../base/ports.ts';
import { refuse } from '../base/problems.ts';
import { answer, type Reply } from '../base/reply.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { untilLate } from '../base/withinTime.ts';
import { cancelUnpaid, endAttempt, type Moved } from '../books/attemptOutcome.ts';
import { isBeforeMac1 } from '../books/attemptTransitions.ts';
import { type ExchangeRow, HEADERS, noteExchanges } from '../books/exchanges.ts';
import { loadAttempt } from '../books/expire.ts';
import { post } from '../books/ledger.ts';
import { moveAttempt, saveOrder } from '../books/moveOrder.ts';
import type { AttemptRow } from '../books/rows.ts';
import {
  lastPaidNumber,
  payerOf,
  userOfTerminalSequence,
  useTerminalSequence,
} from '../books/store/attemptStore.ts';
import { moneyOf, openAttemptView } from '../books/views.ts';
import { isBlockedHere } from '../controls/blacklist.ts';
import { hasKeyOf, isFrozen } from '../controls/psams.ts';
import type { Call, Handler } from '../door/call.ts';
import type { Hold } from '../orders/quotes.ts';
import { mustShowTac } from './askForTac.ts';
import { countedFor } from './cardData.ts';
import { doubtInTheWay, passOverDoubts } from './cardDoubts.ts';
import { isMac2Anothers } from './oneMac2.ts';
import { isOwnBox } from './ownBox.ts';

/** Both numbers mean 3DES; any other is another algorithm. */
const ALGORITHMS = ['00', '01'];
const LAST_SEQUENCE = 0xffff;

/** Loads the box's own attempt if it waits for an INIT answer. */
async function waiting(unit: UnitOfWork, call: Call): Promise<Result<Moved, Reply>> {
  const moved = await loadAttempt(unit, call.params.attemptId!);
  if (!moved || !isOwnBox(moved.attempt, call)) {
    return fail(refuse(unit.parts, 'attempt.not_found'));
  }
  const { order, attempt } = moved;
  if (attempt.state === 'PSAM_LEASED') return ok(moved);
  const money = moneyOf(order, attempt);
  return fail(refuse(unit.parts, 'attempt.state', { money }));
}

/** Returns why this card cannot make this payment; `null` when it can. */
async function cardFault(
  unit: UnitOfWork,
  attempt: AttemptRow,
  init: InitAnswerBody,
): Promise<ProblemCode | null> {
  if (!ALGORITHMS.includes(init.algorithmId)) return 'card.unsupported';
  if (init.sequence === LAST_SEQUENCE) return 'card.counter_exhausted';
  if (init.balanceFen < attempt.amountFen) return 'card.insufficient';
  if (await isBlockedHere(unit.tx, attempt)) return 'card.blocked';
  // A number that has paid, or one below it, cannot come again, except from a clone, a faulty card or a box that lies.
  const card = cardOf(attempt);
  const hasPaid = (await payerOf(unit.tx, card, init.sequence)) !== undefined;
  const isBelow = init.sequence <= ((await lastPaidNumber(unit.tx, card)) ?? -1);
  return hasPaid || isBelow ? 'card.blocked' : null;
}

/**
 * An earlier payment of the card stands in the way, or the card is to show its last one: this attempt got no MAC1, and does not count
 * as a try.
 */
async function settleFirst(
  unit: UnitOfWork,
  call: Call,
  moved: Moved,
  inTheWay: AttemptRow | undefined,
): Promise<Reply> {
  const { parts } = unit;
  const order = { ...moved.order, tries: Math.max(0, moved.order.tries - 1) };
  await saveOrder(unit, order);
  await endAttempt(unit, { ...moved, order }, 'voided', { reason: 'card.unresolved' });
  // Only the box that began the earlier payment is told which it is.
  const refusal =
    inTheWay && isOwnBox(inTheWay, call)
      ? refuse(parts, 'card.unresolved', { attempt: openAttemptView(inTheWay) })
      : refuse(parts, 'card.unresolved', { money: 'untouched' });
  return call.keep(unit, refusal);
}

/** The hold lapsed or the price changed: nothing was taken, a new quote is needed. */
async function holdLost(
  unit: UnitOfWork,
  call: Call,
  moved: Moved,
  refusal: Reply,
): Promise<Result<never, Reply>> {
  await cancelUnpaid(unit, moved);
  return fail(call.keep(unit, refusal));
}

/** Checks the INIT answer and moves the attempt to INIT_DONE. From then on one PSAM is asked once. */
async function acceptInit(
  unit: UnitOfWork,
  call: Call,
  hold: Awaited<ReturnType<typeof askHold>>,
): Promise<Result<AttemptRow, Reply>> {
  const { parts } = unit;
  const init = call.body as InitAnswerBody;
  const checked = await waiting(unit, call);
  if (!checked.ok) return checked;
  const { attempt } = checked.value;
  const fault = await cardFault(unit, attempt, init);
  if (fault !== null) {
    await endAttempt(unit, checked.value, 'voided', { reason: fault });
    const { balanceFen } = init;
    const { amountFen } = attempt;
    const details = fault === 'card.insufficient' ? { balanceFen, amountFen } : {};
    return fail(call.keep(unit, refuse(parts, fault, details)));
  }
  const inTheWay = await doubtInTheWay(unit, attempt, init);
  const isAsked = await mustShowTac(unit, attempt, init);
  if (inTheWay || isAsked) return fail(await settleFirst(unit, call, checked.value, inTheWay));
  if (!hold.ok) {
    const refusal = bossRefusal(parts, hold.error);
    return rejectReason(hold.error) === null
      ? fail(refusal)
      : holdLost(unit, call, checked.value, refusal);
  }
  if (hold.value.amountFen !== attempt.amountFen) {
    const { amountFen } = hold.value;
    return holdLost(unit, call, checked.value, refuse(parts, 'quote.changed', { amountFen }));
  }
  return ok(await moveAttempt(unit, attempt, 'initAnswered', { init }));
}

const askHold = async (parts: TspParts, orderId: string) =>
  saidOf(orderId, await parts.boss.get<Hold>(`/holds/${orderId}`));

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
    if (fault.kind === 'lease-over') noteUnfinished(parts, attempt);
    return fault.kind === 'hsm-unavailable'
      ? refuse(parts, 'hsm.unavailable', { money: 'untouched', retry: 'new' })
      : refuse(parts, 'psam.busy', { retry: 'new', position: 1, retryAfterMs: 0 });
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
    // The attempt was given up or started again while the PSAM was at work: this MAC1 is never given out.
    if (moved?.attempt.state !== 'INIT_DONE') return refuse(parts, 'attempt.state');
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
