/** All sightings of a day: our own claims and doubts as they are now, and the other sides' last answers. */
import { DAY_MS } from '../../../../src/shared/time.ts';
import { lastPart, pageThrough } from '../../../store/rowList.ts';
import type { KeptBossFinding, OwnDebit, PppFinding, Sighting } from '../../settlement/classify.ts';
import { counted } from '../../settlement/settleProgress.ts';
import type { TspParts } from '../base/ports.ts';
import type { DayRow } from '../books/dayRows.ts';
import type { AttemptRow } from '../books/rows.ts';
import { type FindingParty, lateDebitsOf } from '../books/store/dayStore.ts';
import type { KeptPppFinding } from './comparePpp.ts';
import { readFindings } from './findings.ts';
import { firstOn, paidElsewhere } from './otherDay.ts';
import { dayDebits, dayDoubts, debitOf, debitOfAttempt, doubtOfOrder, ownDebit } from './ownDay.ts';
import { dayWork } from './sendDay.ts';

/** A debit of another day: where that side has it already, if the file of `date` has it `on` this day. */
async function alreadyOn(
  { store }: TspParts,
  party: FindingParty,
  own: OwnDebit | undefined,
  date: string,
  on = date,
): Promise<{ readonly firstOn?: string }> {
  if (own === undefined || own.date === date) return {};
  const first = await store.transaction((tx) => firstOn(tx, party, own, on));
  return first === undefined ? {} : { firstOn: first };
}

async function* ofBoss(parts: TspParts, date: string): AsyncGenerator<Sighting> {
  for await (const finding of readFindings<KeptBossFinding>(parts, date, 'boss')) {
    const { own, doubt } = await parts.store.transaction(async (tx) => {
      const debit = await debitOf(tx, finding.orderId);
      return { own: debit, doubt: debit ? undefined : await doubtOfOrder(tx, finding.orderId) };
    });
    const about = { ...(own ? { own } : {}), ...(doubt ? { doubt } : {}) };
    const already = await alreadyOn(parts, 'boss', own, date, finding.bossDate);
    yield { from: 'boss', finding, ...about, ...already };
  }
}

/** Attempt ids of the debits with which the PPP's last file was not compared, because they were entered later. */
async function uncompared(parts: TspParts, date: string, comparison: number): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const { id, value } of pageThrough(parts.store, lateDebitsOf(date))) {
    if (value >= comparison) ids.add(lastPart(id));
  }
  return ids;
}

/** What the PPP's file says about a debit, with what the files of other days say of it. */
async function ofAttempt(
  parts: TspParts,
  date: string,
  finding: PppFinding,
  attemptId: string,
): Promise<Sighting> {
  const isMissing = finding.view === 'MISSING_AT_PPP';
  const { own, paidOn } = await parts.store.transaction(async (tx) => {
    const debit = await debitOfAttempt(tx, attemptId);
    return { own: debit, paidOn: debit && isMissing ? await paidElsewhere(tx, debit) : undefined };
  });
  const about = { ...(own ? { own } : {}), ...(paidOn === undefined ? {} : { paidOn }) };
  return { from: 'ppp', finding, ...about, ...(await alreadyOn(parts, 'ppp', own, date)) };
}

/** Yields a debit that no closing file of the day can have listed. If it is accepted, the next one must. */
async function* ofLate(parts: TspParts, date: string, attemptId: string): AsyncGenerator<Sighting> {
  const own = await parts.store.transaction((tx) => debitOfAttempt(tx, attemptId));
  if (!own) return;
  const { orderId, terminalNo, terminalSequence, amountFen } = own;
  const about = { orderId, terminalNo, terminalSequence, tspFen: amountFen, pppFen: null };
  yield await ofAttempt(parts, date, { view: 'MISSING_AT_PPP', ...about }, attemptId);
}

async function* ofPpp(parts: TspParts, date: string): AsyncGenerator<Sighting> {
  const { ppp } = await dayWork(parts, date);
  if (!ppp) return;
  const late = await uncompared(parts, date, ppp.comparison ?? 0);
  for await (const finding of readFindings<KeptPppFinding>(parts, date, 'ppp')) {
    const { attemptId, view, ownDate } = finding;
    if (attemptId === undefined) {
      yield { from: 'ppp', finding };
      continue;
    }
    if (view !== 'UNMATCHED' || ownDate !== undefined) late.delete(attemptId);
    yield await ofAttempt(parts, date, finding, attemptId);
  }
  for (const attemptId of late) yield* ofLate(parts, date, attemptId);
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
  (claim === 'BATCHED' || claim === 'SENT') && Math.abs(now - debitedAt) < CLAIM_ANSWER_MS;

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
