/** What is followed row by row is what reading everything again would give. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chinaTime, DAY_MS } from '../../../../src/shared/time.ts';
import { memoryStore } from '../../../store/memoryStore.ts';
import type { Store, Transaction } from '../../../store/store.ts';
import type { DayEnd, OrderRow } from '../../tsp/books/rows.ts';
import { dropDayEnd, putDayEnd } from '../../tsp/books/store/attemptStore.ts';
import { chainHead } from '../../tsp/books/store/historyStore.ts';
import { putOrder } from '../../tsp/books/store/orderStore.ts';
import type { Schemas } from '../base/opsTypes.ts';
import { NOW, opsFixture } from '../ops.fixture.ts';
import { auditEvents, orderRow } from '../rows.fixture.ts';
import { createKeptDays } from './keptDays.ts';

type Figures = Schemas['DayFigures'];
const HOUR = 3_600_000;

const client = async (store: Store) => (await opsFixture({ store })).signIn('li');
const figuresOf = async (ops: Awaited<ReturnType<typeof client>>, date?: string) =>
  (await ops.get<Figures>(date === undefined ? '/figures' : `/figures?date=${date}`)).body;

/** Writes what the platform writes when a row changes: the row and its event. */
async function write(
  store: Store,
  change: (tx: Transaction) => void,
  event: Parameters<typeof auditEvents>[1][number],
): Promise<void> {
  await store.room('tsp').transaction(async (tx) => {
    change(tx);
    const number = ((await chainHead(tx, 'audit'))?.number ?? 0) + 1;
    await auditEvents(number, [event])(tx);
  });
}

const STEPS: readonly Partial<OrderRow>[] = [
  { state: 'QUOTED', tries: 0 },
  { state: 'CONFIRMED', confirmedAt: NOW },
  { state: 'PAYING', confirmedAt: NOW, attemptId: 'A' },
  { state: 'ACTIVATING', confirmedAt: NOW, attemptId: 'A', paidBy: 'A' },
  { state: 'COMPLETED', confirmedAt: NOW, attemptId: 'A', paidBy: 'A' },
];

const { confirmedAt: _, ...bare } = orderRow(0);
const orderAt = (number: number, createdAt: number, step: number): OrderRow => {
  const { orderId, quote } = orderRow(number, { createdAt });
  return { ...bare, orderId, quote, createdAt, ...STEPS[step] } as OrderRow;
};

const moves = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('order' as const),
      number: fc.integer({ min: 0, max: 8 }),
      step: fc.integer({ min: 0, max: 4 }),
    }),
    fc.record({
      kind: fc.constant('end' as const),
      number: fc.integer({ min: 0, max: 8 }),
      paid: fc.boolean(),
      amountFen: fc.integer({ min: 1, max: 9_999 }),
      serviceId: fc.constantFrom('basic', 'kids'),
      // 45 hours ago it was after the cut-off: that is yesterday.
      hoursAgo: fc.integer({ min: 0, max: 47 }),
    }),
    fc.record({ kind: fc.constant('look' as const) }),
  ),
  { maxLength: 40 },
);

test('after any changes the figures that were followed are those of a fresh start, of today and of yesterday', async () => {
  await fc.assert(
    fc.asyncProperty(moves, async (all) => {
      const store = memoryStore();
      const ops = await client(store);
      const ended = new Map<number, { on: string; end: DayEnd }>();
      for (const move of all) {
        if (move.kind === 'look') {
          await figuresOf(ops);
          await figuresOf(ops, '20261122');
        }
        if (move.kind === 'order') {
          const order = orderAt(move.number, NOW - move.number * 5 * HOUR, move.step);
          await write(store, (tx) => putOrder(tx, order), { orderId: order.orderId, at: NOW });
        }
        if (move.kind === 'end') {
          const { number, paid, amountFen, serviceId, hoursAgo } = move;
          const at = NOW - hoursAgo * HOUR;
          const before = ended.get(number);
          const end: DayEnd = {
            at,
            paid,
            amountFen,
            serviceId,
            ...(paid ? {} : { code: 'voided' }),
          };
          const on = chinaTime(at).date;
          await write(
            store,
            (tx) => {
              if (before) dropDayEnd(tx, before.on, `A${number}`);
              putDayEnd(tx, on, `A${number}`, end);
            },
            {
              at,
              attemptId: `A${number}`,
              from: before ? (before.end.paid ? 'DEBITED' : 'VOID') : 'MAC1_ISSUED',
              to: paid ? 'DEBITED' : 'VOID',
            },
          );
          ended.set(number, { on, end });
        }
      }
      for (const date of [undefined, '20261122']) {
        const fresh = await figuresOf(await client(store), date);
        expect(await figuresOf(ops, date)).toEqual(fresh);
      }
    }),
    { numRuns: 60 },
  );
});

test('an empty day: nothing to compare with, no mean, an empty funnel', async () => {
  const figures = await figuresOf(await client(memoryStore()));
  expect(figures.compared).not.toHaveProperty('mean');
  expect(figures.sum).toEqual({ paid: 0, paidFen: 0, failed: 0 });
  expect(figures.funnel.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0]);
});

test('yesterday counts up to the same minute, a week ago too, and the mean leaves out days without anything', async () => {
  const store = memoryStore();
  const end = (id: string, at: number, amountFen: number) =>
    store
      .room('tsp')
      .transaction(async (tx) =>
        putDayEnd(tx, chinaTime(at).date, id, { at, paid: true, amountFen }),
      );
  await end('now', NOW - 60_000, 100);
  await end('same minute', NOW - DAY_MS - 60_000, 200);
  await end('a minute later', NOW - DAY_MS + 60_000, 400);
  await end('a week ago', NOW - 7 * DAY_MS - 60_000, 800);
  const { compared, days } = await figuresOf(await client(store));
  expect(compared.dayBefore).toEqual({ paid: 1, paidFen: 200, failed: 0 });
  expect(compared.weekBefore!.paidFen).toBe(800);
  expect(compared.mean).toEqual({ paid: 1, paidFen: 500, failed: 0 });
  expect(days.at(-2)!.sum.paidFen).toBe(600);
});

test('the minute that runs is compared with nothing', async () => {
  const store = memoryStore();
  const fixture = opsFixture({ store });
  const ops = await fixture.signIn('li');
  const at = NOW + 10_000;
  await store.room('tsp').transaction(async (tx) => {
    for (const [id, when] of [
      ['now', at],
      ['before', at - DAY_MS],
    ] as const) {
      putDayEnd(tx, chinaTime(when).date, id, { at: when, paid: true, amountFen: 1 });
    }
  });
  await fixture.time.advance(30_000);
  const { sum, compared } = await figuresOf(ops);
  expect([sum.paid, compared.sum.paid, compared.dayBefore!.paid]).toEqual([1, 0, 0]);
  await fixture.time.advance(30_000);
  const later = (await figuresOf(ops)).compared;
  expect([later.sum.paid, later.dayBefore!.paid]).toEqual([1, 1]);
});

test('a day of the future, one that is no date, and one of years ago have no figures', async () => {
  const ops = await client(memoryStore());
  const codeOf = async (date: string) =>
    (await ops.get<Schemas['Problem']>(`/figures?date=${date}`)).body.code;
  expect(await codeOf('20261124')).toBe('day.not_found');
  expect(await codeOf('20241124')).toBe('day.not_found');
  expect(await codeOf('20261399')).toBe('request.invalid');
});

test('while the days before are still being read, the day itself is told; asked again, they are there', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  /** Hands over what was read of a day a week ago only when it is released. */
  const slow = (store: Store): Store => ({
    clear: () => store.clear(),
    room: (name) => slow(store.room(name)),
    async transaction(work) {
      let isHeld = false;
      const value = await store.transaction((tx) =>
        work({
          ...tx,
          list(prefix, options) {
            isHeld ||= prefix.includes('20261116');
            return tx.list(prefix, options);
          },
        }),
      );
      if (isHeld) await held;
      return value;
    },
  });
  const fixture = opsFixture({ store: slow(memoryStore()) });
  const ops = await fixture.signIn('li');
  const early = figuresOf(ops);
  await fixture.time.drain();
  await fixture.time.advance(3_000);
  const { isReading, days, compared } = await early;
  expect([isReading, days.length, Object.keys(compared)]).toEqual([true, 1, ['sum']]);
  release();
  const late = await figuresOf(ops);
  expect([late.isReading, late.days.length]).toEqual([undefined, 8]);
});

test('a day that changes while it is read is read again', async () => {
  const days: string[] = [];
  const kept = createKeptDays({ now: () => 0 }, async (date) => {
    days.push(date);
    if (days.length === 1) kept.forget(date);
    return days.length;
  });
  expect([await kept.read('20261122'), await kept.read('20261122')]).toEqual([1, 2]);
  expect(await kept.read('20261122')).toBe(2);
  expect(await Promise.all([kept.read('20261121'), kept.read('20261121')])).toEqual([3, 3]);
});

test('a day that changes all the time is read for a twentieth of the time at most', async () => {
  let now = 0;
  let reads = 0;
  const kept = createKeptDays({ now: () => now }, async () => {
    now += 1_000;
    reads += 1;
    return reads;
  });
  for (let second = 0; second < 100; second++) {
    await kept.read('20261122');
    kept.forget('20261122');
    now += 1_000;
  }
  expect(reads).toBe(5);
});
