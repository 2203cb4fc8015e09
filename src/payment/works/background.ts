/** What goes on while nobody pays: trying the platform again, and posting answers it has not taken yet. */
import { pause } from '../../shared/time.ts';
import type { PaymentParts, Work } from '../paymentParts.ts';
import { postStatement } from './postStatement.ts';
import { isDebit, postAnswer } from './report.ts';

const POST_PAUSE_MS = 10_000;

export function outOfServiceWork({ timers }: PaymentParts): Work<'outOfService'> {
  return ({ step, send, signal }) => {
    signal.onAbort(timers.after(step.retryInMs, () => send({ kind: 'retried' })));
  };
}

/** On the home screen: a debit the TSP has not heard of is reported until it has. */
export function postmanWork(parts: PaymentParts): Work<'home'> {
  const { journal, timers } = parts;
  return async ({ step, send, signal }) => {
    while (!signal.aborted) {
      const waiting = (await journal.all()).filter(
        ({ phase }) => phase === 'debit-answered' || phase === 'abandoned',
      );
      if (waiting.length === 0) return;
      for (const entry of waiting) {
        if (!isDebit(entry)) {
          await postStatement(parts, entry);
          continue;
        }
        const outcome = await postAnswer(parts, entry);
        if (outcome.kind === 'accepted' && step.unfinished?.kind === 'report') {
          return send({ kind: 'recovered', unfinished: null });
        }
      }
      await pause(timers, POST_PAUSE_MS, signal);
    }
  };
}
