/** Everything there is to see of a day: own claims and doubts as they stand, and what the other sides said last. */
import type { Sighting } from '../../settlement/classify.ts';
import type { BossFinding } from '../../settlement/settlementTypes.ts';
import type { DayRow } from '../dayRows.ts';
import type { TspParts } from '../ports.ts';
import type { KeptPppFinding } from './comparePpp.ts';
import { readFindings } from './findings.ts';
import { dayDebits, dayDoubts, debitOf, doubtOfOrder, ownDebit } from './ownDay.ts';
import { dayWork } from './sendDay.ts';

async function* ofBoss(parts: TspParts, date: string): AsyncGenerator<Sighting> {
  for await (const finding of readFindings<BossFinding>(parts, date, 'boss')) {
    yield await parts.store.transaction(async (tx): Promise<Sighting> => {
      const own = await debitOf(tx, finding.orderId);
      if (own) return { from: 'boss', finding, own };
      const doubt = await doubtOfOrder(tx, finding.orderId);
      return { from: 'boss', finding, ...(doubt ? { doubt } : {}) };
    });
  }
}

async function* ofPpp(parts: TspParts, date: string): AsyncGenerator<Sighting> {
  for await (const finding of readFindings<KeptPppFinding>(parts, date, 'ppp')) {
    const { attemptId } = finding;
    const own =
      attemptId === undefined
        ? undefined
        : await parts.store.transaction((tx) => debitOf(tx, attemptId));
    yield { from: 'ppp', finding, ...(own ? { own } : {}) };
  }
}

async function* ofTotals(parts: TspParts, { date, boss }: DayRow): AsyncGenerator<Sighting> {
  const work = await dayWork(parts, date);
  if (!work.boss || !boss) return;
  const { gapCount, gapFen, batchNo } = work.boss;
  const tspFen = work.sent?.totalFen ?? 0;
  yield { from: 'totals', gapCount, gapFen, tspFen, bossFen: boss.totalFen, seenIn: batchNo };
}

/** Until the PPP has spoken of the day, a claim that is on its way is no difference. */
const isOnItsWay = ({ claim }: { claim?: string }): boolean =>
  claim !== 'REJECTED' && claim !== 'CASE' && claim !== 'WRITTEN_OFF';

/** `count` hears of every debit on the way: the platform's own total. */
export async function* sightings(
  parts: TspParts,
  day: DayRow,
  count: (amountFen: number) => void,
): AsyncGenerator<Sighting> {
  const { date } = day;
  const { ppp } = await dayWork(parts, date);
  for await (const debit of dayDebits(parts, date)) {
    count(debit.attempt.amountFen);
    const { attempt } = debit;
    if (attempt.claim === 'ACCEPTED' || (!ppp && isOnItsWay(attempt))) continue;
    yield { from: 'claims', own: await parts.store.transaction((tx) => ownDebit(tx, debit)) };
  }
  for await (const doubt of dayDoubts(parts, date)) yield { from: 'doubts', doubt };
  yield* ofBoss(parts, date);
  yield* ofPpp(parts, date);
  yield* ofTotals(parts, day);
}
