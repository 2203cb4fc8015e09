/** What the PPP pays, or BOSS books, on two days is found in whatever order their files come; what it has once is timing. */
import { expect, test } from 'vitest';
import {
  answerWith,
  close,
  decide,
  onlyAtBoss,
  rowOf,
  settledRows,
} from '../../../../e2e/virtual/answerFiles.fixture.ts';
import {
  classesOf,
  D,
  type DayFixture,
  dayFixture,
  NEXT,
} from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { listRows } from '../../../store/rowList.ts';
import type { Store } from '../../../store/store.ts';
import type { BossFinding, FileExchange } from '../../settlement/settlementTypes.ts';
import { batchesOf, getDayWork, markDayOpen, putBatch } from '../books/store/dayStore.ts';

const AFTER = '20261125';
const LATER = '20261126';

async function reach({ operator, time }: DayFixture, date: string) {
  while (operator.tsp.businessDate() < date) await time.advance(1_800_000);
}

/** Settles without a closing file of the PPP's own. */
async function settled(fixture: DayFixture, date = NEXT, answers: 'boss' | 'none' = 'boss') {
  const { tsp, ppp, boss } = fixture.operator;
  await reach(fixture, date);
  for (let turn = 0; turn < 3; turn++) {
    await tsp.settleDay(date);
    if (answers === 'boss') await boss.receive(fixture.exchange);
    await ppp.receive(fixture.exchange);
  }
}

/** Two more days of runs, in which nothing else comes. */
async function wait(fixture: DayFixture, date = LATER) {
  for (let turn = 0; turn < 4; turn++) {
    await fixture.time.advance(DAY_MS / 2);
    await settled(fixture, date);
  }
}

const namesOf = async (fixture: DayFixture, date: string) =>
  classesOf(await fixture.differences(date));
const casesNow = async (fixture: DayFixture) =>
  (await fixture.cases()).map(({ kind, state }) => `${kind} ${state}`);

test.each([
  [
    'D',
    [
      ['rows', NEXT, '01'],
      ['rows', D, '01'],
    ],
    [],
    ['DAY_EDGE cured', 'DUPLICATE case'],
    [],
  ],
  [
    'D’s second file',
    [
      ['none', D, '01'],
      ['rows', NEXT, '01'],
      ['rows', D, '02'],
    ],
    ['DAY_EDGE cured', 'MISSING_AT_PPP cured'],
    ['DAY_EDGE cured', 'DUPLICATE case'],
    [],
  ],
  [
    'a third day',
    [
      ['none', D, '01'],
      ['rows', NEXT, '01'],
      ['rows', AFTER, '01'],
    ],
    ['DAY_EDGE listed', 'MISSING_AT_PPP cured'],
    ['DAY_EDGE listed'],
    ['DUPLICATE case'],
  ],
  [
    'a day between, after a later one',
    [
      ['none', D, '01'],
      ['rows', AFTER, '01'],
      ['rows', NEXT, '01'],
    ],
    ['DAY_EDGE listed', 'MISSING_AT_PPP cured'],
    ['DAY_EDGE listed'],
    ['DAY_EDGE cured', 'DUPLICATE case'],
  ],
] as const)(
  'a debit that the closing file of %s lists as well, when the other day is at rest, is paid twice',
  async (_, files, ofDay, ofNext, ofAfter) => {
    const fixture = await dayFixture();
    await fixture.pays('basic');
    await settled(fixture, D);
    const rows = await settledRows(fixture);
    let until: string = D;
    for (const [what, date, batchNo] of files) {
      // The last file finds the days before it at rest.
      await settled(fixture, until);
      await settled(fixture, until);
      await close(fixture, batchNo, what === 'rows' ? rows : [], date);
      if (date > until) until = date;
    }
    await wait(fixture);
    const shown = async (date: string) => await namesOf(fixture, date);
    expect([await shown(D), await shown(NEXT), await shown(AFTER)]).toEqual([
      ofDay,
      ofNext,
      ofAfter,
    ]);
  },
);

test('when the day that pays first pays it no more, the other day is timing again and its case ends', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await settled(fixture, D);
  const rows = await settledRows(fixture);
  await close(fixture, '01', [], D);
  await close(fixture, '01', rows, NEXT);
  await settled(fixture, NEXT);
  await close(fixture, '01', rows, AFTER);
  await settled(fixture, AFTER);
  expect(await namesOf(fixture, AFTER)).toEqual(['DUPLICATE case']);
  await close(fixture, '02', [], NEXT);
  await wait(fixture);
  expect(await namesOf(fixture, AFTER)).toEqual(['DAY_EDGE listed', 'DUPLICATE cured']);
  expect(await casesNow(fixture)).toEqual(['duplicate CLOSED']);
});

/** Stops the platform at one commit, before or after it; whatever it does from then on fails too. */
function stoppable() {
  const at = { calls: 0, number: 0, isStopped: false };
  const wrapStore = (store: Store): Store => ({
    room: (name) => wrapStore(store.room(name)),
    clear: () => store.clear(),
    async transaction(work) {
      at.calls += 1;
      if (at.calls === at.number) at.isStopped = true;
      if (at.isStopped) throw new Error('stopped');
      return store.transaction(work);
    },
  });
  return { at, wrapStore };
}

/** Every number was tried in an earlier run. */
const STRIDE = 5;

test('a crash at any moment of the run that reads a closing file loses no note of it or of the one before', async () => {
  let length = Number.POSITIVE_INFINITY;
  for (let number = 1; number <= length; number += STRIDE) {
    const { at, wrapStore } = stoppable();
    const fixture = await dayFixture({ wrapStore });
    await fixture.pays('basic');
    await settled(fixture, D);
    const rows = await settledRows(fixture);
    await close(fixture, '01', [], D);
    await close(fixture, '01', rows, NEXT);
    await settled(fixture, NEXT);
    await close(fixture, '01', rows, AFTER);
    await settled(fixture, AFTER);
    await reach(fixture, LATER);
    expect(await namesOf(fixture, AFTER)).toEqual(['DUPLICATE case']);
    await close(fixture, '02', rows, D);
    await close(fixture, '02', [], AFTER);
    at.calls = 0;
    at.number = number;
    await fixture.operator.tsp.settleDay(LATER).catch(() => undefined);
    length = Math.min(length, at.isStopped ? length : at.calls);
    Object.assign(at, { isStopped: false, number: 0 });
    await wait(fixture);
    const about = `at ${number} of ${length}`;
    expect(await namesOf(fixture, NEXT), about).toEqual(['DAY_EDGE cured', 'DUPLICATE case']);
    expect(await namesOf(fixture, AFTER), about).toEqual(['DUPLICATE cured']);
    const ofDay = ['DAY_EDGE cured', 'MISSING_AT_PPP cured'];
    expect(ofDay, about).toEqual(expect.arrayContaining(await namesOf(fixture, D)));
  }
  expect(length).toBeGreaterThan(20);
}, 120_000);

test('a day whose run fails hides nothing that is paid twice', async () => {
  let fails = false;
  const wrapExchange = (exchange: FileExchange): FileExchange => ({
    ...exchange,
    async seal(folder, name) {
      if (fails && name.startsWith(`DZTV01${D}`)) throw new Error('ftp: 421');
      return exchange.seal(folder, name);
    },
  });
  const fixture = await dayFixture({ wrapExchange });
  await fixture.pays('basic');
  await fixture.settle();
  const rows = await settledRows(fixture);
  await reach(fixture, NEXT);
  await fixture.operator.tsp.settleDay(NEXT);
  await fixture.operator.boss.receive(fixture.exchange);
  await close(fixture, '01', rows, NEXT);
  await fixture.rooms.tsp.transaction(async (tx) => markDayOpen(tx, D, true));
  fails = true;
  await fixture.operator.tsp.settleDay(NEXT);
  fails = false;
  await wait(fixture);
  expect(await namesOf(fixture, NEXT)).toEqual(['DUPLICATE case']);
});

test('a day whose 99 batches are used up hides nothing that is paid twice', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.settle();
  await fixture.rooms.tsp.transaction(async (tx) => {
    const [first] = await listRows(tx, batchesOf(D));
    putBatch(tx, { ...first!.value, batchId: `CITYCABLE-${D}-99` });
  });
  await fixture.pays('film4k');
  await fixture.settle();
  const rows = await settledRows(fixture);
  await close(fixture, '01', rows, NEXT);
  await wait(fixture);
  expect((await fixture.day())?.problem).toContain('used up');
  expect(await namesOf(fixture, NEXT)).toContain('DUPLICATE case');
});

test('a decided difference of the debit’s day hides nothing that the PPP pays twice', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await settled(fixture, D);
  const rows = await settledRows(fixture);
  await close(fixture, '01', [], D);
  for (let day = 0; day < 4; day++) {
    await settled(fixture, D);
    await fixture.time.advance(DAY_MS);
  }
  await decide(fixture, (await fixture.cases())[0]!.caseNo, 'explained');
  await settled(fixture, D);
  await close(fixture, '02', rows, D);
  await settled(fixture, D);
  await close(fixture, '01', rows, NEXT);
  await settled(fixture);
  expect(await namesOf(fixture, NEXT)).toEqual(['DUPLICATE case']);
});

test('a decided row with another amount hides nothing that the debit’s own day pays as well', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await settled(fixture, D);
  const rows = await settledRows(fixture);
  await close(fixture, '01', [{ ...rows[0]!, amountFen: 1 }], NEXT);
  await settled(fixture);
  await decide(fixture, (await fixture.cases())[0]!.caseNo, 'explained');
  await settled(fixture);
  expect(await namesOf(fixture, NEXT)).toEqual(['AMOUNT_DIFF closed']);
  expect((await fixture.day(NEXT))?.state).toBe('settled');
  await close(fixture, '01', rows, D);
  await wait(fixture);
  expect(await namesOf(fixture, NEXT)).toEqual(['AMOUNT_DIFF cured', 'DUPLICATE case']);
});

/** The number of the day's last file for BOSS. */
const numberOf = async ({ rooms }: DayFixture, date: string) =>
  (await rooms.tsp.transaction((tx) => getDayWork(tx, date)))!.sent!.batchNo;

/** BOSS takes the day's last file and answers it with this. */
async function answer(
  fixture: DayFixture,
  date: string,
  sum: { readonly count: number; readonly totalFen: number },
  rows: readonly BossFinding[] = [],
) {
  await reach(fixture, date);
  await fixture.operator.tsp.settleDay(date);
  const no = await numberOf(fixture, date);
  const name = no === '01' ? `DZTV01${date}.txt` : `DZTV01${date}-${no}.txt`;
  await fixture.exchange.move('boss/in', name, 'done');
  await answerWith(fixture, no, sum, rows, date);
  await fixture.operator.tsp.settleDay(date);
  await fixture.operator.tsp.settleDay(date);
}

test('an order that BOSS books on the next day, and whose own day it answers later, is booked twice', async () => {
  const fixture = await dayFixture();
  const { orderId, amountFen } = await fixture.pays('basic');
  await settled(fixture, D, 'none');
  await fixture.operator.ppp.closeDay(fixture.exchange, D);
  const sum = { count: 1, totalFen: amountFen };
  await answer(fixture, NEXT, sum, [{ ...onlyAtBoss(orderId, amountFen), bossDate: NEXT }]);
  await fixture.operator.ppp.closeDay(fixture.exchange, NEXT);
  await settled(fixture, NEXT, 'none');
  expect(await namesOf(fixture, NEXT)).toEqual(['DAY_EDGE listed']);
  expect((await fixture.day(NEXT))?.state).toBe('settled');
  await fixture.operator.boss.receive(fixture.exchange);
  await reach(fixture, AFTER);
  // The answer above is not of our own BOSS, which would say something else when it is asked again.
  await fixture.operator.tsp.settleDay(AFTER);
  expect(await namesOf(fixture, NEXT)).toEqual(['DAY_EDGE cured', 'DUPLICATE case']);
});

test('while a day is sent again, what BOSS has said about it still counts', async () => {
  const fixture = await dayFixture();
  const { orderId, amountFen } = await fixture.pays('basic');
  const sum = { count: 1, totalFen: amountFen };
  await answer(fixture, D, sum);
  await answer(fixture, NEXT, sum, [{ ...onlyAtBoss(orderId, amountFen), bossDate: NEXT }]);
  expect(await namesOf(fixture, NEXT)).toEqual(['DUPLICATE case']);
  await fixture.changeAttempt((await fixture.order(orderId))!.paidBy!, { tac: '00000000' });
  await fixture.rooms.tsp.transaction(async (tx) => markDayOpen(tx, D, true));
  await settled(fixture, NEXT, 'none');
  expect(await numberOf(fixture, D)).toBe('02');
  expect(await namesOf(fixture, NEXT)).toEqual(['DUPLICATE case']);
});

test('a decided difference of the debit’s day hides nothing that BOSS books twice', async () => {
  const fixture = await dayFixture();
  const { orderId, amountFen } = await fixture.pays('basic');
  const lacking: BossFinding = {
    ...{ view: 'MISSING_AT_BOSS', orderId, bossOrder: '', bossFen: null, bossState: '' },
    ...{ bossDate: '', tspFen: amountFen, tspState: 'S' },
  };
  const sum = { count: 1, totalFen: amountFen };
  await answer(fixture, D, { count: 0, totalFen: 0 }, [lacking]);
  await fixture.time.advance(DAY_MS + 3_600_000);
  await settled(fixture, D, 'none');
  await decide(
    fixture,
    (await fixture.cases()).find(({ kind }) => kind === 'missing-at-boss')!.caseNo,
    'explained',
  );
  await settled(fixture, D, 'none');
  expect(await numberOf(fixture, D)).not.toBe('01');
  await answer(fixture, D, sum);
  await answer(fixture, NEXT, sum, [{ ...onlyAtBoss(orderId, amountFen), bossDate: NEXT }]);
  expect(await namesOf(fixture, NEXT)).toEqual(['DUPLICATE case']);
});

/** A surplus that went back to the account, in no file for BOSS. */
async function surplusOf() {
  const fixture = await dayFixture();
  const { amountFen: other } = await fixture.pays('film4k');
  const { attemptId, amountFen } = await fixture.pays('basic');
  await fixture.changeAttempt(attemptId, { surplus: 'credited' });
  const booked = { ...onlyAtBoss(attemptId, amountFen), bossState: 'CREDITED' };
  return { fixture, other, amountFen, booked };
}

test('a surplus that BOSS credits after midnight is credited once', async () => {
  const { fixture, other, amountFen, booked } = await surplusOf();
  await answer(fixture, D, { count: 1, totalFen: other });
  const sum = { count: 1, totalFen: amountFen };
  await answer(fixture, NEXT, sum, [{ ...booked, bossDate: NEXT }]);
  expect(await namesOf(fixture, NEXT)).toEqual([]);
  expect(await casesNow(fixture)).not.toContain('duplicate OPEN');
});

test.each([
  ['in the order of the days', [D, NEXT]],
  ['the later day first', [NEXT, D]],
] as const)('a surplus that BOSS credits on two days is credited twice: %s', async (_, order) => {
  const { fixture, other, amountFen, booked } = await surplusOf();
  await reach(fixture, NEXT);
  for (const date of order) {
    const sum =
      date === D ? { count: 2, totalFen: other + amountFen } : { count: 1, totalFen: amountFen };
    await answer(fixture, date, sum, [{ ...booked, bossDate: date }]);
  }
  await settled(fixture, NEXT, 'none');
  expect(await namesOf(fixture, NEXT)).toEqual(['DUPLICATE case']);
  expect(await fixture.differences(NEXT)).toMatchObject([{ tspState: 'C', bossState: 'CREDITED' }]);
});

test.each(['rejected', 'written off'])(
  'a claim that was %s and that only the next day pays is paid once',
  async (what) => {
    const fixture = await dayFixture();
    const { attemptId, terminalNo } = await fixture.pays('basic');
    await fixture.operator.ppp.blacklistTerminal(terminalNo);
    await fixture.settle();
    if (what === 'written off') {
      await decide(fixture, (await fixture.cases())[0]!.caseNo, 'writeOff');
      await fixture.settle();
    }
    await close(fixture, '01', [await rowOf(fixture, attemptId)], NEXT);
    await wait(fixture);
    expect(await namesOf(fixture, NEXT)).toEqual(['DAY_EDGE listed']);
    expect(await casesNow(fixture)).not.toContain('duplicate OPEN');
  },
);

test('a debit that the PPP moves to the next day is paid once, also when the file that lacks it comes later', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.settle();
  const rows = await settledRows(fixture);
  await close(fixture, '01', rows, NEXT);
  await settled(fixture);
  expect(await namesOf(fixture, NEXT)).toEqual(['DUPLICATE case']);
  await close(fixture, '02', [], D);
  await wait(fixture);
  expect(await namesOf(fixture, NEXT)).toEqual(['DAY_EDGE listed', 'DUPLICATE cured']);
  expect(await casesNow(fixture)).toEqual(['duplicate CLOSED']);
});
