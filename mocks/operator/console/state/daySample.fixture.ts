/** One day for the samples, explained and not closed, with its differences and its files. */
import type * as Ops from './opsTypes.ts';
import { at } from './sampleTime.fixture.ts';

const classes: Ops.Day['classes'] = [
  { class: 'MISSING_AT_BOSS', count: 3, totalFen: 7_800, open: 1 },
  { class: 'MISSING_AT_PPP', count: 2, totalFen: 5_200, open: 0 },
  { class: 'TAC_INVALID', count: 1, totalFen: 28_600, open: 1 },
  { class: 'DAY_EDGE', count: 6, totalFen: 15_600, open: 0 },
  { class: 'IN_DOUBT_OPEN', count: 3, totalFen: 57_200, open: 3 },
];

export const day: Ops.Day = {
  date: '20261122',
  state: 'explained',
  tsp: { count: 1_012, totalFen: 27_318_400 },
  boss: { count: 1_011, totalFen: 27_315_800 },
  ppp: { count: 1_012, totalFen: 27_318_400 },
  differences: 15,
  unexplained: 0,
  open: 5,
  runs: 3,
  lastRunAt: at(8 * 60),
  classes,
  ageing: [
    { fromDays: 0, count: 3 },
    { fromDays: 1, count: 2 },
    { fromDays: 3, count: 0 },
    { fromDays: 7, count: 0 },
  ],
  files: [
    {
      name: 'DZ000120261122.txt',
      party: 'boss',
      direction: 'sent',
      state: 'delivered',
      count: 1_012,
      totalFen: 27_318_400,
      sha256: 'A1B2'.repeat(16),
      at: at(600),
    },
    {
      name: 'FH000120261122.txt',
      party: 'boss',
      direction: 'received',
      state: 'read',
      count: 4,
      totalFen: 10_400,
      sha256: '0FE1'.repeat(16),
      at: at(590),
    },
    {
      name: 'PP000000012026112201.txt',
      party: 'ppp',
      direction: 'sent',
      state: 'delivered',
      count: 1_012,
      totalFen: 27_318_400,
      sha256: 'C0DE'.repeat(16),
      at: at(600),
    },
    {
      name: 'PR000000012026112201.txt',
      party: 'ppp',
      direction: 'received',
      state: 'refused',
      at: at(580),
      problem: '第 418 行：金额不是整数分；文件移到 error，请 PPP 重发',
    },
  ],
};

const difference = (id: number, more: Partial<Ops.Difference>): Ops.Difference => ({
  id: `d${id}`,
  class: 'MISSING_AT_BOSS',
  state: 'waiting',
  orderId: '01KASAMPLE000000000000ORD1',
  firstSeen: at(600),
  ageDays: 0,
  tspFen: 2_600,
  pppFen: 2_600,
  ...more,
});

export const differences: Ops.Difference[] = [
  difference(1, { step: '已再次请求开通' }),
  difference(2, {
    class: 'TAC_INVALID',
    state: 'case',
    tspFen: 28_600,
    caseNo: 'C20261123-0002',
    note: 'PPP 01',
  }),
  difference(3, { class: 'DAY_EDGE', state: 'listed', otherDate: '20261121' }),
];
