import { expect, test } from 'vitest';
import type { Store } from '../../../store/store.ts';
import type { Box, Sending } from '../box.fixture.ts';
import { type Fixture, tspFixture } from '../tsp.fixture.ts';

const QUOTE = { items: [{ serviceId: 'basic', months: 1 }] };

test('the same quote request twice gives one hold at BOSS, and the same bytes', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const first = await box.post('/quotes', QUOTE, { key: 'key-00001' });
  const second = await box.post('/quotes', QUOTE, { key: 'key-00001' });
  expect(second.text).toBe(first.text);
  expect(second.status).toBe(201);
  expect(fixture.boss.holds.size).toBe(1);
});

test('a refusal that ended something is repeated to the byte too, with its reference', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const quote = await fixture.quote(box);
  fixture.boss.priceFen += 100;
  const first = await fixture.confirm(box, quote, { key: 'key-00001' });
  fixture.boss.priceFen -= 100;
  const second = await fixture.confirm(box, quote, { key: 'key-00001' });
  expect(first.problem).toMatchObject({ code: 'quote.changed', amountFen: 2700 });
  expect(second.text).toBe(first.text);
});

test('a refusal is not forever: when its cause has passed, the same key succeeds', async () => {
  const fixture = tspFixture();
  const [box, other] = [await fixture.opened(), await fixture.opened('STB-2')];
  const shown = await fixture.quote(box);
  const first = await fixture.paying(other);
  const confirm = () => fixture.confirm(box, shown, { key: 'key-confirm' });
  const cancel = () => other.post(`/orders/${first.orderId}/cancel`, {}, { key: 'key-cancel' });
  expect((await confirm()).problem.code).toBe('order.already_paying');
  expect((await cancel()).problem.code).toBe('attempt.open');

  const film = await fixture.ordered(other, 'film');
  const start = () => fixture.startAttempt(other, film.orderId, undefined, { key: 'key-start' });
  expect((await start()).problem.code).toBe('card.unresolved');
  await fixture.resolve(other, first.attemptId, { sequence: 5 });
  expect([(await cancel()).status, (await confirm()).status]).toEqual([200, 201]);
  expect((await start()).status).toBe(201);
});

/** A store that runs `happens` once, after the next commit that reads an attempt. */
function gap() {
  const between: { happens: (() => Promise<unknown>) | null } = { happens: null };
  const wrap = (store: Store): Store => ({
    ...store,
    room: (name) => wrap(store.room(name)),
    async transaction(work) {
      let hasRead = false;
      const result = await store.transaction((tx) =>
        work({
          ...tx,
          get(key) {
            hasRead ||= key.startsWith('attempt/');
            return tx.get(key);
          },
        }),
      );
      const { happens } = between;
      if (hasRead && happens) {
        between.happens = null;
        await happens();
      }
      return result;
    },
  });
  return { between, wrap };
}

test('evidence that was read before a MAC1 came out is asked for again, and judged under the same key', async () => {
  const { between, wrap } = gap();
  const fixture = tspFixture({ wrap });
  const box = await fixture.opened();
  const { orderId } = await fixture.ordered(box);
  const { attemptId } = (await fixture.startAttempt(box, orderId)).value;
  const sending = { key: 'key-resolve' };
  const resolve = () => fixture.resolve(box, attemptId, { sequence: 5 }, undefined, sending);
  between.happens = () => fixture.authorise(box, attemptId);
  expect((await resolve()).problem).toMatchObject({ code: 'attempt.state', retry: 'same-key' });
  const judged = await resolve();
  expect(judged.value.verdict).toBe('not-debited');
  expect((await resolve()).text).toBe(judged.text);
});

test('a key belongs to one request', async () => {
  const box = await tspFixture().opened();
  await box.post('/quotes', QUOTE, { key: 'key-00001' });
  const other = { items: [{ serviceId: 'basic', months: 2 }] };
  expect((await box.post('/quotes', other, { key: 'key-00001' })).problem).toMatchObject({
    status: 422,
    code: 'idempotency.mismatch',
  });
});

test('two boxes may use the same key', async () => {
  const fixture = tspFixture();
  const [box, other] = [await fixture.opened(), await fixture.opened('STB-2')];
  const first = await box.post('/quotes', QUOTE, { key: 'key-00001' });
  const second = await other.post('/quotes', QUOTE, { key: 'key-00001' });
  expect(second.status).toBe(201);
  expect(second.text).not.toBe(first.text);
});

test('without a key nothing is done', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  expect((await box.post('/quotes', QUOTE, { key: null })).problem).toMatchObject({
    status: 400,
    code: 'idempotency.missing',
  });
  expect((await box.post('/quotes', QUOTE, { key: 'short' })).problem).toMatchObject({
    code: 'request.invalid',
    field: 'Idempotency-Key',
  });
  expect(fixture.boss.holds.size).toBe(0);
});

test('while the first request runs the second is refused as in progress, and the money is unknown', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  let go = () => {};
  fixture.boss.instead.push({
    match: /POST \/holds/,
    answer: async (done) => {
      await new Promise<void>((resolve) => {
        go = resolve;
      });
      return done();
    },
  });
  const running = box.post('/quotes', QUOTE, { key: 'key-00001' });
  await fixture.time.drain();
  expect((await box.post('/quotes', QUOTE, { key: 'key-00001' })).problem).toMatchObject({
    status: 409,
    code: 'idempotency.in_progress',
    money: 'unknown',
    retry: 'same-key',
  });
  const other = { items: [{ serviceId: 'basic', months: 2 }] };
  expect((await box.post('/quotes', other, { key: 'key-00001' })).problem.code).toBe(
    'idempotency.mismatch',
  );
  go();
  const first = await running;
  expect((await box.post('/quotes', QUOTE, { key: 'key-00001' })).text).toBe(first.text);
});

test('a request without a final answer runs again under the same key', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  fixture.boss.instead.push({
    match: /POST \/holds/,
    answer: () => new Response('', { status: 500 }),
  });
  expect((await box.post('/quotes', QUOTE, { key: 'key-00001' })).problem).toMatchObject({
    status: 503,
    code: 'boss.unavailable',
  });
  expect((await box.post('/quotes', QUOTE, { key: 'key-00001' })).status).toBe(201);
});

test('a key may have any characters', async () => {
  const box = await tspFixture().opened();
  const first = await box.post('/quotes', QUOTE, { key: 'a/b c%2Fd~é!' });
  expect(first.status).toBe(201);
  expect((await box.post('/quotes', QUOTE, { key: 'a/b c%2Fd~é!' })).text).toBe(first.text);
});

/** Every call of a payment, made twice under one key: before and after a restart of the TSP. */
const CALLS: [
  string,
  (
    fixture: Fixture,
    box: Box,
  ) => Promise<(sending: Sending) => Promise<{ text: string; status: number }>>,
][] = [
  [
    'confirm',
    async (fixture, box) => {
      const quote = await fixture.quote(box);
      return (sending) => fixture.confirm(box, quote, sending);
    },
  ],
  [
    'cancel',
    async (fixture, box) => {
      const { orderId } = await fixture.ordered(box);
      return (sending) => box.post(`/orders/${orderId}/cancel`, {}, sending);
    },
  ],
  [
    'attempt, its serial sealed again',
    async (fixture, box) => {
      const { orderId } = await fixture.ordered(box);
      return (sending) => fixture.startAttempt(box, orderId, undefined, sending);
    },
  ],
  [
    'card proofs, the serial sealed again',
    async (fixture, box) => (sending) =>
      fixture.proveCard(box, [], undefined, { log: [] }, sending),
  ],
  [
    'authorise',
    async (fixture, box) => {
      const { orderId } = await fixture.ordered(box);
      const { attemptId } = (await fixture.startAttempt(box, orderId)).value;
      return (sending) => fixture.authorise(box, attemptId, undefined, sending);
    },
  ],
  [
    'report',
    async (fixture, box) => {
      const { attemptId, debited } = await fixture.paying(box);
      return (sending) => fixture.report(box, attemptId, debited, sending);
    },
  ],
  [
    'a report of a wrong MAC2',
    async (fixture, box) => {
      const { attemptId, debited } = await fixture.paying(box);
      return (sending) => fixture.report(box, attemptId, { ...debited, mac2: '00000000' }, sending);
    },
  ],
];

test.each(CALLS)('%s: once done, the same answer forever', async (_name, prepare) => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const call = await prepare(fixture, box);
  const first = await call({ key: 'key-00001' });
  const again = await call({ key: 'key-00001' });
  const purchases = fixture.pool.purchases;
  await fixture.restart();
  const after = await call({ key: 'key-00001' });
  expect([again.text, again.status]).toEqual([first.text, first.status]);
  expect([after.text, after.status]).toEqual([first.text, first.status]);
  expect(fixture.pool.purchases).toBe(purchases);
});

test('a box that makes up keys is held to its limit; a stored answer, another box and a refusal that did nothing are not', async () => {
  const fixture = tspFixture({ limits: { keptAnswersPerHour: 5 } });
  const box = await fixture.opened();
  const { orderId } = await fixture.ordered(box);
  const cancel = (from: Box, sending?: Sending) =>
    from.post(`/orders/${orderId}/cancel`, {}, sending);
  for (let at = 0; at < 9; at++) await box.post('/orders/01ARZ3NDEKTSV4RRFFQ69G5FAV/cancel', {});
  const first = await cancel(box, { key: 'key-00001' });
  for (let at = 0; at < 2; at++) expect((await cancel(box)).status).toBe(200);
  expect((await cancel(box)).problem).toMatchObject({ code: 'rate.limited', retry: 'same-key' });
  expect((await cancel(box, { key: 'key-00001' })).text).toBe(first.text);
  expect((await cancel(await fixture.opened('STB-2'))).status).toBe(200);
  await fixture.time.advance(3_600_000);
  await box.open();
  expect((await cancel(box)).status).toBe(200);
});
