/** Judges a day in one run: writes every difference to its row, and cures those that are not found any more. */

import { pageThrough } from '../../../store/rowList.ts';
import { classify } from '../../settlement/classify.ts';
import type { TspParts } from '../base/ports.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { type CaseRow, getCase } from '../books/cases.ts';
import type { DayRow, DifferenceRow } from '../books/dayRows.ts';
import { closeCase } from '../books/moveCase.ts';
import { getOrder } from '../books/moveOrder.ts';
import { dayStateNow, isOpenDifference } from '../books/openDifference.ts';
import type { AttemptRow } from '../books/rows.ts';
import {
  differencesOf,
  getDay,
  getDifference,
  letDayRest,
  markDayOpen,
  putDay,
  putDifference,
} from '../books/store/dayStore.ts';
import { acceptListed } from './acceptListed.ts';
import { askAgain, isAnsweredByBoss } from './askAgain.ts';
import { keepDifference } from './keepDifference.ts';
import { POLICIES } from './policy.ts';
import { withBooking } from './sameBooking.ts';
import { dayWork, saveDayWork } from './sendDay.ts';
import { isOnItsWay, sightings } from './sightings.ts';

/** Whether it comes from BOSS's file: then only a newer file can end it. */
const isOfBoss = ({ class: kind, bossState, bossFen }: DifferenceRow): boolean =>
  kind === 'MISSING_AT_BOSS' ||
  kind === 'MISSING_AT_TSP' ||
  kind === 'STATE_DIFF' ||
  bossState !== undefined ||
  bossFen !== undefined;

interface Remaining {
  /** Money may still be missing. */
  readonly open: boolean;
  /** It is a difference of BOSS's file. */
  readonly ofBoss: boolean;
}

/** Whether people decide in this case where the order's money goes. A cure of the difference does not decide that. */
async function isOwedIn({ tx }: UnitOfWork, { caseNo, orderId }: CaseRow): Promise<boolean> {
  const order = orderId === undefined ? undefined : await getOrder(tx, orderId);
  const isOwed = order?.state === 'REFUND_DUE' || order?.state === 'MANUAL';
  return isOwed && order.caseNo === caseNo;
}

/** Marks it as cured, and ends its case where the class says so. A case whose decision was approved stays. */
async function cure(unit: UnitOfWork, row: DifferenceRow): Promise<void> {
  putDifference(unit.tx, { ...row, state: 'cured' });
  const { caseKind, endsWithCure } = POLICIES[row.class];
  if (row.caseNo === undefined || !endsWithCure) return;
  const on = await getCase(unit.tx, row.caseNo);
  if (on?.kind === caseKind && !(await isOwedIn(unit, on))) {
    await closeCase(unit, row.caseNo, `${row.class} of ${row.date} is cured`);
  }
}

/** Cures the differences that this run did not find. Returns whether any are open. */
async function cureUnseen(parts: TspParts, { date, runs }: DayRow): Promise<Remaining> {
  let open = false;
  let ofBoss = false;
  for await (const { value: row } of pageThrough(parts.store, differencesOf(date))) {
    const isFound = row.seenRun === runs;
    if (!isFound && row.state !== 'cured') {
      await commit(parts, 'tsp', (unit) => cure(unit, row));
    }
    // Reading each case takes a transaction: no more of them than decide it.
    const mayBeOfBoss = isFound && isOfBoss(row);
    if (open && (ofBoss || !mayBeOfBoss)) continue;
    const isOpen = await parts.store.transaction(async (tx) =>
      isOpenDifference(tx, (await getDifference(tx, row)) ?? row),
    );
    open ||= isOpen;
    ofBoss ||= mayBeOfBoss && isOpen;
  }
  return { open, ofBoss };
}

/**
 * Whether both BOSS and the PPP have answered the day as it was sent last. `isShort`: the PPP's file lacks an accepted debit
 * that people have not in hand yet. If it accepted claims after that file was read, or made verdicts after it was made, its next
 * one is to come.
 */
async function areAllIn(parts: TspParts, date: string, isShort: boolean): Promise<boolean> {
  const work = await dayWork(parts, date);
  const { ppp, acceptedAt = -1, verdictsMadeAt = '' } = work;
  if (!isAnsweredByBoss(work) || !ppp) return false;
  const isLater = acceptedAt >= (ppp.comparison ?? 0) || verdictsMadeAt > (ppp.madeAt ?? '');
  return !isShort || !isLater;
}

export async function judgeDay(parts: TspParts, day: DayRow): Promise<DayRow> {
  const { date } = day;
  const now = parts.environment.clock.now();
  let tsp = { count: 0, totalFen: 0 };
  let onTheirWay = 0;
  let isShort = false;
  const onDebit = (attempt: AttemptRow) => {
    tsp = { count: tsp.count + 1, totalFen: tsp.totalFen + attempt.amountFen };
    if (isOnItsWay(attempt, now)) onTheirWay += 1;
  };
  await acceptListed(parts, date);
  for await (const sighting of sightings(parts, day, onDebit)) {
    const classified = classify(sighting, date);
    if (!classified) continue;
    const found = withBooking(classified, sighting);
    const kept = await commit(parts, 'tsp', (unit) => keepDifference(unit, date, day.runs, found));
    const isMissing = sighting.from === 'ppp' && kept.class === 'MISSING_AT_PPP';
    isShort ||= isMissing && kept.state === 'waiting';
  }
  const { open, ofBoss } = await cureUnseen(parts, day);
  if (ofBoss) await saveDayWork(parts, date, askAgain(now));
  const isIn = onTheirWay === 0 && (await areAllIn(parts, date, isShort));
  const state = isIn ? dayStateNow('settled', open) : 'waiting';
  return parts.store.transaction(async (tx) => {
    const judged: DayRow = { ...((await getDay(tx, date)) ?? day), tsp, state };
    putDay(tx, judged);
    if (state !== 'settled') markDayOpen(tx, date, true);
    else await letDayRest(tx, date);
    return judged;
  });
}
