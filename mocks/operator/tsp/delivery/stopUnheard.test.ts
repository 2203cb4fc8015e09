/** A stop of which BOSS heard nothing yet, or whose service is owed by now: what was decided meanwhile counts. */
import { expect, test } from 'vitest';
import { getAttempt } from '../books/store/attemptStore.ts';
import { getOrder } from '../books/store/orderStore.ts';
import { noWire } from '../bossFake.fixture.ts';
import { deskOf } from '../desk/desk.fixture.ts';
import { payingFixture } from '../paying.fixture.ts';
import { RIGHT, refused, STOPPING } from '../refusedClaim.fixture.ts';
import { OTHER_CARD } from '../subscriber.fixture.ts';
import { TODAY } from '../tsp.fixture.ts';

test('a right TAC that is shown before BOSS has heard of the stop: nothing is stopped', async () => {
  const { fixture, upload, state, stops, outbox, cardIsBack, claim } = await refused(STOPPING, {
    uploaded: false,
  });
  // The message does not come through at all.
  fixture.boss.instead.push({ match: /PUT .*stop$/, answer: noWire });
  await upload();
  await cardIsBack();
  expect(await claim()).toBe('UNCLAIMED');
  await fixture.time.advance(60_000);
  expect([await state(), stops(), await outbox()]).toEqual(['COMPLETED', 1, []]);
  expect([...fixture.boss.orders.values()]).toMatchObject([{ state: 'ACTIVATED' }]);
});

test('a claim that people write off while BOSS is silent is not paid either: the service is stopped', async () => {
  const { fixture, upload, state, claim, books } = await refused(STOPPING, { uploaded: false });
  fixture.boss.instead.push({ match: /PUT .*stop$/, answer: noWire });
  fixture.boss.instead.push({ match: /GET \/orders/, answer: noWire });
  await upload();
  const desk = deskOf(fixture);
  await desk.decide((await desk.caseOf('claim-rejected')).caseNo, 'writeOff');
  expect(await claim()).toBe('WRITTEN_OFF');
  await fixture.time.advance(60_000);
  expect(await state()).toBe('MANUAL');
  expect(await books()).toMatchObject({ order_liability: -2600, operator_revenue: 0 });
});

test('an answer to a stop that is about another order is none: BOSS is asked again', async () => {
  const { fixture, upload, state, stops, orderId } = await refused(STOPPING, { uploaded: false });
  const another = { orderId: 'another', state: 'STOPPED' };
  fixture.boss.instead.push({ match: /PUT .*stop$/, answer: () => Response.json(another) });
  await upload();
  expect(await state()).toBe('COMPLETED');
  await fixture.time.advance(60_000);
  expect([await state(), stops()]).toEqual(['MANUAL', 2]);
  expect(fixture.boss.orders.get(orderId)).toMatchObject({ state: 'STOPPED' });
});

test('a stop that BOSS does not answer for a day ends, and the audit says so; the case stays open', async () => {
  const { fixture, upload, state, outbox, cases } = await refused(STOPPING, { uploaded: false });
  const silent = { match: /(PUT .*stop|GET \/orders\/\S*)$/, answer: noWire };
  for (let tries = 0; tries < 1_000; tries++) fixture.boss.instead.push(silent);
  await upload();
  await fixture.time.advance(26 * 3_600_000);
  expect([await outbox(), await state()]).toEqual([[], 'COMPLETED']);
  expect(await cases()).toEqual(['claim-rejected OPEN']);
  expect(await deskOf(fixture).events()).toContain('tsp service.notStopped');
});

test('the PPP pays a second debit: the service that was stopped for the first one stays stopped', async () => {
  const setup = { refusedClaims: { '01': STOPPING } };
  const { fixture, box, attemptId, orderId, report, debited } = await payingFixture({ setup });
  fixture.ppp.rightTacs = [RIGHT];
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await fixture.order(box, orderId), OTHER_CARD);
  await fixture.report(box, second.attemptId, { ...second.debited, tac: 'BAD00002' });
  await fixture.time.drain();
  await report({ ...debited, tac: 'BAD00001' });
  await fixture.time.drain();
  const upload = async () => {
    await fixture.tsp.uploadDay(TODAY);
    await fixture.time.drain();
  };
  await upload();
  expect((await fixture.order(box, orderId)).state).toBe('MANUAL');
  await report({ ...debited, tac: RIGHT });
  await upload();
  expect((await fixture.room.transaction((tx) => getAttempt(tx, attemptId)))?.claim).toBe(
    'ACCEPTED',
  );
  expect((await fixture.order(box, orderId)).state).toBe('MANUAL');
});

test('an order for which BOSS has no answer stays with people when its refused claim is paid after all', async () => {
  const paying = await payingFixture({ setup: { refusedClaims: { '01': STOPPING } } });
  const { fixture, orderId, report, debited } = paying;
  fixture.ppp.rightTacs = [RIGHT];
  fixture.boss.activation = () => ({ state: 'PENDING' });
  await report({ ...debited, tac: 'BAD00001' });
  await fixture.time.advance(25 * 3_600_000);
  const upload = async () => {
    await fixture.tsp.uploadDay(TODAY);
    await fixture.time.drain();
  };
  await upload();
  const other = await fixture.opened('STB-9');
  await fixture.proveCard(other, [{ sequence: 6, mac2: debited.mac2, tac: RIGHT }]);
  await upload();
  const order = await fixture.room.transaction((tx) => getOrder(tx, orderId));
  expect(order?.state).toBe('MANUAL');
  const stuck = await deskOf(fixture).caseOf('activation-stuck');
  expect(stuck.state).toBe('OPEN');
});
