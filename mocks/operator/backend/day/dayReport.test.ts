import { expect, test } from 'vitest';
import { memoryStore } from '../../../store/memoryStore.ts';
import type { DayRow, DifferenceRow } from '../../tsp/books/dayRows.ts';
import { type CaseRow, putCase } from '../../tsp/books/store/caseStore.ts';
import { putDay, putDifference } from '../../tsp/books/store/dayStore.ts';
import { dateAsked } from './dateAsked.ts';
import { areAllIn, dayReport, dayTable, exitCodeOf } from './dayReport.ts';

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

async function reported(
  day: Partial<DayRow>,
  differences: readonly DifferenceRow[] = [],
  closed: readonly string[] = [],
) {
  const store = memoryStore();
  await store.room('tsp').transaction(async (tx) => {
    for (const caseNo of closed) {
      const about = { kind: 'tac-wrong', version: 1, revision: 1, openedAt: 1, steps: [] };
      putCase(tx, { ...about, caseNo, state: 'CLOSED', amountFen: 1 } as unknown as CaseRow, false);
    }
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
  expect(dayTable(report)).toBe(`20261123: explained

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
  expect([areAllIn(report), exitCodeOf(report)]).toEqual([true, 3]);
});

test('a day without differences says so, and one with a problem is not settled', async () => {
  const report = await reported({ state: 'waiting', problem: 'BOSS has not answered' });
  expect(dayTable(report)).toContain('no differences');
  expect(dayTable(report)).toContain('problem: BOSS has not answered');
  expect([areAllIn(report), exitCodeOf(report)]).toEqual([false, 1]);
});

test.each([
  ['nothing', [], [], 'settled', 0],
  ['a cured one', [difference('1', 'MISSING_AT_BOSS', 'cured')], [], 'settled', 0],
  ['timing', [difference('1', 'DAY_EDGE', 'listed')], [], 'settled', 0],
  ['a closed case', [difference('1', 'TAC_INVALID', 'case', 'C1')], ['C1'], 'settled', 0],
  ['an open case', [difference('1', 'TAC_INVALID', 'case', 'C1')], [], 'explained', 3],
  [
    'a case that was opened again',
    [difference('1', 'TAC_INVALID', 'closed', 'C1')],
    [],
    'explained',
    3,
  ],
  [
    'a cured one with an open case',
    [difference('1', 'AMOUNT_DIFF', 'cured', 'C1')],
    [],
    'explained',
    3,
  ],
  ['one that waits', [difference('1', 'MISSING_AT_PPP', 'waiting')], [], 'explained', 3],
  ['a doubt', [difference('1', 'IN_DOUBT_OPEN', 'listed')], [], 'explained', 3],
] as const)(
  'a day with %s: how it is called, and the exit code',
  async (_what, rows, closed, state, code) => {
    for (const stored of ['settled', 'explained'] as const) {
      const report = await reported({ state: stored }, rows, closed);
      expect([report.state, exitCodeOf(report)]).toEqual([state, code]);
      expect(exitCodeOf({ ...report, problem: 'the PPP did not take the claims' })).toBe(1);
    }
  },
);

test('a day without a row is open', async () => {
  const report = await dayReport(memoryStore(), DATE, 'no place for files');
  expect(report).toMatchObject({ state: 'open', problem: 'no place for files' });
});

/** Monday, 23 November 2026, 20:36 in China. */
const NOW = Date.parse('2026-11-23T20:36:00+08:00');

test.each([
  ['yesterday', '233000', '20261122'],
  ['yesterday', '200000', '20261123'],
  ['20261101', '233000', '20261101'],
  ['20261123', '200000', '20261123'],
])('--date %s with the cut-off at %s is %s', (text, cutOff, date) => {
  expect(dateAsked(text, NOW, cutOff)).toEqual({ ok: true, value: date });
});

test.each([
  ['', 'request.invalid', '"" is not a day; say yesterday or YYYYMMDD'],
  ['tomorrow', 'request.invalid', '"tomorrow" is not a day'],
  ['2026-11-23', 'request.invalid', 'is not a day'],
  ['20261131', 'request.invalid', '"20261131" is not a day'],
  ['20260230', 'request.invalid', '"20260230" is not a day'],
  ['today', 'day.not_over', '20261123 is not over before 2026-11-23 23:30:00 in China'],
  ['20261123', 'day.not_over', '20261123 is not over before 2026-11-23 23:30:00 in China'],
  ['20991231', 'day.not_over', '20991231 is not over before 2099-12-31 23:30:00 in China'],
])('--date %j is refused as %s: %s', (text, code, sentence) => {
  const wrong = expect.stringContaining(sentence);
  expect(dateAsked(text, NOW, '233000')).toMatchObject({ ok: false, error: { code, wrong } });
});
