/** What the other side has said about a debit in the debit's own day. */
import type { OwnDebit } from '../../settlement/classify.ts';
import type { TspParts } from '../base/ports.ts';
import type { DayRow, DayWork, DifferenceClass } from '../books/dayRows.ts';
import { getDay, getDayWork, getDifference } from '../books/store/dayStore.ts';

/** Differences that say: in the debit's own day that side does not have it. */
const NOT_THERE: Readonly<Record<'boss' | 'ppp', readonly DifferenceClass[]>> = {
  boss: ['MISSING_AT_BOSS', 'STATE_DIFF', 'DAY_EDGE'],
  ppp: ['MISSING_AT_PPP'],
};

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
  const id = own.isSurplus ? own.attemptId : own.orderId;
  if (party === 'ppp' && own.claim !== 'ACCEPTED') return false;
  return store.transaction(async (tx) => {
    const [work, day] = [await getDayWork(tx, date), await getDay(tx, date)];
    const until = work && day && spokenUntil(party, work, day);
    if (until === undefined || own.debitedAt > until) return false;
    for (const kind of NOT_THERE[party]) {
      const row = await getDifference(tx, { date, class: kind, id });
      if (row && row.state !== 'cured') return false;
    }
    return true;
  });
}
