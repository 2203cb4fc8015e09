/** All sightings of a day: our own claims and doubts as they are now, and the other sides' last answers. */
import { DAY_MS } from '../../../../src/shared/time.ts';
import type { KeptBossFinding, OwnDebit, Sighting } from '../../settlement/classify.ts';
import { counted } from '../../settlement/settleProgress.ts';
import type { TspParts } from '../base/ports.ts';
import type { DayRow } from '../books/dayRows.ts';
import type { AttemptRow } from '../books/rows.ts';
import type { KeptPppFinding } from './comparePpp.ts';
import { readFindings } from './findings.ts';
import { isPaidInItsDay } from './otherDay.ts';
import { dayDebits, dayDoubts, debitOf, doubtOfOrder, ownDebit } from './ownDay.ts';
import { dayWork } from './sendDay.ts';

/** A debit of another day: whether that side has it there already. */
async function inItsDay(
  parts: TspParts,
  party: 'boss' | 'ppp',
  own: OwnDebit | undefined,
  date: string,
): Promise<{ readonly isPaidInItsDay?: true }> {
  const isOfAnother = own !== undefined && own.date !== date;
  return isOfAnother && (await isPaidInItsDay(parts, party, own)) ? { isPaidInItsDay: true } : {};
}

async function* ofBoss(parts: TspParts, date: string): AsyncGenerator<Sighting> {
  for await (const finding of readFindings<KeptBossFinding>(parts, date, 'boss')) {
    const { own, doubt } = await parts.store.transaction(async (tx) => {
      const debit = await debitOf(tx, finding.orderId);
      return { own: debit, doubt: debit ? undefined : await doubtOfOrder(tx, finding.orderId) };
    });
    const about = { ...(own ? { own } : {}), ...(doubt ? { doubt } : {}) };
    yield { from: 'boss', finding, ...about, ...(await inItsDay(parts, 'boss', own, date)) };
  }
}

async function* ofPpp(parts: TspParts, date: string): AsyncGenerator<Sighting> {
  for await (const finding of readFindings<KeptPppFinding>(parts, date, 'ppp')) {
    const { attemptId } = finding;
    const own =
      attemptId === undefined
        ? undefined
        : await parts.store.transaction((tx) => debitOf(tx, attemptId));
    const paid = await inItsDay(parts, 'ppp', own, date);
    yield { from: 'ppp', finding, ...(own ? { own } : {}), ...paid };
  }
}

async function* ofTotals(parts: TspParts, { date, boss }: DayRow): AsyncGenerator<Sighting> {
  const work = await dayWork(parts, date);
  if (!work.boss || !boss) return;
  const { gapCount, gapFen, batchNo } = work.boss;
  const tspFen = work.sent?.totalFen ?? 0;
  yield { from: 'totals', gapCount, gapFen, tspFen, bossFen: boss.totalFen, seenIn: batchNo };
}

const CLAIM_ANSWER_MS = DAY_MS;

/** Whether the claim is in a batch without an answer: for a day at most that is no difference. */
export const isOnItsWay = ({ claim, debitedAt = 0 }: AttemptRow, now: number): boolean =>
  (claim === 'BATCHED' || claim === 'SENT') && now < debitedAt + CLAIM_ANSWER_MS;

/** Yields the sightings. `onDebit` is called with every debit of the day, for the platform's own total. */
export async function* sightings(
  parts: TspParts,
  day: DayRow,
  onDebit: (attempt: AttemptRow) => void,
): AsyncGenerator<Sighting> {
  const { date } = day;
  const { ppp } = await dayWork(parts, date);
  const now = parts.environment.clock.now();
  const debits = counted(dayDebits(parts, date), 'differences are judged', parts.progress);
  for await (const debit of debits) {
    const { attempt } = debit;
    onDebit(attempt);
    if (attempt.claim === 'ACCEPTED' || isOnItsWay(attempt, now)) continue;
    // A claim can only be missing when the PPP has closed the day.
    if (attempt.claim === 'UNCLAIMED' && !ppp) continue;
    yield { from: 'claims', own: await parts.store.transaction((tx) => ownDebit(tx, debit)) };
  }
  for await (const doubt of dayDoubts(parts, date)) yield { from: 'doubts', doubt };
  yield* ofBoss(parts, date);
  yield* ofPpp(parts, date);
  yield* ofTotals(parts, day);
}
