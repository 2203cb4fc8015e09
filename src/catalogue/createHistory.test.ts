import { beforeEach, expect, test } from 'vitest';
import { order, receipt } from '../app/gallery/onePayment.fixture.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { TspError } from '../tsp/tspError.ts';
import type { OrderPage, Receipt } from '../tsp/tspTypes.ts';
import { createHistory } from './createHistory.ts';

interface Asked<T> {
  readonly of: readonly unknown[];
  answer(result: Result<T, TspError>): Promise<void>;
}

const lost = fail<TspError>({ kind: 'unreachable' });
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A call that is answered by hand. */
function byHand<T>() {
  const asked: Asked<T>[] = [];
  const call = (...of: unknown[]) =>
    new Promise<Result<T, TspError>>((resolve) => {
      const answer = (result: Result<T, TspError>) => {
        resolve(result);
        return nextTurn();
      };
      asked.push({ of, answer });
    });
  return { asked, call };
}

const page = (states: Parameters<typeof order>[0][], nextCursor?: string) =>
  ok<OrderPage>({
    items: states.map((state) => order(state)),
    months: ['2026-11', '2026-10'],
    ...(nextCursor === undefined ? {} : { nextCursor }),
  });

let orders: ReturnType<typeof byHand<OrderPage>>;
let receipts: ReturnType<typeof byHand<Receipt>>;
let history: ReturnType<typeof createHistory>;

beforeEach(() => {
  orders = byHand();
  receipts = byHand();
  history = createHistory({ orders: orders.call, receipt: receipts.call });
});

const shown = () => {
  const { value } = history.history;
  return value.state === 'ready' ? value.value.map(({ state }) => state) : value.state;
};

test('it is read page by page, one at a time, and again from its start', async () => {
  history.loadHistory();
  history.loadHistory(true);
  expect(orders.asked.length).toBe(1);
  await orders.asked[0]!.answer(page(['COMPLETED'], 'c1'));
  history.loadHistory(true);
  history.loadHistory(true);
  expect(orders.asked.map(({ of }) => of)).toEqual([
    [null, undefined],
    [null, 'c1'],
  ]);
  await orders.asked[1]!.answer(page(['CREDITED']));
  expect(shown()).toEqual(['COMPLETED', 'CREDITED']);
  history.loadHistory(true);
  expect(orders.asked.length).toBe(2);
  history.loadHistory();
  await orders.asked[2]!.answer(lost);
  expect(shown()).toEqual(['COMPLETED', 'CREDITED']);
  history.loadHistory();
  await orders.asked[3]!.answer(page(['REFUNDED']));
  expect(shown()).toEqual(['REFUNDED']);
});

test('a month has its own orders, pages and answers', async () => {
  history.loadHistory();
  await orders.asked[0]!.answer(page(['COMPLETED'], 'c1'));
  expect(history.months.value).toEqual(['2026-11', '2026-10']);
  history.chooseMonth('2026-10');
  history.chooseMonth('2026-10');
  expect(shown()).toBe('loading');
  history.loadHistory(true);
  history.chooseMonth('2026-11');
  await orders.asked[1]!.answer(page(['REFUNDED']));
  expect(shown()).toBe('loading');
  await orders.asked[2]!.answer(page(['CREDITED'], 'c2'));
  expect(shown()).toEqual(['CREDITED']);
  history.loadHistory(true);
  expect(orders.asked.map(({ of }) => of).slice(1)).toEqual([
    ['2026-10', undefined],
    ['2026-11', undefined],
    ['2026-11', 'c2'],
  ]);
});

test('a month that cannot be loaded says so, and keeps the months to choose from', async () => {
  history.loadHistory();
  await orders.asked[0]!.answer(page(['COMPLETED']));
  history.chooseMonth('2026-10');
  await orders.asked[1]!.answer(lost);
  expect(shown()).toBe('failed');
  expect(history.months.value.length).toBe(2);
});

test('a receipt is asked for once, and again when it did not come', async () => {
  const seen = history.receipt('o1');
  expect(receipts.asked.length).toBe(0);
  history.needReceipt('o1');
  history.needReceipt('o1');
  expect(receipts.asked.length).toBe(1);
  await receipts.asked[0]!.answer(lost);
  history.needReceipt('o1');
  await receipts.asked[1]!.answer(ok(receipt));
  expect(seen.value).toBe(receipt);
  history.needReceipt('o1');
  expect(receipts.asked.length).toBe(2);
});

test('an answer to a question from before everything was forgotten does not count', async () => {
  history.loadHistory();
  history.chooseMonth('2026-10');
  history.forget();
  await orders.asked[1]!.answer(page(['COMPLETED']));
  expect([shown(), history.month.value]).toEqual(['loading', null]);
});
