/** A difference is one row for as long as it is seen: what was done about it, once, and who has it. */
import type { Found } from '../../settlement/classify.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { getCase, openCase } from '../books/cases.ts';
import type { DifferenceRow, DifferenceState } from '../books/dayRows.ts';
import { getDifference, putDifference } from '../books/store/dayStore.ts';
import { isForPeople, POLICIES } from './policy.ts';
import { STEPS } from './steps.ts';

/** Timing and open doubts: they are shown, and nobody has to do anything. */
const LISTED = ['DAY_EDGE', 'IN_DOUBT_OPEN'];

/** How it stands once it is with people; a case that is closed has settled it. */
async function byCase(unit: UnitOfWork, caseNo: string): Promise<DifferenceState> {
  return (await getCase(unit.tx, caseNo))?.state === 'CLOSED' ? 'closed' : 'case';
}

async function withStep(
  unit: UnitOfWork,
  row: DifferenceRow,
  found: Found,
  date: string,
): Promise<DifferenceRow> {
  if (row.steppedAt !== undefined) return row;
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

/** `run`: of this day; what a run does not see any more is cured by `cureUnseen`. */
export async function keepDifference(
  unit: UnitOfWork,
  date: string,
  run: number,
  found: Found,
): Promise<DifferenceRow> {
  const { isSettled, seenIn, caseNo, ...facts } = found;
  const before = await getDifference(unit.tx, { date, class: found.class, id: found.id });
  const hands = before?.caseNo ?? caseNo;
  let row: DifferenceRow = {
    firstSeen: unit.now,
    ...(seenIn === undefined ? {} : { seenIn }),
    ...before,
    ...facts,
    date,
    state: 'waiting',
    seenRun: run,
    ...(hands === undefined ? {} : { caseNo: hands }),
  };
  if (!isSettled && before?.state !== 'closed' && hands === undefined) {
    row = await withStep(unit, row, found, date);
    row = await withCase(unit, row, found);
  }
  const state = isSettled
    ? 'closed'
    : row.caseNo !== undefined
      ? await byCase(unit, row.caseNo)
      : LISTED.includes(row.class)
        ? 'listed'
        : 'waiting';
  row = { ...row, state };
  putDifference(unit.tx, row);
  return row;
}
