/** Files that are lost, or whose answer is: they are asked for again, and nothing waits for good. */
import { expect, test } from 'vitest';
import { classesOf, D, type DayFixture, dayFixture } from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { clearRows, listRows } from '../../../store/rowList.ts';
import { keys } from '../../boss/base/bossStore.ts';
import type { Folder } from '../../settlement/settlementTypes.ts';
import { filesIn, filesRoom } from '../../settlement/storeExchange.ts';
import { batchesOf } from '../books/store/dayStore.ts';

const HALF_DAY_MS = DAY_MS / 2;
const DZ = `DZTV01${D}.txt`;
const FH = `FHTV01${D}.txt`;
const PR = `PR01020000${D}01.txt`;

/** Takes a file out of its folder, as if somebody had deleted it. */
const lose = ({ store }: DayFixture, folder: Folder, name: string): Promise<void> =>
  clearRows(filesRoom(store), { prefix: filesIn(folder, 'ready').prefix + name });

/** A payment whose day is with BOSS and the PPP; both have answered, and no answer is read yet. */
async function answered() {
  const fixture = await dayFixture();
  const paid = await fixture.pays('basic');
  const { tsp, boss, ppp } = fixture.operator;
  await tsp.settleDay(D);
  await ppp.receive(fixture.exchange);
  await boss.receive(fixture.exchange);
  return { fixture, ...paid };
}

test.each(['deleted', 'put aside'])(
  'an answer of BOSS that was %s is asked for again after half a day, once',
  async (how) => {
    const { fixture } = await answered();
    if (how === 'deleted') await lose(fixture, 'boss/out', FH);
    else await fixture.exchange.move('boss/out', FH, 'error');
    expect((await fixture.settle()).day).toMatchObject({ state: 'waiting' });
    await fixture.time.advance(HALF_DAY_MS - 60_000);
    await fixture.settle();
    expect(await fixture.exchange.wasTaken('boss/in', `DZTV01${D}-02.txt`)).toBeNull();
    await fixture.time.advance(60_000);
    const { day } = await fixture.settle();
    expect(day).toMatchObject({ state: 'settled', boss: day.tsp });
    await fixture.time.advance(2 * DAY_MS);
    await fixture.settle();
    expect(await fixture.exchange.wasTaken('boss/in', `DZTV01${D}-03.txt`)).toBeNull();
  },
);

test('a file for BOSS that is lost on its way is sent again after half a day', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.operator.tsp.settleDay(D);
  await lose(fixture, 'boss/in', DZ);
  await fixture.settle();
  await fixture.time.advance(HALF_DAY_MS);
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ state: 'settled', boss: day.tsp });
});

test('a file that BOSS has not taken for days waits under its name', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  const { tsp, ppp } = fixture.operator;
  for (let days = 0; days < 4; days++) {
    await tsp.settleDay(D);
    await ppp.receive(fixture.exchange);
    await fixture.time.advance(DAY_MS);
  }
  expect(await fixture.exchange.list('boss/in')).toEqual([DZ]);
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ boss: day.tsp });
});

test('when the answer to a question that was asked again is lost, the next run does not ask once more', async () => {
  const fixture = await dayFixture();
  const { orderId } = await fixture.pays('basic');
  const { tsp, boss } = fixture.operator;
  await fixture.rooms.boss.transaction(async (tx) => {
    tx.delete(keys.order(orderId));
    tx.delete(keys.dayOrder(D, orderId));
    tx.put(keys.dayBooks(D), { count: 0, totalFen: 0 });
  });
  boss.faults.unavailable = true;
  await fixture.settle();
  await fixture.time.advance(HALF_DAY_MS);
  await tsp.settleDay(D);
  await tsp.settleDay(D);
  await boss.receive(fixture.exchange);
  await lose(fixture, 'boss/out', `FHTV01${D}-02.txt`);
  for (let runs = 0; runs < 3; runs++) await tsp.settleDay(D);
  expect(await fixture.exchange.wasTaken('boss/in', `DZTV01${D}-02.txt`)).toBe('done');
  expect(await fixture.exchange.list('boss/in')).toEqual([]);
  await fixture.time.advance(HALF_DAY_MS);
  await tsp.settleDay(D);
  expect(await fixture.exchange.list('boss/in')).toEqual([`DZTV01${D}-03.txt`]);
});

test('verdicts of the PPP that are lost are asked for over the wire', async () => {
  const { fixture, attemptId } = await answered();
  await lose(fixture, 'ppp/out', PR);
  await fixture.operator.tsp.settleDay(D);
  expect(await fixture.attempt(attemptId)).toMatchObject({ claim: 'ACCEPTED' });
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ state: 'settled', ppp: day.tsp });
  expect(await fixture.differences()).toEqual([]);
});

test('a claim whose verdict is lost counts as accepted once the PPP lists it, and no later verdict rejects it', async () => {
  const { fixture, attemptId } = await answered();
  await lose(fixture, 'ppp/out', PR);
  const { ppp, tsp } = fixture.operator;
  ppp.faults.unavailable = true;
  await fixture.settle();
  expect(await fixture.attempt(attemptId)).toMatchObject({ claim: 'ACCEPTED' });
  await fixture.time.advance(2 * DAY_MS);
  await fixture.settle();
  expect(classesOf(await fixture.differences())).toEqual([]);
  const batches = () => fixture.rooms.tsp.transaction((tx) => listRows(tx, batchesOf(D)));
  expect((await batches()).map(({ value }) => value.state)).toEqual(['SENT']);
  ppp.faults.unavailable = false;
  await fixture.time.advance(DAY_MS);
  await tsp.settleDay(D);
  expect((await batches()).map(({ value }) => value.state)).toEqual(['DONE']);
  expect(await fixture.attempt(attemptId)).toMatchObject({ claim: 'ACCEPTED' });
});
