/** Keeps a difference as one row: its facts, the automatic step, which is taken once, and its case. */
import type { Found } from '../../settlement/classify.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { getCase, openCase } from '../books/cases.ts';
import type { DifferenceRow, DifferenceState } from '../books/dayRows.ts';
import { reopenCase } from '../books/moveCase.ts';
import { getDifference, putDifference } from '../books/store/dayStore.ts';
import { isForPeople, isStepDue, POLICIES } from './policy.ts';
import { STEPS } from './steps.ts';

/** Classes that are only shown, timing and open doubts: people need not do anything. */
const LISTED = ['DAY_EDGE', 'IN_DOUBT_OPEN'];

/** The state of a difference that has a case: a closed case closes it. */
async function byCase(unit: UnitOfWork, caseNo: string): Promise<DifferenceState> {
  return (await getCase(unit.tx, caseNo))?.state === 'CLOSED' ? 'closed' : 'case';
}

/**
 * Returns the case that the difference has by now. A newer case about the same claim takes the place of a closed one. A
 * difference that was cured and is back opens again the case that its cure had ended.
 */
async function caseOf(
  unit: UnitOfWork,
  before: DifferenceRow | undefined,
  newer: string | undefined,
): Promise<string | undefined> {
  if (before?.caseNo === undefined) return newer;
  const row = await getCase(unit.tx, before.caseNo);
  if (row?.state !== 'CLOSED') return before.caseNo;
  if (newer !== undefined) return newer;
  const isOfCure = before.state === 'cured' && row.ending !== undefined;
  if (isOfCure && row.kind === POLICIES[before.class].caseKind) {
    await reopenCase(unit, row, 'the difference is back');
  }
  return before.caseNo;
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
  const { orderId, attemptId, tspFen, bossFen, pppFen } = row;
  const on = { orderId, attemptId, amountFen: tspFen ?? bossFen ?? pppFen ?? 0 };
  const note = [`day ${row.date}`, row.note, row.step].filter(Boolean).join('; ');
  return { ...row, caseNo: await openCase(unit, POLICIES[row.class].caseKind!, on, note) };
}

/** `run` is the number of the day's run. `cureUnseen` cures what a later run does not find. */
export async function keepDifference(
  unit: UnitOfWork,
  date: string,
  run: number,
  found: Found,
): Promise<DifferenceRow> {
  const { isSettled, seenIn, caseNo, ...facts } = found;
  const before = await getDifference(unit.tx, { date, class: found.class, id: found.id });
  const knownCase = isSettled ? (before?.caseNo ?? caseNo) : await caseOf(unit, before, caseNo);
  let row: DifferenceRow = {
    firstSeen: unit.now,
    ...(seenIn === undefined ? {} : { seenIn }),
    ...before,
    ...facts,
    date,
    state: 'waiting',
    seenRun: run,
    ...(knownCase === undefined ? {} : { caseNo: knownCase }),
  };
  if (!isSettled && before?.state !== 'closed' && knownCase === undefined) {
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
  row = { ...row, state };
  putDifference(unit.tx, row);
  return row;
}
