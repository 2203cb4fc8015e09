/** Settlement days: those with a row, those with debits, and the current day. */
import { chinaInstant, DAY_MS, rfc3339 } from '../../../../src/shared/time.ts';
import { listRows, rowsIn } from '../../../store/rowList.ts';
import { dayNotOver } from '../../tsp/base/settleableDay.ts';
import type { DayRow } from '../../tsp/books/dayRows.ts';
import { dayStateNow } from '../../tsp/books/openDifference.ts';
import { receivableOf } from '../../tsp/books/receivable.ts';
import { allDebits, debitsOfDay } from '../../tsp/books/store/attemptStore.ts';
import { allDays, getDay as getDayRow } from '../../tsp/books/store/dayStore.ts';
import { isCalendarDate } from '../base/businessDay.ts';
import { defined } from '../base/definedFields.ts';
import { onlyFields } from '../base/onlyFields.ts';
import type { OpsHandler, OpsParts, Schemas } from '../base/opsTypes.ts';
import { refuse } from '../base/refuse.ts';
import { countDifferences } from './differences.ts';

/** A little over two months: an older day is asked for by its date. */
const MOST_DAYS = 62;
/** A day without payments has files too, but not if it is longer ago than this. */
const SETTLES_BACK_DAYS = 31;

const fresh = (date: string): DayRow => ({ date, state: 'open', runs: 0, files: [] });

const invalidDate = (date: string) =>
  refuse('request.invalid', `date: ${date} is not in the calendar`, { field: 'date' });

/** Newest first. Debits are sorted by day, so reading one row of a day is enough to go on to the day before. */
async function daysWithDebits({ room }: OpsParts): Promise<string[]> {
  const days: string[] = [];
  let before: { after?: string } = {};
  while (days.length < MOST_DAYS) {
    const options = { reverse: true, limit: 1, ...before };
    const [row] = await room.transaction((tx) => listRows(tx, allDebits, options));
    const date = row?.id.split('/')[0];
    if (date === undefined) break;
    days.push(date);
    before = { after: `${date}/` };
  }
  return days;
}

/** Adds to the row a round that runs now, or the problem that stopped the last round here. */
function currentDay({ settling }: OpsParts, row: DayRow): DayRow {
  if (settling.isRunning(row.date)) return { ...row, state: 'running' };
  const stopped = settling.problem(row.date);
  // The host itself may have run the day later; then its row is newer than this problem.
  const isLast = stopped && (row.lastRunAt ?? 0) <= stopped.at;
  return isLast ? { ...row, problem: stopped.problem } : row;
}

async function summary(parts: OpsParts, row: DayRow): Promise<Schemas['DaySummary']> {
  const { date, state, tsp, boss, ppp } = currentDay(parts, row);
  const { differences, unexplained, open } = await countDifferences(parts, date);
  const receivable = await parts.room.transaction((tx) => receivableOf(tx, date));
  const now = dayStateNow(state, open > 0);
  return defined({ date, state: now, tsp, boss, ppp, differences, unexplained, open, receivable });
}

export const getDays: OpsHandler<'getDays'> = async (parts) => {
  const rows = await parts.room.transaction((tx) =>
    rowsIn(tx, allDays, { reverse: true, limit: MOST_DAYS }),
  );
  const days = new Map(rows.map((row) => [row.date, row]));
  for (const date of [parts.tsp.businessDate(), ...(await daysWithDebits(parts))]) {
    if (!days.has(date)) days.set(date, fresh(date));
  }
  const newest = [...days.values()].sort((a, b) => (a.date < b.date ? 1 : -1)).slice(0, MOST_DAYS);
  const shown: Schemas['DaySummary'][] = [];
  for (const row of newest) shown.push(await summary(parts, row));
  return { status: 200, body: { days: shown } };
};

const FILE = [
  'name',
  'party',
  'direction',
  'state',
  'count',
  'totalFen',
  'sha256',
  'problem',
] as const;

const fileView = (file: DayRow['files'][number]): Schemas['SettlementFile'] => ({
  ...onlyFields(file, FILE),
  ...(file.at === undefined ? {} : { at: rfc3339(file.at) }),
});

async function dayView(parts: OpsParts, row: DayRow): Promise<Schemas['Day']> {
  const { date, state, tsp, boss, ppp, runs, lastRunAt, problem, files } = currentDay(parts, row);
  const counted = await countDifferences(parts, date);
  return defined({
    date,
    state: dayStateNow(state, counted.open > 0),
    tsp,
    boss,
    ppp,
    ...counted,
    receivable: await parts.room.transaction((tx) => receivableOf(tx, date)),
    runs,
    lastRunAt: lastRunAt === undefined ? undefined : rfc3339(lastRunAt),
    problem,
    files: files.map(fileView),
  });
}

/** Finds a day also before its first settlement, if there could be anything to settle. */
async function findDay(parts: OpsParts, date: string): Promise<DayRow | undefined> {
  const { room, tsp, environment } = parts;
  const known = await room.transaction(async (tx) => ({
    row: await getDayRow(tx, date),
    hasDebits: (await listRows(tx, debitsOfDay(date), { limit: 1 })).length > 0,
  }));
  if (known.row) return known.row;
  const age = environment.clock.now() - chinaInstant(date);
  const isRecent = age < SETTLES_BACK_DAYS * DAY_MS && date <= tsp.businessDate();
  return known.hasDebits || isRecent ? fresh(date) : undefined;
}

export const getDay: OpsHandler<'getDay'> = async (parts, { params: { date } }) => {
  if (!isCalendarDate(date)) return invalidDate(date);
  const row = await findDay(parts, date);
  if (!row) return refuse('day.not_found', `date: nothing is known of ${date}`);
  return { status: 200, body: await dayView(parts, row) };
};

export const settleDay: OpsHandler<'settleDay'> = async (parts, { params: { date } }, person) => {
  const fault = dayNotOver(date, parts.environment.clock.now(), parts.cutOff);
  if (fault) return refuse(fault.code, `date: ${fault.wrong}`, { field: 'date' });
  const row = await findDay(parts, date);
  if (!row) return refuse('day.not_found', `date: nothing is known of ${date}`);
  await parts.settling.begin(date, person.user);
  return { status: 202, body: await dayView(parts, row) };
};
