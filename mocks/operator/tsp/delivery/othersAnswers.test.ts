/** BOSS answers about another order, with another amount, or with what is no answer: nothing is posted by it. */
import { expect, test } from 'vitest';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { rowsIn } from '../../../store/rowList.ts';
import { balances, readLedger } from '../books/journals/ledger.ts';
import { allCases } from '../books/store/caseStore.ts';
import { getOrder } from '../books/store/orderStore.ts';
import { allOutbox } from '../books/store/queueStore.ts';
import { tspFixture } from '../tsp.fixture.ts';

type Fake = ReturnType<typeof tspFixture>['boss'];

const OTHER = '01KANZYPM7A4T6W8Y0C2E4G6J9';
const says = (value: unknown): Response => new Response(JSON.stringify(value), { status: 200 });
const always = (boss: Fake, match: RegExp, answer: () => Response): void => {
  for (let times = 0; times < 1_000; times++) boss.instead.push({ match, answer });
};

/** A payment with this BOSS, a day and a little later. */
async function aDayAfter(prepare: (boss: Fake) => void) {
  const fixture = tspFixture();
  await fixture.tsp.start();
  prepare(fixture.boss);
  const box = await fixture.opened();
  const { orderId } = await fixture.paid(box);
  await fixture.time.advance(DAY_MS + 600_000);
  (await box.open()).value;
  const cases = await fixture.room.transaction((tx) => rowsIn(tx, allCases));
  return {
    state: (await fixture.order(box, orderId)).state,
    books: balances(await readLedger({ store: fixture.room })),
    cases: cases.map(({ kind }) => kind),
    messages: (await fixture.room.transaction((tx) => rowsIn(tx, allOutbox))).length,
  };
}

const rejects = (boss: Fake): void => {
  boss.activation = () => ({ state: 'REJECTED', reason: 'service.stopped', final: true });
};

test.each([
  ['another order is credited', { orderId: OTHER, state: 'CREDITED', amountFen: 2600 }],
  ['another order is opened', { orderId: OTHER, state: 'ACTIVATED', amountFen: 2600 }],
  ['null', null],
  ['a text', 'CREDITED'],
  ['no order at all', {}],
])(
  'asked for a credit, BOSS says %s: nothing is booked, and people get it',
  async (_what, word) => {
    const seen = await aDayAfter((boss) => {
      rejects(boss);
      always(boss, /PUT .*credit/, () => says(word));
      always(boss, /GET \/orders/, () => says(word));
    });
    expect(seen).toMatchObject({ state: 'REFUND_DUE', cases: ['credit-stuck'], messages: 0 });
    expect(seen.books).toMatchObject({
      order_liability: -2600,
      subscriber_credit: 0,
      operator_revenue: 0,
    });
  },
);

test.each([
  ['another order is open', { orderId: OTHER, state: 'ACTIVATED', amountFen: 2600 }],
  ['null', null],
  ['a text', 'ACTIVATED'],
  ['no order at all', {}],
])(
  'asked to open a service, BOSS says %s: nothing is booked, and people get it',
  async (_what, word) => {
    const seen = await aDayAfter((boss) => {
      always(boss, /PUT .*activation/, () => says(word));
      always(boss, /GET \/orders/, () => says(word));
    });
    expect(seen).toMatchObject({ state: 'MANUAL', cases: ['activation-stuck'], messages: 0 });
    expect(seen.books).toMatchObject({ order_liability: -2600, operator_revenue: 0 });
  },
);

test('a credit refused, and then another order called open, opens nothing', async () => {
  const seen = await aDayAfter((boss) => {
    rejects(boss);
    always(boss, /PUT .*credit/, () => new Response('{"code":"order.conflict"}', { status: 409 }));
    const open = { orderId: OTHER, state: 'ACTIVATED', amountFen: 2600 };
    always(boss, /GET \/orders/, () => says(open));
  });
  expect(seen).toMatchObject({ state: 'REFUND_DUE', messages: 0 });
  expect(seen.books).toMatchObject({ order_liability: -2600, operator_revenue: 0 });
});

test.each([
  [100, 'REFUND_DUE', -2600, 0],
  [2600, 'COMPLETED', 0, -2600],
])(
  'a credit refused because the order is open for %i fen',
  async (amountFen, state, owed, revenue) => {
    const seen = await aDayAfter((boss) => {
      rejects(boss);
      always(boss, /PUT .*credit/, () => {
        for (const orderId of boss.orders.keys())
          boss.orders.set(orderId, { orderId, state: 'ACTIVATED', amountFen });
        return new Response('{"code":"order.conflict"}', { status: 409 });
      });
    });
    expect(seen).toMatchObject({ state, messages: 0 });
    expect(seen.books).toMatchObject({ order_liability: owed, operator_revenue: revenue });
  },
);

test('a credit of another amount is not the one that was asked for', async () => {
  const seen = await aDayAfter((boss) => {
    rejects(boss);
    boss.credit = () => ({ state: 'CREDITED', amountFen: 100 });
  });
  expect(seen).toMatchObject({ state: 'REFUND_DUE', cases: ['credit-stuck'], messages: 0 });
  expect(seen.books).toMatchObject({ order_liability: -2600, subscriber_credit: 0 });
});

test.each([
  [{ from: '2026/11/24', to: '2026-02-31', bossOrder: 'A|B' }],
  [{ from: null, to: 5, bossOrder: '' }],
  [{ from: '2026-11-24', to: '2026-11-24' }],
  [{ from: '2027-01-01' }],
])(
  'a period of BOSS that is none, or a number that no file can carry, is left out (%j)',
  async (period) => {
    const fixture = tspFixture();
    await fixture.tsp.start();
    fixture.boss.activation = (_orderId, amountFen) =>
      ({ state: 'ACTIVATED', amountFen, ...period }) as ReturnType<typeof fixture.boss.activation>;
    const box = await fixture.opened();
    const { orderId } = await fixture.paid(box);
    await fixture.time.drain();
    const order = await fixture.room.transaction((tx) => getOrder(tx, orderId));
    expect(order).toMatchObject({ state: 'COMPLETED' });
    expect(order).not.toHaveProperty('from');
    expect(order).not.toHaveProperty('to');
    expect(order).not.toHaveProperty('bossOrder');
  },
);

test('a subscriber that no file can carry gets no session', async () => {
  const fixture = tspFixture();
  await fixture.tsp.start();
  const known = fixture.boss.boxes.get('STB-1')!;
  fixture.boss.boxes.set('STB-1', { ...known, subscriberId: '138 0000|1' });
  expect((await fixture.box().open()).problem).toMatchObject({ code: 'boss.unavailable' });
});
