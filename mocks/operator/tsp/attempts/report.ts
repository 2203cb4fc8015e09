/** The box reports what the card answered to DEBIT. Only a MAC2 that the HSM finds right makes it a payment. */
import type { DebitReport, Money, ProblemCode } from '../../../../src/tsp/tspTypes.ts';
import { cardOf } from '../base/cardIdentity.ts';
import type { TspParts } from '../base/ports.ts';
import { refuse } from '../base/problems.ts';
import { answer, type Reply } from '../base/reply.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { doubtAttempt, endAttempt, type Moved } from '../books/attemptOutcome.ts';
import { loadAttempt, loadOrder } from '../books/expire.ts';
import { HEADERS, noteExchanges } from '../books/journals/exchanges.ts';
import { isBeforeMac1, isUnproven } from '../books/transitions/attemptTransitions.ts';
import { moneyOf, openAttemptView, orderView } from '../books/views.ts';
import type { Call, Handler } from '../door/call.ts';
import { checkMac2 } from './mac2Check.ts';
import { noteMacRefusal } from './macRefusals.ts';
import { isWithPeople } from './openConflict.ts';
import { isBlockedStranger, isOwnBox, isOwnOrder } from './ownBox.ts';
import { proveDebit } from './proveDebit.ts';

/**
 * Status words with which a card rejects DEBIT before it writes: wrong MAC1, too little money. They count only as the
 * answer to DEBIT itself. Any other word proves nothing, nor does one that may answer a GET RESPONSE.
 */
const REJECTIONS: Readonly<Record<string, ProblemCode>> = {
  '9302': 'mac.card_rejected',
  '9401': 'card.insufficient',
};

/** Loads the attempt if it ever had a MAC1. */
async function issuedAttempt(unit: UnitOfWork, call: Call): Promise<Moved | Reply> {
  const moved = await loadAttempt(unit, call.params.attemptId!);
  if (!moved || isBlockedStranger(moved.attempt, call)) {
    return refuse(unit.parts, 'attempt.not_found');
  }
  const { state, mac1 } = moved.attempt;
  if (mac1 !== undefined && !isBeforeMac1(state)) return moved;
  if (!isOwnBox(moved.attempt, call)) return refuse(unit.parts, 'attempt.not_found');
  return refuse(unit.parts, 'attempt.state', { money: moneyOf(moved.order, moved.attempt) });
}

/** Answers the order with its newest attempt, as they are now. */
export async function orderReply(unit: UnitOfWork, orderId: string): Promise<Reply> {
  const { order, attempt } = (await loadOrder(unit, orderId))!;
  return answer(200, orderView(unit, order, attempt));
}

/** Notes the status word that the card gave to DEBIT, according to the box. */
const noteDebit = (unit: UnitOfWork, { attempt }: Moved, statusWord: string): Promise<void> => {
  const { orderId, attemptId } = attempt;
  const row = { at: unit.now, who: 'card', what: HEADERS.cardDebit, statusWord, attemptId };
  return noteExchanges(unit.tx, orderId, [row]);
};

const isReply = (value: Moved | Reply): value is Reply => 'status' in value;

async function reportAnswer(
  parts: TspParts,
  call: Call,
  proof: { mac2: string; tac: string },
): Promise<Reply> {
  const { stbId } = call.session;
  const seen = await commit(parts, stbId, (unit) => issuedAttempt(unit, call));
  if (isReply(seen)) return seen;
  const isOwn = isOwnBox(seen.attempt, call);
  const verdict = await checkMac2(parts, seen.attempt, proof.mac2, call);
  // Another box brings a signature or nothing.
  if (!isOwn && verdict !== 'right') {
    const isUnknown = verdict === 'unavailable' && isOwnOrder(seen.attempt, call);
    return refuse(parts, isUnknown ? 'hsm.unavailable' : 'attempt.not_found');
  }
  if (verdict === 'unavailable') {
    return refuse(parts, 'hsm.unavailable', { money: afterMac1(seen) });
  }
  return commit(parts, stbId, async (unit) => {
    const moved = await issuedAttempt(unit, call);
    if (isReply(moved)) return moved;
    if (verdict !== 'unchecked') await noteDebit(unit, moved, '9000');
    if (verdict === 'right') {
      await proveDebit(unit, moved, { provenBy: 'mac2', ...proof });
      return call.keep(
        unit,
        isOwnOrder(moved.attempt, call)
          ? await orderReply(unit, moved.order.orderId)
          : refuse(parts, 'attempt.not_found'),
      );
    }
    const after =
      moved.attempt.state === 'MAC1_ISSUED' ? await doubtAttempt(unit, moved, 'mac2') : moved;
    const money = afterMac1(after);
    // It may be right, and nobody else has the TAC: the box keeps it, and sends it again under the same key.
    if (verdict === 'unchecked') return refuse(parts, 'hsm.unavailable', { money });
    const attempt = openAttemptView(after.attempt);
    return call.keep(unit, refuse(parts, 'mac2.invalid', { money, attempt }));
  });
}

/** A paid order stays paid, whatever is reported later; otherwise nothing is known. */
const afterMac1 = ({ order }: Moved): Money => (order.paidBy === undefined ? 'unknown' : 'taken');

function reportRejection(
  parts: TspParts,
  call: Call,
  { statusWord, answers }: DebitReport,
): Promise<Reply> {
  return commit(parts, call.session.stbId, async (unit) => {
    const moved = await issuedAttempt(unit, call);
    if (isReply(moved)) return moved;
    const { attempt } = moved;
    if (!isOwnBox(attempt, call)) return refuse(parts, 'attempt.not_found');
    await noteDebit(unit, moved, statusWord);
    const reason = answers === 'command' ? REJECTIONS[statusWord] : undefined;
    // Once an attempt. The card has counted it, also where a reader cannot tell whose answer it is.
    const isMacRefusal =
      statusWord === '9302' && answers !== 'follow-up' && attempt.doubt !== 'statusWord';
    if (isMacRefusal && attempt.state !== 'DEBITED') {
      await noteMacRefusal(unit, cardOf(attempt), attempt.stbId);
    }
    if (reason === undefined) {
      if (attempt.state === 'MAC1_ISSUED') await doubtAttempt(unit, moved, 'statusWord');
    } else if (isUnproven(attempt.state) && !(await isWithPeople(unit, attempt))) {
      await endAttempt(unit, moved, 'debitDenied', { reason, note: `card said ${statusWord}` });
    }
    return call.keep(unit, await orderReply(unit, moved.order.orderId));
  });
}

export const report: Handler = async (parts, call) => {
  const body = call.body as DebitReport;
  const { statusWord, tac, mac2 } = body;
  if (statusWord !== '9000') return reportRejection(parts, call, body);
  const money = 'unknown';
  if (mac2 === undefined) return refuse(parts, 'request.invalid', { field: 'mac2', money });
  if (tac === undefined) return refuse(parts, 'request.invalid', { field: 'tac', money });
  return reportAnswer(parts, call, { mac2, tac });
};
