/** The box states that DEBIT was never handed to the reader. It lets the subscriber go on, and the attempt stays on watch. */
import type { Abandon } from '../../../../src/tsp/tspTypes.ts';
import { refuse } from '../base/problems.ts';
import { commit } from '../base/unitOfWork.ts';
import { endAttempt } from '../books/attemptOutcome.ts';
import { loadAttempt } from '../books/expire.ts';
import { isBeforeMac1, isUnproven } from '../books/transitions/attemptTransitions.ts';
import type { Handler } from '../door/call.ts';
import { isWithPeople } from './openConflict.ts';
import { isOwnBox } from './ownBox.ts';
import { orderReply } from './report.ts';

export const abandon: Handler = (parts, call) =>
  commit(parts, call.session.stbId, async (unit) => {
    const { reason } = call.body as Abandon;
    const moved = await loadAttempt(unit, call.params.attemptId!);
    if (!moved || !isOwnBox(moved.attempt, call)) return refuse(parts, 'attempt.not_found');
    const { state, doubt } = moved.attempt;
    const note = `box gave up: ${reason}`;
    if (isBeforeMac1(state)) await endAttempt(unit, moved, 'voided', { note });
    // A box that reported the card's answer to DEBIT contradicts itself.
    const isBelievable =
      (doubt === undefined || doubt === 'timeout') && !(await isWithPeople(unit, moved.attempt));
    if (isUnproven(state) && isBelievable) await endAttempt(unit, moved, 'debitDenied', { note });
    return call.keep(unit, await orderReply(unit, moved.order.orderId));
  });
