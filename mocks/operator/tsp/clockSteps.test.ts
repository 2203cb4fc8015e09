/**
 * The wall clock of the platform is set on or back by an hour, a day or three years while something waits. It waits as long
 * as it would have waited anyway, also when the platform is started again under the wrong clock.
 */
import { describe, expect, test } from 'vitest';
import { rowsIn } from '../../store/rowList.ts';
import { allCases } from './books/store/caseStore.ts';
import { getOrder } from './books/store/orderStore.ts';
import { fresh } from './box.fixture.ts';
import { payingFixture } from './paying.fixture.ts';
import { type Fixture, tspFixture } from './tsp.fixture.ts';
import { CLOCK_STEPS } from './virtualTime.fixture.ts';

const HOUR_MS = 3_600_000;

const cases = ({ room }: Fixture) => room.transaction((tx) => rowsIn(tx, allCases));
const stateOf = ({ room }: Fixture, orderId: string) =>
  room.transaction(async (tx) => (await getOrder(tx, orderId))?.state);

describe.each(CLOCK_STEPS)('%s', (_name, byMs) => {
  test('a quote runs out when it would have run out', async () => {
    const fixture = tspFixture();
    await fixture.tsp.start();
    const box = await fixture.opened();
    const { orderId } = await fixture.ordered(box);
    await fixture.time.advance(60_000);
    fixture.time.setClock(byMs);
    await fixture.time.advance(fixture.limits.quoteMs - 60_000);
    expect(await stateOf(fixture, orderId)).toBe('EXPIRED');
  });

  test('an attempt without a report is in doubt after half a minute, and a case after three days', async () => {
    const { fixture, orderId, row } = await payingFixture();
    await fixture.time.advance(10_000);
    fixture.time.setClock(byMs);
    await fixture.time.advance(20_000);
    expect((await row()).state).toBe('IN_DOUBT');
    await fixture.time.advance(fixture.limits.doubtCaseMs - 1_000);
    expect(await cases(fixture)).toEqual([]);
    await fixture.time.advance(1_000);
    expect(await stateOf(fixture, orderId)).toBe('MANUAL');
  });

  test('a doubt is no case for the clock, whoever asks, and the report still counts', async () => {
    const { fixture, box, orderId, debited, report, order } = await payingFixture();
    await fixture.time.advance(HOUR_MS);
    fixture.time.setClock(byMs);
    await box.open();
    expect((await order()).state).toBe('IN_DOUBT');
    await fixture.time.advance(HOUR_MS);
    await box.open();
    expect((await order()).state).toBe('IN_DOUBT');
    expect(await cases(fixture)).toEqual([]);
    expect((await report(debited)).status).toBe(200);
    await fixture.time.drain();
    expect(await stateOf(fixture, orderId)).toBe('COMPLETED');
  });

  test('an activation is tried on, and given up after a day of tries, not for the clock', async () => {
    const { fixture, orderId, debited, report } = await payingFixture();
    fixture.boss.activation = () => ({ state: 'PENDING' });
    await report(debited);
    await fixture.time.advance(10_000);
    fixture.time.setClock(byMs);
    await fixture.time.advance(HOUR_MS);
    expect([await stateOf(fixture, orderId), await cases(fixture)]).toEqual(['ACTIVATING', []]);
    fixture.boss.orders.clear();
    fixture.boss.activation = (_orderId, amountFen) => ({ state: 'ACTIVATED', amountFen });
    await fixture.time.advance(Math.max(...fixture.limits.retryMs));
    expect(await stateOf(fixture, orderId)).toBe('COMPLETED');
  });

  test('an activation that BOSS never decides is a case after a day', async () => {
    const { fixture, orderId, debited, report } = await payingFixture();
    fixture.boss.activation = () => ({ state: 'PENDING' });
    await report(debited);
    await fixture.time.advance(10_000);
    fixture.time.setClock(byMs);
    await fixture.time.advance(fixture.limits.activationGiveUpMs + HOUR_MS);
    expect(await stateOf(fixture, orderId)).toBe('MANUAL');
  });

  test('the HSM is asked again after the pause of the circuit', async () => {
    const { fixture, debited, report } = await payingFixture();
    fixture.hsm.down = true;
    for (let calls = 0; calls < fixture.limits.circuitFailures; calls++) {
      expect((await report(debited)).problem.code).toBe('hsm.unavailable');
    }
    fixture.hsm.down = false;
    fixture.time.setClock(byMs);
    expect((await report(debited)).problem.code).toBe('hsm.unavailable');
    await fixture.time.advance(fixture.limits.circuitMs);
    expect((await report(debited)).status).toBe(200);
  });

  test('a limit of requests frees the box when it would have freed it', async () => {
    const fixture = tspFixture({ limits: { quotesPerMinute: 1 } });
    await fixture.tsp.start();
    const box = await fixture.opened();
    await fixture.quote(box);
    fixture.time.setClock(byMs);
    const again = () => box.post('/quotes', { items: [{ serviceId: 'basic', months: 1 }] });
    expect((await again()).problem.code).toBe('rate.limited');
    await fixture.time.advance(60_001);
    expect((await again()).status).toBe(201);
  });

  test('a message is accepted once, also when the clock is set there and back', async () => {
    const fixture = tspFixture();
    await fixture.tsp.start();
    const box = await fixture.opened();
    const nonce = fresh();
    expect((await box.get('/orders', { nonce })).status).toBe(200);
    fixture.time.setClock(byMs);
    await box.get('/orders');
    fixture.time.setClock(-byMs);
    expect((await box.get('/orders', { nonce })).problem.code).toBe('auth.replay');
  });

  test('a session ends when nobody has used it for its time', async () => {
    const fixture = tspFixture();
    await fixture.tsp.start();
    const box = await fixture.opened();
    fixture.time.setClock(byMs);
    await fixture.time.advance(fixture.limits.sessionIdleMs - 1_000);
    expect((await box.get('/orders')).status).toBe(200);
    await fixture.time.advance(fixture.limits.sessionIdleMs);
    expect((await box.get('/orders')).problem.code).toBe('auth.session_expired');
  });

  test('a session that is read at a start under the wrong clock ends in time as well', async () => {
    const fixture = tspFixture();
    await fixture.tsp.start();
    const box = await fixture.opened();
    await fixture.time.drain();
    fixture.time.setClock(byMs);
    await fixture.restart();
    // Set on, its age is not known: it is over.
    const isOver = byMs > 0;
    const answer = await box.get('/orders');
    expect(answer.status).toBe(isOver ? 401 : 200);
    await fixture.time.advance(fixture.limits.sessionIdleMs);
    expect((await box.get('/orders')).problem.code).toBe('auth.session_expired');
  });

  test('started again under the wrong clock, it goes on with everything', async () => {
    const { fixture, box, row } = await payingFixture();
    const other = await fixture.ordered(box, 'kids');
    fixture.time.setClock(byMs);
    await fixture.restart();
    await fixture.time.advance(fixture.limits.reportMs);
    expect((await row()).state).toBe('IN_DOUBT');
    await fixture.time.advance(fixture.limits.quoteMs);
    expect(await stateOf(fixture, other.orderId)).toBe('EXPIRED');
    expect(await cases(fixture)).toEqual([]);
  });

  test('a message to BOSS that waits at a start is sent within the longest pause', async () => {
    const { fixture, orderId, debited, report } = await payingFixture();
    fixture.boss.activation = () => ({ state: 'PENDING' });
    await report(debited);
    await fixture.time.advance(10_000);
    fixture.time.setClock(byMs);
    await fixture.restart();
    fixture.boss.orders.clear();
    fixture.boss.activation = (_orderId, amountFen) => ({ state: 'ACTIVATED', amountFen });
    await fixture.time.advance(Math.max(...fixture.limits.retryMs));
    expect(await stateOf(fixture, orderId)).toBe('COMPLETED');
  });
});
