/** Settlement that crashes at any commit or call of the file exchange: the next run always comes to the same result. */

import { expect, test } from 'vitest';
import { D, type DayFixture, dayFixture } from '../../../../e2e/virtual/day.fixture.ts';
import { memoryStore } from '../../../store/memoryStore.ts';
import type { Store } from '../../../store/store.ts';
import { keys as boss } from '../../boss/base/bossStore.ts';
import type { FileExchange } from '../../settlement/settlementTypes.ts';
import type { DifferenceRow } from '../books/dayRows.ts';

/** Counts the calls and fails one of them: before it is done, or after it, before its result is known. */
interface CutPoint {
  calls: number;
  at: number;
  readonly after: boolean;
}

async function cut<T>(point: CutPoint, done: () => Promise<T>): Promise<T> {
  point.calls += 1;
  const isNow = point.calls === point.at;
  if (isNow && !point.after) throw new Error('cut');
  const value = await done();
  if (isNow) throw new Error('cut');
  return value;
}

const cutStore =
  (point: CutPoint) =>
  (store: Store): Store => ({
    room: (name) => cutStore(point)(store.room(name)),
    clear: () => store.clear(),
    transaction: (work) => cut(point, () => store.transaction(work)),
  });

const cutExchange =
  (point: CutPoint) =>
  (exchange: FileExchange): FileExchange => ({
    list: (folder) => cut(point, () => exchange.list(folder)),
    seal: (folder, name) => cut(point, () => exchange.seal(folder, name)),
    write: (folder, name, bytes, seal) =>
      cut(point, () => exchange.write(folder, name, bytes, seal)),
    read: (folder, name) => exchange.read(folder, name),
    move: (folder, name, to) => cut(point, () => exchange.move(folder, name, to)),
    takenSeal: (folder, name) => cut(point, () => exchange.takenSeal(folder, name)),
    wasTaken: (folder, name) => cut(point, () => exchange.wasTaken(folder, name)),
  });

type Rows = readonly { readonly key: string; readonly value: unknown }[];

const dump = (store: Store): Promise<Rows> => store.transaction((tx) => tx.list(''));

async function copyOf(rows: Rows): Promise<Store> {
  const store = memoryStore();
  await store.transaction(async (tx) => {
    for (const { key, value } of rows) tx.put(key, value);
  });
  return store;
}

/** What must not depend on the point of the crash. */
async function outcome(fixture: DayFixture) {
  const { tsp, boss, ppp, state } = (await fixture.day())!;
  const seen = ({ class: kind, id, state: now, step, tspFen, bossFen, pppFen }: DifferenceRow) => ({
    ...{ kind, id, now, step, tspFen, bossFen, pppFen },
  });
  const rows = await dump(fixture.store);
  const under = (prefix: string) =>
    rows.filter(({ key }) => key.startsWith(prefix)).map(({ key }) => key);
  return {
    day: { tsp, boss, ppp, state },
    differences: (await fixture.differences()).map(seen),
    cases: (await fixture.cases()).map(({ kind, orderId }) => `${kind} ${orderId}`),
    batches: under('tsp/batch/'),
    claims: under('ppp/settled/'),
    opened: under('boss/days/'),
    files: rows
      .map(({ key }) => key)
      .filter((key) => /^files\/(boss|ppp)\/in\/(done|error)\//.test(key)),
    waiting: rows.filter(({ key }) => /files\/.*\/ready\//.test(key)).map(({ key }) => key),
  };
}

async function beginning(): Promise<{ rows: Rows; at: number }> {
  const fixture = await dayFixture();
  const { orderId, amountFen } = await fixture.pays('basic');
  const { attemptId } = await fixture.pays('film4k');
  await fixture.changeAttempt(attemptId, { tac: '12345678' });
  await fixture.rooms.boss.transaction(async (tx) => {
    tx.delete(boss.order(orderId));
    tx.delete(boss.dayOrder(D, orderId));
    tx.delete(boss.subscription('sub-20062107', 'basic'));
    const books = (await tx.get<{ totalFen: number }>(boss.dayBooks(D)))!;
    tx.put(boss.dayBooks(D), { count: 1, totalFen: books.totalFen - amountFen });
  });
  fixture.operator.tsp.stop();
  return { rows: await dump(fixture.store), at: fixture.time.clock.now() };
}

async function cutAt(from: Awaited<ReturnType<typeof beginning>>, at: number, after: boolean) {
  const store = await copyOf(from.rows);
  const point: CutPoint = { calls: 0, at: Number.POSITIVE_INFINITY, after };
  const wrap = { wrapStore: cutStore(point), wrapExchange: cutExchange(point) };
  const first = await dayFixture({ store, at: from.at, ...wrap });
  point.calls = 0;
  point.at = at;
  await first.settle().catch(() => undefined);
  const { calls } = point;
  point.at = Number.POSITIVE_INFINITY;
  first.operator.tsp.stop();
  const second = await dayFixture({ store, at: from.at + 60_000 });
  await second.settle();
  await second.time.advance(5_000);
  await second.settle();
  return { calls, outcome: await outcome(second) };
}

/** Every call was cut in an earlier run. Now each test cuts every sixth call, and the two tests cut different ones. */
const STRIDE = 6;

test.each([false, true])(
  'a crash at any call, after the call was done: %s',
  async (after) => {
    const from = await beginning();
    const whole = await cutAt(from, 0, after);
    expect(whole.outcome.differences.map(({ kind, now }) => `${kind} ${now}`)).toEqual([
      'MISSING_AT_BOSS cured',
      'TAC_INVALID case',
    ]);
    for (let at = after ? 4 : 1; at <= whole.calls; at += STRIDE) {
      const { outcome: found } = await cutAt(from, at, after);
      expect(found, `cut at ${at} of ${whole.calls}`).toEqual(whole.outcome);
    }
  },
  300_000,
);
