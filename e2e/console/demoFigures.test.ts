/** The figures of the console agree with each other and with the rows: in the demonstration, and in random days. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
  type DemoState,
  demoStateOf,
  demoText,
  fillDemo,
} from '../../mocks/operator/demo/demoState.ts';
import type { Schemas } from '../../mocks/operator/ops/base/opsTypes.ts';
import { createCallBook } from '../../mocks/operator/ops/figures/callBook.ts';
import { MEASURED } from '../../mocks/operator/ops/figures/dayFigures.ts';
import { NOW, opsFixture } from '../../mocks/operator/ops/ops.fixture.ts';
import type { AuditEvent } from '../../mocks/operator/tsp/books/journals/audit.ts';
import { allCases } from '../../mocks/operator/tsp/books/store/caseStore.ts';
import { allDays } from '../../mocks/operator/tsp/books/store/dayStore.ts';
import { chainRows } from '../../mocks/operator/tsp/books/store/historyStore.ts';
import { memoryStore } from '../../mocks/store/memoryStore.ts';
import { rowsIn } from '../../mocks/store/rowList.ts';
import type { Store } from '../../mocks/store/store.ts';
import { DAYS } from './demoPlan.ts';
import { figuresAgree, todayAgrees } from './figuresAgree.ts';
import { recordDemo } from './recordDemo.ts';

const FILE = new URL('../../mocks/operator/demo/demonstration.jsonl.gz', import.meta.url);
const LAST = DAYS.at(-1)!;

/** The console over these rows, at the moment at which they were recorded. */
async function consoleOver(demo: DemoState) {
  const store = memoryStore();
  await fillDemo(store, demo);
  const environment = { clock: { now: () => demo.head.now }, log: () => {} };
  const calls = createCallBook({ environment, store, businessDate: () => LAST }, MEASURED);
  const fixture = opsFixture({ store, calls, demonstration: true });
  await fixture.time.advance(demo.head.now - NOW);
  return { store, ops: await fixture.signIn('li') };
}

const auditOf = (store: Store) =>
  store.room('tsp').transaction((tx) => rowsIn(tx, chainRows<AuditEvent>('audit')));

let demo: DemoState;
let world: Awaited<ReturnType<typeof consoleOver>>;
beforeAll(async () => {
  demo = demoStateOf(gunzipSync(readFileSync(FILE)).toString('utf8'));
  world = await consoleOver(demo);
});

test('the demonstration: every figure of every day is what the rows say', async () => {
  for (const date of DAYS) await figuresAgree(world.store, world.ops, date);
  await todayAgrees(world.ops);
});

test('the demonstration: each day is compared with the days before it', async () => {
  const { ops } = world;
  const figures = (await ops.get<Schemas['DayFigures']>('/figures')).body;
  const { days, compared, sum } = figures;
  expect(days.map(({ date }) => date)).toEqual(DAYS);
  // Nothing has ended in the minute that runs.
  expect(compared.sum).toEqual(sum);
  expect(compared.dayBefore!.paid).toBeGreaterThan(0);
  expect(compared.dayBefore!.paid).toBeLessThan(days[6]!.sum.paid);
  expect(compared.weekBefore!.paid).toBeLessThan(days[0]!.sum.paid);
  expect(compared.mean!.paidFen).toBeGreaterThan(0);
  const over = (await ops.get<Schemas['DayFigures']>(`/figures?date=${DAYS[6]}`)).body;
  expect(over.isOver).toBe(true);
  expect(over.compared.sum).toEqual(days[6]!.sum);
  expect(over.compared.dayBefore).toEqual(days[5]!.sum);
});

test('the demonstration shows what an operator meets: doubts, cases in every state, settled days, refusals, waits', async () => {
  const { store, ops } = world;
  const rows = store.room('tsp');
  const states = await rows.transaction(async (tx) =>
    (await rowsIn(tx, allCases)).map(({ state }) => state),
  );
  expect(new Set(states)).toEqual(new Set(['OPEN', 'ASSIGNED', 'EVIDENCE', 'PROPOSED', 'CLOSED']));
  const days = await rows.transaction((tx) => rowsIn(tx, allDays));
  expect(days.map(({ date }) => date)).toEqual(DAYS.slice(0, -1));
  expect(new Set(days.map(({ state }) => state))).toEqual(new Set(['settled', 'explained']));
  const today = (await ops.get<Schemas['Today']>('/today')).body;
  expect(today.doubts.count).toBeGreaterThan(1);
  expect(today.backlog.count).toBeGreaterThan(0);
  expect(today.alerts?.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['doubt-old', 'boss-queue']),
  );
  const figures = (await ops.get<Schemas['DayFigures']>(`/figures?date=${DAYS[3]}`)).body;
  expect(figures.refusals.map(({ code }) => code)).toContain('boss.unavailable');
  expect(figures.latency.map(({ operation }) => operation)).toEqual(MEASURED);
  for (const { p50Ms, p95Ms, p99Ms } of figures.latency) {
    expect(p50Ms).toBeLessThanOrEqual(p95Ms);
    expect(p95Ms).toBeLessThanOrEqual(p99Ms);
  }
});

test('its text is read back as it was written', () => {
  expect(demoStateOf(demoText(demo))).toEqual(demo);
});

test('whoever signs in is told that it is a demonstration', () => {
  expect(world.ops.session.demonstration).toBe(true);
});

test('the recorded file is what today\u2019s code plays: its first day begins the same audit chain', async () => {
  const played = await consoleOver(await recordDemo({ days: 1 }));
  const [own, recorded] = [await auditOf(played.store), await auditOf(world.store)];
  const shared = own.filter(({ entry }) => !entry.what.startsWith('person.'));
  expect(shared.length).toBeGreaterThan(300);
  expect(shared.map(({ hash }) => hash)).toEqual(
    recorded.slice(0, shared.length).map(({ hash }) => hash),
  );
});

test('random days: every figure is what the rows say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
      const { store, ops } = await consoleOver(await recordDemo({ seed, days: 1 }));
      await figuresAgree(store, ops, DAYS[0]!);
      const { latency } = (await ops.get<Schemas['DayFigures']>(`/figures?date=${DAYS[0]}`)).body;
      const authorise = latency.find(({ operation }) => operation === 'authorise');
      expect(authorise?.p50Ms).toBeGreaterThan(60);
    }),
    { numRuns: 2 },
  );
});
