/** Statements that nothing was taken: DEBIT was never handed over, or the card rejected it. Kept until acknowledged. */

import type { TspError } from '../../tsp/tspError.ts';
import type { Order, ProblemCode } from '../../tsp/tspTypes.ts';
import type { MisfitName } from '../answerFits.ts';
import type { JournalEntry } from '../journal.ts';
import type { PaymentParts } from '../paymentParts.ts';

/** A debit the TSP has not heard of. */
export const isDebit = ({ phase, report }: JournalEntry): boolean =>
  phase === 'debit-answered' && report?.statusWord === '9000';

/** "Nothing was taken": a rejected DEBIT has the same phase as a debit, but is only a statement. */
export const isStatement = (entry: JournalEntry): boolean =>
  entry.phase === 'abandoned' || (entry.phase === 'debit-answered' && !isDebit(entry));

/** A debit of this box that is in doubt, or whose report was not answered yet. */
export const isOpen = (entry: JournalEntry): boolean =>
  entry.phase !== 'reported' && !isStatement(entry);

/** The attempt is over for the TSP, or never was: the statement is needed no more. */
export const OVER: readonly ProblemCode[] = ['attempt.not_found', 'attempt.state'];
const OLDER: MisfitName = 'order.older';

/** Whether the TSP refused for one of these reasons. */
export const hasCode = (
  error: TspError,
  codes: readonly ProblemCode[],
): error is Extract<TspError, { kind: 'problem' }> =>
  error.kind === 'problem' && codes.indexOf(error.problem.code) >= 0;

/** An answer that is repeated word by word is older than what was learnt since; it says that what was posted was heard. */
export const isOlder = (error: TspError): boolean =>
  error.kind === 'unintelligible' && error.detail === OLDER;
const isHeard = (error: TspError): boolean => hasCode(error, OVER) || isOlder(error);

/**
 * Posts a statement once. When the TSP took it, forgets the entry and answers the order; a rejection that the TSP does not
 * believe is a doubt from then on, in the journal too.
 */
export async function postStatement(
  { tsp, journal }: PaymentParts,
  entry: JournalEntry,
): Promise<Order | null> {
  const posted = entry.report
    ? await tsp.report(entry.attemptId, entry.report)
    : await tsp.abandon(entry.attemptId, {
        debitSent: false,
        reason: entry.abandonReason ?? 'guard',
      });
  const isOver = !posted.ok && isHeard(posted.error);
  const { report, ...rest } = entry;
  if (report && posted.ok && posted.value.money === 'unknown') {
    void journal.put({ ...rest, phase: 'debit-sent' });
  } else if (posted.ok || isOver) void journal.remove(entry.attemptId);
  return posted.ok ? posted.value : null;
}

/** Posts all statements the TSP has not heard, each once. */
export async function postStatements(parts: PaymentParts): Promise<void> {
  for (const entry of await parts.journal.all()) {
    if (isStatement(entry)) await postStatement(parts, entry);
  }
}
