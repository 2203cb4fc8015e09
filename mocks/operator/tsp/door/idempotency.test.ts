import { expect, test } from 'vitest';
import type { Store } from '../../../store/store.ts';
import type { Box, Sending } from '../boxBench.ts';
import { type Bench, tspBench } from '../tspBench.ts';

const QUOTE = { items: [{ serviceId: 'basic', months: 1 }] };

test('the same quote twice is one order at BOSS, and the same bytes', async () => {
  const bench = tspBench();
  const box = await bench.opened();
  const first = await box.post('/quotes', QUOTE, { key: 'key-00001' });
  const second = await box.post('/quotes', QUOTE, { key: 'key-00001' });
  expect(second.text).toBe(first.text);
  expect(second.status).toBe(201);
  expect(bench.boss.holds.size).toBe(1);
});

test('a refusal that ended something is kept to the byte too, with its number', async () => {
  const bench = tspBench();
  const box = await bench.opened();
  const quote = await bench.quote(box);
  bench.boss.priceFen += 100;
  const first = await bench.confirm(box, quote, { key: 'key-00001' });
  bench.boss.priceFen -= 100;
  const second = await bench.confirm(box, quote, { key: 'key-00001' });
  expect(first.problem).toMatchObject({ code: 'quote.changed', amountFen: 2700 });
  expect(second.text).toBe(first.text);
});

test('a refusal whose cause passes is none for ever: the same key does it then', async () => {
  const bench = tspBench();
  const [box, other] = [await bench.opened(), await bench.opened('STB-2')];
  const shown = await bench.quote(box);
  const first = await bench.paying(other);
  const confirm = () => bench.confirm(box, shown, { key: 'key-confirm' });
  const cancel = () => other.post(`/orders/${first.orderId}/cancel`, {}, { key: 'key-cancel' });
  expect((await confirm()).problem.code).toBe('order.already_paying');
  expect((await cancel()).problem.code).toBe('attempt.open');

  const film = await bench.ordered(box, 'film');
  const start = () => bench.startAttempt(box, film.orderId, undefined, { key: 'key-start' });
  expect((await start()).problem.code).toBe('card.unresolved');
  await bench.resolve(other, first.attemptId, { sequence: 5 });
  expect([(await cancel()).status, (await confirm()).status]).toEqual([200, 201]);
  expect((await start()).status).toBe(201);
});

/** Something else gets in between, once, after the next commit that looks at an attempt. */
function gap() {
  const between: { happens: (() => Promise<unknown>) | null } = { happens: null };
  const wrap = (store: Store): Store => ({
    ...store,
    room: (name) => wrap(store.room(name)),
    async transaction(work) {
      let looked = false;
      const result = await store.transaction((tx) =>
        work({
          ...tx,
          get(key) {
            looked ||= key.startsWith('attempt/');
            return tx.get(key);
          },
        }),
      );
      const { happens } = between;
      if (looked && happens) {
        between.happens = null;
        await happens();
      }
      return result;
    },
  });
  return { between, wrap };
}

test('evidence that a MAC1 overtook is asked for again, and judged under the same key', async () => {
  const { between, wrap } = gap();
  const bench = tspBench({ wrap });
  const box = await bench.opened();
  const { orderId } = await bench.ordered(box);
  const { attemptId } = (await bench.startAttempt(box, orderId)).value;
  const sending = { key: 'key-resolve' };
  const resolve = () => bench.resolve(box, attemptId, { sequence: 5 }, undefined, sending);
  between.happens = () => bench.authorise(box, attemptId);
  expect((await resolve()).problem).toMatchObject({ code: 'attempt.state', retry: 'same-key' });
  const judged = await resolve();
  expect(judged.value.verdict).toBe('not-debited');
  expect((await resolve()).text).toBe(judged.text);
});

test('a key belongs to one request', async () => {
  const box = await tspBench().opened();
  await box.post('/quotes', QUOTE, { key: 'key-00001' });
  const other = { items: [{ serviceId: 'basic', months: 2 }] };
  expect((await box.post('/quotes', other, { key: 'key-00001' })).problem).toMatchObject({
    status: 422,
    code: 'idempotency.mismatch',
  });
});

test('a key of one box says nothing to another', async () => {
  const bench = tspBench();
  const [one, two] = [await bench.opened(), await bench.opened('STB-2')];
  const first = await one.post('/quotes', QUOTE, { key: 'key-00001' });
  const second = await two.post('/quotes', QUOTE, { key: 'key-00001' });
  expect(second.status).toBe(201);
  expect(second.text).not.toBe(first.text);
});

test('without a key nothing is done', async () => {
  const bench = tspBench();
  const box = await bench.opened();
  expect((await box.post('/quotes', QUOTE, { key: null })).problem).toMatchObject({
    status: 400,
    code: 'idempotency.missing',
  });
  expect((await box.post('/quotes', QUOTE, { key: 'short' })).problem).toMatchObject({
    code: 'request.invalid',
    field: 'Idempotency-Key',
  });
  expect(bench.boss.holds.size).toBe(0);
});

test('while the first runs the second is told so, and neither the order nor the money is', async () => {
  const bench = tspBench();
  const box = await bench.opened();
  let go = () => {};
  bench.boss.instead.push({
    match: /POST \/holds/,
    answer: async (done) => {
      await new Promise<void>((resolve) => {
        go = resolve;
      });
      return done();
    },
  });
  const running = box.post('/quotes', QUOTE, { key: 'key-00001' });
  await bench.time.settle();
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

test('what could not be answered runs again under the same key', async () => {
  const bench = tspBench();
  const box = await bench.opened();
  bench.boss.instead.push({
    match: /POST \/holds/,
    answer: () => new Response('', { status: 500 }),
  });
  expect((await box.post('/quotes', QUOTE, { key: 'key-00001' })).problem).toMatchObject({
    status: 503,
    code: 'boss.unavailable',
  });
  expect((await box.post('/quotes', QUOTE, { key: 'key-00001' })).status).toBe(201);
});

test('a key of odd characters is a key', async () => {
  const box = await tspBench().opened();
  const first = await box.post('/quotes', QUOTE, { key: 'a/b c%2Fd~é!' });
  expect(first.status).toBe(201);
  expect((await box.post('/quotes', QUOTE, { key: 'a/b c%2Fd~é!' })).text).toBe(first.text);
});

/** Every call of a payment, made twice under one key: before and after a restart of the TSP. */
const CALLS: [
  string,
  (
    bench: Bench,
    box: Box,
  ) => Promise<(sending: Sending) => Promise<{ text: string; status: number }>>,
][] = [
  [
    'confirm',
    async (bench, box) => {
      const quote = await bench.quote(box);
      return (sending) => bench.confirm(box, quote, sending);
    },
  ],
  [
    'cancel',
    async (bench, box) => {
      const { orderId } = await bench.ordered(box);
      return (sending) => box.post(`/orders/${orderId}/cancel`, {}, sending);
    },
  ],
  [
    'attempt, its serial sealed anew',
    async (bench, box) => {
      const { orderId } = await bench.ordered(box);
      return (sending) => bench.startAttempt(box, orderId, undefined, sending);
    },
  ],
  [
    'authorise',
    async (bench, box) => {
      const { orderId } = await bench.ordered(box);
      const { attemptId } = (await bench.startAttempt(box, orderId)).value;
      return (sending) => bench.authorise(box, attemptId, undefined, sending);
    },
  ],
  [
    'report',
    async (bench, box) => {
      const { attemptId, debited } = await bench.paying(box);
      return (sending) => bench.report(box, attemptId, debited, sending);
    },
  ],
  [
    'a report of a wrong MAC2',
    async (bench, box) => {
      const { attemptId, debited } = await bench.paying(box);
      return (sending) => bench.report(box, attemptId, { ...debited, mac2: '00000000' }, sending);
    },
  ],
];

test.each(CALLS)('%s: once done, the same answer for ever', async (_name, prepare) => {
  const bench = tspBench();
  const box = await bench.opened();
  const call = await prepare(bench, box);
  const first = await call({ key: 'key-00001' });
  const again = await call({ key: 'key-00001' });
  const purchases = bench.pool.purchases;
  await bench.restart();
  const after = await call({ key: 'key-00001' });
  expect([again.text, again.status]).toEqual([first.text, first.status]);
  expect([after.text, after.status]).toEqual([first.text, first.status]);
  expect(bench.pool.purchases).toBe(purchases);
});
