import { expect, test } from 'vitest';
import { listRows, rowsIn } from '../../../store/rowList.ts';
import type { TspParts } from '../base/ports.ts';
import { commit } from '../base/unitOfWork.ts';
import type { AuditEvent } from '../books/journals/audit.ts';
import { enqueue } from '../books/outboxRows.ts';
import { allAttempts, putAttempt } from '../books/store/attemptStore.ts';
import { type Chained, chainRows } from '../books/store/historyStore.ts';
import { allOutbox } from '../books/store/queueStore.ts';
import { noWire } from '../bossFake.fixture.ts';
import { tspFixture } from '../tsp.fixture.ts';

/** A completed order whose activation is to be sent to BOSS again. */
async function activatedAgain(
  prepare: (fixture: ReturnType<typeof tspFixture>, orderId: string) => unknown,
) {
  const fixture = tspFixture();
  await fixture.tsp.start();
  const { orderId } = await fixture.paid(await fixture.opened());
  await fixture.time.drain();
  await prepare(fixture, orderId);
  fixture.boss.asked.length = 0;
  const parts = {
    store: fixture.room,
    environment: fixture.environment,
    wakeOutbox: () => undefined,
  } as unknown as TspParts;
  await commit(parts, 'tsp', async (unit) => enqueue(unit, 'ACTIVATE_AGAIN', orderId));
  await fixture.restart();
  const state = async () => {
    const [waiting, audit] = await fixture.room.transaction(async (tx) => [
      await listRows(tx, allOutbox),
      await listRows(tx, chainRows<AuditEvent>('audit')),
    ]);
    const notes = (audit as { value: Chained<AuditEvent> }[]).map(({ value }) => value.entry);
    return {
      waiting: waiting!.length,
      told: fixture.boss.asked.filter((line) => line.startsWith('PUT')).length,
      said: notes.filter(({ what }) => what === 'activation.repeated').map(({ note }) => note),
    };
  };
  return { fixture, state };
}

test('an order that BOSS has is not sent again', async () => {
  const { state } = await activatedAgain(() => undefined);
  expect(await state()).toEqual({ waiting: 0, told: 0, said: ['BOSS: ACTIVATED'] });
});

test('an order that BOSS has lost is sent once', async () => {
  const { state } = await activatedAgain(({ boss }, orderId) => boss.orders.delete(orderId));
  expect(await state()).toEqual({ waiting: 0, told: 1, said: ['BOSS: ACTIVATED'] });
});

const stoppedAtBoss = ({ boss }: ReturnType<typeof tspFixture>, orderId: string) =>
  boss.orders.set(orderId, { orderId, state: 'STOPPED' });

test('a stopped order whose claim is not refused is opened again', async () => {
  const { state } = await activatedAgain(stoppedAtBoss);
  expect(await state()).toEqual({ waiting: 0, told: 1, said: ['BOSS: ACTIVATED'] });
});

test('a stopped order whose claim is refused stays stopped', async () => {
  const { state } = await activatedAgain(async (fixture, orderId) => {
    stoppedAtBoss(fixture, orderId);
    await fixture.room.transaction(async (tx) => {
      for (const row of await rowsIn(tx, allAttempts))
        putAttempt(tx, { ...row, claim: 'REJECTED' });
    });
  });
  expect(await state()).toEqual({ waiting: 0, told: 0, said: ['BOSS: STOPPED'] });
});

test('a final rejection is accepted', async () => {
  const { state } = await activatedAgain(({ boss }, orderId) =>
    boss.orders.set(orderId, { orderId, state: 'REJECTED', final: true }),
  );
  expect(await state()).toEqual({ waiting: 0, told: 0, said: ['BOSS: REJECTED'] });
});

test('while BOSS does not answer it is asked again, for a day', async () => {
  const { fixture, state } = await activatedAgain(({ boss }) => {
    for (let times = 0; times < 2_000; times++) {
      boss.instead.push({ match: /GET \/orders/, answer: noWire });
    }
  });
  expect(await state()).toEqual({ waiting: 1, told: 0, said: [] });
  await fixture.time.advance(25 * 3_600_000);
  expect(await state()).toEqual({ waiting: 0, told: 0, said: ['BOSS: no answer'] });
});
