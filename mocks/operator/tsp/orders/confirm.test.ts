import { expect, test } from 'vitest';
import type { Order, OrderPage } from '../../../../src/tsp/tspTypes.ts';
import { readAudit } from '../books/journals/audit.ts';
import { bossProblem, noWire } from '../bossFake.fixture.ts';
import { CARD, OTHER_CARD } from '../subscriber.fixture.ts';
import { tspFixture } from '../tsp.fixture.ts';

test('the confirmed amount and digest are in the audit', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const quote = await fixture.quote(box);
  await fixture.confirm(box, quote);
  const rows = await readAudit({ store: fixture.room });
  const confirmed = rows.find(({ entry }) => entry.what === 'order.confirmed');
  expect(confirmed?.entry).toMatchObject({
    who: 'STB-1',
    from: 'QUOTED',
    to: 'CONFIRMED',
    note: `shown and confirmed: 2600 fen, ${quote.quoteDigest}`,
  });
});

test.each([
  ['amount', { amountFen: 2599 }],
  ['digest', { quoteDigest: 'A'.repeat(64) }],
])('another %s than was quoted is refused, and the quote stays valid', async (_what, change) => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const quote = await fixture.quote(box);
  const refused = await fixture.confirm(box, { ...quote, ...change });
  expect(refused.problem).toMatchObject({ status: 409, code: 'quote.changed', retry: 'new' });
  expect((await fixture.confirm(box, quote)).value.state).toBe('CONFIRMED');
});

test('a quote ends after ten minutes by the clock of the TSP', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const quote = await fixture.quote(box);
  await fixture.time.advance(299_000);
  await box.get('/orders');
  await fixture.time.advance(299_000);
  await box.get('/orders');
  await fixture.time.advance(2_000);
  expect((await fixture.confirm(box, quote)).problem).toMatchObject({
    status: 409,
    code: 'quote.expired',
    money: 'untouched',
  });
  expect(fixture.boss.asked).toContain(`DELETE /holds/${quote.quoteId}`);
});

test('an unknown quote is not found', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const quote = { ...(await fixture.quote(box)), quoteId: '01HF7YAT31JZECA3K2V2W6E9QA' };
  expect((await fixture.confirm(box, quote)).problem).toMatchObject({ code: 'quote.not_found' });
});

test('BOSS validates again before the order is confirmed', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const quote = await fixture.quote(box);
  fixture.boss.instead.push({
    match: /POST \/holds/,
    answer: () => bossProblem(422, 'rejected', 'arrears.first'),
  });
  expect((await fixture.confirm(box, quote)).problem).toMatchObject({
    status: 422,
    code: 'boss.rejected',
    reason: 'arrears.first',
  });
  expect((await fixture.order(box, quote.quoteId)).state).toBe('CANCELLED');
});

test('a price that changed meanwhile is not confirmed', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const quote = await fixture.quote(box);
  fixture.boss.priceFen = 2800;
  expect((await fixture.confirm(box, quote)).problem).toMatchObject({
    code: 'quote.changed',
    amountFen: 2800,
  });
  expect((await fixture.order(box, quote.quoteId)).state).toBe('CANCELLED');
});

test('while BOSS does not answer the quote stays, and can be confirmed later', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const quote = await fixture.quote(box);
  fixture.boss.instead.push({ match: /POST \/holds/, answer: noWire });
  const key = 'confirm-1';
  expect((await fixture.confirm(box, quote, { key })).problem.code).toBe('boss.unavailable');
  expect((await fixture.confirm(box, quote, { key })).value.state).toBe('CONFIRMED');
});

test('two boxes order one service: the second is refused while the first may still pay', async () => {
  const fixture = tspFixture();
  const [box, other] = [await fixture.opened(), await fixture.opened('STB-2')];
  const quotes = [await fixture.quote(box), await fixture.quote(other)] as const;
  const answers = await Promise.all([
    fixture.confirm(box, quotes[0]),
    fixture.confirm(other, quotes[1]),
  ]);
  const refused = answers.find(({ status }) => status !== 201)!;
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(refused.problem).toMatchObject({ status: 409, code: 'order.already_paying' });
});

test('another service may be ordered meanwhile', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  await fixture.ordered(box, 'basic');
  expect((await fixture.ordered(box, 'film')).state).toBe('CONFIRMED');
});

test('a box that left its own order unpaid may start over', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const first = await fixture.ordered(box);
  await fixture.startAttempt(box, first.orderId);
  const second = await fixture.ordered(box);
  expect(second.state).toBe('CONFIRMED');
  expect(await fixture.order(box, first.orderId)).toMatchObject({
    state: 'CANCELLED',
    attempt: { state: 'VOID' },
  });
  expect(fixture.pool.leased()).toBe(0);
});

test('a service can be ordered again after a cancelled order, and after a completed one', async () => {
  const fixture = tspFixture();
  const [box, other] = [await fixture.opened(), await fixture.opened('STB-2')];
  const first = await fixture.ordered(box);
  await box.post(`/orders/${first.orderId}/cancel`, {});
  expect((await fixture.paid(other)).reported.state).toBe('PAID');
  await fixture.time.drain();
  const third = await fixture.ordered(box);
  expect((await fixture.confirm(other, await fixture.quote(other))).problem.code).toBe(
    'order.already_paying',
  );
  expect((await fixture.order(box, third.orderId)).state).toBe('CONFIRMED');
});

test('a service cannot be ordered again once MAC1 was given out, while in doubt, or when paid', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const payment = await fixture.paying(box);
  const quote = await fixture.quote(box);
  const problem = async () => (await fixture.confirm(box, quote)).problem;
  expect(await problem()).toMatchObject({ code: 'order.already_paying', money: 'unknown' });
  await fixture.time.advance(30_000);
  expect(await problem()).toMatchObject({ code: 'order.already_paying', money: 'unknown' });
  fixture.boss.activation = () => ({ state: 'PENDING' });
  await fixture.report(box, payment.attemptId, payment.debited);
  expect(await problem()).toMatchObject({ code: 'order.already_paid', money: 'taken' });
});

test('the same order cannot be confirmed twice under two keys', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const quote = await fixture.quote(box);
  await fixture.confirm(box, quote);
  expect((await fixture.confirm(box, quote)).problem.code).toBe('order.already_paying');
  await box.post(`/orders/${quote.quoteId}/cancel`, {});
  expect((await fixture.confirm(box, quote)).problem.code).toBe('order.state');
});

test('cancelling releases the hold, and may be repeated', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const { orderId } = await fixture.ordered(box);
  const cancel = () => box.post<Order>(`/orders/${orderId}/cancel`, {});
  expect((await cancel()).value).toMatchObject({ state: 'CANCELLED', money: 'untouched' });
  expect((await cancel()).value.state).toBe('CANCELLED');
  await fixture.time.drain();
  expect(fixture.boss.holds.size).toBe(0);
});

test('cancelling is refused once MAC1 was given out, and the refusal has the open attempt', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const { orderId, attemptId, debited } = await fixture.paying(box);
  const cancel = () => box.post<Order>(`/orders/${orderId}/cancel`, {});
  expect((await cancel()).problem).toMatchObject({
    code: 'attempt.open',
    money: 'unknown',
    attempt: { attemptId, orderId, amountFen: 2600, cardTail: '1234', cardSequence: 5 },
  });
  await fixture.report(box, attemptId, debited);
  expect((await cancel()).problem).toMatchObject({ code: 'order.already_paid', money: 'taken' });
});

test('an order that is not paid has no receipt', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const { orderId } = await fixture.paying(box);
  expect((await box.get(`/orders/${orderId}/receipt`)).problem).toMatchObject({
    status: 409,
    code: 'order.state',
    money: 'unknown',
  });
});

test('receipt numbers count up', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const first = await fixture.paid(box, CARD, 'basic');
  const second = await fixture.paid(box, OTHER_CARD, 'film');
  expect(first.reported.receiptNo).toBe('20261123 00000001');
  expect(second.reported.receiptNo).toBe('20261123 00000002');
});

test('the history is newest first, in pages, and without unconfirmed quotes', async () => {
  const fixture = tspFixture({ limits: { pageSize: 2, quotesPerMinute: 10 } });
  const box = await fixture.opened();
  const ids: string[] = [];
  for (const service of ['a', 'b', 'c', 'd', 'e']) {
    await fixture.quote(box, 'z');
    await fixture.time.advance(1000);
    ids.unshift((await fixture.ordered(box, service)).orderId);
  }
  const seen: string[] = [];
  let cursor = '';
  do {
    const page = (await box.get<OrderPage>(`/orders${cursor}`)).value;
    seen.push(...page.items.map(({ orderId }) => orderId));
    cursor = page.nextCursor === undefined ? '' : `?cursor=${page.nextCursor}`;
  } while (cursor !== '');
  expect(seen).toEqual(ids);
});

test('open orders are those that are not at rest', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const open = async () =>
    (await box.get<OrderPage>('/orders?open=1')).value.items.map(({ state }) => state);
  await fixture.quote(box);
  expect(await open()).toEqual([]);
  const payment = await fixture.paying(box);
  expect(await open()).toEqual(['PAYING']);
  await fixture.time.advance(30_000);
  expect(await open()).toEqual(['IN_DOUBT']);
  fixture.boss.activation = () => ({ state: 'PENDING' });
  await fixture.report(box, payment.attemptId, payment.debited);
  await fixture.time.drain();
  expect(await open()).toEqual(['ACTIVATING']);
});
