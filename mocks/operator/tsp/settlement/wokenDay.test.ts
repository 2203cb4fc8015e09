/** Days at rest that something happens to: the next run of any day looks at them again. */
import { expect, test } from 'vitest';
import {
  books,
  close,
  decide,
  interrupted,
  rowOf,
  settledRows,
  takeStep,
} from '../../../../e2e/virtual/answerFiles.fixture.ts';
import {
  classesOf,
  D,
  type DayFixture,
  dayFixture,
  NEXT,
} from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS, dayAfter } from '../../../../src/shared/time.ts';
import { rowsIn } from '../../../store/rowList.ts';
import { demoBox } from '../../boss/seed/seed.ts';
import type { TspParts } from '../base/ports.ts';
import { commit } from '../base/unitOfWork.ts';
import { moveOrder } from '../books/moveOrder.ts';
import { openDays } from '../books/store/dayStore.ts';
import { createBox } from '../box.fixture.ts';
import { nodeCrypto } from '../nodeCrypto.fixture.ts';

const openNow = ({ rooms }: DayFixture) => rooms.tsp.transaction((tx) => rowsIn(tx, openDays));

/** A payment of which the box says that the card refused it; `tell` proves the debit later. */
async function denied(fixture: DayFixture) {
  const late = await fixture.pays('film4k', false);
  const box = createBox(fixture.time, fixture.operator.doors.tsp, demoBox.stbId, demoBox.key);
  (await box.open()).value;
  (await box.post(`/attempts/${late.attemptId}/report`, { statusWord: '9302', answers: 'command' }))
    .value;
  await fixture.time.drain();
  return late;
}

test('a debit that is proven after its day is at rest is claimed, and BOSS is told, by the run of the next day', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  const late = await denied(fixture);
  expect((await fixture.settle()).day.state).toBe('settled');
  expect(await openNow(fixture)).toEqual([]);
  (await late.tell()).value;
  await fixture.time.drain();
  await fixture.settle(NEXT);
  const day = (await fixture.day())!;
  expect(day).toMatchObject({ state: 'settled', tsp: { count: 2 }, boss: day.tsp, ppp: day.tsp });
  expect((await fixture.attempt(late.attemptId))?.claim).toBe('ACCEPTED');
  expect(classesOf(await fixture.differences(NEXT))).not.toContain('MISSING_AT_TSP case');
});

/** Its box reads the debit out of the card's log. */
async function readsLog(fixture: DayFixture, attemptId: string) {
  const { asn, amountFen, terminalNo, init, mac1, ...row } = (await fixture.attempt(attemptId))!;
  const { date, time } = mac1!;
  const { issuer, applicationType } = row;
  const box = createBox(fixture.time, fixture.operator.doors.tsp, demoBox.stbId, demoBox.key);
  (await box.open()).value;
  const sequence = init!.sequence + 1;
  const card = {
    ...{ serialToken: await box.serialToken(asn), issuer, applicationType },
    ...{ applicationVersion: '01', validFrom: '20250101', validTo: '20351231' },
    atr: '3B6D000080650849048653',
  };
  const log = [{ sequence, amountFen, type: '06', terminalNo, date, time }];
  const seen = { card, proofs: [], noProofBy: 'card', sequence, log };
  (await box.post(`/attempts/${attemptId}/resolve`, seen)).value;
}

test('a doubt that arises when its day is at rest opens the day', async () => {
  const fixture = await dayFixture();
  await fixture.pays('film4k');
  await fixture.pays('basic', false);
  const { day } = await fixture.settle();
  expect(day.state).toBe('settled');
  expect(await openNow(fixture)).toEqual([]);
  await fixture.time.advance(31_000);
  expect(await openNow(fixture)).toEqual([true]);
  expect((await fixture.settle()).day.state).toBe('explained');
});

test('a surplus that people decide when its day is at rest opens the day: nobody has paid it', async () => {
  const fixture = await dayFixture();
  const late = await denied(fixture);
  await fixture.pays('film4k', true, '00062226000000000026', { of: late });
  expect((await fixture.settle()).day.state).toBe('settled');
  await readsLog(fixture, late.attemptId);
  const [conflict] = await fixture.cases();
  await decide(fixture, conflict!.caseNo, 'debited');
  await fixture.time.drain();
  await fixture.settle(NEXT);
  expect(await fixture.day()).toMatchObject({
    state: 'explained',
    tsp: { count: 2 },
    ppp: { count: 1 },
  });
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP case']);
  expect((await fixture.attempt(late.attemptId))?.surplus).toBe('credited');
});

test('a debit that people take back when its day is at rest opens the day', async () => {
  const fixture = await dayFixture();
  const late = await denied(fixture);
  await readsLog(fixture, late.attemptId);
  const [conflict] = await fixture.cases();
  await decide(fixture, conflict!.caseNo, 'debited');
  await fixture.time.drain();
  const noTac = (await fixture.cases()).find(({ kind }) => kind === 'no-tac')!;
  await decide(fixture, noTac.caseNo, 'writeOff');
  await fixture.settle();
  await takeStep(fixture, conflict!.caseNo, { step: 'reopen' });
  await fixture.settle();
  expect((await fixture.day())?.state).toBe('settled');
  expect(await openNow(fixture)).toEqual([]);
  await decide(fixture, conflict!.caseNo, 'notDebited');
  expect((await fixture.attempt(late.attemptId))?.state).toBe('NOT_DEBITED');
  expect(await openNow(fixture)).not.toEqual([]);
});

/** Nights on which the operator settles the day before, and nothing else. */
async function nightsUntil(fixture: DayFixture, date: string, nights: number): Promise<void> {
  await fixture.time.advance(nights * DAY_MS);
  expect(fixture.operator.tsp.businessDate()).toBe(dayAfter(date, nights));
}

test.each(
  [1, 2, 30, 400].flatMap((days) =>
    ['was settled', 'was never settled'].map((was) => [days, was] as const),
  ),
)(
  'a debit that is proven %i days after its day, which %s, is claimed and told to BOSS by the usual settlement of the night',
  async (days, was) => {
    const fixture = await dayFixture();
    const late = await denied(fixture);
    if (was === 'was settled') expect((await fixture.settle()).day.state).toBe('settled');
    await nightsUntil(fixture, D, days);
    (await late.tell()).value;
    await fixture.time.drain();
    await nightsUntil(fixture, dayAfter(D, days), 1);
    await fixture.settle(dayAfter(D, days));
    await fixture.settle(dayAfter(D, days));
    expect((await fixture.attempt(late.attemptId))?.claim).toBe('ACCEPTED');
    const day = (await fixture.day())!;
    expect(day).toMatchObject({ state: 'settled', tsp: { count: 1 }, ppp: day.tsp });
    expect(day.ppp).toEqual({ count: 1, totalFen: late.amountFen });
    // BOSS opened the service when it was told: the platform's own books have that day.
    const left = (await fixture.differences()).filter(({ state }) => state !== 'cured');
    expect(classesOf(left)).toEqual(['DAY_EDGE listed']);
    expect(await fixture.cases()).toEqual([]);
  },
);

/** Every number was tried in an earlier run. */
const STRIDE = 9;

test('a debit that is proven at any moment of the run that lets its day rest is claimed', async () => {
  let length = Number.POSITIVE_INFINITY;
  for (let number = 1; number <= length; number += STRIDE) {
    const at = { calls: 0, number: 0, meanwhile: async () => {} };
    const fixture = await dayFixture({ wrapStore: interrupted(at) });
    await fixture.pays('basic');
    const late = await denied(fixture);
    await fixture.operator.tsp.settleDay(D);
    await fixture.operator.ppp.receive(fixture.exchange);
    await fixture.operator.boss.receive(fixture.exchange);
    await fixture.operator.ppp.closeDay(fixture.exchange, D);
    at.meanwhile = async () => {
      (await late.tell()).value;
      await fixture.time.drain();
    };
    at.calls = 0;
    at.number = number;
    await fixture.operator.tsp.settleDay(D);
    length = Math.min(length, at.calls);
    await fixture.settle(NEXT);
    await fixture.settle(NEXT);
    const day = (await fixture.day())!;
    const sums = { tsp: { count: 2 }, boss: day.tsp, ppp: day.tsp };
    expect(day, `at ${number} of ${length}`).toMatchObject({ state: 'settled', ...sums });
  }
  expect(length).toBeGreaterThan(20);
}, 120_000);

/** A day at rest whose only claim was rejected and written off. */
async function writtenOff() {
  const fixture = await dayFixture();
  const { attemptId, terminalNo } = await fixture.pays('basic');
  await fixture.operator.ppp.blacklistTerminal(terminalNo);
  await fixture.settle();
  const { caseNo } = (await fixture.cases())[0]!;
  await decide(fixture, caseNo, 'writeOff');
  await fixture.settle();
  expect(await openNow(fixture)).toEqual([]);
  expect(classesOf(await fixture.differences())).toEqual(['CLAIM_REJECTED closed']);
  return { fixture, attemptId, caseNo };
}

test('a write-off that is opened again is an open difference again, and its claim is made again', async () => {
  const { fixture, attemptId, caseNo } = await writtenOff();
  await takeStep(fixture, caseNo, { step: 'reopen' });
  await fixture.settle(NEXT);
  const claimed = async () => (await fixture.attempt(attemptId))?.claim;
  expect(await claimed()).toBe('WRITTEN_OFF');
  expect(await openNow(fixture)).not.toEqual([]);
  await decide(fixture, caseNo, 'rework');
  expect(await claimed()).toBe('UNCLAIMED');
  await fixture.settle(NEXT);
  expect(await claimed()).toBe('REJECTED');
  expect(await fixture.differences()).toMatchObject([{ class: 'CLAIM_REJECTED', state: 'case' }]);
});

test('a closing file that comes when the day is at rest posts a loss back', async () => {
  const { fixture, attemptId } = await writtenOff();
  await close(fixture, '02', [await rowOf(fixture, attemptId)]);
  await fixture.settle(NEXT);
  expect((await fixture.attempt(attemptId))?.claim).toBe('ACCEPTED');
  expect(await books(fixture)).toMatchObject({ write_off: 0 });
});

test('a closing file that comes when the day is at rest opens it with what it lists', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.settle();
  const rows = await settledRows(fixture);
  const strange = { ...rows[0]!, orderId: 'ZZZ', terminalNo: '999999999999', cardSequence: '7777' };
  await close(fixture, '02', [...rows, { ...strange, amountFen: 5_000_000 }]);
  await fixture.settle(NEXT);
  expect(classesOf(await fixture.differences())).toEqual(['UNKNOWN_AT_TSP case']);
  expect(await openNow(fixture)).not.toEqual([]);
});

test('a closing file of a day that nobody asked for is judged', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  const date = '20261103';
  const row = { batchId: `CITYCABLE-${date}-01`, index: 0, orderId: 'GHOST', amountFen: 5_000_000 };
  const terminal = { terminalNo: '999999999999', terminalSequence: '00000001' };
  const card = { cardSerial: '00062226000000000018', cardSequence: '7777' };
  await close(fixture, '01', [{ ...row, ...terminal, ...card }], date);
  await fixture.settle();
  expect(classesOf(await fixture.differences(date))).toEqual(['UNKNOWN_AT_TSP case']);
  expect((await fixture.day(date))?.state).not.toBe('open');
});

test('an order that changes when its day is at rest is told to BOSS again', async () => {
  const fixture = await dayFixture();
  const { orderId } = await fixture.pays('basic');
  await fixture.settle();
  expect(await openNow(fixture)).toEqual([]);
  const environment = { ...fixture.time, crypto: nodeCrypto };
  const parts = { environment, store: fixture.rooms.tsp } as unknown as TspParts;
  const order = (await fixture.order(orderId))!;
  await commit(parts, 'wang', async (unit) => {
    const due = await moveOrder(unit, order, 'refundDecided');
    await moveOrder(unit, due, 'refunded');
  });
  await fixture.settle(NEXT);
  expect(await fixture.exchange.wasTaken('boss/in', `DZTV01${D}-02.txt`)).toBe('done');
});
