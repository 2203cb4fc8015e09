import { expect, test } from 'vitest';
import { routeFrom } from './route.ts';
import { hrefSortedBy, sortedBy } from './sorting.ts';

const newest = { by: 'time', direction: 'desc' } as const;
const oldest = { by: 'time', direction: 'asc' } as const;

test.each([
  [{}, newest, 'time desc'],
  [{}, oldest, 'time asc'],
  [{ direction: 'desc' }, oldest, 'time desc'],
  [{ sort: 'amount' }, oldest, 'amount desc'],
  [{ sort: 'amount', direction: 'asc' }, newest, 'amount asc'],
  [{ direction: 'up' }, newest, 'time desc'],
])('%o is sorted, usually by %o, by %s', (query, usual, sorted) => {
  const { by, direction } = sortedBy(query as Record<string, string>, usual);
  expect(`${by} ${direction}`).toBe(sorted);
});

test.each([newest, oldest])(
  'presses on headings lead round, and filters stay, usually by %o',
  (usual) => {
    let query: Readonly<Record<string, string>> = { state: 'PAID' };
    const seen = ['amount', 'amount', 'amount', 'time', 'time', 'time'].map((by) => {
      query = routeFrom(hrefSortedBy('orders', query, usual, by)).query;
      expect(query.state).toBe('PAID');
      const now = sortedBy(query, usual);
      return `${now.by} ${now.direction}`;
    });
    const other = usual.direction === 'asc' ? 'desc' : 'asc';
    expect(seen).toEqual([
      'amount desc',
      'amount asc',
      'amount desc',
      `time ${usual.direction}`,
      `time ${other}`,
      `time ${usual.direction}`,
    ]);
    expect(query).toEqual({ state: 'PAID' });
  },
);
