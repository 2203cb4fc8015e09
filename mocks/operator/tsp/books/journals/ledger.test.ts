import { expect, test } from 'vitest';
import { memoryStore } from '../../../../store/memoryStore.ts';
import { canonicalJson } from '../../base/canonicalJson.ts';
import type { TspParts } from '../../base/ports.ts';
import { commit } from '../../base/unitOfWork.ts';
import { nodeCrypto } from '../../nodeCrypto.fixture.ts';
import type { Chained } from '../store/historyStore.ts';
import {
  balances,
  ledgerFault,
  type PostingKind,
  type PostingSet,
  post,
  readLedger,
} from './ledger.ts';

function books() {
  const store = memoryStore();
  const environment = { clock: { now: () => 1000 }, crypto: nodeCrypto };
  const parts = { store, environment } as unknown as TspParts;
  return {
    post: (kind: PostingKind, amountFen: number) =>
      commit(parts, 'tsp', (unit) => post(unit, kind, { orderId: 'O', attemptId: 'A', amountFen })),
    rows: () => readLedger({ store }),
  };
}

test('a completed debit leaves nothing in suspense, but revenue and a claim on UnionPay', async () => {
  const { post: enter, rows } = books();
  for (const kind of ['suspense', 'release', 'debit', 'revenue'] as const) await enter(kind, 2600);
  const set = await rows();
  expect(await ledgerFault(nodeCrypto, set)).toBeNull();
  expect(balances(set)).toMatchObject({
    suspense_receivable: 0,
    suspense_order: 0,
    unionpay_receivable: 2600,
    order_liability: 0,
    operator_revenue: -2600,
  });
});

test.each([
  ['suspense', 'suspense_receivable', 'suspense_order'],
  ['release', 'suspense_order', 'suspense_receivable'],
  ['debit', 'unionpay_receivable', 'order_liability'],
  ['surplus', 'unionpay_receivable', 'order_liability'],
  ['revenue', 'order_liability', 'operator_revenue'],
  ['credit', 'order_liability', 'subscriber_credit'],
  ['refund', 'order_liability', 'refund_payable'],
  ['writeOff', 'write_off', 'unionpay_receivable'],
  ['recovered', 'unionpay_receivable', 'write_off'],
  ['revenueBack', 'operator_revenue', 'order_liability'],
  ['debitBack', 'order_liability', 'unionpay_receivable'],
] as const)('%s debits %s and credits %s', async (kind, debit, credit) => {
  const { post: enter, rows } = books();
  await enter(kind, 100);
  expect(balances(await rows())).toMatchObject({ [debit]: 100, [credit]: -100 });
});

test.each([0, -1, 1.5, Number.NaN, 2 ** 53])('%s fen cannot be posted', async (amountFen) => {
  await expect(books().post('debit', amountFen)).rejects.toThrow('not an amount');
});

/** Every way to tamper with rows that were written. */
const TAMPERINGS: [string, (rows: Chained<PostingSet>[]) => Chained<PostingSet>[], RegExp][] = [
  [
    'an amount changed on both sides',
    (rows) => rows.map((row, i) => (i === 1 ? worth(row, 1) : row)),
    /set 2/,
  ],
  [
    'an amount changed on one side',
    (rows) => [unbalanced(rows[0]!), ...rows.slice(1)],
    /does not balance/,
  ],
  ['a row left out', (rows) => [rows[0]!, ...rows.slice(2)], /set 2/],
  ['two rows swapped', (rows) => [rows[1]!, rows[0]!, rows[2]!], /set 1/],
];
const worth = (row: Chained<PostingSet>, fen: number): Chained<PostingSet> => ({
  ...row,
  entry: {
    ...row.entry,
    lines: row.entry.lines.map((line) => ({
      ...line,
      debitFen: line.debitFen && fen,
      creditFen: line.creditFen && fen,
    })),
  },
});
const unbalanced = (row: Chained<PostingSet>): Chained<PostingSet> => ({
  ...row,
  entry: { ...row.entry, lines: row.entry.lines.slice(0, 1) },
});

test.each(TAMPERINGS)('%s is found', async (_what, tamper, fault) => {
  const { post: enter, rows } = books();
  for (const amount of [100, 200, 300]) await enter('debit', amount);
  expect(await ledgerFault(nodeCrypto, tamper(await rows()))).toMatch(fault);
});

test('equal values have equal canonical JSON, in any order of their keys', () => {
  expect(canonicalJson({ b: [{ y: 1, x: null }], a: '中' })).toBe(
    '{"a":"中","b":[{"x":null,"y":1}]}',
  );
});
