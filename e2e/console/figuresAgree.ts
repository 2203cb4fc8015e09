/** What the console's figures say of a day, held against orders, ends, ledger and exports, which are read row by row. */
import { expect } from 'vitest';
import type { Schemas } from '../../mocks/operator/ops/base/opsTypes.ts';
import { businessDate } from '../../mocks/operator/tsp/base/businessDate.ts';
import { readLedger } from '../../mocks/operator/tsp/books/journals/ledger.ts';
import { endsOfDay } from '../../mocks/operator/tsp/books/store/attemptStore.ts';
import { allOrders } from '../../mocks/operator/tsp/books/store/orderStore.ts';
import { rowsIn } from '../../mocks/store/rowList.ts';
import type { Store } from '../../mocks/store/store.ts';
import { dayAfter } from '../../src/shared/time.ts';

const CUT_OFF = '233000';

interface OpsReader {
  get<T>(path: string): Promise<{ readonly body: T }>;
}

/** Postings that say that money was taken from a card on this day, less those that take that back. */
async function takenFen(room: Store, date: string): Promise<number> {
  const rows = await readLedger({ store: room });
  return rows
    .filter(({ entry }) => businessDate(entry.at, CUT_OFF) === date)
    .reduce((sum, { entry }) => {
      const fen = entry.lines.reduce((most, { debitFen }) => Math.max(most, debitFen), 0);
      return ['debit', 'surplus'].includes(entry.kind) ? sum + fen : sum;
    }, 0);
}

const cellsOf = (csv: string): string[] => csv.trimEnd().split(/\r?\n/).slice(1);

/** Every figure of the day is what the rows say. */
export async function figuresAgree(store: Store, ops: OpsReader, date: string): Promise<void> {
  const room = store.room('tsp');
  const figures = (await ops.get<Schemas['DayFigures']>(`/figures?date=${date}`)).body;
  const ends = await room.transaction(async (tx) => [
    ...(await rowsIn(tx, endsOfDay(dayAfter(date, -1)))),
    ...(await rowsIn(tx, endsOfDay(date))),
  ]);
  const own = ends.filter(({ at }) => businessDate(at, CUT_OFF) === date);
  const paid = own.filter((end) => end.paid);
  const paidFen = paid.reduce((sum, { amountFen }) => sum + amountFen, 0);
  expect(figures.sum).toEqual({ paid: paid.length, paidFen, failed: own.length - paid.length });

  // Revenue by service is the day's, and the ledger's.
  expect(figures.services.reduce((sum, { totalFen }) => sum + totalFen, 0)).toBe(paidFen);
  expect(figures.services.reduce((sum, { count }) => sum + count, 0)).toBe(paid.length);
  expect(await takenFen(room, date)).toBe(paidFen);
  for (const { serviceId, title } of figures.services) expect(title, serviceId).toBeDefined();
  expect(figures.endings.reduce((sum, { count }) => sum + count, 0)).toBe(figures.sum.failed);

  // The funnel narrows, begins with the day's prices, and its second stage is the day's export.
  const orders = (await room.transaction((tx) => rowsIn(tx, allOrders))).filter(
    ({ createdAt }) => businessDate(createdAt, CUT_OFF) === date,
  );
  const counts = figures.funnel.map(({ count }) => count);
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
  expect(counts).toEqual([
    orders.length,
    orders.filter(({ confirmedAt }) => confirmedAt !== undefined).length,
    orders.filter(({ attemptId }) => attemptId !== undefined).length,
    orders.filter(({ paidBy }) => paidBy !== undefined).length,
    orders.filter(({ state }) => state === 'COMPLETED').length,
  ]);
  const { csv } = (await ops.get<Schemas['Export']>(`/exports/orders?date=${date}`)).body;
  expect(cellsOf(csv)).toHaveLength(counts[1]!);

  const last = figures.days.at(-1)!;
  expect([figures.days.length, last.date, last.sum]).toEqual([8, date, figures.sum]);
}

/** Today's page and the day's figures say the same of the day that runs. */
export async function todayAgrees(ops: OpsReader): Promise<void> {
  const today = (await ops.get<Schemas['Today']>('/today')).body;
  const figures = (await ops.get<Schemas['DayFigures']>('/figures')).body;
  const hours = today.hours.reduce(
    (sum, { paid, failed }) => [sum[0]! + paid, sum[1]! + failed],
    [0, 0],
  );
  const { paid, paidFen, failed } = figures.sum;
  expect({
    date: today.date,
    paid: today.paid,
    failed: today.failed,
    endings: today.endings,
  }).toEqual({
    date: figures.date,
    paid: { count: paid, totalFen: paidFen },
    failed,
    endings: figures.endings,
  });
  expect(hours).toEqual([paid, failed]);
}
