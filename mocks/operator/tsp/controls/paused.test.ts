import { expect, test } from 'vitest';
import { listRows } from '../../../store/rowList.ts';
import { chainRows } from '../books/store/historyStore.ts';
import { AUDITOR, agedDoubt, SUPERVISOR } from '../desk/desk.fixture.ts';
import { payingFixture } from '../paying.fixture.ts';
import { CARD, OTHER_CARD } from '../subscriber.fixture.ts';
import { tspFixture } from '../tsp.fixture.ts';

const PAUSED = { code: 'payments.paused', money: 'untouched', retry: 'new' };

async function ready() {
  const fixture = tspFixture();
  await fixture.tsp.start();
  const box = await fixture.opened();
  const pause = (on = false) =>
    fixture.tsp.desk.setSwitch(SUPERVISOR, 'attempts', on, 'a reader hangs');
  return { fixture, box, pause };
}

test('while attempts are off no order is confirmed, but quotes are still given', async () => {
  const { fixture, box, pause } = await ready();
  await pause();
  const quote = await fixture.quote(box);
  const refused = await fixture.confirm(box, quote, { key: 'confirm-once' });
  expect(refused.problem).toMatchObject(PAUSED);
  await pause(true);
  expect((await fixture.confirm(box, quote, { key: 'confirm-once' })).status).toBe(201);
});

test('a confirmed order gets no attempt, and stays payable', async () => {
  const { fixture, box, pause } = await ready();
  const { orderId } = await fixture.ordered(box);
  await pause();
  expect((await fixture.startAttempt(box, orderId)).problem).toMatchObject(PAUSED);
  expect(await fixture.order(box, orderId)).toMatchObject({ state: 'CONFIRMED', payable: true });
  await pause(true);
  expect((await fixture.startAttempt(box, orderId)).status).toBe(201);
});

test('while attempts are off, an attempt that waits for a PSAM still gets one, and its MAC1', async () => {
  const { fixture, box, pause } = await ready();
  const { orderId } = await fixture.ordered(box);
  fixture.pool.busy = true;
  await fixture.startAttempt(box, orderId, CARD, { key: 'the-same-key' });
  await pause();
  fixture.pool.busy = false;
  const { attemptId } = (await fixture.startAttempt(box, orderId, CARD, { key: 'the-same-key' }))
    .value;
  expect((await fixture.authorise(box, attemptId)).status).toBe(200);
});

test('a doubt is resolved while attempts are off', async () => {
  const { fixture, box, attemptId, report, debited, order } = await payingFixture();
  await fixture.tsp.desk.setSwitch(SUPERVISOR, 'attempts', false, 'x');
  const other = await fixture.startAttempt(box, (await order()).orderId, OTHER_CARD);
  expect(other.problem.code).toBe('attempt.open');
  expect((await report(debited)).value.state).toBe('PAID');
  expect((await fixture.resolve(box, attemptId, { sequence: 6 })).value.verdict).toBe('debited');
});

test('a switch is kept over a restart, with who and why, and is in the audit', async () => {
  const { fixture, pause } = await ready();
  await pause();
  await fixture.restart();
  expect(await fixture.tsp.desk.switches()).toEqual([
    {
      name: 'attempts',
      on: false,
      since: fixture.time.clock.now(),
      who: 'wang',
      reason: 'a reader hangs',
    },
    { name: 'batches', on: true },
  ]);
  const audit = JSON.stringify(
    await fixture.room.transaction((tx) => listRows(tx, chainRows('audit'))),
  );
  expect(audit).toContain('"who":"wang","what":"switch.attempts","from":"on","to":"off"');
});

test('an auditor changes neither switch nor box, and nobody does without a reason', async () => {
  const { fixture } = await ready();
  const { desk } = fixture.tsp;
  const forbidden = { ok: false, error: { code: 'role.forbidden' } };
  const withoutReason = { ok: false, error: { code: 'request.invalid' } };
  expect(await desk.setSwitch(AUDITOR, 'attempts', false, 'x')).toMatchObject(forbidden);
  expect(await desk.setBox(AUDITOR, 'STB-1', true, 'x')).toMatchObject(forbidden);
  expect(await desk.setSwitch(SUPERVISOR, 'attempts', false, ' ')).toMatchObject(withoutReason);
  expect(await desk.setBox(SUPERVISOR, 'STB-1', true, '')).toMatchObject(withoutReason);
  expect((await desk.switches()).every(({ on }) => on)).toBe(true);
});

test('a blocked box gets no session until it is unblocked', async () => {
  const { fixture } = await ready();
  await fixture.tsp.desk.setBox(SUPERVISOR, 'STB-1', true, 'stolen');
  expect((await fixture.box('STB-1').open()).problem.code).toBe('stb.blocked');
  expect((await fixture.box('STB-2').open()).status).toBe(201);
  expect(await fixture.tsp.desk.box('STB-1')).toMatchObject({ blocked: true, who: 'wang' });
  await fixture.tsp.desk.setBox(SUPERVISOR, 'STB-1', false, 'found');
  expect((await fixture.box('STB-1').open()).status).toBe(201);
});

test('a box that is blocked while it pays can finish the payment, and nothing else', async () => {
  const { fixture, box, orderId, attemptId, report, debited } = await payingFixture();
  await fixture.tsp.desk.setBox(SUPERVISOR, 'STB-1', true, 'stolen');
  const blocked = [
    await box.get('/services'),
    await box.get('/subscriber'),
    await box.post('/quotes', { items: [{ serviceId: 'film', months: 1 }] }),
    await fixture.authorise(box, attemptId, fixture.init(), { key: 'another-key' }),
    await fixture.startAttempt(box, orderId),
    await fixture.proveCard(box, []),
  ];
  expect(blocked.map(({ problem }) => problem.code)).toEqual(Array(6).fill('stb.blocked'));
  expect((await report(debited)).value).toMatchObject({ money: 'taken' });
  expect((await fixture.resolve(box, attemptId, { sequence: 6 })).status).toBe(200);
  expect((await fixture.abandon(box, attemptId)).status).toBe(200);
  await fixture.time.drain();
  expect(await fixture.order(box, orderId)).toMatchObject({ state: 'COMPLETED' });
  expect((await box.get('/orders?open=1')).status).toBe(200);
  expect((await box.get(`/orders/${orderId}/receipt`)).status).toBe(200);
});

test.each([
  ['at once', 0],
  ['while its payment is in doubt', 31_000],
])(
  'a blocked box that was switched off while it paid opens a session %s, and finishes the payment',
  async (_when, ms) => {
    const { fixture, orderId, attemptId, debited } = await payingFixture();
    await fixture.tsp.desk.setBox(SUPERVISOR, 'STB-1', true, 'stolen');
    await fixture.time.advance(ms);
    const again = await fixture.opened();
    expect((await again.get('/services')).problem.code).toBe('stb.blocked');
    expect((await fixture.report(again, attemptId, debited)).value).toMatchObject({
      money: 'taken',
    });
    await fixture.time.drain();
    expect(await fixture.order(again, orderId)).toMatchObject({ state: 'COMPLETED' });
    expect((await fixture.box().open()).problem.code).toBe('stb.blocked');
  },
);

test.each(['debited', 'notDebited'] as const)(
  'a blocked box brings the answer of its card also when people have decided meanwhile: %s',
  async (decision) => {
    const { fixture, desk, caseNo, attemptId, debited } = await agedDoubt();
    await desk.decide(caseNo, decision);
    await fixture.tsp.desk.setBox(SUPERVISOR, 'STB-1', true, 'stolen');
    const again = await fixture.opened();
    expect((await again.get('/services')).problem.code).toBe('stb.blocked');
    const reported = await fixture.report(again, attemptId, debited);
    expect(reported.value).toMatchObject({ money: 'taken' });
    expect(await desk.attempt(attemptId)).toMatchObject({ mac2: debited.mac2, tac: debited.tac });
    expect((await fixture.box().open()).problem.code).toBe('stb.blocked');
  },
);

test('another box of the household that is blocked has nothing to finish', async () => {
  const { fixture } = await payingFixture();
  await fixture.tsp.desk.setBox(SUPERVISOR, 'STB-2', true, 'stolen');
  expect((await fixture.box('STB-2').open()).problem.code).toBe('stb.blocked');
});

test('the blacklist is fetched every hour, and sooner after a failure', async () => {
  const { fixture, box } = await ready();
  fixture.ppp.blacklist.cards.push(CARD.serial);
  await fixture.time.advance(3_500_000);
  const started = async () => {
    (await box.open()).value;
    const { orderId } = await fixture.ordered(box);
    return fixture.startAttempt(box, orderId);
  };
  expect((await started()).status).toBe(201);
  fixture.ppp.down = true;
  await fixture.time.advance(120_000);
  fixture.ppp.down = false;
  await fixture.time.advance(60_000);
  expect((await started()).problem.code).toBe('card.blocked');
});
