/** The wall clock is set while days are settled: what is paid under a day that was settled before is found and claimed. */
import { expect, test } from 'vitest';
import { D, dayFixture, NEXT } from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { clearRows } from '../../../store/rowList.ts';
import { keys } from '../../boss/base/bossStore.ts';
import { filesIn, filesRoom } from '../../settlement/storeExchange.ts';

test('a day that was settled too early, because the clock was set on, is settled again with what was paid after it', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  fixture.time.setClock(DAY_MS);
  expect((await fixture.settle()).day).toMatchObject({ state: 'settled', tsp: { count: 1 } });
  fixture.time.setClock(-DAY_MS);
  await fixture.pays('film4k');
  await fixture.time.advance(DAY_MS);
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ date: D, state: 'settled', tsp: { count: 2 }, ppp: day.tsp });
  expect(await fixture.cases()).toEqual([]);
});

test('a payment under a day that is closed, because the clock was set back, is claimed with that day', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.time.advance(DAY_MS);
  expect((await fixture.settle()).day).toMatchObject({ state: 'settled' });
  fixture.time.setClock(-DAY_MS);
  const { attemptId } = await fixture.pays('film4k');
  expect((await fixture.attempt(attemptId))?.mac1?.businessDate).toBe(D);
  fixture.time.setClock(DAY_MS);
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ date: D, state: 'settled', tsp: { count: 2 }, ppp: day.tsp });
  await fixture.pays('sport');
  await fixture.time.advance(DAY_MS);
  const next = await fixture.settle(NEXT);
  expect(next.day).toMatchObject({ date: NEXT, state: 'settled', tsp: { count: 1 } });
  expect(await fixture.cases()).toEqual([]);
});

const YEARS_MS = 3 * 365 * DAY_MS;

test.each([
  ['as the card gave it', {}, 'ACCEPTED', []],
  ['with a TAC that the PPP refuses', { tac: '12345678' }, 'REJECTED', ['claim-rejected']],
])(
  'a debit under a day that is years ahead, because the clock was wrong, is claimed by the next settlement: %s',
  async (_, edit, claim, kinds) => {
    const fixture = await dayFixture();
    await fixture.pays('basic');
    fixture.time.setClock(YEARS_MS);
    const { attemptId } = await fixture.pays('film4k');
    await fixture.changeAttempt(attemptId, edit);
    fixture.time.setClock(-YEARS_MS);
    expect((await fixture.attempt(attemptId))?.mac1?.businessDate).toBe('20291122');
    await fixture.settle();
    await fixture.settle();
    expect((await fixture.attempt(attemptId))?.claim).toBe(claim);
    expect((await fixture.cases()).map(({ kind }) => kind)).toEqual(kinds);
    expect(await fixture.day()).toMatchObject({ state: 'settled', tsp: { count: 1 } });
  },
);

test('a batch that was made under a day years ahead, and not taken by the PPP, is sent by the next settlement', async () => {
  let isDown = true;
  const fixture = await dayFixture({
    wrapExchange: (exchange) => ({
      ...exchange,
      write: async (folder, ...file) => {
        if (isDown && folder === 'ppp/in') throw new Error('ECONNREFUSED');
        return exchange.write(folder, ...file);
      },
    }),
  });
  fixture.time.setClock(YEARS_MS);
  const { attemptId } = await fixture.pays('film4k');
  await fixture.operator.tsp.settleDay('20291122');
  expect((await fixture.attempt(attemptId))?.claim).toBe('SENT');
  fixture.time.setClock(-YEARS_MS);
  isDown = false;
  await fixture.settle();
  await fixture.settle();
  expect((await fixture.attempt(attemptId))?.claim).toBe('ACCEPTED');
});

test('a day ahead whose claims cannot be sent keeps no other from being settled, and says so', async () => {
  const fixture = await dayFixture({
    wrapExchange: (exchange) => ({
      ...exchange,
      write: async (folder, name, ...file) => {
        if (name.startsWith('PP') && name.includes('2029')) throw new Error('ECONNREFUSED');
        return exchange.write(folder, name, ...file);
      },
    }),
  });
  await fixture.pays('basic');
  fixture.time.setClock(YEARS_MS);
  await fixture.pays('film4k');
  fixture.time.setClock(-YEARS_MS);
  expect((await fixture.settle()).day).toMatchObject({ state: 'settled', tsp: { count: 1 } });
  expect((await fixture.day('20291122'))?.problem).toContain('ECONNREFUSED');
});

/** BOSS lacks the order, and says so in its answer, which is read while the clock is years ahead. */
async function lackedYearsAhead() {
  const fixture = await dayFixture();
  const { orderId } = await fixture.pays('basic');
  const { boss } = fixture.rooms;
  const booked = [keys.order(orderId), keys.dayOrder(D, orderId), keys.dayBooks(D)];
  const rows = await boss.transaction((tx) => Promise.all(booked.map((key) => tx.get(key))));
  await boss.transaction(async (tx) => {
    for (const key of booked) tx.delete(key);
  });
  fixture.operator.boss.faults.unavailable = true;
  fixture.time.setClock(YEARS_MS);
  await fixture.settle();
  fixture.time.setClock(-YEARS_MS);
  const find = () =>
    boss.transaction(async (tx) => booked.forEach((key, at) => void tx.put(key, rows[at])));
  return { fixture, find };
}

test('a difference that was seen while the clock was years ahead is for people when its time has passed from then on', async () => {
  const { fixture } = await lackedYearsAhead();
  await fixture.settle();
  await fixture.time.advance(DAY_MS - 1);
  await fixture.settle();
  expect(await fixture.cases()).toEqual([]);
  await fixture.time.advance(1);
  await fixture.settle();
  expect((await fixture.cases()).map(({ kind }) => kind)).toEqual(['missing-at-boss']);
});

test('BOSS is asked again about a day that it answered while the clock was years ahead', async () => {
  const { fixture, find } = await lackedYearsAhead();
  await find();
  await fixture.settle();
  expect((await fixture.settle()).day).toMatchObject({ state: 'settled', boss: { count: 1 } });
});

test('a file for BOSS that was lost while the clock was years ahead is sent again', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  fixture.time.setClock(YEARS_MS);
  await fixture.operator.tsp.settleDay(D);
  await clearRows(filesRoom(fixture.store), filesIn('boss/in', 'ready'));
  await fixture.settle();
  fixture.time.setClock(-YEARS_MS);
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ state: 'settled', boss: day.tsp });
});
