/**
 * PBOC e-purse purchase, the TSP's half: the INIT answer in, MAC1 out. The attempt is durable as MAC1_ISSUED before MAC1
 * leaves, so the TSP always knows everything that may have been taken.
 */
import { fail, ok, type Result } from '../../../../src/shared/result.ts';
import { chinaTime } from '../../../../src/shared/time.ts';
import type { Authorisation, InitAnswerBody, ProblemCode } from '../../../../src/tsp/tspTypes.ts';
import type { Lease } from '../../psam/lease.ts';
import type { PsamFault } from '../../psam/psamFault.ts';
import { bossRefusal, rejectReason } from '../base/bossClient.ts';
import { businessDate } from '../base/businessDate.ts';
import type { TspParts } from '../base/ports.ts';
import { refuse } from '../base/problems.ts';
import { answer, type Reply } from '../base/reply.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { cancelUnpaid, endAttempt, type Moved } from '../books/attemptOutcome.ts';
import { isBeforeMac1 } from '../books/attemptTransitions.ts';
import { moveAttempt, saveOrder } from '../books/book.ts';
import { type ExchangeRow, HEADERS, noteExchanges } from '../books/exchanges.ts';
import { loadAttempt } from '../books/expire.ts';
import { post } from '../books/ledger.ts';
import type { AttemptRow } from '../books/rows.ts';
import {
  payerOf,
  userOfTerminalSequence,
  useTerminalSequence,
} from '../books/store/attemptStore.ts';
import { moneyOf } from '../books/views.ts';
import type { Call, Handler } from '../door/call.ts';
import type { Hold } from '../orders/quotes.ts';
import { factorOf } from './cardData.ts';

/** 3DES under either number; anything else is another arithmetic. */
const ALGORITHMS = ['00', '01'];
const LAST_SEQUENCE = 0xffff;

/** The subscriber's attempt while it waits for an INIT answer. */
async function waiting(unit: UnitOfWork, call: Call): Promise<Result<Moved, Reply>> {
  const moved = await loadAttempt(unit, call.params.attemptId!);
  if (moved?.attempt.subscriberId !== call.session.subscriberId) {
    return fail(refuse(unit.parts, 'attempt.not_found'));
  }
  const { order, attempt } = moved;
  if (attempt.state === 'PSAM_LEASED') return ok(moved);
  const money = moneyOf(order, attempt);
  return fail(refuse(unit.parts, 'attempt.state', { money }));
}

/** Why this card cannot make this payment; `null` when it can. */
async function cardFault(
  unit: UnitOfWork,
  attempt: AttemptRow,
  init: InitAnswerBody,
): Promise<ProblemCode | null> {
  if (!ALGORITHMS.includes(init.algorithmId)) return 'card.unsupported';
  if (init.sequence === LAST_SEQUENCE) return 'card.counter_exhausted';
  if (init.balanceFen < attempt.amountFen) return 'card.insufficient';
  // A number that paid once cannot come back: a clone or a fault.
  const used = await payerOf(unit.tx, attempt.asn, init.sequence);
  return used === undefined ? null : 'card.blocked';
}

/** The hold lapsed or the price changed: back to a new quote, nothing taken. */
async function holdLost(
  unit: UnitOfWork,
  call: Call,
  moved: Moved,
  refusal: Reply,
): Promise<Result<never, Reply>> {
  await cancelUnpaid(unit, moved);
  return fail(call.keep(unit, refusal));
}

/** INIT_DONE: from here on one PSAM is asked once. */
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

const askHold = (parts: TspParts, orderId: string) => parts.boss.get<Hold>(`/holds/${orderId}`);

/**
 * No MAC1 came out of the PSAM, or its lease is gone: this INIT is void. A new attempt faces another PSAM, and costs no
 * try.
 */
const psamLost = (parts: TspParts, call: Call, attempt: AttemptRow, fault: PsamFault) =>
  commit(parts, call.session.stbId, async (unit) => {
    const moved = await loadAttempt(unit, attempt.attemptId);
    if (moved && isBeforeMac1(moved.attempt.state)) {
      const { order } = moved;
      const isTerminalBad = fault.kind !== 'lease-over' && fault.kind !== 'hsm-unavailable';
      const kinder = {
        ...order,
        tries: Math.max(0, order.tries - 1),
        avoid: isTerminalBad ? [...order.avoid, attempt.terminalNo!] : order.avoid,
        ...(fault.kind === 'key-version'
          ? { needsKey: { asn: attempt.asn, keyVersion: attempt.init!.keyVersion } }
          : {}),
      };
      await saveOrder(unit, kinder);
      const note = `PSAM ${attempt.terminalNo}: ${fault.kind}`;
      await endAttempt(unit, { ...moved, order: kinder }, 'voided', { reason: 'psam.busy', note });
    }
    // Not the box's doing, nor the card's: the way to another PSAM stays free.
    parts.paces.attempts.forget(attempt.stbId);
    parts.paces.cards.forget(attempt.asn);
    return fault.kind === 'hsm-unavailable'
      ? refuse(parts, 'hsm.unavailable', { money: 'untouched', retry: 'new' })
      : refuse(parts, 'psam.busy', { retry: 'new', position: 1, retryAfterMs: 0 });
  });

async function askPsam(
  lease: Lease,
  { init, amountFen, asn }: AttemptRow,
  at: { date: string; time: string },
): Promise<Awaited<ReturnType<Lease['purchase']>>> {
  const { random, sequence, keyVersion, algorithmId } = init!;
  const factor = factorOf(asn);
  try {
    const card = { random, cardSequence: sequence, keyVersion, algorithmId, factor };
    return await lease.purchase({ ...card, amountFen, ...at });
  } finally {
    // MAC2 is the HSM's business: the PSAM is free for the next card.
    lease.release();
  }
}

/** INIT of the card, and the PSAM's two sessions of one number. */
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
  const purchase = await askPsam(lease, attempt, at);
  if (!purchase.ok) return psamLost(parts, call, attempt, purchase.error);
  const { terminalSequence, mac1 } = purchase.value;

  return commit(parts, stbId, async (unit) => {
    const moved = await loadAttempt(unit, attempt.attemptId);
    // Given up, or the card began anew, while the PSAM was at work: this MAC1 is never told.
    if (moved?.attempt.state !== 'INIT_DONE') return refuse(parts, 'attempt.state');
    const { terminalNo } = lease;
    if ((await userOfTerminalSequence(unit.tx, terminalNo, terminalSequence)) !== undefined) {
      throw new Error(`PSAM ${terminalNo} gave one transaction number twice`);
    }
    useTerminalSequence(unit.tx, terminalNo, terminalSequence, attempt.attemptId);
    const mac1Facts = {
      ...at,
      terminalSequence,
      issuedAt,
      businessDate: businessDate(issuedAt, parts.limits.cutOff),
    };
    await post(unit, 'suspense', attempt);
    const exchanges = exchangesOf(attempt, terminalNo, issuedAt);
    await noteExchanges(unit.tx, attempt.orderId, exchanges);
    await moveAttempt(unit, moved.attempt, 'mac1Issued', { mac1: mac1Facts, suspended: true });
    return call.keep(unit, answer(200, { terminalSequence, ...at, mac1 } satisfies Authorisation));
  });
};
