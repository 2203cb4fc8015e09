/** The box states that DEBIT was never handed to the reader. It is believed, and the attempt kept on watch. */
import type { Abandon } from '../../../../src/tsp/tspTypes.ts';
import { refuse } from '../base/problems.ts';
import { commit } from '../base/unitOfWork.ts';
import { endAttempt } from '../books/attemptOutcome.ts';
import { isBeforeMac1, isUnproven } from '../books/attemptTransitions.ts';
import { loadAttempt } from '../books/expire.ts';
import type { Handler } from '../door/call.ts';
import { orderReply } from './report.ts';

export const abandon: Handler = (parts, call) =>
  commit(parts, call.session.stbId, async (unit) => {
    const { reason } = call.body as Abandon;
    const moved = await loadAttempt(unit, call.params.attemptId!);
    if (moved?.attempt.subscriberId !== call.session.subscriberId) {
      return refuse(parts, 'attempt.not_found');
    }
    const { state, doubt, stbId } = moved.attempt;
    const note = `box gave up: ${reason}`;
    if (isBeforeMac1(state)) await endAttempt(unit, moved, 'voided', { note });
    // Another box cannot know it. A box that reported the card's answer to DEBIT contradicts itself.
    const isBelievable =
      stbId === call.session.stbId && (doubt === undefined || doubt === 'timeout');
    if (isUnproven(state) && isBelievable) await endAttempt(unit, moved, 'debitDenied', { note });
    return call.keep(unit, await orderReply(unit, moved.order.orderId));
  });
