import { expect, test } from 'vitest';
import type { Store, Transaction } from '../../../store/store.ts';
import { markDoubt, putAttempt } from '../../tsp/books/store/attemptStore.ts';
import { putOrder } from '../../tsp/books/store/orderStore.ts';
import { putOutbox } from '../../tsp/books/store/queueStore.ts';
import type { Schemas } from '../base/opsTypes.ts';
import { NOW, opsFixture, type Write } from '../ops.fixture.ts';
import {
  attemptRow,
  auditEvents,
  dayEnd,
  deskCase,
  listedOrder,
  orderRow,
  paidOrder,
} from '../rows.fixture.ts';

type Today = Schemas['Today'];
const HOUR = 3_600_000;
const at = (time: string): number => Date.parse(`${time}+08:00`);

async function fixtureWith(writes: readonly Write[] = [], wrap?: (store: Store) => Store) {
  const fixture = opsFixture(wrap ? { wrap } : {});
  await fixture.write(...writes);
  const client = await fixture.signIn('chen');
  return { ...fixture, ...client, today: async () => (await client.get<Today>('/today')).body };
}

test('an empty day has no rate and no median', async () => {
  const { today } = await fixtureWith();
  const view = await today();
  expect(view).toMatchObject({
    date: '20261123',
    asOf: '2026-11-23T20:36:00+08:00',
    paid: { count: 0, totalFen: 0 },
    failed: 0,
    endings: [],
    doubts: { count: 0, totalFen: 0 },
    backlog: { count: 0, totalFen: 0 },
    cases: { count: 0, totalFen: 0 },
    toApprove: 0,
    pool: { total: 2, free: 1, leased: 1, out: 0, waiting: 2 },
    health: {
      boss: { state: 'up', medianMs: 12, lastAnswerAt: '2026-11-23T20:36:00+08:00' },
      ppp: { state: 'unknown' },
    },
    switches: ['batches'],
  });
  expect(view).not.toHaveProperty('successRate');
  expect(view).not.toHaveProperty('medianMs');
  expect(view.doubts).not.toHaveProperty('oldestAt');
});

test('the day begins with the cut-off of the evening before, and its hours end with the current hour', async () => {
  const { today } = await fixtureWith([
    dayEnd('A1', { at: at('2026-11-22T23:29:59'), paid: true, amountFen: 100 }),
    dayEnd('A2', { at: at('2026-11-22T23:30:00'), paid: true, amountFen: 200 }),
    dayEnd('A3', { at: at('2026-11-23T00:00:00'), paid: false, amountFen: 400, code: 'x' }),
    dayEnd('A4', { at: at('2026-11-23T20:35:59'), paid: true, amountFen: 800 }),
  ]);
  const { paid, failed, hours, successRate } = await today();
  expect(paid).toEqual({ count: 2, totalFen: 1_000 });
  expect(failed).toBe(1);
  expect(successRate).toBeCloseTo(2 / 3);
  expect(hours.map(({ hour }) => hour)).toEqual([23, ...Array.from({ length: 21 }, (_, n) => n)]);
  expect(hours[0]).toEqual({ hour: 23, paid: 1, paidFen: 200, failed: 0 });
  expect(hours[1]).toEqual({ hour: 0, paid: 0, paidFen: 0, failed: 1 });
  expect(hours.at(-1)).toEqual({ hour: 20, paid: 1, paidFen: 800, failed: 0 });
});

test('after the cut-off the next day begins', async () => {
  const { today, time, write } = await fixtureWith([
    dayEnd('A1', { at: at('2026-11-23T20:00:00'), paid: true, amountFen: 100 }),
  ]);
  await time.advance(HOUR / 3);
  expect((await today()).paid.count).toBe(1);
  await write(dayEnd('A2', { at: at('2026-11-23T23:31:00'), paid: true, amountFen: 300 }));
  for (let n = 0; n < 8; n++) {
    await time.advance(HOUR / 3);
    expect((await today()).paid.count).toBe(1);
  }
  expect(await today()).toMatchObject({ date: '20261124', paid: { count: 1, totalFen: 300 } });
});

test('endings are counted by their code, the most frequent first; the median is one of the times', async () => {
  const ends = [
    ...['card.insufficient', 'voided', 'card.insufficient'].map((code) => ({ paid: false, code })),
    ...[9_000, 4_000, 30_000, 8_000].map((tookMs) => ({ paid: true, tookMs })),
  ];
  const { today } = await fixtureWith(
    ends.map((end, n) => dayEnd(`A${n}`, { at: NOW - HOUR, amountFen: 100, ...end })),
  );
  const { endings, medianMs } = await today();
  expect(endings).toEqual([
    { code: 'card.insufficient', count: 2 },
    { code: 'voided', count: 1 },
  ]);
  expect(medianMs).toBe(9_000);
});

test('what is open has its sum and its oldest entry', async () => {
  const openOrder =
    (n: number, since: number): Write =>
    (tx) => {
      const order = orderRow(n);
      const attempt = attemptRow(order);
      putOrder(tx, order);
      putAttempt(tx, attempt);
      markDoubt(tx, since, attempt.attemptId, true);
      for (const kind of ['ACTIVATE', 'GRACE'] as const) {
        putOutbox(tx, { kind, subject: order.orderId, since, tries: 1, dueAt: since });
      }
    };
  const [long, short] = [NOW - 5 * HOUR, NOW - 2 * HOUR];
  const { today } = await fixtureWith([
    openOrder(1, long),
    openOrder(2, short),
    deskCase('C20261123-0000', { amountFen: -50, openedAt: long }),
    deskCase('C20261123-0001', { amountFen: -50, openedAt: short, state: 'PROPOSED' }),
    deskCase('C20261101-0001', { amountFen: 1, openedAt: 0, state: 'CLOSED' }),
  ]);
  const sum = { count: 2, totalFen: 5_200, oldestAt: '2026-11-23T15:36:00+08:00' };
  const { doubts, backlog, cases, toApprove } = await today();
  expect({ doubts, backlog, cases, toApprove }).toEqual({
    doubts: sum,
    backlog: sum,
    cases: { ...sum, totalFen: -100 },
    toApprove: 1,
  });
});

test('an end that a later proof replaces is counted once', async () => {
  const first = dayEnd('A1', { at: NOW - HOUR, paid: false, amountFen: 100, code: 'x' });
  const { today, write, time } = await fixtureWith([first]);
  expect(await today()).toMatchObject({ failed: 1, paid: { count: 0 } });
  await time.advance(1_000);
  await write(
    dayEnd('A1', { at: NOW + 1_000, paid: true, amountFen: 100 }),
    // After the sign-in's own event.
    auditEvents(2, [{ at: NOW + 1_000, attemptId: 'A1', to: 'DEBITED' }]),
  );
  expect(await today()).toMatchObject({ failed: 0, paid: { count: 1, totalFen: 100 } });
});

test('when too many events are new, the day is read again', async () => {
  const { today, write } = await fixtureWith();
  expect((await today()).paid.count).toBe(0);
  const events = Array.from({ length: 2_100 }, () => ({}));
  await write(
    dayEnd('A1', { at: NOW, paid: true, amountFen: 100 }),
    auditEvents(2, events.slice(0, 1_900)),
  );
  expect((await today()).paid.count).toBe(0);
  await write(auditEvents(1_902, events));
  expect((await today()).paid.count).toBe(1);
});

/** A store that counts reads: a measure of work, not of time. */
function counting(count: { reads: number }) {
  const wrap = (store: Store): Store => ({
    clear: () => store.clear(),
    room: (name) => wrap(store.room(name)),
    transaction: (work) =>
      store.transaction((tx) => {
        const counted: Transaction = {
          put: (key, value) => tx.put(key, value),
          delete: (key) => tx.delete(key),
          get(key) {
            count.reads += 1;
            return tx.get(key);
          },
          async list(prefix, options) {
            const rows = await tx.list<never>(prefix, options);
            count.reads += 1 + rows.length;
            return rows;
          },
        };
        return work(counted);
      }),
  });
  return wrap;
}

test('with twenty thousand orders, the lists read little, and so does today after its first answer', async () => {
  const count = { reads: 0 };
  const { get, post, write, today, signIn } = await fixtureWith([], counting(count));
  const day = NOW - 20 * HOUR;
  for (let n = 0; n < 20_000; n += 1_000) {
    const piece = Array.from({ length: 1_000 }, (_, place) => n + place);
    await write(
      ...piece.flatMap((i) => {
        const at = day + i * 3_000;
        // Only the newest orders are looked at in full.
        const order = i >= 19_000 ? paidOrder : listedOrder;
        return [
          order(i, { createdAt: at, stbId: `STB-${i % 100}` }),
          auditEvents(2 + i, [{ at, orderId: `O${i}` }]),
        ];
      }),
    );
  }
  const { get: ask } = await signIn('li');
  async function reads(work: () => Promise<unknown>): Promise<number> {
    const before = count.reads;
    await work();
    return count.reads - before;
  }
  const first = await reads(today);
  expect((await today()).paid.count).toBe(20_000);
  expect(first).toBeGreaterThan(20_000);
  expect(first).toBeLessThan(21_000);
  expect(await reads(today)).toBeLessThan(40);

  const event = { at: NOW, who: 'tsp', what: 'x', attemptId: 'NEW', to: 'DEBITED' };
  await write(dayEnd('NEW', { at: NOW, paid: true, amountFen: 1 }), auditEvents(20_003, [event]));
  expect(await reads(today)).toBeLessThan(45);
  expect((await today()).paid.count).toBe(20_001);

  for (const path of ['/orders', '/orders?find=STB-7', '/orders?find=sub-1', '/doubts', '/cases']) {
    expect([path, (await reads(() => get(path))) < 300]).toEqual([path, true]);
  }
  expect(await reads(() => get('/orders?state=MANUAL'))).toBeLessThan(1_200);
  expect(await reads(() => ask('/audit'))).toBeLessThan(600);
  expect(await reads(() => ask('/audit?find=O7'))).toBeLessThan(2_600);
  expect(await reads(() => get('/days'))).toBeLessThan(50);
  expect(await reads(() => post('/days/20261122/settlement'))).toBeLessThan(20);
});
