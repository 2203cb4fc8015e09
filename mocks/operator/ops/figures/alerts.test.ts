import { expect, test } from 'vitest';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { markDebit, markDoubt, putAttempt } from '../../tsp/books/store/attemptStore.ts';
import { putDay } from '../../tsp/books/store/dayStore.ts';
import { putOrder } from '../../tsp/books/store/orderStore.ts';
import { putOutbox } from '../../tsp/books/store/queueStore.ts';
import type { Schemas } from '../base/opsTypes.ts';
import { NOW, opsFixture, type Write } from '../ops.fixture.ts';
import { attemptRow, dayEnd, orderRow } from '../rows.fixture.ts';

const MINUTE = 60_000;

/** The alerts of a day with these rows; the fixture's line for a PSAM, two boxes long, is one of them. */
async function alertsWith(
  writes: readonly Write[],
  more: Parameters<typeof opsFixture>[0] = {},
): Promise<NonNullable<Schemas['Today']['alerts']>> {
  const fixture = opsFixture(more);
  await fixture.write(...writes);
  const ops = await fixture.signIn('chen');
  const { alerts = [] } = (await ops.get<Schemas['Today']>('/today')).body;
  return alerts.filter(({ id }) => id !== 'pool-short');
}

const doubt =
  (minutes: number, caseNo?: string): Write =>
  (tx) => {
    const attempt = attemptRow(orderRow(1), caseNo === undefined ? {} : { caseNo });
    putAttempt(tx, attempt);
    markDoubt(tx, NOW - minutes * MINUTE, attempt.attemptId, true);
  };

test('a line for a PSAM is an alert', async () => {
  const ops = await opsFixture().signIn('chen');
  const { alerts } = (await ops.get<Schemas['Today']>('/today')).body;
  expect(alerts).toEqual([{ id: 'pool-short', level: 'warn', value: 50, limit: 10 }]);
});

test('a doubt is an alert after an hour, unless people have a case about it', async () => {
  expect(await alertsWith([doubt(60)])).toEqual([]);
  expect(await alertsWith([doubt(61)])).toEqual([
    { id: 'doubt-old', level: 'warn', value: 61, limit: 60 },
  ]);
  expect(await alertsWith([doubt(90, 'C20261123-0001')])).toEqual([]);
});

test('a payment that is not opened is an alert after ten minutes', async () => {
  const waiting =
    (minutes: number): Write =>
    (tx) => {
      const { orderId } = orderRow(1);
      const since = NOW - minutes * MINUTE;
      putOrder(tx, orderRow(1));
      putOutbox(tx, { kind: 'ACTIVATE', subject: orderId, since, tries: 1, dueAt: since });
    };
  expect(await alertsWith([waiting(10)])).toEqual([]);
  expect((await alertsWith([waiting(11)])).map(({ id }) => id)).toEqual(['boss-queue']);
});

test('failures of the last hour are an alert when they are many, not when there are few attempts or they are old', async () => {
  const ends = (failed: number, paid: number, minutesAgo: number): Write[] =>
    Array.from({ length: failed + paid }, (_, n) =>
      dayEnd(`A${n}`, {
        at: NOW - minutesAgo * MINUTE,
        amountFen: 100,
        ...(n < failed ? { paid: false, code: 'voided' } : { paid: true }),
      }),
    );
  expect(await alertsWith(ends(3, 6, 5))).toEqual([
    { id: 'refusals-high', level: 'warn', value: 33, limit: 25 },
  ]);
  expect(await alertsWith(ends(2, 6, 5))).toEqual([]);
  expect(await alertsWith(ends(3, 2, 5))).toEqual([]);
  expect(await alertsWith(ends(3, 6, 61))).toEqual([]);
});

test('a day with debits that is over for six hours and not settled is a bad alert, which comes first', async () => {
  const yesterday = NOW - DAY_MS;
  const order = orderRow(1, { createdAt: yesterday });
  const debit: Write = (tx) => markDebit(tx, '20261122', attemptRow(order));
  const alerts = await alertsWith([debit, doubt(61)]);
  expect(alerts.map(({ id, level }) => [id, level])).toEqual([
    ['day-unsettled', 'bad'],
    ['doubt-old', 'warn'],
  ]);
  expect(alerts[0]).toMatchObject({ date: '20261122', value: 21, limit: 6 });
  const settled: Write = (tx) =>
    putDay(tx, { date: '20261122', state: 'explained', runs: 1, files: [] });
  expect(await alertsWith([debit, settled])).toEqual([]);
  const waits: Write = (tx) =>
    putDay(tx, { date: '20261122', state: 'waiting', runs: 1, files: [] });
  expect((await alertsWith([debit, waits])).map(({ id }) => id)).toEqual(['day-unsettled']);
});

test('little room on the disk is an alert, very little a bad one', async () => {
  const disk = (megabytes: number) => ({
    disk: async () => ({ freeBytes: megabytes * 2 ** 20, totalBytes: 2 ** 40 }),
  });
  expect(await alertsWith([], disk(2_048))).toEqual([]);
  expect(await alertsWith([], disk(2_047))).toMatchObject([{ id: 'disk-low', level: 'warn' }]);
  expect(await alertsWith([], disk(500))).toMatchObject([{ id: 'disk-low', level: 'bad' }]);
});

test('a system that does not answer is a bad alert that names it', async () => {
  const { tsp } = opsFixture().setup;
  const up = { state: 'up' } as const;
  const health = () => ({ boss: up, ppp: { state: 'down' } as const, hsm: up });
  const alerts = await alertsWith([], { tsp: { ...tsp, health } });
  expect(alerts).toEqual([{ id: 'party-down', level: 'bad', value: 0, limit: 0, party: 'ppp' }]);
});
