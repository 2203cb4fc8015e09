/** INIT FOR PURCHASE, then MAC1 from the TSP. Up to here everything can be dropped, and is, with a signed statement. */

import { initForPurchase } from '../../purse/commands.ts';
import { exchange } from '../../purse/exchange.ts';
import { purseErrorText } from '../../purse/purseError.ts';
import { serialTail } from '../../purse/readPurse.ts';
import { uuid } from '../../shared/random.ts';
import type { Abandon } from '../../tsp/tspTypes.ts';
import {
  type Conversation,
  type ConversationHolder,
  initBodyOf,
  isAlive,
} from '../conversation.ts';
import { doubtOfAttempt } from '../doubt.ts';
import type { Failure } from '../failure.ts';
import { failureOfPurse } from '../failureOfCard.ts';
import { failureOfTsp } from '../failureOfTsp.ts';
import { limits } from '../limits.ts';
import type { PaymentParts, Work } from '../paymentParts.ts';
import { retrying } from '../retrying.ts';
import { abandonAttempt } from './abandonAttempt.ts';
import { bringProofs } from './bringProofs.ts';

export function authoriseWork(
  parts: PaymentParts,
  holder: ConversationHolder,
): Work<'authorising'> {
  const { tsp, slot, journal, log, random } = parts;

  return async ({ step: { payable }, send, signal }) => {
    const conversation = holder.current as Conversation;
    const { attemptId, keyIndex, terminalNo } = conversation.attempt!;
    const { orderId, amountFen, title } = payable.order;

    async function giveUp(failure: Failure, reason: Abandon['reason']): Promise<void> {
      const dropped = { attemptId, orderId, amountFen, title };
      send(await abandonAttempt(parts, conversation, dropped, reason, failure));
    }

    const init = await exchange(conversation.card, initForPurchase, {
      keyIndex,
      amountFen,
      terminalNo,
    });
    if (!init.ok) {
      log('purse', purseErrorText(init.error));
      return giveUp(failureOfPurse(init.error), 'card-error');
    }
    if (signal.aborted) return giveUp({ kind: 'cancelled', money: 'untouched' }, 'back');
    if (payable.quote.amountFen !== amountFen) {
      return giveUp({ kind: 'quote-changed', money: 'untouched' }, 'guard');
    }
    conversation.entry = {
      attemptId,
      orderId,
      phase: 'mac1',
      amountFen,
      title,
      cardTail: serialTail(conversation.purse.serial),
      cardSequence: init.value.sequence,
    };
    try {
      await journal.put(conversation.entry);
    } catch (cause) {
      log('journal', String(cause));
      return giveUp({ kind: 'internal', money: 'untouched' }, 'guard');
    }
    const answer = await retrying(parts, limits.authoriseMs, signal, () =>
      tsp.authorise(attemptId, initBodyOf(init.value), signal),
    );
    if (signal.aborted) return giveUp({ kind: 'cancelled', money: 'untouched' }, 'back');
    if (answer.ok) {
      if (!isAlive(conversation, slot)) {
        return giveUp({ kind: 'card-removed', money: 'untouched' }, 'card-removed');
      }
      conversation.debit = answer.value;
      return send({ kind: 'authorised' });
    }
    const { error } = answer;
    if (error.kind === 'problem' && error.problem.code === 'psam.busy') {
      await journal.remove(attemptId).catch(() => {});
      conversation.attemptKey = uuid(random);
      return send({ kind: 'queued', position: error.problem.position ?? 1 });
    }
    if (error.kind === 'problem' && error.problem.code === 'card.unresolved') {
      await journal.remove(attemptId).catch(() => {});
      const { attempt, ref } = error.problem;
      if (attempt) return send({ kind: 'doubted', doubt: doubtOfAttempt(attempt, ref) });
      conversation.attemptKey = uuid(random);
      if (await bringProofs(parts, conversation, init.value.sequence, signal)) {
        return send({ kind: 'queued', position: 1 });
      }
      return send({
        kind: 'refused',
        failure: { kind: 'card-unfinished', money: 'untouched', ref },
      });
    }
    // This page holds no MAC1 and will never ask for it again: nothing can be taken, whatever the TSP wrote.
    return giveUp({ ...failureOfTsp(error, 'untouched'), money: 'untouched' }, 'timeout');
  };
}
