/**
 * A day on the real platform, settled from the console. Every view keeps to the contract, and the three sides agree.
 */
import { expect, test } from 'vitest';
import { sendOver } from '../../../e2e/virtual/sendOver.ts';
import { CITY_CABLE } from '../../card/issuers.ts';
import { sha256 } from '../../crypto/sha256.ts';
import { simulation } from '../../environment/simulation.ts';
import { createLoadBox } from '../../load/loadBox.ts';
import { createMeasures } from '../../load/measures.ts';
import { payOnce } from '../../load/payOnce.ts';
import { memoryStore } from '../../store/memoryStore.ts';
import { memoryNvm } from '../../store/nonVolatileMemory.ts';
import { household, householdsSeed } from '../boss/seed/households.ts';
import { createOperatorPlatform } from '../operatorPlatform.ts';
import { poolOf } from '../psam/pools.ts';
import { settleRound } from '../settlement/settleRound.ts';
import { storeExchange } from '../settlement/storeExchange.ts';
import type { Schemas } from './base/opsTypes.ts';
import { createOps } from './createOps.ts';
import { ACCOUNTS, PASSWORD, signInAt } from './ops.fixture.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const HOUSEHOLDS = 4;
const DATE = '20261123';

async function operatorDay() {
  const simulated = simulation();
  const { environment, time } = simulated;
  const store = memoryStore();
  const exchange = storeExchange(store);
  const operator = createOperatorPlatform({
    environment,
    store,
    nvm: memoryNvm(),
    seed: householdsSeed(HOUSEHOLDS),
    psams: poolOf(CITY_CABLE, '010020000001', 2),
    platform: { exchange, hash: sha256, channel: 'TVDS', acquirer: '48021000', uploadBy: 'file' },
  });
  await operator.tsp.start();
  const { boss, ppp } = operator;
  const exchanges = { boss: exchange, ppp: exchange };
  const ops = createOps({
    environment,
    store,
    get tsp() {
      return operator.tsp;
    },
    settle: async (date) => {
      const { day } = await settleRound({ tsp: operator.tsp, boss, ppp, exchanges }, date);
      return day.problem === undefined ? {} : { problem: day.problem };
    },
    accounts: ACCOUNTS,
    passwords: {
      verify: async (password) => password === PASSWORD,
      hash: async (password) => password,
    },
  });
  /** Runs the work to its end; virtual time passes as needed. */
  async function within<T>(work: Promise<T>): Promise<T> {
    let isOver = false;
    const ended = work.finally(() => {
      isOver = true;
    });
    ended.catch(() => {});
    expect(await time.runUntil(() => isOver, 600_000)).toBe(true);
    return ended;
  }
  for (let number = 0; number < HOUSEHOLDS; number++) {
    const box = createLoadBox({
      environment,
      send: sendOver(operator.doors.tsp, simulated),
      baseUrl: 'https://tsp.example/tsp/v1',
      household: household(number),
      onDebit: () => {},
    });
    const measures = createMeasures();
    await within(payOnce({ environment, measures, serviceId: 'basic', startedAt: 0 }, box, 'none'));
  }
  return { ops, passes: (ms: number) => time.runUntil(() => false, ms) };
}

test('a day is paid, settled from the console, and shown in full', async () => {
  const { ops, passes } = await operatorDay();
  const early = await signInAt(ops.fetch, 'li');
  const today = (await early.get<Schemas['Today']>('/today')).body;
  expect(today.paid.count).toBe(HOUSEHOLDS);
  expect(today.health.boss.state).toBe('up');
  expect(today.pool).toMatchObject({ total: 2, out: 0 });
  expect((await early.post(`/days/${DATE}/settlement`)).status).toBe(409);

  await passes(4 * HOUR);
  const li = await signInAt(ops.fetch, 'li');
  expect((await li.post<Schemas['Day']>(`/days/${DATE}/settlement`)).body.state).toBe('running');
  const look = async () => (await li.get<Schemas['Day']>(`/days/${DATE}`)).body;
  let day = await look();
  for (let minute = 0; minute < 25 && day.state === 'running'; minute++) {
    await passes(MINUTE);
    day = await look();
  }
  const sum = { count: HOUSEHOLDS, totalFen: today.paid.totalFen };
  expect(day).toMatchObject({
    state: 'settled',
    tsp: sum,
    boss: sum,
    ppp: sum,
    differences: 0,
    unexplained: 0,
  });
  expect(day.files.map(({ state }) => state)).not.toContain('refused');

  const late = await signInAt(ops.fetch, 'zhao');
  const { batches } = (await late.get<Schemas['BatchPage']>('/batches')).body;
  expect(batches).toHaveLength(1);
  const batch = await late.get<Schemas['BatchDetail']>(`/batches/${batches[0]!.batchId}`);
  expect(batch.body.records.map(({ result }) => result)).toEqual(
    Array.from({ length: HOUSEHOLDS }, () => '00'),
  );
  const { orders } = (await late.get<Schemas['OrderPage']>('/orders')).body;
  expect(orders).toHaveLength(HOUSEHOLDS);
  const { orderId } = orders[0]!;
  const { entries } = (await late.get<Schemas['OrderHistory']>(`/orders/${orderId}`)).body;
  expect(new Set(entries.map(({ kind }) => kind))).toEqual(
    new Set(['order', 'attempt', 'exchange', 'posting']),
  );
  const { receiptNo, cardTail, amountFen, stbId, ref, subscriberId } = orders[0]!;
  const cardAndAmount = `${cardTail} ${(amountFen / 100).toFixed(2)}`;
  for (const said of [receiptNo!, cardAndAmount, stbId.toLowerCase(), ref, subscriberId]) {
    const path = `/finds?text=${encodeURIComponent(said)}`;
    const { groups } = (await late.get<Schemas['Finds']>(path)).body;
    const people = groups.flatMap(({ finds }) => finds.map((found) => found.subscriberId));
    expect([said, people.includes(subscriberId)]).toEqual([said, true]);
  }
  const path = `/subscribers/${subscriberId}?order=${orderId}`;
  expect((await late.get<Schemas['SubscriberPage']>(path)).body).toMatchObject({
    boss: 'answered',
    name: '李*红',
    script: [{ situation: 'open', money: 'taken', orderId }],
    boxes: [{ stbId, lastOrderState: 'COMPLETED' }],
    cards: [{ cardTail, open: 0 }],
  });
  const { audit, ledger } = (await late.post<Schemas['Verification']>('/audit/verification')).body;
  expect([audit.firstBroken, ledger.firstBroken]).toEqual([undefined, undefined]);
  for (const path of ['/today', '/doubts', '/days', '/cases', '/pool', '/audit?find=day.settle']) {
    expect([path, (await late.get(path)).status]).toEqual([path, 200]);
  }
});
