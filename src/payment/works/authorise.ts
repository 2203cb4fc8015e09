/** INIT FOR PURCHASE, then MAC1 from the TSP. Up to here everything can be dropped, and is, with a signed statement. */

import { initForPurchase } from '../../purse/commands.ts';
import { exchange } from '../../purse/exchange.ts';
import { purseErrorText } from '../../purse/purseError.ts';
import { serialTail } from '../../purse/readPurse.ts';
import { newCode } from '../../shared/code.ts';
import { uuid } from '../../shared/random.ts';
import type { Abandon } from '../../tsp/tspTypes.ts';
import {
  type Conversation,
  type ConversationHolder,
  initBodyOf,
  isAlive,
} from '../conversation.ts';
import { doubtOfAttempt } from '../doubt.ts';
import type { Failure, FailureKind } from '../failure.ts';
import { failureOfPurse } from '../failureOfCard.ts';
import { failureOfTsp } from '../failureOfTsp.ts';
import { limits } from '../limits.ts';
import type { PaymentParts, Work } from '../paymentParts.ts';
import { retrying } from '../retrying.ts';
import { untouched } from '../untouched.ts';
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
    const { orderId, amountFen, title, serviceId } = payable.order;

    const paying = { attemptId, orderId, amountFen, title, serviceId };

    async function giveUp(what: FailureKind | Failure, reason: Abandon['reason']): Promise<void> {
      const failure = typeof what === 'string' ? untouched(what, newCode(random)) : what;
      send(await abandonAttempt(parts, conversation, paying, reason, failure));
    }

    const init = await exchange(conversation.card, initForPurchase, {
      keyIndex,
      amountFen,
      terminalNo,
    });
    if (!init.ok) {
      log('purse', purseErrorText(init.error));
      return giveUp(failureOfPurse(init.error, random), 'card-error');
    }
    if (signal.aborted) return giveUp('cancelled', 'back');
    if (payable.quote.amountFen !== amountFen) {
      return giveUp('quote-changed', 'guard');
    }
    conversation.entry = {
      ...paying,
      phase: 'mac1',
      cardTail: serialTail(conversation.purse.serial),
      cardSequence: init.value.sequence,
    };
    await journal.put(conversation.entry);
    const answer = await retrying(parts, limits.authoriseMs, signal, () =>
      tsp.authorise(attemptId, initBodyOf(init.value), signal),
    );
    if (signal.aborted) return giveUp('cancelled', 'back');
    if (answer.ok) {
      if (!isAlive(conversation, slot)) {
        return giveUp('card-removed', 'card-removed');
      }
      conversation.debit = answer.value;
      return send({ kind: 'authorised' });
    }
    const { error } = answer;
    if (error.kind === 'problem') {
      const { code, attempt, position = 1, ref } = error.problem;
      const isUnresolved = code === 'card.unresolved';
      if (isUnresolved || code === 'psam.busy') {
        void journal.remove(attemptId);
        if (isUnresolved && attempt) {
          return send({ kind: 'doubted', doubt: doubtOfAttempt(attempt, ref) });
        }
        conversation.attemptKey = uuid(random);
        const goesOn =
          !isUnresolved || (await bringProofs(parts, conversation, init.value.sequence, signal));
        return send(
          goesOn
            ? { kind: 'queued', position }
            : { kind: 'refused', failure: { kind: 'card-unfinished', money: 'untouched', ref } },
        );
      }
    }
    // This page holds no MAC1 and will never ask for it again: nothing can be taken, whatever the TSP wrote.
    return giveUp(
      { ...failureOfTsp(error, 'untouched', parts.random), money: 'untouched' },
      'timeout',
    );
  };
}
