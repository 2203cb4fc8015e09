/** Files that are lost, refused or cleared away while others follow: a number that was never read is sent again. */
import { expect, test } from 'vitest';
import { answerWith, interrupted } from '../../../../e2e/virtual/answerFiles.fixture.ts';
import { classesOf, D, type DayFixture, dayFixture } from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { clearRows } from '../../../store/rowList.ts';
import { keys } from '../../boss/base/bossStore.ts';
import type { Folder } from '../../settlement/settlementTypes.ts';
import { filesIn, filesRoom } from '../../settlement/storeExchange.ts';

const DZ = `DZTV01${D}.txt`;
const SECOND = `DZTV01${D}-02.txt`;
const QS = `QS01020000${D}.txt`;

const lose = ({ store }: DayFixture, folder: Folder, name: string): Promise<void> =>
  clearRows(filesRoom(store), { prefix: filesIn(folder, 'ready').prefix + name });

const empty = ({ store }: DayFixture, folder: Folder, state: 'done' | 'error'): Promise<void> =>
  clearRows(filesRoom(store), filesIn(folder, state));

async function damage({ exchange }: DayFixture, folder: Folder, name: string): Promise<void> {
  const seal = (await exchange.seal(folder, name))!;
  async function* torn() {
    yield new Uint8Array(3);
  }
  await exchange.write(folder, name, torn(), () => seal);
}

/** Rounds of all parties; the folders are as they left them. */
async function expectSettled(fixture: DayFixture): Promise<void> {
  for (let runs = 0; runs < 3; runs++) await fixture.settle();
  const day = (await fixture.day())!;
  expect(day).toMatchObject({ state: 'settled', boss: day.tsp, ppp: day.tsp });
  expect((await fixture.differences()).filter(({ state }) => state !== 'cured')).toEqual([]);
  expect(await fixture.exchange.list('boss/in')).toEqual([]);
}

/** Of the files of the day that were sent to BOSS. */
async function highestNumber(fixture: DayFixture): Promise<number> {
  const { files } = (await fixture.day())!;
  const numbers = files.map(({ name }) => /^DZ.*-(\d\d)/.exec(name)?.[1] ?? '01');
  return Math.max(...numbers.map(Number));
}

test('a damaged file for BOSS whose refusal was cleared away is sent again under its number', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  const { tsp, boss } = fixture.operator;
  await tsp.settleDay(D);
  await damage(fixture, 'boss/in', DZ);
  await boss.receive(fixture.exchange);
  await tsp.settleDay(D);
  await empty(fixture, 'boss/in', 'error');
  await expectSettled(fixture);
  expect(await highestNumber(fixture)).toBe(3);
});

test('a damaged closing file whose refusal was cleared away is written again under its number', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  const { tsp, boss, ppp } = fixture.operator;
  await tsp.settleDay(D);
  await ppp.receive(fixture.exchange);
  await boss.receive(fixture.exchange);
  await ppp.closeDay(fixture.exchange, D);
  await damage(fixture, 'ppp/out', QS);
  await tsp.settleDay(D);
  await ppp.closeDay(fixture.exchange, D);
  await empty(fixture, 'ppp/out', 'error');
  await expectSettled(fixture);
});

test.each(['fits', 'is damaged'])(
  'a file for BOSS that is lost, and an answer of another hand that %s: BOSS gets the day under that number',
  async (what) => {
    const fixture = await dayFixture();
    const { amountFen } = await fixture.pays('basic');
    const { tsp } = fixture.operator;
    await tsp.settleDay(D);
    await lose(fixture, 'boss/in', DZ);
    const name = await answerWith(fixture, '01', { count: 1, totalFen: amountFen });
    if (what === 'is damaged') await damage(fixture, 'boss/out', name);
    await tsp.settleDay(D);
    await fixture.pays('film4k');
    await expectSettled(fixture);
    expect(await highestNumber(fixture)).toBeLessThan(5);
  },
);

test('after a file that BOSS took and that was cleared away, a refused one is followed by the next that BOSS takes', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  const { tsp, boss } = fixture.operator;
  await fixture.settle();
  await empty(fixture, 'boss/in', 'done');
  await fixture.pays('film4k');
  await tsp.settleDay(D);
  await damage(fixture, 'boss/in', SECOND);
  await boss.receive(fixture.exchange);
  await expectSettled(fixture);
  expect(await highestNumber(fixture)).toBe(3);
});

test('a number that BOSS has answered, sent again because nobody saw it taken, answers nothing of the new rows', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  const { tsp, boss } = fixture.operator;
  await tsp.settleDay(D);
  await boss.receive(fixture.exchange);
  await empty(fixture, 'boss/in', 'done');
  await tsp.settleDay(D);
  await fixture.pays('film4k');
  await tsp.settleDay(D);
  await damage(fixture, 'boss/in', SECOND);
  await boss.receive(fixture.exchange);
  for (let runs = 0; runs < 4; runs++) {
    const day = await tsp.settleDay(D);
    if (day.state === 'settled') expect(day.boss).toEqual(day.tsp);
    await boss.receive(fixture.exchange);
  }
  await expectSettled(fixture);
});

test('a day whose file vanished before it was seen taken is asked about once more, also when it is answered', async () => {
  const fixture = await dayFixture();
  const { orderId, amountFen } = await fixture.pays('basic');
  const { tsp, ppp } = fixture.operator;
  await tsp.settleDay(D);
  await ppp.receive(fixture.exchange);
  await ppp.closeDay(fixture.exchange, D);
  await lose(fixture, 'boss/in', DZ);
  await answerWith(fixture, '01', { count: 1, totalFen: amountFen });
  await fixture.rooms.boss.transaction(async (tx) => {
    const order = (await tx.get<object>(keys.order(orderId)))!;
    tx.put(keys.order(orderId), { ...order, amountFen: 99 });
  });
  expect(await tsp.settleDay(D)).toMatchObject({ state: 'waiting' });
  for (let runs = 0; runs < 3; runs++) await fixture.settle();
  expect(classesOf(await fixture.differences())).toContain('AMOUNT_DIFF case');
});

test('a BOSS that clears each file away at once is asked twice, and the day is settled', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  const { tsp, boss, ppp } = fixture.operator;
  for (let rounds = 0; rounds < 4; rounds++) {
    await tsp.settleDay(D);
    await ppp.receive(fixture.exchange);
    await ppp.closeDay(fixture.exchange, D);
    await boss.receive(fixture.exchange);
    await empty(fixture, 'boss/in', 'done');
    await fixture.time.advance(DAY_MS);
  }
  const day = await tsp.settleDay(D);
  expect(day).toMatchObject({ state: 'settled', boss: day.tsp });
  expect(await highestNumber(fixture)).toBe(2);
});

/** Every number was tried in an earlier run. */
const STRIDE = 11;

test('a crash at any commit while a day is asked about again leaves the true amount found', async () => {
  let length = Number.POSITIVE_INFINITY;
  for (let number = 1; number <= length; number += STRIDE) {
    const cut = async () => {
      throw new Error('cut');
    };
    const at = { calls: 0, number: 0, meanwhile: cut };
    const fixture = await dayFixture({
      wrapStore: interrupted(at),
      wrapExchange: (exchange) => ({
        ...exchange,
        async write(...given) {
          at.calls += 1;
          if (at.calls === at.number) await cut();
          await exchange.write(...given);
          at.calls += 1;
          if (at.calls === at.number) await cut();
        },
      }),
    });
    const { orderId, amountFen } = await fixture.pays('basic');
    await fixture.operator.tsp.settleDay(D);
    await lose(fixture, 'boss/in', DZ);
    await answerWith(fixture, '01', { count: 1, totalFen: amountFen });
    await fixture.rooms.boss.transaction(async (tx) => {
      const order = (await tx.get<object>(keys.order(orderId)))!;
      tx.put(keys.order(orderId), { ...order, amountFen: 99 });
    });
    at.calls = 0;
    at.number = number;
    for (let runs = 0; runs < 3; runs++) await fixture.settle().catch(() => undefined);
    length = Math.min(length, at.calls);
    for (let runs = 0; runs < 3; runs++) await fixture.settle();
    const where = `at ${number} of ${length}`;
    expect(classesOf(await fixture.differences()), where).toContain('AMOUNT_DIFF case');
    expect(await fixture.exchange.list('boss/in'), where).toEqual([]);
  }
  expect(length).toBeGreaterThan(50);
}, 120_000);
