/** The one irreversible stretch: written down, then DEBIT handed over once, then its answer written down. */
import { debitPurse } from '../../purse/debitPurse.ts';
import { SW, statusText } from '../../purse/statusWord.ts';
import { toHex } from '../../shared/bytes.ts';
import { newCode } from '../../shared/code.ts';
import type { DebitReport } from '../../tsp/tspTypes.ts';
import { type Conversation, type ConversationHolder, isAlive } from '../conversation.ts';
import { doubtOfEntry } from '../doubt.ts';
import type { Failure } from '../failure.ts';
import type { JournalEntry } from '../journal.ts';
import type { PaymentParts, Work } from '../paymentParts.ts';
import { untouched } from '../untouched.ts';
import { abandonAttempt } from './abandonAttempt.ts';
import { postStatement } from './postStatement.ts';

export function debitWork(parts: PaymentParts, holder: ConversationHolder): Work<'debiting'> {
  const { journal, slot, log, random } = parts;

  return async ({ step: { payable }, send }) => {
    const conversation = holder.current as Conversation;
    const entry = conversation.entry as JournalEntry;
    const sent: JournalEntry = { ...entry, phase: 'debit-sent' };
    const debit = conversation.debit!;
    delete conversation.debit;

    async function giveUp(reason: 'card-removed' | 'reader-lost') {
      const failure: Failure = untouched('card-removed', newCode(random));
      send(await abandonAttempt(parts, conversation, entry, reason, failure));
    }

    await journal.put(sent);
    // A MAC1 is never given to a card that was out: the TSP is told that it was dropped.
    if (!isAlive(conversation, slot)) {
      return giveUp('card-removed');
    }
    const outcome = await debitPurse(conversation.card, debit);
    switch (outcome.kind) {
      case 'not-sent':
        return giveUp('reader-lost');
      case 'unknown': {
        const { detail } = outcome;
        log('purse', `DEBIT: ${detail}`);
        // Perhaps the card has rejected MAC1, and counts: the TSP counts too, before the card locks itself for good.
        if (detail === '9302') void parts.tsp.report(entry.attemptId, { statusWord: detail });
        return send({ kind: 'doubted', doubt: doubtOfEntry(sent, payable.order.ref) });
      }
      case 'refused': {
        const report: DebitReport = {
          statusWord: statusText(outcome.statusWord),
          answers: 'command',
        };
        const answered: JournalEntry = { ...entry, phase: 'debit-answered', report };
        void journal.put(answered);
        const order = await postStatement(parts, answered);
        if (order && order.money !== 'untouched') {
          return send({ kind: 'doubted', doubt: doubtOfEntry(answered, order.ref) });
        }
        const kind =
          outcome.statusWord === SW.insufficient ? 'balance-too-small' : 'card-refused-debit';
        return send({
          kind: 'refused',
          failure: {
            kind,
            money: 'untouched',
            ref: newCode(random),
            detail: `SW ${report.statusWord}`,
            attemptId: entry.attemptId,
          },
          ...(order ? { order } : {}),
        });
      }
      case 'debited': {
        const report: DebitReport = {
          statusWord: '9000',
          tac: toHex(outcome.answer.tac),
          mac2: toHex(outcome.answer.mac2),
        };
        // The platform hears it at once, and does not wait for the box's disk.
        void journal.put({ ...entry, phase: 'debit-answered', report });
        return send({ kind: 'debitAnswered' });
      }
    }
  };
}
