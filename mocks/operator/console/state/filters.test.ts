import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_FEN } from '../../../../src/shared/money.ts';
import { chipsOf, type Filter, fenOf, hrefWith, hrefWithout, shownIn } from './filters.ts';
import { routeFrom } from './route.ts';

const filters: readonly Filter[] = [
  { name: 'find', label: '查找', type: 'search' },
  { name: 'from', label: '自', group: '日期', type: 'date' },
  { name: 'amountFrom', label: '自', group: '金额', type: 'yuan' },
  {
    name: 'state',
    label: '状态',
    type: 'choice',
    usual: 'unclosed',
    options: [
      ['unclosed', '未结'],
      ['PAID', '已扣款'],
    ],
  },
  { name: 'box', label: '机顶盒', type: 'linked' },
];

const applied = (query: Record<string, string>, typed: Record<string, string>) =>
  routeFrom(hrefWith('orders', undefined, query, filters, (name) => typed[name] ?? '')).query;

test('what is typed comes into the address, and what has no field stays there', () => {
  const before = { find: 'old', sort: 'amount', box: 'STB-1' };
  const typed = { find: ' STB-2 ', from: '2026-11-23', amountFrom: '26.5', state: 'PAID' };
  expect(applied(before, typed)).toEqual({
    find: 'STB-2',
    from: '20261123',
    amountFrom: '2650',
    state: 'PAID',
    sort: 'amount',
    box: 'STB-1',
  });
});

test('empty fields, the usual choice and what is no amount are not in the address', () => {
  expect(applied({ from: '20261123' }, { state: 'unclosed', amountFrom: '1,5' })).toEqual({});
});

test.each([
  ['0', 0],
  ['26', 2_600],
  ['0.5', 50],
  ['0.05', 5],
  ['99999.99', MAX_FEN],
  ['100000', undefined],
  ['', undefined],
  ['1.234', undefined],
  ['-1', undefined],
  ['1e3', undefined],
])('%s yuan is %s fen', (typed, fen) => {
  expect(fenOf(typed)).toBe(fen);
});

test('any amount of the address is shown as what leads to it', () => {
  fc.assert(
    fc.property(fc.nat(MAX_FEN), (fen) => {
      expect(fenOf(shownIn({ type: 'yuan' }, String(fen)))).toBe(fen);
    }),
  );
});

test.each(['abc', '', '-5', '1.5', '99999999999999999999', '10000000'])(
  'an amount %s in the address breaks nothing',
  (value) => {
    expect(shownIn({ type: 'yuan' }, value)).toBe(value);
    expect(chipsOf('orders', undefined, { amountFrom: value }, filters)[0]?.text).toBe(
      `金额 自：${value}`,
    );
  },
);

test('each filter that is on has a chip that takes it away, and one link takes all', () => {
  const query = {
    from: '20261123',
    amountFrom: '2650',
    state: 'PAID',
    box: 'STB-1',
    sort: 'amount',
  };
  const chips = chipsOf('orders', undefined, query, filters);
  expect(chips.map(({ text }) => text)).toEqual([
    '日期 自：2026-11-23',
    '金额 自：¥26.50',
    '状态：已扣款',
    '机顶盒：STB-1',
  ]);
  const { state: _, ...rest } = query;
  expect(routeFrom(chips[2]!.href).query).toEqual(rest);
  expect(routeFrom(hrefWithout('orders', undefined, query, filters)).query).toEqual({
    sort: 'amount',
  });
});

test('a choice that the list does not know shows as it is', () => {
  expect(chipsOf('cases', undefined, { state: 'NEW' }, filters)[0]?.text).toBe('状态：NEW');
});
