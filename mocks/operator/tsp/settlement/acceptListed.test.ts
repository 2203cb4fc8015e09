import { expect, test } from 'vitest';
import { rowsIn } from '../../../store/rowList.ts';
import type { TspParts } from '../base/ports.ts';
import type { DayWork } from '../books/dayRows.ts';
import { getAttempt, putAttempt } from '../books/store/attemptStore.ts';
import { allCases } from '../books/store/caseStore.ts';
import { findingsOf, putDayWork, putFinding } from '../books/store/dayStore.ts';
import { getOrder } from '../books/store/orderStore.ts';
import { agedDoubt } from '../desk/desk.fixture.ts';
import { payingFixture } from '../paying.fixture.ts';
import { type Fixture, TODAY } from '../tsp.fixture.ts';
import { acceptListed } from './acceptListed.ts';

const RIGHT = 'AAAA0001';

/** The PPP's closing file of the day lists the debit. */
async function listed({ room, environment, limits }: Fixture, attemptId: string): Promise<void> {
  await room.transaction(async (tx) => {
    putDayWork(tx, TODAY, { ppp: {} } as DayWork);
    putFinding(tx, findingsOf(TODAY, 'ppp', 'first'), 0, { view: 'LISTED', attemptId });
  });
  const effects = { counters: new Map(), wakeOutbox() {}, armDeadline() {} };
  const parts = { store: room, environment, limits, ...effects } as unknown as TspParts;
  await acceptListed(parts, TODAY);
}

test('a stopped service whose claim was sent again opens when the closing file lists it, though its verdict never comes', async () => {
  const stopping = { refusedClaims: { '01': ['stop-service'] } } as const;
  const { fixture, debited, report, orderId, attemptId } = await payingFixture({ setup: stopping });
  const { room, time, ppp } = fixture;
  ppp.rightTacs = [RIGHT];
  await report({ ...debited, tac: 'BAD00001' });
  await time.drain();
  await fixture.tsp.uploadDay(TODAY);
  await time.drain();
  const state = async () => (await room.transaction((tx) => getOrder(tx, orderId)))?.state;
  expect(await state()).toBe('MANUAL');

  await report({ ...debited, tac: RIGHT });
  await room.transaction(async (tx) => {
    putAttempt(tx, { ...(await getAttempt(tx, attemptId))!, claim: 'SENT' });
  });
  await listed(fixture, attemptId);
  expect((await room.transaction((tx) => getAttempt(tx, attemptId)))?.claim).toBe('ACCEPTED');
  expect(await state()).toBe('PAID');
  const cases = await room.transaction((tx) => rowsIn(tx, allCases));
  expect(cases.map(({ kind, state: at }) => `${kind} ${at}`)).toEqual([
    'claim-rejected CLOSED',
    'service-stopped CLOSED',
  ]);
});

test('an order that waits because the PPP called its TAC wrong is opened when the closing file lists it', async () => {
  const checked = { tacCheck: 'before-activation' } as const;
  const { fixture, debited, report, orderId, attemptId } = await payingFixture({ setup: checked });
  const order = () => fixture.room.transaction((tx) => getOrder(tx, orderId));
  fixture.ppp.rightTacs = [RIGHT];
  await report({ ...debited, tac: 'BAD00001' });
  await fixture.time.drain();
  await fixture.tsp.uploadDay(TODAY);
  expect(await order()).toMatchObject({ state: 'PAID' });
  await listed(fixture, attemptId);
  await fixture.time.advance(600_000);
  expect(await order()).toMatchObject({ state: 'COMPLETED' });
});

test.each(['the card proves it', 'people decide again'])(
  'people took back what they called debited, and the PPP pays it all the same: when %s, it is recovered once and not claimed again',
  async (how) => {
    const { fixture, box, desk, caseNo, attemptId, report, debited, record } = await agedDoubt();
    await desk.decide(caseNo, 'debited');
    await fixture.resolve(box, attemptId, { sequence: 5 });
    await desk.decide(caseNo, 'notDebited');
    // It was claimed by hand.
    await listed(fixture, attemptId);
    const books = { unionpay_receivable: 2600, write_off: 0, order_liability: 0 };
    expect(await desk.books()).toMatchObject(books);
    if (how === 'the card proves it') await report(debited);
    else {
      await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
      await desk.decide(caseNo, 'debited');
    }
    expect(await desk.attempt(attemptId)).toMatchObject({ state: 'DEBITED', claim: 'ACCEPTED' });
    expect(await desk.books()).toMatchObject(books);
    const open = (await desk.cases()).filter(({ state }) => state !== 'CLOSED');
    expect(open).toEqual([]);
  },
);
