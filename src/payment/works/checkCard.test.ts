import { beforeEach, expect, test } from 'vitest';
import { payable } from '../../app/gallery/onePayment.fixture.ts';
import { fromHex } from '../../shared/bytes.ts';
import { ok } from '../../shared/result.ts';
import { isAlive } from '../conversation.ts';
import type { Payable } from '../steps.ts';
import { cardCheckWork, prepareWork } from './checkCard.ts';
import { problem, TERMINAL, unreachable, type WorkFixture, workFixture } from './work.fixture.ts';

const attempt = { attemptId: 'A1', terminalNo: TERMINAL, keyIndex: 1, leaseUntil: '' };
let fixture: WorkFixture;

beforeEach(() => {
  fixture = workFixture();
  delete fixture.card[80];
});

const check = (of: Payable = payable) =>
  fixture.run(cardCheckWork(fixture.parts, fixture.holder), { kind: 'cardCheck', payable: of });
const prepare = () =>
  fixture.run(prepareWork(fixture.parts, fixture.holder), {
    kind: 'prepare',
    payable,
    position: 1,
  });
const keys = () => fixture.told.map(({ parameters }) => parameters[0]);

test('a good card: read, never written, and an attempt under one key', async () => {
  fixture.answers.startAttempt = () => ok(attempt);
  await check();
  expect(fixture.events).toEqual([{ kind: 'attemptStarted' }]);
  expect(fixture.holder.current?.attempt).toEqual(attempt);
  expect(fixture.told[0]?.parameters.slice(1, 3)).toMatchObject([
    payable.order.orderId,
    { balanceFen: 100_000, readerId: 'slot 1', card: { serial: fromHex('00062226000000000018') } },
  ]);
  expect(fixture.apdus.filter((apdu) => /^80(50|54)/.test(apdu))).toEqual([]);
});

test.each([
  [100_000, 'attemptStarted'],
  [100_001, 'refused'],
])('a card of 1000.00 yuan for an order of %i fen: %s', async (amountFen, kind) => {
  fixture.answers.startAttempt = () => ok(attempt);
  await check({ ...payable, order: { ...payable.order, amountFen } });
  expect(fixture.events).toMatchObject([{ kind }]);
  if (kind === 'refused') {
    expect(fixture.events).toMatchObject([
      { failure: { kind: 'balance-too-small', balanceFen: 100_000, amountFen } },
    ]);
    expect(fixture.told).toEqual([]);
  }
});

test('an earlier payment of this card that is open somewhere is a doubt, not a refusal', async () => {
  const open = { attemptId: 'A0', orderId: 'O0', amountFen: 4_500, cardTail: '0018' };
  fixture.answers.startAttempt = () =>
    problem('card.unresolved', { money: 'unknown', attempt: open });
  await check();
  expect(fixture.events).toEqual([
    { kind: 'doubted', doubt: { ...open, ref: '7K3-0D42', softly: true } },
  ]);
  fixture.answers.startAttempt = () => problem('card.unresolved', { attempt: open });
  await check();
  expect(fixture.events[1]).toMatchObject({ kind: 'refused', failure: { money: 'untouched' } });
});

test('back while the card is read: no attempt is asked for', async () => {
  fixture.card[92] = () => {
    fixture.leaves();
    return ok(fromHex('000186A09000'));
  };
  await check();
  expect(fixture.told).toEqual([]);
  expect(fixture.holder.current).toBeNull();
});

test('a card that is swapped while it is powered up is not the one of this conversation', async () => {
  fixture.answers.startAttempt = () => ok(attempt);
  const { slot } = fixture.parts;
  const connect = async () => {
    fixture.takesCardOut(true);
    return slot.connect();
  };
  const work = cardCheckWork({ ...fixture.parts, slot: { ...slot, connect } }, fixture.holder);
  await fixture.run(work, { kind: 'cardCheck', payable });
  expect(isAlive(fixture.holder.current!, slot)).toBe(false);
});

test('a lost attempt is asked for again under the same key, for ten seconds', async () => {
  fixture.answers.startAttempt = () => unreachable;
  await check();
  expect(keys().length).toBeGreaterThan(3);
  expect(new Set(keys()).size).toBe(1);
  expect(fixture.events).toMatchObject([{ failure: { kind: 'offline', money: 'untouched' } }]);
});

test('a queue for a PSAM is told at once, and the attempt is asked for again under the same key', async () => {
  let asks = 0;
  fixture.answers.startAttempt = () =>
    ++asks < 3 ? problem('psam.busy', { retry: 'same-key', position: 3 - asks }) : ok(attempt);
  await check();
  expect(fixture.events.slice(0, 2)).toEqual([
    { kind: 'queued', position: 2 },
    { kind: 'queued', position: 1 },
  ]);
  const conversation = fixture.holder.current!;
  conversation.attemptKey = 'K2';
  await prepare();
  expect(keys()[keys().length - 1]).toBe('K2');
  expect(fixture.events[fixture.events.length - 1]).toEqual({ kind: 'attemptStarted' });
});

test('without a conversation there is nothing to wait for', async () => {
  fixture.holder.current = null;
  await prepare();
  expect(fixture.events).toMatchObject([{ failure: { kind: 'card-removed', money: 'untouched' } }]);
  expect(fixture.told).toEqual([]);
});

test('a card that is gone before it is read', async () => {
  fixture.takesCardOut();
  await check();
  expect(fixture.events).toMatchObject([{ failure: { kind: 'card-removed', money: 'untouched' } }]);
  expect(fixture.holder.current).toBeNull();
});
