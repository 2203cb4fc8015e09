/** Keeps a difference as one row: its facts, the automatic step, which is taken once, and its case. */
import type { Found } from '../../settlement/classify.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { getCase, openCase } from '../books/cases.ts';
import type { DifferenceClass, DifferenceRow, DifferenceState } from '../books/dayRows.ts';
import { reopenCase } from '../books/moveCase.ts';
import { getDifference, putDifference } from '../books/store/dayStore.ts';
import { amountOf, decidedOn, isAnswered } from './decidedFacts.ts';
import { isForPeople, isStepDue, POLICIES } from './policy.ts';
import { caseOfSameBooking, type FoundBooking } from './sameBooking.ts';
import { STEPS } from './steps.ts';

/** Classes that are only shown, timing and open doubts: people need not do anything. */
const LISTED = ['DAY_EDGE', 'IN_DOUBT_OPEN'];

/** The state of a difference that has a case: a closed case closes it. */
async function byCase(unit: UnitOfWork, caseNo: string): Promise<DifferenceState> {
  return (await getCase(unit.tx, caseNo))?.state === 'CLOSED' ? 'closed' : 'case';
}

/** Classes about our own claims and doubts: a closed case about the same debit answers them, whatever its kind. */
const OF_OUR_OWN: readonly DifferenceClass[] = [
  'MISSING_AT_PPP',
  'TAC_INVALID',
  'CLAIM_REJECTED',
  'IN_DOUBT_OPEN',
];

/** The case that comes with the finding. A closed one about something else answers nothing. */
async function caseOfFound(unit: UnitOfWork, found: Found): Promise<string | undefined> {
  const { caseNo, class: kind } = found;
  if (caseNo === undefined || OF_OUR_OWN.includes(kind)) return caseNo;
  const row = await getCase(unit.tx, caseNo);
  const isOfAnother = row?.state === 'CLOSED' && row.kind !== POLICIES[kind].caseKind;
  return isOfAnother ? undefined : caseNo;
}

/**
 * Returns the case that the difference has by now; `undefined` when a closed one was about other facts. A newer case
 * takes the place of a closed one. A difference that was cured and is back opens again the case that its cure had ended.
 */
async function caseOf(
  unit: UnitOfWork,
  before: DifferenceRow | undefined,
  found: Found,
): Promise<string | undefined> {
  const newer = await caseOfFound(unit, found);
  if (before?.caseNo === undefined) return newer;
  const row = await getCase(unit.tx, before.caseNo);
  if (row?.state !== 'CLOSED') return before.caseNo;
  if (newer !== undefined && newer !== before.caseNo) return newer;
  const isOfCure = before.state === 'cured' && row.ending !== undefined;
  if (isOfCure && row.kind === POLICIES[before.class].caseKind) {
    const amountFen = amountOf(found);
    await reopenCase(unit, row, 'the difference is back', { amountFen });
    return before.caseNo;
  }
  return isAnswered(row, before, found) ? before.caseNo : undefined;
}

async function withStep(
  unit: UnitOfWork,
  row: DifferenceRow,
  found: Found,
  date: string,
): Promise<DifferenceRow> {
  if (!isStepDue(row, unit.now)) return row;
  const step = await STEPS[row.class](unit, found, date);
  return step === null ? row : { ...row, step, steppedAt: unit.now };
}

async function withCase(
  unit: UnitOfWork,
  row: DifferenceRow,
  found: Found,
): Promise<DifferenceRow> {
  if (!isForPeople(row, found.seenIn, unit.now)) return row;
  const { orderId, attemptId } = row;
  const on = { orderId, attemptId, amountFen: amountOf(row) };
  const note = [`day ${row.date}`, row.note, row.step].filter(Boolean).join('; ');
  return { ...row, caseNo: await openCase(unit, POLICIES[row.class].caseKind!, on, note) };
}

/**
 * The id of the row: the finding's own, or `<id>.2`, `<id>.3` … when this run has found others of its class under it. The
 * other side may name one order, or one terminal and sequence, more than once, and none of them may hide another.
 */
async function idInRun(
  { tx }: UnitOfWork,
  date: string,
  run: number,
  { class: kind, id }: Found,
): Promise<string> {
  if (OF_OUR_OWN.includes(kind) || kind === 'TOTAL_ONLY') return id;
  const first = await getDifference(tx, { date, class: kind, id });
  if (first?.seenRun !== run) return id;
  const place = (first.places ?? 1) + 1;
  putDifference(tx, { ...first, places: place });
  return `${id}.${place}`;
}

/** What a row keeps of the run before; the facts are those of this run alone. */
function keptOf(before: DifferenceRow, now: number): Partial<DifferenceRow> {
  const { firstSeen, seenIn, step, steppedAt } = before;
  return {
    // One of the future is from a clock that was set back since: its time passes from now on.
    firstSeen: Math.min(firstSeen, now),
    ...(seenIn === undefined ? {} : { seenIn }),
    ...(step === undefined ? {} : { step }),
    ...(steppedAt === undefined ? {} : { steppedAt }),
  };
}

/**
 * `run` is the number of the day's run. `cureUnseen` cures what a later run does not find. A difference whose closed case
 * was about other facts starts over: the platform's own step, its patience, and a case of its own.
 */
export async function keepDifference(
  unit: UnitOfWork,
  date: string,
  run: number,
  found: FoundBooking,
): Promise<DifferenceRow> {
  const { isSettled, seenIn, caseNo, ...said } = found;
  const id = await idInRun(unit, date, run, found);
  const facts = { ...said, id };
  const before = await getDifference(unit.tx, { date, class: found.class, id });
  const knownCase = isSettled
    ? (before?.caseNo ?? caseNo)
    : ((await caseOf(unit, before, found)) ?? (await caseOfSameBooking(unit.tx, date, found)));
  const wasOver = before?.caseNo !== undefined || before?.state === 'closed';
  const kept = before && !(wasOver && knownCase === undefined) ? keptOf(before, unit.now) : {};
  let row: DifferenceRow = {
    firstSeen: unit.now,
    ...(seenIn === undefined ? {} : { seenIn }),
    ...kept,
    ...facts,
    date,
    state: 'waiting',
    seenRun: run,
    ...(knownCase === undefined ? {} : { caseNo: knownCase }),
  };
  if (!isSettled && knownCase === undefined) {
    row = await withStep(unit, row, found, date);
    row = await withCase(unit, row, found);
  }
  // Of what is settled people may have opened the case again.
  const state =
    row.caseNo !== undefined
      ? await byCase(unit, row.caseNo)
      : isSettled
        ? 'closed'
        : LISTED.includes(row.class)
          ? 'listed'
          : 'waiting';
  row = { ...row, state, ...(await decidedOn(unit, before, row)) };
  putDifference(unit.tx, row);
  return row;
}
