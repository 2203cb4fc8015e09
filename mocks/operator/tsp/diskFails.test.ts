/**
 * The disk fails at each commit of a payment: nothing of it is written, all of it is, or half of it. The subscriber's box
 * asks again under the same key. The payment ends as it would have, without a restart, and a kill afterwards takes nothing
 * back.
 */
import { expect, test } from 'vitest';
import { FAILURES, failingDisk } from '../../store/failingDisk.fixture.ts';
import { listRows } from '../../store/rowList.ts';
import type { Store } from '../../store/store.ts';
import { balances, ledgerFault, readLedger } from './books/journals/ledger.ts';
import { getOrder } from './books/store/orderStore.ts';
import { allOutbox } from './books/store/queueStore.ts';
import { type Box, fresh, type Sending } from './box.fixture.ts';
import { rightMac2 } from './psamAndHsm.fixture.ts';
import { CARD } from './subscriber.fixture.ts';
import { type Fixture, tspFixture } from './tsp.fixture.ts';

type Answer = Awaited<ReturnType<Box['request']>>;

const TRIES = 5;
/** A second between two tries of the box. */
const PAUSE_MS = 1_000;

/** Sends the request until it is answered, each time under the same key. */
async function stubbornly(
  { time }: Fixture,
  send: (sending: Sending) => Promise<Answer>,
  key = fresh(),
): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await send({ key });
    if (answer.status < 500 || tries === TRIES) return answer;
    expect(answer.problem).toMatchObject({ code: 'internal', money: 'unknown', retry: 'same-key' });
    await time.advance(PAUSE_MS);
  }
}

/** Pays as a box does that gives up nothing; returns the order's id. */
async function pay(fixture: Fixture): Promise<string> {
  const { time } = fixture;
  let isOver = false;
  const starting = fixture.tsp.start().finally(() => {
    isOver = true;
  });
  // A start over a disk that fails waits for it.
  while (!isOver) await time.advance(PAUSE_MS);
  await starting;
  const box = fixture.box();
  for (let tries = 0; tries < TRIES; tries++) {
    if ((await box.open()).status === 201) break;
    await time.advance(PAUSE_MS);
  }
  const ask = <T>(path: string, body: unknown, key?: string) =>
    stubbornly(fixture, (sending) => box.post<T>(path, body, sending), key);
  const items = [{ serviceId: 'basic', months: 1 }];
  const quote = (await ask('/quotes', { items })).value as Awaited<ReturnType<Fixture['quote']>>;
  const { quoteId, quoteDigest, amountFen } = quote;
  const order = (await ask('/orders', { quoteId, quoteDigest, confirmedAmountFen: amountFen }))
    .value as { orderId: string };
  for (let tries = 0; tries < TRIES; tries++) {
    const started = await stubbornly(fixture, (sending) =>
      fixture.startAttempt(box, order.orderId, CARD, sending),
    );
    const { attemptId } = started.value as { attemptId: string };
    const opening = fixture.init();
    const authorised = await ask(
      `/attempts/${attemptId}/authorise`,
      opening,
      `${attemptId}:authorise`,
    );
    if (authorised.status !== 200) {
      // The INIT was used up; nothing can be debited with it.
      expect(authorised.problem.money).toBe('untouched');
      continue;
    }
    const { terminalSequence } = authorised.value as { terminalSequence: string };
    const { random, sequence } = opening;
    const mac2 = rightMac2({ random, cardSequence: sequence, terminalSequence, amountFen });
    const debited = { statusWord: '9000', tac: 'AAAA0001', mac2 };
    const reported = await ask(`/attempts/${attemptId}/report`, debited, `${attemptId}:report`);
    expect(reported.status).toBe(200);
    return order.orderId;
  }
  throw new Error('no attempt came through');
}

/** What the store says once nothing is under way. */
async function ended(store: Store, orderId: string) {
  const room = store.room('tsp');
  const { order, outbox } = await room.transaction(async (tx) => ({
    order: await getOrder(tx, orderId),
    outbox: await listRows(tx, allOutbox),
  }));
  return { state: order?.state, outbox: outbox.length, ledger: await readLedger({ store: room }) };
}

async function expectPaid(fixture: Fixture, store: Store, orderId: string): Promise<void> {
  const { state, outbox, ledger } = await ended(store, orderId);
  expect({ state, outbox }).toEqual({ state: 'COMPLETED', outbox: 0 });
  expect(await ledgerFault(fixture.environment.crypto, ledger)).toBeNull();
  expect(balances(ledger)).toMatchObject({
    suspense_receivable: 0,
    order_liability: 0,
    operator_revenue: -2600,
    unionpay_receivable: 2600,
  });
}

async function paymentOver(prepare: (disk: ReturnType<typeof failingDisk>) => void) {
  const disk = failingDisk();
  const fixture = tspFixture({ store: disk.store });
  prepare(disk);
  const orderId = await pay(fixture);
  await fixture.time.advance(2 * PAUSE_MS);
  const { writes, reads, reopened } = disk;
  await expectPaid(fixture, disk.store, orderId);
  expect(
    fixture.boss.asked.filter((line) => line.startsWith('PUT') && /activation/.test(line)),
  ).not.toHaveLength(0);
  expect(fixture.violations).toEqual([]);
  fixture.tsp.stop();
  await expectPaid(fixture, await disk.afterKill(), orderId);
  return { writes, reads, reopened };
}

const counted = await paymentOver(() => {});
const WRITES = counted.writes;
const READS = counted.reads;

test.each(FAILURES)('a write fails (%s), whichever of the payment it is', async (failure) => {
  expect(WRITES).toBeGreaterThan(10);
  for (let at = 1; at <= WRITES; at++) {
    const disk = await paymentOver((fresh) => fresh.failAt(at, failure)).catch((error: Error) => {
      throw new Error(`write ${at} of ${WRITES}: ${error.message}`);
    });
    expect(disk.reopened, `write ${at}`).toBe(1);
  }
});

test('a read fails, whichever of the payment it is', async () => {
  expect(READS).toBeGreaterThan(50);
  for (let at = 1; at <= READS; at += 3) {
    await paymentOver((fresh) => fresh.failReadAt(at)).catch((error: Error) => {
      throw new Error(`read ${at} of ${READS}: ${error.message}`);
    });
  }
});
