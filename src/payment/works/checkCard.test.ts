import { beforeEach, expect, test } from 'vitest';
import { payable } from '../../app/gallery/sampleOrders.ts';
import { fromHex } from '../../shared/bytes.ts';
import { ok } from '../../shared/result.ts';
import type { Payable } from '../steps.ts';
import { cardCheckWork, prepareWork } from './checkCard.ts';
import { problem, TERMINAL, unreachable, type WorkBench, workBench } from './workBench.ts';

const attempt = { attemptId: 'A1', terminalNo: TERMINAL, keyIndex: 1, leaseUntil: '' };
let bench: WorkBench;

beforeEach(() => {
  bench = workBench();
  delete bench.card[80];
});

const check = (of: Payable = payable) =>
  bench.run(cardCheckWork(bench.parts, bench.holder), { kind: 'cardCheck', payable: of });
const prepare = () =>
  bench.run(prepareWork(bench.parts, bench.holder), { kind: 'prepare', payable, position: 1 });
const keys = () => bench.told.map(({ parameters }) => parameters[0]);

test('a good card: read, never written, and an attempt under one key', async () => {
  bench.answers.startAttempt = () => ok(attempt);
  await check();
  expect(bench.events).toEqual([{ kind: 'attemptStarted' }]);
  expect(bench.holder.current?.attempt).toEqual(attempt);
  expect(bench.told[0]?.parameters.slice(1, 3)).toMatchObject([
    payable.order.orderId,
    { balanceFen: 100_000, readerId: 'slot 1', card: { serial: fromHex('00062226000000000018') } },
  ]);
  expect(bench.apdus.filter((apdu) => /^80(50|54)/.test(apdu))).toEqual([]);
});

test.each([
  [100_000, 'attemptStarted'],
  [100_001, 'refused'],
])('a card of 1000.00 yuan for an order of %i fen: %s', async (amountFen, kind) => {
  bench.answers.startAttempt = () => ok(attempt);
  await check({ ...payable, order: { ...payable.order, amountFen } });
  expect(bench.events).toMatchObject([{ kind }]);
  if (kind === 'refused') {
    expect(bench.events).toMatchObject([
      { failure: { kind: 'balance-too-small', balanceFen: 100_000, amountFen } },
    ]);
    expect(bench.told).toEqual([]);
  }
});

test('an earlier payment of this card that is open somewhere is a doubt, not a refusal', async () => {
  const open = { attemptId: 'A0', orderId: 'O0', amountFen: 4_500, cardTail: '0018' };
  bench.answers.startAttempt = () =>
    problem('card.unresolved', { money: 'unknown', attempt: open });
  await check();
  expect(bench.events).toEqual([
    { kind: 'doubted', doubt: { ...open, ref: '7K3-0D42', softly: true } },
  ]);
});

test('a lost attempt is asked for again under the same key, for ten seconds', async () => {
  bench.answers.startAttempt = () => unreachable;
  await check();
  expect(keys().length).toBeGreaterThan(3);
  expect(new Set(keys()).size).toBe(1);
  expect(bench.events).toMatchObject([{ failure: { kind: 'offline', money: 'untouched' } }]);
});

test('a line for a PSAM is told at once, and asked for again under the same key', async () => {
  let asks = 0;
  bench.answers.startAttempt = () =>
    ++asks < 3 ? problem('psam.busy', { retry: 'same-key', position: 3 - asks }) : ok(attempt);
  await check();
  expect(bench.events.slice(0, 2)).toEqual([
    { kind: 'queued', position: 2 },
    { kind: 'queued', position: 1 },
  ]);
  const talk = bench.holder.current!;
  talk.attemptKey = 'K2';
  await prepare();
  expect(keys()[keys().length - 1]).toBe('K2');
  expect(bench.events[bench.events.length - 1]).toEqual({ kind: 'attemptStarted' });
});

test('without a conversation there is nothing to wait for', async () => {
  bench.holder.current = null;
  await prepare();
  expect(bench.events).toMatchObject([{ failure: { kind: 'card-removed', money: 'untouched' } }]);
  expect(bench.told).toEqual([]);
});

test('a card that is gone before it is read', async () => {
  bench.takesCardOut();
  await check();
  expect(bench.events).toMatchObject([{ failure: { kind: 'card-removed', money: 'untouched' } }]);
  expect(bench.holder.current).toBeNull();
});
