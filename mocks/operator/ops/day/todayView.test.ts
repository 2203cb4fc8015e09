import { expect, test } from 'vitest';
import type { Store, Transaction } from '../../../store/store.ts';
import { chainId } from '../../tsp/books/store/historyStore.ts';
import { keys } from '../../tsp/books/store/tspKeys.ts';
import type { Schemas } from '../base/opsTypes.ts';
import { NOW, opsFixture } from '../ops.fixture.ts';
import { attemptRow, auditRows, endRow, orderRow, paidRows } from '../rows.fixture.ts';

type Today = Schemas['Today'];
const HOUR = 3_600_000;
const at = (time: string): number => Date.parse(`${time}+08:00`);

async function benchOf(rows: Record<string, unknown> = {}, wrap?: (store: Store) => Store) {
  const fixture = opsFixture(wrap ? { wrap } : {});
  await fixture.rows(rows);
  const client = await fixture.signIn('chen');
  return { ...fixture, ...client, today: async () => (await client.get<Today>('/today')).body };
}

test('a day without anything has no rate and no median', async () => {
  const { today } = await benchOf();
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

test('the day begins with the cut-off of the evening before, and its hours end with the one that runs', async () => {
  const { today } = await benchOf({
    ...endRow('A1', { at: at('2026-11-22T23:29:59'), paid: true, amountFen: 100 }),
    ...endRow('A2', { at: at('2026-11-22T23:30:00'), paid: true, amountFen: 200 }),
    ...endRow('A3', { at: at('2026-11-23T00:00:00'), paid: false, amountFen: 400, code: 'x' }),
    ...endRow('A4', { at: at('2026-11-23T20:35:59'), paid: true, amountFen: 800 }),
  });
  const { paid, failed, hours, successRate } = await today();
  expect(paid).toEqual({ count: 2, totalFen: 1_000 });
  expect(failed).toBe(1);
  expect(successRate).toBeCloseTo(2 / 3);
  expect(hours.map(({ hour }) => hour)).toEqual([23, ...Array.from({ length: 21 }, (_, n) => n)]);
  expect(hours[0]).toEqual({ hour: 23, paid: 1, paidFen: 200, failed: 0 });
  expect(hours[1]).toEqual({ hour: 0, paid: 0, paidFen: 0, failed: 1 });
  expect(hours.at(-1)).toEqual({ hour: 20, paid: 1, paidFen: 800, failed: 0 });
});

test('after the cut-off it is another day', async () => {
  const { today, time, rows } = await benchOf(
    endRow('A1', { at: at('2026-11-23T20:00:00'), paid: true, amountFen: 100 }),
  );
  await time.advance(HOUR / 3);
  expect((await today()).paid.count).toBe(1);
  await rows(endRow('A2', { at: at('2026-11-23T23:31:00'), paid: true, amountFen: 300 }));
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
  const { today } = await benchOf(
    Object.assign(
      {},
      ...ends.map((end, n) => endRow(`A${n}`, { at: NOW - HOUR, amountFen: 100, ...end })),
    ),
  );
  const { endings, medianMs } = await today();
  expect(endings).toEqual([
    { code: 'card.insufficient', count: 2 },
    { code: 'voided', count: 1 },
  ]);
  expect(medianMs).toBe(9_000);
});

test('what is open has its sum and its oldest', async () => {
  const orders = [orderRow(1), orderRow(2)];
  const attempts = orders.map((order) => attemptRow(order));
  const since = [NOW - 5 * HOUR, NOW - 2 * HOUR];
  const rows: Record<string, unknown> = {};
  orders.forEach((order, n) => {
    const { attemptId } = attempts[n]!;
    const caseNo = `C20261123-000${n}`;
    rows[`order/${order.orderId}`] = order;
    rows[`attempt/${attemptId}`] = attempts[n];
    rows[`doubt/${String(since[n]).padStart(13, '0')}/${attemptId}`] = true;
    rows[`outbox/ACTIVATE/${order.orderId}`] = { subject: order.orderId, since: since[n] };
    rows[`outbox/GRACE/${order.orderId}`] = { subject: order.orderId, since: since[n] };
    rows[`caseOpen/${caseNo}`] = true;
    rows[`case/${caseNo}`] = {
      caseNo,
      amountFen: -50,
      openedAt: since[n],
      state: n ? 'PROPOSED' : 'OPEN',
    };
  });
  rows['case/C20261101-0001'] = { state: 'CLOSED', amountFen: 1, openedAt: 0 };
  const { today } = await benchOf(rows);
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
  const first = endRow('A1', { at: NOW - HOUR, paid: false, amountFen: 100, code: 'x' });
  const { today, rows, time } = await benchOf(first);
  expect(await today()).toMatchObject({ failed: 1, paid: { count: 0 } });
  await time.advance(1_000);
  await rows({
    ...endRow('A1', { at: NOW + 1_000, paid: true, amountFen: 100 }),
    // After the sign-in's own event.
    ...auditRows(2, [{ at: NOW + 1_000, attemptId: 'A1', to: 'DEBITED' }]),
  });
  expect(await today()).toMatchObject({ failed: 0, paid: { count: 1, totalFen: 100 } });
});

test('far behind, the day is read again rather than followed', async () => {
  const { today, rows } = await benchOf();
  expect((await today()).paid.count).toBe(0);
  const events = Array.from({ length: 2_100 }, () => ({}));
  await rows({
    ...endRow('A1', { at: NOW, paid: true, amountFen: 100 }),
    ...auditRows(2, events.slice(0, 1_900)),
  });
  expect((await today()).paid.count).toBe(0);
  await rows(auditRows(1_902, events));
  expect((await today()).paid.count).toBe(1);
});

/** A store that counts what is read: work, not time. */
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

test('with twenty thousand orders, today and the lists read little, and today little again and again', async () => {
  const count = { reads: 0 };
  const { get, post, rows, today, signIn } = await benchOf({}, counting(count));
  const day = NOW - 20 * HOUR;
  for (let n = 0; n < 20_000; n += 1_000) {
    const piece: Record<string, unknown> = {};
    for (let i = n; i < n + 1_000; i++) {
      const at = day + i * 3_000;
      const paid = paidRows(i, { createdAt: at, stbId: `STB-${i % 100}` });
      for (const [key, value] of Object.entries(paid)) {
        // Only the newest are looked at: the others need not be whole.
        if (i >= 19_000 || /^(order|past|orderOfBox|dayEnd)\//.test(key)) piece[key] = value;
      }
      Object.assign(piece, auditRows(2 + i, [{ at, orderId: `O${i}` }]));
    }
    await rows(piece);
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
  expect(await reads(today)).toBeLessThan(20);

  const event = { at: NOW, who: 'tsp', what: 'x', attemptId: 'NEW', to: 'DEBITED' };
  await rows({
    ...endRow('NEW', { at: NOW, paid: true, amountFen: 1 }),
    [keys.chain('audit') + chainId(20_003)]: { number: 20_003, hash: 'h', entry: event },
    [keys.chainHead('audit')]: { number: 20_003, hash: 'h' },
  });
  expect(await reads(today)).toBeLessThan(25);
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
