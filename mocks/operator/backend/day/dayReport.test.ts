import { expect, test } from 'vitest';
import { memoryStore } from '../../../store/memoryStore.ts';
import type { DayRow, DifferenceRow } from '../../tsp/books/dayRows.ts';
import { putDay, putDifference } from '../../tsp/books/store/dayStore.ts';
import { dateAsked } from './dateAsked.ts';
import { dayReport, dayTable, isSettled } from './dayReport.ts';

const DATE = '20261123';

const difference = (
  id: string,
  kind: DifferenceRow['class'],
  state: DifferenceRow['state'],
  caseNo?: string,
): DifferenceRow => ({
  id,
  date: DATE,
  class: kind,
  state,
  firstSeen: 1,
  seenRun: 1,
  ...(caseNo === undefined ? {} : { caseNo }),
});

async function reported(day: Partial<DayRow>, differences: readonly DifferenceRow[] = []) {
  const store = memoryStore();
  await store.room('tsp').transaction(async (tx) => {
    putDay(tx, { date: DATE, state: 'settled', runs: 1, files: [], ...day });
    for (const row of differences) putDifference(tx, row);
  });
  return dayReport(store, DATE);
}

test('three sides, files, classes and cases in one table', async () => {
  const report = await reported(
    {
      tsp: { count: 1_000, totalFen: 2_600_001 },
      boss: { count: 999, totalFen: 2_597_401 },
      files: [
        {
          name: 'DZTV0120261123.txt',
          party: 'boss',
          direction: 'sent',
          state: 'read',
          count: 1_000,
          totalFen: 2_600_001,
        },
      ],
    },
    [
      difference('1', 'MISSING_AT_BOSS', 'cured'),
      difference('2', 'TAC_INVALID', 'case', 'C20261124-0001'),
      difference('3', 'TAC_INVALID', 'case', 'C20261124-0002'),
    ],
  );
  expect(dayTable(report)).toBe(`20261123: settled

      payments  yuan
TSP       1000    26000.01
BOSS       999    25974.01
PPP   -         not in yet

file                            rows  yuan
DZTV0120261123.txt  sent  read  1000  26000.01

class            state  count  cases
MISSING_AT_BOSS  cured      1
TAC_INVALID      case       2  C20261124-0001 C20261124-0002
`);
  expect(isSettled(report)).toBe(true);
});

test('a day without differences says so, and one with a problem is not settled', async () => {
  const report = await reported({ state: 'waiting', problem: 'BOSS has not answered' });
  expect(dayTable(report)).toContain('no differences');
  expect(dayTable(report)).toContain('problem: BOSS has not answered');
  expect(isSettled(report)).toBe(false);
});

test('a day without a row is open', async () => {
  const report = await dayReport(memoryStore(), DATE, 'no place for files');
  expect(report).toMatchObject({ state: 'open', problem: 'no place for files' });
});

test.each([
  ['today', '20261123'],
  ['yesterday', '20261122'],
  ['20261101', '20261101'],
])('--date %s is %s', (text, date) => {
  expect(dateAsked(text, DATE)).toBe(date);
});

test.each([
  [undefined, '--date: nothing is not a day; say today, yesterday or YYYYMMDD'],
  ['tomorrow', '--date: tomorrow is not a day'],
  ['2026-11-23', 'is not a day'],
  ['20261131', 'is not a day'],
  ['20261124', '--date: 20261124 has not come yet; today is 20261123'],
])('--date %s is refused: %s', (text, sentence) => {
  expect(() => dateAsked(text, DATE)).toThrow(sentence);
});
