import { expect, test } from 'vitest';
import type { Order } from '../../../../src/tsp/tspTypes.ts';
import { memoryStore } from '../../../store/memoryStore.ts';
import type { Store } from '../../../store/store.ts';
import { cardOf } from '../base/cardIdentity.ts';
import { balances, readLedger } from '../books/journals/ledger.ts';
import type { AttemptRow } from '../books/rows.ts';
import { getAttempt, useTerminalSequence } from '../books/store/attemptStore.ts';
import { putCardBlock } from '../books/store/controlStore.ts';
import { bossProblem, noWire } from '../bossFake.fixture.ts';
import { TERMINALS } from '../psamAndHsm.fixture.ts';
import { CARD } from '../subscriber.fixture.ts';
import { tspFixture } from '../tsp.fixture.ts';

async function leased(options?: Parameters<typeof tspFixture>[0]) {
  const fixture = tspFixture(options);
  await fixture.tsp.start();
  const box = await fixture.opened();
  const order = await fixture.ordered(box);
  const { attemptId } = (await fixture.startAttempt(box, order.orderId)).value;
  const row = () =>
    fixture.room.transaction((tx) => getAttempt(tx, attemptId)) as Promise<AttemptRow>;
  return { fixture, box, order, orderId: order.orderId, attemptId, row };
}

test('MAC1 is in the store, in suspense and in the audit before it is in any answer', async () => {
  const { fixture, box, attemptId, row } = await leased();
  const { value } = await fixture.authorise(box, attemptId);
  expect(await row()).toMatchObject({
    state: 'MAC1_ISSUED',
    suspended: true,
    init: { random: 'CAFE0001', sequence: 5 },
    mac1: {
      terminalSequence: value.terminalSequence,
      date: '20261123',
      time: '203600',
      businessDate: '20261123',
    },
  });
  expect(JSON.stringify(await row())).not.toContain(value.mac1);
  expect(balances(await readLedger({ store: fixture.room }))).toMatchObject({
    suspense_receivable: 2600,
    suspense_order: -2600,
  });
});

/** A store whose commits fail when MAC1_ISSUED is among the writes. */
function failingAtMac1(store: Store): Store {
  return {
    ...store,
    room: (name) => failingAtMac1(store.room(name)),
    transaction: (work) =>
      store.transaction(async (tx) => {
        let isFailing = false;
        const result = await work({
          ...tx,
          put(key, value) {
            if ((value as { state?: string }).state === 'MAC1_ISSUED') isFailing = true;
            tx.put(key, value);
          },
        });
        if (isFailing) throw new Error('disk full');
        return result;
      }),
  };
}

test('a commit that fails gives out no MAC1, now or later', async () => {
  const { fixture, box, attemptId, orderId, row } = await leased({ wrap: failingAtMac1 });
  for (let tries = 0; tries < 2; tries++) {
    const refused = await fixture.authorise(box, attemptId);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.text).not.toContain('mac1');
  }
  expect(fixture.pool.purchases).toBe(1);
  expect((await row()).state).toBe('INIT_DONE');
  await fixture.restart();
  expect((await row()).state).toBe('VOID');
  expect((await fixture.order(box, orderId)).state).toBe('CONFIRMED');
});

test.each([
  ['an unknown algorithm', { algorithmId: '04' }, 'card.unsupported'],
  ['its last sequence number used', { sequence: 0xffff }, 'card.counter_exhausted'],
  ['less than the amount', { balanceFen: 2599 }, 'card.insufficient'],
])('a card with %s ends the attempt before the PSAM is asked', async (_what, change, code) => {
  const { fixture, box, orderId, attemptId } = await leased();
  const refused = await fixture.authorise(box, attemptId, fixture.init(CARD, change));
  expect(refused.problem).toMatchObject({ status: 422, code, money: 'untouched', retry: 'new' });
  expect(fixture.pool.purchases).toBe(0);
  expect(fixture.pool.leased()).toBe(0);
  expect(await fixture.order(box, orderId)).toMatchObject({
    state: 'CONFIRMED',
    attempt: { state: 'VOID', reason: code },
  });
});

test('both known algorithm numbers are accepted', async () => {
  const { fixture, box, attemptId } = await leased();
  const init = fixture.init(CARD, { algorithmId: '01' });
  expect((await fixture.authorise(box, attemptId, init)).status).toBe(200);
});

test('a sequence number that paid once cannot pay again', async () => {
  const { fixture, box } = await leased();
  await fixture.paid(box, CARD, 'film');
  const order = await fixture.ordered(box, 'sport');
  const { attemptId } = (await fixture.startAttempt(box, order.orderId)).value;
  const refused = await fixture.authorise(box, attemptId);
  expect(refused.problem).toMatchObject({ status: 422, code: 'card.blocked' });
  expect(fixture.pool.purchases).toBe(1);
});

test('a card that is blocked after its attempt began gets no MAC1', async () => {
  const { fixture, box, attemptId, row } = await leased();
  const block = { since: fixture.time.clock.now(), who: 'tsp', reason: 'two cards with one key' };
  const { asn, issuer, applicationType } = await row();
  const card = cardOf({ asn, issuer, applicationType });
  await fixture.room.transaction(async (tx) => putCardBlock(tx, card, block));
  const refused = await fixture.authorise(box, attemptId);
  expect(refused.problem).toMatchObject({ code: 'card.blocked', money: 'untouched' });
  expect(await row()).toMatchObject({ state: 'VOID', reason: 'card.blocked' });
});

test('without a hold there is no MAC1', async () => {
  const { fixture, box, orderId, attemptId } = await leased();
  fixture.boss.holds.clear();
  expect((await fixture.authorise(box, attemptId)).problem).toMatchObject({
    status: 422,
    code: 'boss.rejected',
    reason: 'hold.lapsed',
    money: 'untouched',
  });
  expect(fixture.pool.purchases).toBe(0);
  expect((await fixture.order(box, orderId)).state).toBe('CANCELLED');
});

test.each([2700, 2500])(
  'with another price at BOSS there is no MAC1: %i fen',
  async (amountFen) => {
    const { fixture, box, orderId, attemptId } = await leased();
    const hold = fixture.boss.holds.get(orderId)!;
    fixture.boss.holds.set(orderId, { ...hold, amountFen });
    const { problem } = await fixture.authorise(box, attemptId);
    expect(problem).toMatchObject({ code: 'quote.changed', amountFen });
    expect((await fixture.order(box, orderId)).state).toBe('CANCELLED');
  },
);

test.each([
  ['a dead wire', noWire],
  ['a code nobody knows', () => bossProblem(409, 'order.conflict')],
  ["another order's hold", () => Response.json({ orderId: 'another', amountFen: 2600 })],
  ['null', () => Response.json(null)],
])('with %s from BOSS the same key asks again while the PSAM waits', async (_what, answer) => {
  const { fixture, box, attemptId } = await leased();
  fixture.boss.instead.push({ match: /GET \/holds/, answer });
  expect((await fixture.authorise(box, attemptId)).problem).toMatchObject({
    code: 'boss.unavailable',
    money: 'untouched',
  });
  expect(fixture.pool.purchases).toBe(0);
  expect((await fixture.authorise(box, attemptId)).status).toBe(200);
});

test.each([
  [{ kind: 'out-of-service', reason: 'dead' }, 'psam.busy', TERMINALS[1]],
  [{ kind: 'key-version' }, 'psam.busy', TERMINALS[1]],
  [{ kind: 'lease-over' }, 'psam.busy', TERMINALS[0]],
  [{ kind: 'hsm-unavailable' }, 'hsm.unavailable', TERMINALS[0]],
] as const)(
  'a PSAM that answers %j: a new attempt, which does not count as a try',
  async (fault, code, next) => {
    const { fixture, box, orderId, attemptId } = await leased();
    for (let round = 0; round < 4; round++) {
      const current =
        round === 0 ? attemptId : (await fixture.startAttempt(box, orderId)).value.attemptId;
      fixture.pool.fault = round === 0 ? fault : { kind: 'lease-over' };
      const refused = await fixture.authorise(box, current);
      expect(refused.problem).toMatchObject({ status: 503, money: 'untouched', retry: 'new' });
      if (round === 0) expect(refused.problem.code).toBe(code);
    }
    const attempt = (await fixture.startAttempt(box, orderId)).value;
    expect(attempt.terminalNo).toBe(next);
    expect((await fixture.authorise(box, attempt.attemptId)).status).toBe(200);
  },
);

test('after a lease that ended meanwhile a new attempt is needed', async () => {
  const { fixture, box, orderId, attemptId } = await leased();
  fixture.pool.restart();
  expect((await fixture.authorise(box, attemptId)).problem).toMatchObject({
    code: 'psam.busy',
    retry: 'new',
  });
  expect((await fixture.order(box, orderId)).state).toBe('CONFIRMED');
});

test('a PSAM that throws is a bug, and no MAC1 comes out', async () => {
  const { fixture, box, attemptId, row } = await leased();
  fixture.pool.fault = 'throws';
  expect((await fixture.authorise(box, attemptId)).problem.code).toBe('internal');
  expect(fixture.pool.leased()).toBe(0);
  await fixture.time.advance(30_000);
  expect((await row()).state).toBe('VOID');
});

test('a PSAM that never answers costs its lease: the next attempt has another, and a late MAC1 is dropped', async () => {
  const { fixture, box, attemptId, row } = await leased();
  let answerLate = () => {};
  fixture.pool.meanwhile = () =>
    new Promise((resolve) => {
      answerLate = resolve;
    });
  const asked = fixture.authorise(box, attemptId);
  await fixture.time.advance(fixture.limits.hsmMs + 2_000);
  expect((await asked).problem).toMatchObject({
    code: 'psam.busy',
    money: 'untouched',
    retry: 'new',
  });
  expect(fixture.pool.leased()).toBe(0);
  expect((await row()).state).toBe('VOID');
  fixture.pool.meanwhile = async () => {};
  const { orderId } = await row();
  const next = await fixture.startAttempt(box, orderId);
  answerLate();
  await fixture.time.drain();
  expect(next.value.terminalNo).not.toBe((await row()).terminalNo);
  expect((await row()).state).toBe('VOID');
  expect((await fixture.authorise(box, next.value.attemptId)).status).toBe(200);
});

test('one attempt has one MAC1, also under other keys', async () => {
  const { fixture, box, attemptId } = await leased();
  const answers = await Promise.all(
    ['first-key', 'other-key'].map((key) =>
      fixture.authorise(box, attemptId, fixture.init(), { key }),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.find(({ status }) => status !== 200)?.problem.code).toBe('attempt.state');
  expect(fixture.pool.purchases).toBe(1);
  expect(
    (await fixture.authorise(box, attemptId, fixture.init(), { key: 'third-key' })).problem,
  ).toMatchObject({ code: 'attempt.state', money: 'unknown' });
});

test.each([
  [
    'given up',
    'psam.busy',
    (c: Awaited<ReturnType<typeof leased>>) => c.fixture.abandon(c.box, c.attemptId),
  ],
  [
    'cancelled',
    'order.state',
    (c: Awaited<ReturnType<typeof leased>>) => c.box.post<Order>(`/orders/${c.orderId}/cancel`, {}),
  ],
  [
    'started again',
    'attempt.state',
    (c: Awaited<ReturnType<typeof leased>>) => c.fixture.startAttempt(c.box, c.orderId),
  ],
])(
  'when an attempt is %s while the PSAM is at work, its MAC1 is never given out',
  async (_what, code, act) => {
    const context = await leased();
    const { fixture, box, attemptId, row } = context;
    fixture.pool.meanwhile = async () => {
      fixture.pool.meanwhile = async () => {};
      expect((await act(context)).status).toBeLessThan(300);
    };
    const refused = await fixture.authorise(box, attemptId);
    expect(refused.problem).toMatchObject({ code, money: 'untouched' });
    expect(fixture.pool.purchases).toBe(1);
    expect((await row()).state).toBe('VOID');
  },
);

test('from 23:30 on a payment belongs to the next business day but keeps its own date', async () => {
  const { fixture, box } = await leased();
  await fixture.time.advance((2 * 3600 + 54 * 60) * 1000);
  (await box.open()).value;
  const { attemptId, authorisation } = await fixture.paying(box, CARD, 'film');
  expect(authorisation).toMatchObject({ date: '20261123', time: '233000' });
  const row = await fixture.room.transaction((tx) => getAttempt(tx, attemptId));
  expect(row?.mac1?.businessDate).toBe('20261124');
});

test('a PSAM that gives one number twice gets no further', async () => {
  const store = memoryStore();
  const { fixture, box, attemptId, row } = await leased({ store });
  await fixture.room.transaction(async (tx) =>
    useTerminalSequence(tx, TERMINALS[0]!, '00000001', 'another'),
  );
  expect((await fixture.authorise(box, attemptId)).problem.code).toBe('internal');
  expect((await row()).state).toBe('INIT_DONE');
});
