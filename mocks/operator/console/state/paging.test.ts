import { expect, test } from 'vitest';
import type { Failure } from './opsClient.ts';
import { createPaging, type Page } from './paging.ts';

/** Twelve items, five a page. A page whose cursor is in `broken` fails. */
function fixture(kept?: Page<number>) {
  const asked: (string | undefined)[] = [];
  const broken = new Set<string | undefined>();
  const failure: Failure = { kind: 'offline' };
  const keptLater: Page<number>[] = [];
  const paging = createPaging<number>({
    async ask(cursor) {
      asked.push(cursor);
      if (broken.has(cursor)) return { ok: false, error: failure };
      const from = Number(cursor ?? 0);
      const items = Array.from({ length: Math.min(5, 12 - from) }, (_, at) => from + at);
      const next = from + 5 < 12 ? String(from + 5) : undefined;
      return { ok: true, value: { items, cursor: next } };
    },
    kept,
    keep: (page) => keptLater.push(page),
  });
  return { paging, asked, broken, failure, keptLater, state: () => paging.state.value };
}

test('the list is read page by page to its end, and not further', async () => {
  const { paging, state, asked } = fixture();
  expect(state().isThere).toBe(false);
  await paging.load();
  await paging.more();
  await paging.more();
  await paging.more();
  expect(state()).toMatchObject({ cursor: undefined, isLoading: false, isThere: true });
  expect(state().items).toEqual(Array.from({ length: 12 }, (_, at) => at));
  expect(asked).toEqual([undefined, '5', '10']);
});

test('a page that fails leaves the list as it is, and can be asked for again', async () => {
  const { paging, state, broken, failure } = fixture();
  await paging.load();
  broken.add('5');
  await paging.more();
  expect(state()).toMatchObject({ failure, isLoading: false, isThere: true, cursor: '5' });
  expect(state().items).toHaveLength(5);
  broken.clear();
  await paging.more();
  expect(state().failure).toBeUndefined();
  expect(state().items).toHaveLength(10);
});

test('if the first page fails there is no list', async () => {
  const { paging, state, broken, failure } = fixture();
  broken.add(undefined);
  await paging.load();
  expect(state()).toEqual({ items: [], isLoading: false, isThere: false, failure });
});

test('a person who comes back sees as many items as before, then the same number loaded again', async () => {
  const kept = { items: [99, 98, 97, 96, 95, 94, 93], cursor: '7' };
  const { paging, state, asked, keptLater } = fixture(kept);
  expect(state()).toMatchObject({ items: kept.items, isThere: true, isLoading: true });
  await paging.load();
  expect(asked).toEqual([undefined, '5']);
  expect(state().items).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(keptLater.at(-1)).toEqual({ items: state().items, cursor: '10' });
});

test('two requests for more at the same time are one', async () => {
  const { paging, asked } = fixture();
  await paging.load();
  await Promise.all([paging.more(), paging.more()]);
  expect(asked).toEqual([undefined, '5']);
});

/** Two thousand rows, of which only the last is wanted: a page of a thousand finds nothing, and leads on. */
function rare(askTotal?: () => Promise<{ ok: true; value: { count: number; more: boolean } }>) {
  const asked: [string | undefined, number][] = [];
  let seen = () => {};
  const paging = createPaging<number>({
    async ask(cursor, welcome) {
      asked.push([cursor, welcome]);
      seen();
      if (cursor === '3') return { ok: true, value: { items: [7] } };
      return { ok: true, value: { items: [], cursor: String(Number(cursor ?? 0) + 1) } };
    },
    askTotal,
  });
  return {
    paging,
    asked,
    onAsk: (listener: () => void) => {
      seen = listener;
    },
  };
}

test('pages without rows are followed until there is a row, and meanwhile the list is not called empty', async () => {
  const { paging, asked, onAsk } = rare();
  const loading: boolean[] = [];
  onAsk(() => loading.push(paging.state.value.isLoading));
  await paging.load();
  expect(asked).toEqual([
    [undefined, 1],
    ['1', 1],
    ['2', 1],
    ['3', 1],
  ]);
  expect(loading).toEqual([true, true, true, true]);
  expect(paging.state.value).toMatchObject({ items: [7], cursor: undefined, isLoading: false });
});

test('a list that was left is not searched on', async () => {
  const { paging, asked, onAsk } = rare();
  onAsk(() => asked.length === 2 && paging.stop());
  await paging.load();
  expect(asked).toHaveLength(2);
});

test('the total of a list that is not at its end is asked for, else it is known', async () => {
  const totals: string[] = [];
  const askTotal = async () => {
    totals.push('asked');
    return { ok: true as const, value: { count: 12, more: true } };
  };
  const { paging } = rare(askTotal);
  await paging.load();
  expect(paging.total.value).toEqual({ count: 1, more: false });
  expect(totals).toEqual([]);
  const many = createPaging<number>({
    ask: async (cursor) => ({
      ok: true,
      value: cursor ? { items: [2] } : { items: [1], cursor: 'next' },
    }),
    askTotal,
  });
  expect(many.total.value).toBeUndefined();
  await many.load();
  expect(many.total.value).toEqual({ count: 12, more: true });
  await many.more();
  expect(many.total.value).toEqual({ count: 2, more: false });
});

test('a total that does not come is not shown, and nothing else fails', async () => {
  const paging = createPaging<number>({
    ask: async () => ({ ok: true, value: { items: [1], cursor: 'next' } }),
    askTotal: async () => ({ ok: false, error: { kind: 'offline' } }),
  });
  await paging.load();
  expect(paging.total.value).toBeUndefined();
  expect(paging.state.value.failure).toBeUndefined();
});
