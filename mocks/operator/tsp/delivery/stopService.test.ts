/** What follows from a refused claim, by the operator's table. */
import { expect, test } from 'vitest';
import { getAttempt } from '../books/store/attemptStore.ts';
import { getOrder } from '../books/store/orderStore.ts';
import { bossProblem, noWire } from '../bossFake.fixture.ts';
import { deskOf } from '../desk/desk.fixture.ts';
import { payingFixture } from '../paying.fixture.ts';
import { RIGHT, refused, STOPPING } from '../refusedClaim.fixture.ts';
import { OTHER_CARD } from '../subscriber.fixture.ts';
import { TODAY } from '../tsp.fixture.ts';

test('an empty row of the table opens the case, and nothing else', async () => {
  const { cases, box, state, stops } = await refused([]);
  expect(await cases()).toEqual(['claim-rejected OPEN']);
  expect(await box()).toBeUndefined();
  expect(await state()).toBe('COMPLETED');
  expect(stops()).toBe(0);
});

test('watch-box puts the box on watch, and blocks nothing', async () => {
  const { box } = await refused(['watch-box']);
  expect(await box()).toMatchObject({ blocked: false, watch: { times: 1 } });
});

test('block-box blocks the box: the issuer’s key has refuted what it brought', async () => {
  const { box, fixture } = await refused(['block-box', 'watch-box']);
  expect(await box()).toMatchObject({ blocked: true, who: 'tsp' });
  const blocked = fixture.box();
  expect((await blocked.open()).status).toBe(403);
});

test('not the attempt’s own box is blamed, but the one that brought the TAC', async () => {
  const { fixture, debited, upload, box } = await refused(['block-box'], {
    uploaded: false,
    tac: RIGHT,
  });
  const liar = await fixture.opened('STB-9');
  await fixture.proveCard(liar, [{ sequence: 6, mac2: debited.mac2, tac: 'BAD00001' }]);
  await upload();
  expect(await box('STB-9')).toMatchObject({ blocked: true });
  expect(await box('STB-1')).toBeUndefined();
});

test('stop-service: BOSS stops it, and what was revenue is owed to the subscriber again', async () => {
  const { fixture, state, cases, stops, books, order } = await refused(STOPPING);
  expect(await state()).toBe('MANUAL');
  expect(await order()).toMatchObject({ money: 'taken' });
  expect(stops()).toBe(1);
  expect(await cases()).toEqual(['claim-rejected OPEN', 'service-stopped OPEN']);
  expect(await books()).toMatchObject({
    unionpay_receivable: 2600,
    order_liability: -2600,
    operator_revenue: 0,
    write_off: 0,
  });
  expect(fixture.violations).toEqual([]);
});

test('people pay back what the stopped service cost, once', async () => {
  const { fixture, state, books } = await refused(STOPPING);
  const desk = deskOf(fixture);
  await desk.decide((await desk.caseOf('service-stopped')).caseNo, 'refund');
  expect(await state()).toBe('REFUNDED');
  expect(await books()).toMatchObject({
    order_liability: 0,
    operator_revenue: 0,
    refund_payable: -2600,
  });
});

test('a candidate that is left stops nothing', async () => {
  const { report, debited, upload, state, stops, claim } = await refused(STOPPING, {
    uploaded: false,
    tac: RIGHT,
  });
  await report({ ...debited, tac: 'BAD00001' });
  await upload();
  expect(await claim()).toBe('ACCEPTED');
  expect(await state()).toBe('COMPLETED');
  expect(stops()).toBe(0);
});

test('the right TAC that is shown later opens the service again, and every case ends', async () => {
  const { fixture, orderId, state, cases, claim, cardIsBack, upload, books } =
    await refused(STOPPING);
  await cardIsBack();
  expect(await claim()).toBe('UNCLAIMED');
  await upload();
  expect(await claim()).toBe('ACCEPTED');
  expect(await state()).toBe('COMPLETED');
  expect(await cases()).toEqual(['claim-rejected CLOSED', 'service-stopped CLOSED']);
  // Nothing is withheld any more, and the subscriber is sent to no case.
  const order = await fixture.room.transaction((tx) => getOrder(tx, orderId));
  expect([order?.withheld, order?.caseNo]).toEqual([undefined, undefined]);
  expect(await books()).toMatchObject({
    unionpay_receivable: 2600,
    order_liability: 0,
    operator_revenue: -2600,
  });
});

test('a crash between the refusal and its consequences loses none of them', async () => {
  const { fixture, upload, state, stops, outbox, box } = await refused(
    ['stop-service', 'block-box'],
    { uploaded: false },
  );
  // The process ends as soon as the verdicts are committed.
  const end = fixture.tsp;
  const done = fixture.tsp.uploadDay(TODAY);
  await done.then(() => end.stop());
  expect(await box()).toMatchObject({ blocked: true });
  fixture.boss.instead.push({ match: /stop$/, answer: noWire });
  await fixture.restart();
  await fixture.time.advance(60_000);
  expect(await state()).toBe('MANUAL');
  expect(await outbox()).toEqual([]);
  expect(stops()).toBeLessThanOrEqual(2);
  await upload();
  expect(await state()).toBe('MANUAL');
});

test('an answer of BOSS that is lost is asked for, and posted once', async () => {
  const { fixture, upload, state, stops, books } = await refused(STOPPING, { uploaded: false });
  fixture.boss.instead.push({
    match: /stop$/,
    answer: async (done) => {
      await done();
      return noWire();
    },
  });
  await upload();
  expect(await state()).toBe('COMPLETED');
  await fixture.time.advance(5_000);
  expect(await state()).toBe('MANUAL');
  expect(stops()).toBe(1);
  expect(await books()).toMatchObject({ order_liability: -2600, operator_revenue: 0 });
});

test('a service that BOSS has stopped while the PPP accepted the claim after all is opened again', async () => {
  const { fixture, upload, state, cardIsBack, claim } = await refused(STOPPING, {
    uploaded: false,
  });
  const lost = {
    match: /PUT .*stop$/,
    answer: async (done: () => Promise<unknown>) => {
      await done();
      return noWire();
    },
  };
  fixture.boss.instead.push(lost);
  fixture.boss.instead.push({ match: /GET \/orders/, answer: noWire });
  await upload();
  await cardIsBack();
  await fixture.tsp.uploadDay(TODAY);
  expect(await claim()).toBe('ACCEPTED');
  await fixture.time.advance(60_000);
  expect(await state()).toBe('COMPLETED');
  expect([...fixture.boss.orders.values()]).toMatchObject([{ state: 'ACTIVATED' }]);
});

test('a stop that BOSS refuses changes nothing here; the case is open', async () => {
  const { fixture, upload, state, cases, outbox } = await refused(STOPPING, { uploaded: false });
  fixture.boss.instead.push({ match: /stop$/, answer: () => bossProblem(409, 'order.conflict') });
  await upload();
  expect(await state()).toBe('COMPLETED');
  expect(await outbox()).toEqual([]);
  expect(await cases()).toEqual(['claim-rejected OPEN']);
});

test('an order that BOSS has not opened yet is stopped when it is open', async () => {
  const paying = await payingFixture({ setup: { refusedClaims: { '01': STOPPING } } });
  const { fixture, orderId, report, debited } = paying;
  fixture.ppp.rightTacs = [RIGHT];
  for (let times = 0; times < 3; times++) {
    fixture.boss.instead.push({ match: /activation$/, answer: noWire });
  }
  const state = async () => (await fixture.room.transaction((tx) => getOrder(tx, orderId)))?.state;
  await report({ ...debited, tac: 'BAD00001' });
  await fixture.time.drain();
  await fixture.tsp.uploadDay(TODAY);
  await fixture.time.drain();
  expect(await state()).toBe('ACTIVATING');
  await fixture.time.advance(120_000);
  expect(await state()).toBe('MANUAL');
});

test('the refused claim of a second debit does not stop what the first one paid', async () => {
  const setup = { refusedClaims: { '01': STOPPING } };
  const { fixture, box, attemptId, orderId, report, debited } = await payingFixture({ setup });
  fixture.ppp.rightTacs = [RIGHT];
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await fixture.order(box, orderId), OTHER_CARD);
  await fixture.report(box, second.attemptId, second.debited);
  await fixture.time.drain();
  await report({ ...debited, tac: 'BAD00001' });
  await fixture.time.drain();
  await fixture.tsp.uploadDay(TODAY);
  await fixture.time.drain();
  expect((await fixture.room.transaction((tx) => getAttempt(tx, attemptId)))?.claim).toBe(
    'REJECTED',
  );
  expect((await fixture.order(box, orderId)).state).toBe('COMPLETED');
});

test('where the claim that pays is refused for what stops nothing, the wrong TAC of a second debit stops nothing either', async () => {
  const setup = { refusedClaims: { '01': STOPPING } };
  const { fixture, box, attemptId, orderId, report, debited, row } = await payingFixture({ setup });
  const upload = async () => {
    await fixture.tsp.uploadDay(TODAY);
    await fixture.time.drain();
  };
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await fixture.order(box, orderId), OTHER_CARD);
  await fixture.report(box, second.attemptId, second.debited);
  fixture.ppp.spoil = (verdicts) => verdicts.map((verdict) => ({ ...verdict, result: '04' }));
  await upload();
  fixture.ppp.spoil = (verdicts) => verdicts;
  fixture.ppp.rightTacs = [RIGHT];
  await report({ ...debited, tac: 'BAD00001' });
  await upload();
  expect(await row()).toMatchObject({ claim: 'REJECTED', verdict: { result: '01' } });
  expect((await fixture.order(box, orderId)).state).toBe('COMPLETED');
});
