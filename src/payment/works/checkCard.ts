/** Reading the card, and a PSAM for it: accepted, enough money, no earlier payment open. */

import { purseErrorText } from '../../purse/purseError.ts';
import { readPurse } from '../../purse/readPurse.ts';
import { newCode } from '../../shared/code.ts';
import { uuid } from '../../shared/random.ts';
import { pause } from '../../shared/time.ts';
import { type Conversation, type ConversationHolder, cardFacts } from '../conversation.ts';
import { doubtOfAttempt } from '../doubt.ts';
import { failureOfPurse, failureOfReader } from '../failureOfCard.ts';
import { failureOfTsp } from '../failureOfTsp.ts';
import { limits } from '../limits.ts';
import type { PaymentParts, Work, WorkContext } from '../paymentParts.ts';
import { retrying } from '../retrying.ts';
import { untouched } from '../untouched.ts';
import { postStatements } from './postStatement.ts';

type CardContext = Pick<WorkContext<'cardCheck' | 'prepare'>, 'step' | 'send' | 'signal'>;

/**
 * Asks for an attempt under the conversation's key. A queue for a PSAM is told at once (the step changes to `prepare`
 * and this work ends; that step's own work asks on).
 */
async function askForAttempt(
  parts: PaymentParts,
  conversation: Conversation,
  { step, send, signal }: CardContext,
): Promise<void> {
  const { payable } = step;
  const answer = await retrying(parts, limits.psamWaitMs, signal, async () => {
    const attempt = await parts.tsp.startAttempt(
      conversation.attemptKey,
      payable.order.orderId,
      {
        card: cardFacts(conversation.purse, conversation.card.atr),
        balanceFen: conversation.purse.balanceFen,
        readerId: parts.slot.readerId(),
      },
      signal,
    );
    if (!attempt.ok && attempt.error.kind === 'problem') {
      const { code, position } = attempt.error.problem;
      if (code === 'psam.busy') send({ kind: 'queued', position: position ?? 1 });
    }
    return attempt;
  });
  if (signal.aborted) return;
  if (answer.ok) {
    conversation.attempt = answer.value;
    return send({ kind: 'attemptStarted' });
  }
  const { error } = answer;
  if (error.kind === 'problem' && error.problem.attempt && error.problem.money === 'unknown') {
    return send({
      kind: 'doubted',
      doubt: doubtOfAttempt(error.problem.attempt, error.problem.ref),
    });
  }
  send({ kind: 'refused', failure: failureOfTsp(error, 'untouched', parts.random) });
}

export function cardCheckWork(parts: PaymentParts, holder: ConversationHolder): Work<'cardCheck'> {
  const { slot, random, log } = parts;
  return async (context) => {
    const { step, send, signal } = context;
    holder.current = null;
    const departures = slot.departures.peek();
    const connected = await slot.connect();
    if (!connected.ok)
      return send({ kind: 'refused', failure: failureOfReader(connected.error, random) });
    const purse = await readPurse(connected.value);
    if (!purse.ok) {
      log('purse', purseErrorText(purse.error));
      return send({ kind: 'refused', failure: failureOfPurse(purse.error, random) });
    }
    const { balanceFen } = purse.value;
    const { amountFen } = step.payable.order;
    if (balanceFen < amountFen) {
      return send({
        kind: 'refused',
        failure: {
          kind: 'balance-too-small',
          money: 'untouched',
          ref: newCode(random),
          balanceFen,
          amountFen,
        },
      });
    }
    const conversation: Conversation = {
      card: connected.value,
      purse: purse.value,
      departures,
      attemptKey: uuid(random),
    };
    // What a lost answer left open of this order would be in the way.
    await postStatements(parts);
    if (signal.aborted) return;
    holder.current = conversation;
    await askForAttempt(parts, conversation, context);
  };
}

export function prepareWork(parts: PaymentParts, holder: ConversationHolder): Work<'prepare'> {
  return async (context) => {
    const conversation = holder.current;
    if (!conversation) {
      return context.send({
        kind: 'refused',
        failure: untouched('card-removed', newCode(parts.random)),
      });
    }
    await pause(parts.timers, limits.pollMs, context.signal);
    if (!context.signal.aborted) await askForAttempt(parts, conversation, context);
  };
}
