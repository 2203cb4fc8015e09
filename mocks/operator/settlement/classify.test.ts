import { expect, test } from 'vitest';
import { dayAfter } from '../../../src/shared/time.ts';
import { classify, explained, type OwnDebit, type PppFinding, type Sighting } from './classify.ts';
import type { BossFinding } from './settlementTypes.ts';

const DATE = '20261123';
const NEXT = '20261124';

const own = (change: Partial<OwnDebit> = {}): OwnDebit => ({
  orderId: 'ORDER',
  attemptId: 'ATTEMPT',
  date: DATE,
  amountFen: 2_600,
  terminalNo: '010020000001',
  terminalSequence: '00000007',
  state: 'S',
  isSurplus: false,
  claim: 'ACCEPTED',
  debitedAt: 0,
  ...change,
});
const LATE = Date.parse('2026-12-23T12:00:00+08:00');
const OPENED_LATE = {
  debitedAt: Date.parse('2026-11-24T00:10:00+08:00'),
  servedAt: Date.parse('2026-11-28T23:59:00+08:00'),
};
/** The debit was proven after its order had been paid and served: people had called another one its payment. */
const OPENED_EARLY = { servedAt: OPENED_LATE.servedAt, debitedAt: LATE };
const PAID_FIRST = { paidAt: OPENED_LATE.debitedAt };
/** The day of the debit where BOSS's file is of a day far away. */
const ELSEWHERE = '20260101';
const ppp = (view: PppFinding['view'], tspFen: number | null, pppFen: number | null) => ({
  view,
  orderId: 'ORDER',
  terminalNo: '010020000001',
  terminalSequence: '00000007',
  tspFen,
  pppFen,
});
const boss = (view: BossFinding['view'], change: Partial<BossFinding> = {}): BossFinding => ({
  view,
  orderId: 'ORDER',
  bossOrder: '',
  tspFen: 2_600,
  bossFen: null,
  tspState: 'S',
  bossState: '',
  bossDate: '',
  ...change,
});
const atBoss = { bossFen: 2_600, bossState: 'ACTIVATED', bossDate: DATE } as const;
const doubt = {
  orderId: 'ORDER',
  attemptId: 'ATTEMPT',
  amountFen: 2_600,
  terminalNo: '010020000001',
  terminalSequence: '00000007',
};
const surplus = { isSurplus: true, state: 'C' } as const;
const bossOnly = { ...atBoss, tspFen: null, tspState: '' } as const;
const ofSurplus = { ...bossOnly, orderId: 'ATTEMPT' } as const;
const totals = { gapCount: 1, gapFen: 5, tspFen: 1, bossFen: 6, seenIn: '01' };

type Row = [what: string, sighting: Sighting, expected: object | null];
const table: Row[] = [
  ['a claim that was accepted', { from: 'claims', own: own() }, null],
  [
    'a debit in no batch',
    { from: 'claims', own: own({ claim: 'UNCLAIMED' }) },
    { class: 'MISSING_AT_PPP', id: 'ORDER' },
  ],
  [
    'a batch without an answer',
    { from: 'claims', own: own({ claim: 'SENT' }) },
    { class: 'MISSING_AT_PPP', note: expect.stringContaining('SENT') },
  ],
  [
    'a debit without TAC',
    { from: 'claims', own: own({ claim: 'CASE', claimCaseNo: 'C1' }) },
    { class: 'MISSING_AT_PPP', caseNo: 'C1' },
  ],
  [
    'a debit that was written off',
    { from: 'claims', own: own({ claim: 'WRITTEN_OFF' }) },
    { class: 'MISSING_AT_PPP', isSettled: true },
  ],
  [
    'a refused claim that was written off',
    { from: 'claims', own: own({ claim: 'WRITTEN_OFF', verdict: '03', claimCaseNo: 'C1' }) },
    { class: 'CLAIM_REJECTED', isSettled: true, caseNo: 'C1' },
  ],
  [
    'a TAC that the PPP does not confirm',
    { from: 'claims', own: own({ claim: 'REJECTED', verdict: '01' }) },
    { class: 'TAC_INVALID', id: 'ORDER' },
  ],
  [
    'a card on the blacklist',
    { from: 'claims', own: own({ claim: 'REJECTED', verdict: '03' }) },
    { class: 'CLAIM_REJECTED', note: 'PPP: 03' },
  ],
  [
    'a record it said nothing about',
    { from: 'claims', own: own({ claim: 'REJECTED', verdict: '' }) },
    { class: 'CLAIM_REJECTED', note: 'PPP: nothing' },
  ],
  [
    'a surplus has the number of its attempt',
    { from: 'claims', own: own({ ...surplus, claim: 'UNCLAIMED' }) },
    { id: 'ATTEMPT', orderId: 'ORDER' },
  ],
  [
    'accepted and not paid',
    { from: 'ppp', finding: ppp('MISSING_AT_PPP', 2_600, null), own: own() },
    { class: 'MISSING_AT_PPP' },
  ],
  [
    'paid, as it should be, though its claim was not accepted',
    { from: 'ppp', finding: ppp('LISTED', 2_600, 2_600), own: own({ claim: 'REJECTED' }) },
    null,
  ],
  [
    'not paid, and claimed again since',
    { from: 'ppp', finding: ppp('MISSING_AT_PPP', 2_600, null), own: own({ claim: 'BATCHED' }) },
    null,
  ],
  [
    'another amount is paid',
    { from: 'ppp', finding: ppp('AMOUNT_DIFF', 2_600, 1), own: own() },
    { class: 'AMOUNT_DIFF', id: '01002000000100000007', tspFen: 2_600, pppFen: 1 },
  ],
  [
    'paid twice',
    { from: 'ppp', finding: ppp('SECOND', null, 2_600) },
    { class: 'DUPLICATE', id: '01002000000100000007' },
  ],
  [
    'paid, but not debited here',
    { from: 'ppp', finding: ppp('UNMATCHED', null, 2_600) },
    { class: 'UNKNOWN_AT_TSP', id: '01002000000100000007', pppFen: 2_600 },
  ],
  [
    'paid under another day',
    { from: 'ppp', finding: ppp('UNMATCHED', null, 2_600), own: own({ date: NEXT }) },
    { class: 'DAY_EDGE', otherDate: NEXT },
  ],
  [
    'paid under another day with another amount',
    { from: 'ppp', finding: ppp('UNMATCHED', null, 1), own: own({ date: NEXT }) },
    { class: 'AMOUNT_DIFF', otherDate: NEXT, tspFen: 2_600, pppFen: 1 },
  ],
  [
    'paid under another day, and in its own as well',
    {
      from: 'ppp',
      finding: ppp('UNMATCHED', null, 1),
      own: own({ date: NEXT }),
      firstOn: NEXT,
    },
    { class: 'DUPLICATE', otherDate: NEXT, pppFen: 1 },
  ],
  [
    'paid as another order',
    { from: 'ppp', finding: ppp('UNMATCHED', null, 1), own: own({ orderId: 'OTHER' }) },
    { class: 'DUPLICATE', pppFen: 1, note: 'our debit for OTHER, as another order' },
  ],
  [
    'paid with another amount, and debited here since',
    { from: 'ppp', finding: ppp('UNMATCHED', null, 1), own: own() },
    { class: 'AMOUNT_DIFF', tspFen: 2_600, pppFen: 1 },
  ],
  [
    'paid, and debited here since',
    { from: 'ppp', finding: ppp('UNMATCHED', null, 2_600), own: own() },
    null,
  ],
  [
    'not at BOSS',
    { from: 'boss', finding: boss('MISSING_AT_BOSS'), own: own() },
    { class: 'MISSING_AT_BOSS', tspState: 'S', tspFen: 2_600 },
  ],
  [
    'not at BOSS, with a case already',
    { from: 'boss', finding: boss('MISSING_AT_BOSS'), own: own({ state: 'P', caseNo: 'C2' }) },
    { caseNo: 'C2' },
  ],
  [
    'not at BOSS, and given back by hand',
    { from: 'boss', finding: boss('MISSING_AT_BOSS', { tspState: 'R' }), own: own({ state: 'R' }) },
    { isSettled: true },
  ],
  ...(['STATE_DIFF', 'DAY_EDGE', 'MISSING_AT_BOSS'] as const).map(
    (view): Row => [
      `paid back by bank, and open at BOSS: ${view}`,
      { from: 'boss', finding: boss(view, { ...atBoss, tspState: 'R' }), own: own({ state: 'R' }) },
      {
        class: 'STATE_DIFF',
        bossFen: 2_600,
        note: 'paid back by bank, and booked at BOSS as well',
      },
    ],
  ),
  [
    'paid back by bank, and in the file a second time',
    {
      from: 'boss',
      finding: boss('DUPLICATE', { ...atBoss, tspState: 'R' }),
      own: own({ state: 'R' }),
    },
    { class: 'DUPLICATE' },
  ],
  [
    'paid back by bank, and stopped at BOSS on another day',
    {
      from: 'boss',
      finding: boss('DAY_EDGE', { ...atBoss, bossState: 'STOPPED', tspState: 'R' }),
      own: own({ state: 'R' }),
    },
    { class: 'DAY_EDGE' },
  ],
  [
    'paid back by bank, and open at BOSS on another day',
    {
      from: 'boss',
      finding: boss('DAY_EDGE', bossOnly),
      own: own({ state: 'R', date: NEXT }),
    },
    { class: 'MISSING_AT_TSP', bossFen: 2_600, otherDate: NEXT },
  ],
  [
    'only at BOSS',
    { from: 'boss', finding: boss('MISSING_AT_TSP', bossOnly) },
    { class: 'MISSING_AT_TSP', bossFen: 2_600 },
  ],
  [
    'only at BOSS, with a doubt',
    { from: 'boss', finding: boss('MISSING_AT_TSP', bossOnly), doubt },
    { class: 'MISSING_AT_TSP', attemptId: 'ATTEMPT' },
  ],
  [
    'only at BOSS: a surplus that went back',
    { from: 'boss', finding: boss('MISSING_AT_TSP', ofSurplus), own: own(surplus) },
    null,
  ],
  [
    'only at BOSS: another amount went back',
    {
      from: 'boss',
      finding: boss('MISSING_AT_TSP', { ...ofSurplus, bossFen: 1 }),
      own: own({ ...surplus, date: NEXT }),
    },
    { class: 'AMOUNT_DIFF', bossFen: 1, otherDate: NEXT },
  ],
  [
    'only at BOSS: a surplus that people paid back by hand',
    {
      from: 'boss',
      finding: boss('MISSING_AT_TSP', ofSurplus),
      own: own({ ...surplus, state: 'R' }),
    },
    { class: 'MISSING_AT_TSP', id: 'ATTEMPT', bossFen: 2_600 },
  ],
  [
    'only at BOSS, under the id of an attempt that is no surplus',
    { from: 'boss', finding: boss('MISSING_AT_TSP', ofSurplus), own: own() },
    { class: 'MISSING_AT_TSP', id: 'ATTEMPT' },
  ],
  [
    'only at BOSS, known here since with another amount',
    { from: 'boss', finding: boss('MISSING_AT_TSP', { ...bossOnly, bossFen: 1 }), own: own() },
    { class: 'AMOUNT_DIFF', tspFen: 2_600, bossFen: 1 },
  ],
  [
    'only at BOSS, though the file had it',
    {
      from: 'boss',
      finding: { ...boss('MISSING_AT_TSP', bossOnly), isOnceMore: true },
      own: own(),
    },
    { class: 'DUPLICATE', bossFen: 2_600 },
  ],
  [
    'only at BOSS that day, and in its own day as well',
    {
      from: 'boss',
      finding: boss('DAY_EDGE', bossOnly),
      own: own({ date: NEXT }),
      firstOn: NEXT,
    },
    { class: 'DUPLICATE', otherDate: NEXT },
  ],
  [
    'timing of an order that nobody here knows',
    { from: 'boss', finding: boss('DAY_EDGE', bossOnly) },
    { class: 'MISSING_AT_TSP', bossFen: 2_600 },
  ],
  [
    'timing with another amount',
    {
      from: 'boss',
      finding: boss('DAY_EDGE', { ...atBoss, bossFen: 1, bossDate: NEXT }),
      own: own(),
    },
    { class: 'AMOUNT_DIFF', tspFen: 2_600, bossFen: 1 },
  ],
  [
    'timing long before the day',
    {
      from: 'boss',
      finding: boss('DAY_EDGE', { ...atBoss, bossDate: '19990101' }),
      own: own(),
    },
    { class: 'MISSING_AT_BOSS', bossFen: 2_600 },
  ],
  [
    'only at BOSS that day',
    { from: 'boss', finding: boss('MISSING_AT_TSP', bossOnly), own: own({ date: NEXT }) },
    { class: 'DAY_EDGE', otherDate: NEXT },
  ],
  [
    'only at BOSS, known here since',
    { from: 'boss', finding: boss('MISSING_AT_TSP', bossOnly), own: own() },
    null,
  ],
  [
    'another amount at BOSS',
    { from: 'boss', finding: boss('AMOUNT_DIFF', { ...atBoss, bossFen: 1 }), own: own() },
    { class: 'AMOUNT_DIFF', tspFen: 2_600, bossFen: 1 },
  ],
  [
    'rejected there, done here',
    { from: 'boss', finding: boss('STATE_DIFF', { bossState: 'REJECTED' }), own: own() },
    { class: 'STATE_DIFF', bossState: 'REJECTED', tspState: 'S' },
  ],
  [
    'reported twice',
    { from: 'boss', finding: boss('DUPLICATE', atBoss), own: own() },
    { class: 'DUPLICATE', id: 'ORDER' },
  ],
  [
    'opened after midnight',
    { from: 'boss', finding: boss('DAY_EDGE', { ...atBoss, bossDate: NEXT }), own: own() },
    { class: 'DAY_EDGE', otherDate: NEXT },
  ],
  [
    'opened before midnight, the next day here',
    { from: 'boss', finding: boss('DAY_EDGE', bossOnly), own: own({ date: NEXT }) },
    { class: 'DAY_EDGE', otherDate: NEXT },
  ],
  ...(
    [
      ['two days before', -2, own(), false],
      ['the day before', -1, own(), true],
      ['two days after', 2, own(), false],
      ['the year after', 400, own(), false],
      ['on the day before its late proof', 29, own({ debitedAt: LATE }), true],
      ['two days before its late proof', 28, own({ debitedAt: LATE }), false],
      ['the day after its late proof', 31, own({ debitedAt: LATE }), true],
      ['two days after its late proof', 32, own({ debitedAt: LATE }), false],
      ['between proof and the word that it is open', 3, own(OPENED_LATE), true],
      ['after the word that it is open', 6, own(OPENED_LATE), true],
      ['two days after the word that it is open', 7, own(OPENED_LATE), false],
      ['for a debit that people named first', 3, own({ ...OPENED_EARLY, ...PAID_FIRST }), true],
      ['two days before any debit was known', -2, own({ ...OPENED_EARLY, ...PAID_FIRST }), false],
    ] as const
  ).flatMap(([when, days, debit, isTiming]): typeof table => {
    const bossDate = dayAfter(DATE, days);
    const far = { note: expect.stringMatching(/under|too far/) };
    return [
      [
        `a service that BOSS opened ${when}`,
        { from: 'boss', finding: boss('DAY_EDGE', { ...atBoss, bossDate }), own: debit },
        isTiming ? { class: 'DAY_EDGE' } : { class: 'MISSING_AT_BOSS', ...far },
      ],
      [
        `in BOSS's file of another day, a service that it opened ${when}`,
        {
          from: 'boss',
          finding: boss('DAY_EDGE', { ...bossOnly, bossDate }),
          own: { ...debit, date: ELSEWHERE },
        },
        isTiming && debit.debitedAt > 0
          ? { class: 'DAY_EDGE', otherDate: ELSEWHERE }
          : { class: 'MISSING_AT_TSP', otherDate: ELSEWHERE, ...far },
      ],
    ];
  }),
  [
    'a day edge with no payment of ours',
    { from: 'boss', finding: boss('DAY_EDGE', { ...atBoss, bossDate: NEXT }) },
    { class: 'MISSING_AT_BOSS' },
  ],
  [
    'a card that has not come back',
    { from: 'doubts', doubt },
    { class: 'IN_DOUBT_OPEN', id: 'ATTEMPT', tspFen: 2_600 },
  ],
  [
    'totals that no row explains',
    { from: 'totals', ...totals },
    { class: 'TOTAL_ONLY', id: 'boss', seenIn: '01' },
  ],
  ['totals that agree', { from: 'totals', ...totals, gapCount: 0, gapFen: 0 }, null],
];

test.each(table)('%s', (_what, sighting, expected) => {
  const found = classify(sighting, DATE);
  if (expected === null) expect(found).toBeNull();
  else expect(found).toMatchObject(expected);
});

test('every class can be found', () => {
  const classes = new Set(table.map(([, sighting]) => classify(sighting, DATE)?.class));
  classes.delete(undefined);
  expect(classes.size).toBe(12);
});

test.each<[string, BossFinding, number, number]>([
  ['not at BOSS', boss('MISSING_AT_BOSS'), -1, -2_600],
  ['only at BOSS', boss('MISSING_AT_TSP', bossOnly), 1, 2_600],
  ['another amount', boss('AMOUNT_DIFF', { ...atBoss, bossFen: 2_000 }), 0, -600],
  ['another state', boss('STATE_DIFF', atBoss), 0, 0],
  ['reported twice', boss('DUPLICATE', atBoss), -1, -2_600],
  ['under another day there', boss('DAY_EDGE', { ...atBoss, bossDate: NEXT }), -1, -2_600],
  ['in another file here', boss('DAY_EDGE', bossOnly), 1, 2_600],
  [
    "another day's, in no file",
    boss('MISSING_AT_TSP', { ...bossOnly, bossDate: '20261122' }),
    0,
    0,
  ],
])('%s explains its part of the totals', (_what, finding, count, totalFen) => {
  expect(explained(finding, DATE)).toEqual({ count, totalFen });
});
