/** The PPP is asked about the TAC before BOSS is asked to open the service. */
import { expect, test } from 'vitest';
import { rowsIn } from '../../../store/rowList.ts';
import type { TspSetup } from '../base/ports.ts';
import { getAttempt } from '../books/store/attemptStore.ts';
import { allCases } from '../books/store/caseStore.ts';
import { getBox } from '../books/store/controlStore.ts';
import { getOrder } from '../books/store/orderStore.ts';
import { candidatesOf, isFoundRight } from '../books/tacCandidates.ts';
import { never } from '../bossFake.fixture.ts';
import { payingFixture } from '../paying.fixture.ts';
import { OTHER_CARD } from '../subscriber.fixture.ts';
import { TODAY } from '../tsp.fixture.ts';

const RIGHT = 'AAAA0001';
const CHECKED = { tacCheck: 'before-activation' } as const;
const DAY = 24 * 3_600_000;

async function reported(tac: string, setup: Partial<TspSetup> = CHECKED) {
  const paying = await payingFixture({ setup });
  const { fixture, debited, report, attemptId, orderId } = paying;
  fixture.ppp.rightTacs = [RIGHT];
  const answer = await report({ ...debited, tac });
  expect(answer.status).toBe(200);
  const row = () => fixture.room.transaction((tx) => getAttempt(tx, attemptId));
  return {
    ...paying,
    row,
    /** Also after its session has ended. */
    state: async () => (await fixture.room.transaction((tx) => getOrder(tx, orderId)))?.state,
    cases: () => fixture.room.transaction((tx) => rowsIn(tx, allCases)),
    box: (stbId: string) => fixture.room.transaction((tx) => getBox(tx, stbId)),
    told: () => fixture.boss.asked.filter((line) => line.endsWith('/activation')).length,
    cardIsBack: async (shown = RIGHT) => {
      const other = await fixture.opened('STB-9');
      await fixture.proveCard(other, [{ sequence: 6, mac2: debited.mac2, tac: shown }]);
      await fixture.time.drain();
    },
  };
}

test('while it is off nobody is asked', async () => {
  const { fixture, order } = await reported('BAD00001', { tacCheck: 'off' });
  await fixture.time.drain();
  expect((await order()).state).toBe('COMPLETED');
  expect(fixture.ppp.checked).toEqual([]);
});

test('a right TAC opens the service, and is asked about once', async () => {
  const { fixture, order, row } = await reported(RIGHT);
  await fixture.time.drain();
  expect((await order()).state).toBe('COMPLETED');
  expect(fixture.ppp.checked).toEqual([RIGHT]);
  expect((await row())?.tacs).toMatchObject([{ tac: RIGHT, rightAt: expect.any(Number) }]);
  expect(fixture.violations).toEqual([]);
});

test('beside a TAC that the PPP found right when it was asked, another one says something of its box only', async () => {
  const { fixture, cardIsBack, row, box } = await reported(RIGHT);
  await fixture.time.drain();
  await cardIsBack('BAD00001');
  expect((await row())?.tacs).toMatchObject([{ tac: RIGHT }]);
  expect((await box('STB-9'))?.watch).toBeDefined();
  expect(await box('STB-1')).toBeUndefined();
});

test('a wrong TAC opens nothing: the order stays paid, a case is opened, the box is on watch', async () => {
  const { fixture, order, cases, box, told, books } = await reported('BAD00001');
  await fixture.time.advance(60_000);
  expect(await order()).toMatchObject({ state: 'PAID', money: 'taken' });
  expect(told()).toBe(0);
  expect(fixture.ppp.checked).toEqual(['BAD00001']);
  expect(await cases()).toMatchObject([{ kind: 'claim-rejected', state: 'OPEN' }]);
  expect((await box('STB-1'))?.watch).toBeDefined();
  expect(await books()).toMatchObject({ unionpay_receivable: 2600, operator_revenue: 0 });
});

test('the right TAC that the card shows later opens the service at once, is claimed, and ends the case', async () => {
  const { fixture, order, cases, cardIsBack, row } = await reported('BAD00001');
  await fixture.time.advance(60_000);
  await cardIsBack();
  expect((await order()).state).toBe('COMPLETED');
  await fixture.tsp.uploadDay(TODAY);
  expect((await row())?.claim).toBe('ACCEPTED');
  expect(await cases()).toMatchObject([{ state: 'CLOSED' }]);
  expect([...fixture.ppp.batches.values()].flatMap(({ records }) => records)).toHaveLength(1);
});

test('of two TACs the PPP is asked about each until one is right', async () => {
  const { fixture, report, debited, order, cases } = await reported('BAD00001');
  await report({ ...debited, tac: 'BAD00002' });
  await report({ ...debited, tac: RIGHT });
  await fixture.time.drain();
  expect((await order()).state).toBe('COMPLETED');
  expect(fixture.ppp.checked.at(-1)).toBe(RIGHT);
  expect((await cases()).every(({ kind }) => kind === 'claim-rejected')).toBe(true);
});

test.each([
  ['a PPP that is silent for two seconds', never],
  ['a PPP that is down', () => Promise.reject(new Error('no wire'))],
  ['a PPP that does not know', () => Response.json({ result: 'unknown', claim: '03' })],
  ['a PPP that has no such question', () => new Response('{}', { status: 404 })],
  ['a PPP that says something else', () => Response.json({ result: 'maybe' })],
])('%s holds nothing back: the claim of the day decides', async (_, answer) => {
  const paying = await payingFixture({ setup: CHECKED });
  const { fixture, report, debited, order } = paying;
  for (let asked = 0; asked < 50; asked++) fixture.ppp.checks.push(answer);
  await report(debited);
  await fixture.time.advance(2_000);
  await fixture.time.drain();
  expect((await order()).state).toBe('COMPLETED');
  expect(candidatesOf(await paying.row()).some(isFoundRight)).toBe(false);
  await fixture.tsp.uploadDay(TODAY);
  expect((await paying.row()).claim).toBe('ACCEPTED');
});

test('questions that are not answered stop no batch', async () => {
  const { fixture, box } = await payingFixture({ setup: CHECKED, limits: { circuitFailures: 1 } });
  fixture.ppp.checks.push(never);
  await fixture.paid(box, OTHER_CARD, 'film');
  await fixture.time.advance(2_000);
  expect(await fixture.tsp.uploadDay(TODAY)).toMatchObject({ ok: true, value: [{ accepted: 1 }] });
});

test('a TAC that stays wrong is claimed all the same, and after a day the order is for people', async () => {
  const { fixture, state, cases, row, told } = await reported('BAD00001');
  await fixture.time.advance(60_000);
  await fixture.tsp.uploadDay(TODAY);
  expect((await row())?.claim).toBe('REJECTED');
  await fixture.time.advance(DAY + 600_000);
  expect(await state()).toBe('MANUAL');
  expect((await cases()).map(({ kind, state }) => [kind, state])).toEqual([
    ['claim-rejected', 'OPEN'],
    ['activation-stuck', 'OPEN'],
  ]);
  expect(told()).toBe(0);
  expect(fixture.ppp.checked).toEqual(['BAD00001']);
});

test('the right TAC after that day is accepted, and the service opens by itself', async () => {
  const { fixture, state, cases, cardIsBack, books } = await reported('BAD00001');
  await fixture.time.advance(DAY + 600_000);
  expect(await state()).toBe('MANUAL');
  await cardIsBack();
  await fixture.tsp.uploadDay(TODAY);
  await fixture.time.drain();
  expect(await state()).toBe('COMPLETED');
  expect((await cases()).every(({ state }) => state === 'CLOSED')).toBe(true);
  expect(await books()).toMatchObject({ order_liability: 0, operator_revenue: -2600 });
});

test('a PPP that was wrong when it was asked, and accepts the claim, opens the service', async () => {
  const { fixture, state, cases } = await reported('BAD00001');
  await fixture.time.advance(60_000);
  fixture.ppp.rightTacs = null;
  await fixture.tsp.uploadDay(TODAY);
  await fixture.time.drain();
  expect(await state()).toBe('COMPLETED');
  expect(await cases()).toMatchObject([{ kind: 'claim-rejected', state: 'CLOSED' }]);
});

test('a TAC that the PPP called right when it was asked, and refuses in the claim, is not claimed again by itself', async () => {
  const paying = await payingFixture({ setup: CHECKED });
  const { fixture, report, debited } = paying;
  fixture.ppp.checks.push(() => Response.json({ result: 'right' }));
  await report(debited);
  await fixture.time.drain();
  fixture.ppp.rightTacs = ['AAAA0002'];
  await fixture.tsp.uploadDay(TODAY);
  expect(await paying.row()).toMatchObject({ claim: 'REJECTED', verdict: { result: '01' } });
  expect(fixture.ppp.puts).toBe(1);
});

/** A payment about whose TAC the PPP is being asked; it answers when `say` is called. */
async function beingAsked() {
  const paying = await payingFixture({ setup: CHECKED });
  const { fixture, report, debited } = paying;
  let answer = (_: Response) => {};
  const answered = new Promise<Response>((resolve) => {
    answer = resolve;
  });
  fixture.ppp.checks.push(() => answered);
  await report(debited);
  await fixture.time.drain();
  const say = async (result: 'right' | 'wrong') => {
    answer(Response.json({ result }));
    await fixture.time.drain();
  };
  return { ...paying, say };
}

test('the TAC that the PPP calls right is claimed, not a newer one that was shown meanwhile', async () => {
  const { fixture, report, debited, say, row } = await beingAsked();
  await report({ ...debited, tac: 'BAD00001' });
  await say('right');
  expect((await row()).tac).toBe(RIGHT);
  await fixture.tsp.uploadDay(TODAY);
  const claimed = [...fixture.ppp.batches.values()].flatMap(({ records }) => records);
  expect(claimed).toMatchObject([{ tac: RIGHT }]);
});

/** The claim is decided while the PPP is asked about its TAC; then the PPP says `word`. */
async function decidedMeanwhile(rightTac: string, word: 'right' | 'wrong') {
  const asked = await beingAsked();
  const { fixture, row, say } = asked;
  fixture.ppp.rightTacs = [rightTac];
  await fixture.tsp.uploadDay(TODAY);
  const before = await row();
  await say(word);
  return { ...asked, before };
}

test('a TAC that is called wrong after the PPP has accepted its claim stays right', async () => {
  const { fixture, before, row } = await decidedMeanwhile(RIGHT, 'wrong');
  expect(before).toMatchObject({ claim: 'ACCEPTED', tacs: [{ rightAt: expect.any(Number) }] });
  expect(await row()).toEqual(before);
  expect(await fixture.room.transaction((tx) => rowsIn(tx, allCases))).toEqual([]);
});

test('a TAC that is called right after the PPP has refused its claim stays refused, and opens nothing', async () => {
  const { before, row, order } = await decidedMeanwhile('AAAA0002', 'right');
  expect(before).toMatchObject({ claim: 'REJECTED', tacs: [{ refusedAt: expect.any(Number) }] });
  expect(await row()).toEqual(before);
  expect((await order()).state).toBe('PAID');
});

test('a restart while the PPP is asked asks again', async () => {
  const { fixture, report, debited, order } = await payingFixture({ setup: CHECKED });
  fixture.ppp.checks.push(never);
  await report(debited);
  await fixture.restart();
  await fixture.time.advance(10_000);
  expect((await order()).state).toBe('COMPLETED');
  expect(fixture.ppp.checked.length).toBe(2);
});

test('a restart after "wrong" opens nothing', async () => {
  const { fixture, state, told } = await reported('BAD00001');
  await fixture.time.drain();
  await fixture.restart();
  await fixture.time.advance(600_000);
  expect(await state()).toBe('PAID');
  expect(told()).toBe(0);
  expect(fixture.ppp.checked).toEqual(['BAD00001']);
});

test('a second debit for one order is not credited while its TAC is wrong, and is credited with the right one', async () => {
  const { fixture, box, attemptId, orderId, report, debited, row } = await payingFixture({
    setup: CHECKED,
  });
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await fixture.order(box, orderId), OTHER_CARD);
  await fixture.report(box, second.attemptId, second.debited);
  await fixture.time.drain();
  fixture.ppp.rightTacs = [RIGHT];
  await report({ ...debited, tac: 'BAD00001' });
  await fixture.time.advance(60_000);
  expect((await row()).surplus).toBe('due');
  await report(debited);
  await fixture.time.drain();
  expect((await row()).surplus).toBe('credited');
});
