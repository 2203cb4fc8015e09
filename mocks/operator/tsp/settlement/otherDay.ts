/** What the other side has said about a debit in the debit's own day. */
import type { OwnDebit } from '../../settlement/classify.ts';
import type { TspParts } from '../base/ports.ts';
import type { DayRow, DayWork, DifferenceRow } from '../books/dayRows.ts';
import { getDay, getDayWork, getDifference } from '../books/store/dayStore.ts';

type Named = Pick<DifferenceRow, 'class' | 'id'>;

/** Names of the differences that say: in the debit's own day that side does not have it. */
function differencesOfAbsence(party: 'boss' | 'ppp', own: OwnDebit): readonly Named[] {
  const id = own.isSurplus ? own.attemptId : own.orderId;
  if (party === 'ppp') {
    // The PPP's day edge is named by the terminal.
    const byTerminal = own.terminalNo + own.terminalSequence;
    return [
      { class: 'MISSING_AT_PPP', id },
      { class: 'DAY_EDGE', id: byTerminal },
    ];
  }
  return [
    { class: 'MISSING_AT_BOSS', id },
    { class: 'STATE_DIFF', id },
    { class: 'DAY_EDGE', id },
  ];
}

/** The moment up to which that side's last file speaks of our debits. `undefined`: none, or it is not judged yet. */
function spokenUntil(
  party: 'boss' | 'ppp',
  { sent, sentAt, boss, ppp }: DayWork,
  { state, runs, problem }: DayRow,
): number | undefined {
  const read = party === 'boss' ? boss : ppp;
  const isJudged = state !== 'running' && problem === undefined && runs > (read?.run ?? runs);
  if (!isJudged) return undefined;
  if (party === 'ppp') return ppp?.at;
  return boss?.batchNo === sent?.batchNo && !sent?.isRewritten ? sentAt : undefined;
}

/**
 * Whether that side has the debit in the debit's own day already. `false` when nobody knows yet: the file may come later,
 * or may not have been judged.
 */
export async function isPaidInItsDay(
  { store }: Pick<TspParts, 'store'>,
  party: 'boss' | 'ppp',
  own: OwnDebit,
): Promise<boolean> {
  const { date } = own;
  if (party === 'ppp' && own.claim !== 'ACCEPTED') return false;
  return store.transaction(async (tx) => {
    const [work, day] = [await getDayWork(tx, date), await getDay(tx, date)];
    const until = work && day && spokenUntil(party, work, day);
    if (until === undefined || own.debitedAt > until) return false;
    for (const named of differencesOfAbsence(party, own)) {
      const row = await getDifference(tx, { date, ...named });
      if (row && row.state !== 'cured') return false;
    }
    return true;
  });
}
