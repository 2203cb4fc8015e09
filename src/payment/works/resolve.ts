/** The same card is back: what it says goes to the TSP, which decides. */
import { observePurse } from '../../purse/observePurse.ts';
import { readPurse, serialTail } from '../../purse/readPurse.ts';
import type { Abort } from '../../shared/abort.ts';
import { uuid } from '../../shared/random.ts';
import type { Observation, WithCard } from '../../tsp/tspTypes.ts';
import { observationOf } from '../conversation.ts';
import { doubtOfEntry } from '../doubt.ts';
import type { WorkEvent } from '../events.ts';
import { limits } from '../limits.ts';
import type { PaymentParts, Work } from '../paymentParts.ts';
import { retrying } from '../retrying.ts';
import type { Doubt } from '../steps.ts';
import { isDebit, isOpen } from './postStatement.ts';
import { postAnswer } from './report.ts';

/** What the card in the slot says, or what there is to do first. */
async function observe(
  { slot, journal }: PaymentParts,
  doubt: Doubt,
  signal: Abort,
): Promise<WithCard<Observation> | WorkEvent> {
  const gone = (): WorkEvent =>
    slot.state.peek() === 'present' ? { kind: 'undecided' } : { kind: 'doubtFound', doubt };
  // A reader that came back while the doubt arose is found again.
  await slot.seek(signal);
  const connected = await slot.connect();
  if (!connected.ok) return gone();
  const purse = await readPurse(connected.value);
  if (!purse.ok) return gone();
  const tail = serialTail(purse.value.serial);
  if (tail !== doubt.cardTail) {
    const [own] = (await journal.all()).filter((entry) => entry.cardTail === tail && isOpen(entry));
    return own ? { kind: 'doubtFound', doubt: doubtOfEntry(own) } : { kind: 'otherCardInserted' };
  }
  const seen = await observePurse(connected.value, doubt.cardSequence);
  return seen.ok ? observationOf(purse.value, connected.value, seen.value) : gone();
}

const HEARD = {
  debited: 'resolvedDebited',
  'not-debited': 'resolvedNotDebited',
  manual: 'resolvedManual',
  'other-card': 'otherCardInserted',
  undecided: 'undecided',
} as const;

export function resolveWork(parts: PaymentParts): Work<'resolving'> {
  const { tsp, journal, random } = parts;
  return async ({ step: { doubt }, send, signal }) => {
    for (const entry of await journal.all()) {
      // Only the card's answer has the TAC, and the card may not give it again.
      if (entry.attemptId !== doubt.attemptId || !isDebit(entry)) continue;
      const heard = await postAnswer(parts, entry);
      if (!heard) return send({ kind: 'undecided' });
      if ('order' in heard) return send({ kind: 'resolvedDebited', order: heard.order });
    }
    const seen = await observe(parts, doubt, signal);
    if ('kind' in seen) return send(seen);
    const answer = await retrying(parts, limits.resolveMs, signal, () =>
      tsp.resolve(uuid(random), doubt.attemptId, seen, signal),
    );
    if (!answer.ok) return send({ kind: 'undecided' });
    const { verdict, order } = answer.value;
    if (verdict === 'debited') {
      // Until its result has been shown, also of one that the journal had dropped as not debited.
      void journal.put({ cardSequence: 0, ...doubt, title: order.title, phase: 'reported' });
    } else if (verdict === 'not-debited' || verdict === 'manual') {
      void journal.remove(doubt.attemptId);
    }
    send({ kind: HEARD[verdict], order });
  };
}
