/** What follows from a refused claim, by the operator's table. */
import { expect, test } from 'vitest';
import { rowsIn } from '../../../store/rowList.ts';
import type { Consequence } from '../base/refusedClaims.ts';
import { getAttempt } from '../books/store/attemptStore.ts';
import { allCases } from '../books/store/caseStore.ts';
import { getBox } from '../books/store/controlStore.ts';
import { getOrder } from '../books/store/orderStore.ts';
import { allOutbox } from '../books/store/queueStore.ts';
import { bossProblem, noWire } from '../bossFake.fixture.ts';
import { deskOf } from '../desk/desk.fixture.ts';
import { payingFixture } from '../paying.fixture.ts';
import { OTHER_CARD } from '../subscriber.fixture.ts';
import { TODAY } from '../tsp.fixture.ts';

const RIGHT = 'AAAA0001';
const STOPPING: readonly Consequence[] = ['stop-service'];

async function refused(
  consequences: readonly Consequence[],
  { uploaded = true, tac = 'BAD00001' } = {},
) {
  const paying = await payingFixture({ setup: { refusedClaims: { '01': consequences } } });
  const { fixture, debited, report, orderId, attemptId } = paying;
  fixture.ppp.rightTacs = [RIGHT];
  await report({ ...debited, tac });
  await fixture.time.drain();
  const upload = async () => {
    await fixture.tsp.uploadDay(TODAY);
    await fixture.time.drain();
  };
  if (uploaded) await upload();
  return {
    ...paying,
    upload,
    state: async () => (await fixture.room.transaction((tx) => getOrder(tx, orderId)))?.state,
    claim: async () => (await fixture.room.transaction((tx) => getAttempt(tx, attemptId)))?.claim,
    box: (stbId = 'STB-1') => fixture.room.transaction((tx) => getBox(tx, stbId)),
    outbox: () => fixture.room.transaction((tx) => rowsIn(tx, allOutbox)),
    cases: async () => {
      const rows = await fixture.room.transaction((tx) => rowsIn(tx, allCases));
      return rows.map(({ kind, state }) => `${kind} ${state}`);
    },
    stops: () => fixture.boss.asked.filter((line) => line.endsWith('/stop')).length,
    cardIsBack: async () => {
      const other = await fixture.opened('STB-9');
      await fixture.proveCard(other, [{ sequence: 6, mac2: debited.mac2, tac: RIGHT }]);
    },
  };
}

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
  const { state, cases, claim, cardIsBack, upload, books } = await refused(STOPPING);
  await cardIsBack();
  expect(await claim()).toBe('UNCLAIMED');
  await upload();
  expect(await claim()).toBe('ACCEPTED');
  expect(await state()).toBe('COMPLETED');
  expect(await cases()).toEqual(['claim-rejected CLOSED', 'service-stopped CLOSED']);
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
