import { expect, test } from 'vitest';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { listRows } from '../../../store/rowList.ts';
import type { DayRow } from '../../tsp/books/dayRows.ts';
import { putAttempt } from '../../tsp/books/store/attemptStore.ts';
import { putDay } from '../../tsp/books/store/dayStore.ts';
import { chainRows } from '../../tsp/books/store/historyStore.ts';
import type { Schemas, Settle } from '../base/opsTypes.ts';
import { NOW, opsFixture, TODAY, type Write } from '../ops.fixture.ts';
import { attemptRow, deskCase, difference, orderRow, paidOrder } from '../rows.fixture.ts';

const DATE = '20261122';
const settled: DayRow = {
  date: DATE,
  state: 'settled',
  runs: 2,
  lastRunAt: NOW - DAY_MS,
  tsp: { count: 2, totalFen: 5_200 },
  boss: { count: 1, totalFen: 2_600 },
  ppp: { count: 2, totalFen: 5_200 },
  files: [
    { name: 'DZ0001.txt', party: 'boss', direction: 'sent', state: 'delivered', at: NOW - DAY_MS },
    { name: 'QS0001.txt', party: 'ppp', direction: 'received', state: 'waiting' },
  ],
};

const dayOf =
  (change: Partial<DayRow> = {}): Write =>
  (tx) =>
    putDay(tx, { ...settled, ...change });

async function fixtureWith(writes: readonly Write[] = [], settle?: Settle) {
  const fixture = opsFixture(settle ? { settle } : {});
  await fixture.write(...writes);
  const client = await fixture.signIn('li');
  return {
    ...fixture,
    ...client,
    day: async (date = DATE) => (await client.get<Schemas['Day']>(`/days/${date}`)).body,
    settleIt: (date = DATE) => client.post<Schemas['Day']>(`/days/${date}/settlement`),
  };
}

test('the list has the days with a row, those with debits, and the current day', async () => {
  const old = paidOrder(1, { createdAt: NOW - 3 * DAY_MS });
  const { get } = await fixtureWith([dayOf(), old, paidOrder(2)]);
  const { days } = (await get<Schemas['DayList']>('/days')).body;
  expect(days.map(({ date, state }) => `${date} ${state}`)).toEqual([
    '20261123 open',
    '20261122 settled',
    '20261120 open',
  ]);
  expect(days[1]).toMatchObject({ tsp: settled.tsp, boss: settled.boss, differences: 0 });
});

test('no more than two months of days are listed', async () => {
  const writes = Array.from({ length: 90 }, (_, n) => {
    const date = `2026${String(1 + Math.floor(n / 28)).padStart(2, '0')}${String(1 + (n % 28)).padStart(2, '0')}`;
    return dayOf({ date });
  });
  const { get } = await fixtureWith(writes);
  expect((await get<Schemas['DayList']>('/days')).body.days).toHaveLength(62);
});

test('a day shows its three sides, its files, and its differences by class and age', async () => {
  const { day } = await fixtureWith([
    dayOf(),
    difference({ tspFen: 2_600 }),
    difference({
      id: 'O2',
      tspFen: 2_600,
      state: 'case',
      firstSeen: NOW - DAY_MS,
      caseNo: 'C20261122-0001',
    }),
    difference({ id: 'O3', tspFen: 2_600, state: 'cured', firstSeen: NOW - 9 * DAY_MS }),
    difference({
      id: 'O4',
      class: 'AMOUNT_DIFF',
      state: 'case',
      tspFen: 2_600,
      bossFen: 2_700,
      firstSeen: NOW - 8 * DAY_MS,
    }),
    difference({
      id: 'O5',
      tspFen: 2_600,
      class: 'DAY_EDGE',
      state: 'listed',
      firstSeen: NOW - 2 * DAY_MS,
    }),
  ]);
  expect(await day()).toEqual({
    date: DATE,
    state: 'explained',
    tsp: settled.tsp,
    boss: settled.boss,
    ppp: settled.ppp,
    differences: 5,
    unexplained: 1,
    open: 3,
    receivable: { count: 0, totalFen: 0 },
    runs: 2,
    lastRunAt: '2026-11-22T20:36:00+08:00',
    classes: [
      { class: 'AMOUNT_DIFF', count: 1, totalFen: -100, open: 1 },
      { class: 'DAY_EDGE', count: 1, totalFen: 2_600, open: 0 },
      { class: 'MISSING_AT_BOSS', count: 3, totalFen: 7_800, open: 2 },
    ],
    ageing: [
      { fromDays: 0, count: 1 },
      { fromDays: 1, count: 1 },
      { fromDays: 3, count: 0 },
      { fromDays: 7, count: 1 },
    ],
    files: [
      { ...settled.files[0], at: '2026-11-22T20:36:00+08:00' },
      { name: 'QS0001.txt', party: 'ppp', direction: 'received', state: 'waiting' },
    ],
  });
});

test('differences come in pages, of one class or of all', async () => {
  const many = Array.from({ length: 60 }, (_, n) =>
    difference({ id: `O${100 + n}`, tspFen: 2_600 }),
  );
  const edge = difference({
    id: 'E1',
    class: 'DAY_EDGE',
    state: 'listed',
    tspFen: 2_600,
    firstSeen: NOW - 2 * DAY_MS,
  });
  const { get } = await fixtureWith([...many, edge]);
  const page = async (query: string) =>
    (await get<Schemas['DifferencePage']>(`/days/${DATE}/differences?${query}`)).body;
  const first = await page('');
  expect(first.differences).toHaveLength(50);
  expect(first.differences[0]).toEqual({
    id: 'E1',
    class: 'DAY_EDGE',
    state: 'listed',
    tspFen: 2_600,
    firstSeen: '2026-11-21T20:36:00+08:00',
    ageDays: 2,
  });
  const rest = await page(`cursor=${encodeURIComponent(first.cursor!)}`);
  expect(rest.differences.map(({ id }) => id)).toEqual(
    Array.from({ length: 11 }, (_, n) => `O${149 + n}`),
  );
  expect(rest.cursor).toBeUndefined();
  expect((await page('class=DAY_EDGE')).differences.map(({ id }) => id)).toEqual(['E1']);
  expect((await page('class=DUPLICATE')).differences).toEqual([]);
});

test.each([
  ['20261301', 400, 'request.invalid'],
  ['20260230', 400, 'request.invalid'],
  ['20200101', 404, 'day.not_found'],
  ['20261124', 404, 'day.not_found'],
])('the day %s is answered %d', async (date, status, code) => {
  const { get, settleIt } = await fixtureWith();
  expect((await get(`/days/${date}`)).body).toMatchObject({ status, code });
  if (status === 400) expect((await settleIt(date)).body).toMatchObject({ status, code });
});

test('yesterday is a day even without a payment, and can be settled', async () => {
  const { day, settleIt } = await fixtureWith();
  expect(await day()).toMatchObject({ state: 'open', runs: 0, files: [], differences: 0 });
  expect((await settleIt()).status).toBe(202);
});

test.each([
  ['20261121', 202],
  ['20261122', 202],
  ['20261123', 409],
  ['20261124', 409],
  ['20200101', 404],
])('before the cut-off, settling %s answers %d', async (date, status) => {
  const { settleIt } = await fixtureWith();
  expect((await settleIt(date)).status).toBe(status);
});

test('once its cut-off has passed, today can be settled', async () => {
  const fixture = opsFixture();
  await fixture.time.advance(3 * 3_600_000);
  const { post } = await fixture.signIn('chen');
  expect((await post(`/days/${TODAY}/settlement`)).status).toBe(202);
  expect((await post('/days/20261124/settlement')).body).toMatchObject({ code: 'day.not_over' });
});

test('a settlement is answered at once, runs once even if it is asked for twice, and is noted with the person who asked', async () => {
  const asked: string[] = [];
  let finish = () => {};
  const { settleIt, day, room } = await fixtureWith([dayOf()], (date) => {
    asked.push(date);
    return new Promise((resolve) => {
      finish = () => resolve({});
    });
  });
  const replies = await Promise.all([settleIt(), settleIt()]);
  expect(replies.map(({ status, body }) => `${status} ${body.state}`)).toEqual([
    '202 running',
    '202 running',
  ]);
  expect((await settleIt()).body.state).toBe('running');
  expect((await day()).state).toBe('running');
  expect(asked).toEqual([DATE]);
  finish();
  await new Promise(setImmediate);
  expect(await day()).toMatchObject({ state: 'settled' });
  await settleIt();
  expect(asked).toEqual([DATE, DATE]);
  const notes = await room.transaction((tx) => listRows(tx, chainRows<object>('audit')));
  const settlings = notes.filter(({ value }) => JSON.stringify(value).includes('day.settle'));
  expect(settlings.map(({ value }) => value.entry)).toEqual([
    { at: NOW, who: 'li', what: 'day.settle', note: DATE },
    { at: NOW, who: 'li', what: 'day.settle', note: DATE },
  ]);
});

test('what stopped a round is shown until the next round begins', async () => {
  const outcomes: (() => Promise<{ problem?: string }>)[] = [
    async () => {
      throw new Error('FTP: no route to host');
    },
    async () => ({ problem: 'boss/out: no answer yet' }),
    async () => ({}),
  ];
  const { settleIt, day, logs } = await fixtureWith([], () => outcomes.shift()!());
  const round = async () => {
    await settleIt();
    await new Promise(setImmediate);
    return (await day()).problem;
  };
  expect(await round()).toBe('stopped: FTP: no route to host; settle again');
  expect(logs.join()).toContain('settling 20261122');
  expect(await round()).toBe('boss/out: no answer yet');
  expect(await round()).toBeUndefined();
});

test('what stopped a round is forgotten once the host itself has run another round', async () => {
  const { settleIt, day, write } = await fixtureWith([], async () => ({ problem: 'no answer' }));
  await settleIt();
  await new Promise(setImmediate);
  await write(dayOf({ lastRunAt: NOW }));
  expect((await day()).problem).toBe('no answer');
  await write(dayOf({ lastRunAt: NOW + 1 }));
  expect((await day()).problem).toBeUndefined();
});

test('a difference whose case is closed shows as closed before the next run', async () => {
  const caseNo = 'C20261122-0001';
  const { day, get, write } = await fixtureWith([
    dayOf(),
    difference({ state: 'case', caseNo }),
    difference({ id: 'O2', state: 'case', caseNo: 'C20261122-0002' }),
    deskCase(caseNo, { state: 'PROPOSED' }),
  ]);
  const seen = async () => {
    const { differences } = (await get<Schemas['DifferencePage']>(`/days/${DATE}/differences`))
      .body;
    return [(await day()).classes[0]!.open, differences.map(({ state }) => state)];
  };
  expect(await seen()).toEqual([2, ['case', 'case']]);
  await write(deskCase(caseNo, { state: 'CLOSED' }));
  expect(await seen()).toEqual([1, ['closed', 'case']]);
  expect(await day()).toMatchObject({ state: 'explained', open: 1 });
  await write(deskCase('C20261122-0002', { state: 'CLOSED' }));
  expect(await day()).toMatchObject({ state: 'settled', open: 0 });
  // A closed case that is opened again unsettles the day.
  await write(deskCase(caseNo, { state: 'OPEN' }));
  expect(await day()).toMatchObject({ state: 'explained', open: 1 });
});

test('day and list say what is owed though its difference is closed as explained', async () => {
  const order = orderRow(1, { createdAt: NOW - DAY_MS });
  const attempt = attemptRow(order, { claim: 'REJECTED' });
  const { attemptId } = attempt;
  const caseNo = 'C20261122-0001';
  const { day, get } = await fixtureWith([
    dayOf(),
    (tx) => putAttempt(tx, attempt),
    deskCase(caseNo, { kind: 'claim-rejected', state: 'CLOSED' }),
    difference({ class: 'CLAIM_REJECTED', attemptId, state: 'case', caseNo, tspFen: 2_600 }),
  ]);
  const receivable = { count: 1, totalFen: 2_600 };
  expect(await day()).toMatchObject({ state: 'settled', receivable });
  const { days } = (await get<Schemas['DayList']>('/days')).body;
  expect(days.find(({ date }) => date === DATE)).toMatchObject({ receivable });
});
