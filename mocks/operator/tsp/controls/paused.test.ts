import { expect, test } from 'vitest';
import { AUDITOR, SUPERVISOR } from '../desk/deskBench.ts';
import { payingBench } from '../payingBench.ts';
import { CARD, OTHER_CARD } from '../subscriberBench.ts';
import { tspBench } from '../tspBench.ts';

const PAUSED = { code: 'payments.paused', money: 'untouched', retry: 'new' };

async function ready() {
  const bench = tspBench();
  await bench.tsp.start();
  const box = await bench.opened();
  const pause = (on = false) =>
    bench.tsp.desk.setSwitch(SUPERVISOR, 'attempts', on, 'a reader hangs');
  return { bench, box, pause };
}

test('while attempts are off no order is confirmed; a price may still be asked', async () => {
  const { bench, box, pause } = await ready();
  await pause();
  const quote = await bench.quote(box);
  const refused = await bench.confirm(box, quote, { key: 'confirm-once' });
  expect(refused.problem).toMatchObject(PAUSED);
  await pause(true);
  expect((await bench.confirm(box, quote, { key: 'confirm-once' })).status).toBe(201);
});

test('a confirmed order gets no attempt, and stays payable', async () => {
  const { bench, box, pause } = await ready();
  const { orderId } = await bench.ordered(box);
  await pause();
  expect((await bench.startAttempt(box, orderId)).problem).toMatchObject(PAUSED);
  expect(await bench.order(box, orderId)).toMatchObject({ state: 'CONFIRMED', payable: true });
  await pause(true);
  expect((await bench.startAttempt(box, orderId)).status).toBe(201);
});

test('what runs comes to its end: a wait for a PSAM, a MAC1, a report, an activation', async () => {
  const { bench, box, pause } = await ready();
  const { orderId } = await bench.ordered(box);
  bench.pool.busy = true;
  await bench.startAttempt(box, orderId, CARD, { key: 'the-same-key' });
  await pause();
  bench.pool.busy = false;
  const { attemptId } = (await bench.startAttempt(box, orderId, CARD, { key: 'the-same-key' }))
    .value;
  expect((await bench.authorise(box, attemptId)).status).toBe(200);
});

test('a doubt is resolved while attempts are off', async () => {
  const { bench, box, attemptId, report, debited, order } = await payingBench();
  await bench.tsp.desk.setSwitch(SUPERVISOR, 'attempts', false, 'x');
  const other = await bench.startAttempt(box, (await order()).orderId, OTHER_CARD);
  expect(other.problem.code).toBe('attempt.open');
  expect((await report(debited)).value.state).toBe('PAID');
  expect((await bench.resolve(box, attemptId, { sequence: 6 })).value.verdict).toBe('debited');
});

test('a switch is kept over a restart, with who and why, and is in the audit', async () => {
  const { bench, pause } = await ready();
  await pause();
  await bench.restart();
  expect(await bench.tsp.desk.switches()).toEqual([
    {
      name: 'attempts',
      on: false,
      since: bench.time.clock.now(),
      who: 'wang',
      reason: 'a reader hangs',
    },
    { name: 'batches', on: true },
  ]);
  const audit = JSON.stringify(await bench.room.transaction((tx) => tx.list('audit/')));
  expect(audit).toContain('"who":"wang","what":"switch.attempts","from":"on","to":"off"');
});

test('neither switch nor box is moved by who only looks, or without a reason', async () => {
  const { bench } = await ready();
  const { desk } = bench.tsp;
  const forbidden = { ok: false, error: { code: 'role.forbidden' } };
  const unsaid = { ok: false, error: { code: 'request.invalid' } };
  expect(await desk.setSwitch(AUDITOR, 'attempts', false, 'x')).toMatchObject(forbidden);
  expect(await desk.setBox(AUDITOR, 'STB-1', true, 'x')).toMatchObject(forbidden);
  expect(await desk.setSwitch(SUPERVISOR, 'attempts', false, ' ')).toMatchObject(unsaid);
  expect(await desk.setBox(SUPERVISOR, 'STB-1', true, '')).toMatchObject(unsaid);
  expect((await desk.switches()).every(({ on }) => on)).toBe(true);
});

test('a blocked box gets no session, until it is let in again', async () => {
  const { bench } = await ready();
  await bench.tsp.desk.setBox(SUPERVISOR, 'STB-1', true, 'stolen');
  expect((await bench.box('STB-1').open()).problem.code).toBe('stb.blocked');
  expect((await bench.box('STB-2').open()).status).toBe(201);
  expect(await bench.tsp.desk.box('STB-1')).toMatchObject({ blocked: true, who: 'wang' });
  await bench.tsp.desk.setBox(SUPERVISOR, 'STB-1', false, 'found');
  expect((await bench.box('STB-1').open()).status).toBe(201);
});

test('a box that is blocked while it pays finishes that, and nothing else', async () => {
  const { bench, box, orderId, attemptId, report, debited } = await payingBench();
  await bench.tsp.desk.setBox(SUPERVISOR, 'STB-1', true, 'stolen');
  const blocked = [
    await box.get('/services'),
    await box.get('/subscriber'),
    await box.post('/quotes', { items: [{ serviceId: 'film', months: 1 }] }),
    await bench.authorise(box, attemptId, bench.init(), { key: 'another-key' }),
    await bench.startAttempt(box, orderId),
  ];
  expect(blocked.map(({ problem }) => problem.code)).toEqual(Array(5).fill('stb.blocked'));
  expect((await report(debited)).value).toMatchObject({ money: 'taken' });
  expect((await bench.resolve(box, attemptId, { sequence: 6 })).status).toBe(200);
  expect((await bench.abandon(box, attemptId)).status).toBe(200);
  await bench.time.settle();
  expect(await bench.order(box, orderId)).toMatchObject({ state: 'COMPLETED' });
  expect((await box.get('/orders?open=1')).status).toBe(200);
  expect((await box.get(`/orders/${orderId}/receipt`)).status).toBe(200);
});

test('the list of blocked cards comes every hour, and sooner after a failure', async () => {
  const { bench, box } = await ready();
  bench.ppp.blacklist.cards.push(CARD.serial);
  await bench.time.advance(3_500_000);
  const started = async () => {
    (await box.open()).value;
    const { orderId } = await bench.ordered(box);
    return bench.startAttempt(box, orderId);
  };
  expect((await started()).status).toBe(201);
  bench.ppp.down = true;
  await bench.time.advance(120_000);
  bench.ppp.down = false;
  await bench.time.advance(60_000);
  expect((await started()).problem.code).toBe('card.blocked');
});
