/** The round cut at every commit and at every call of the place for files: what the next run makes of it is the same. */

import { expect, test } from 'vitest';
import { D, type DayFixture, dayFixture } from '../../../../e2e/virtual/day.fixture.ts';
import { memoryStore } from '../../../store/memoryStore.ts';
import type { Store } from '../../../store/store.ts';
import { keys as boss } from '../../boss/base/bossStore.ts';
import type { FileExchange } from '../../settlement/settlementTypes.ts';
import type { DifferenceRow } from '../books/dayRows.ts';

/** Counts what is done, and cuts at one of them: before it is done, or after it, before anybody hears of it. */
interface Knife {
  calls: number;
  at: number;
  readonly after: boolean;
}

async function cut<T>(knife: Knife, done: () => Promise<T>): Promise<T> {
  knife.calls += 1;
  const isNow = knife.calls === knife.at;
  if (isNow && !knife.after) throw new Error('cut');
  const value = await done();
  if (isNow) throw new Error('cut');
  return value;
}

const cutStore =
  (knife: Knife) =>
  (store: Store): Store => ({
    room: (name) => cutStore(knife)(store.room(name)),
    clear: () => store.clear(),
    transaction: (work) => cut(knife, () => store.transaction(work)),
  });

const cutExchange =
  (knife: Knife) =>
  (exchange: FileExchange): FileExchange => ({
    list: (folder) => cut(knife, () => exchange.list(folder)),
    seal: (folder, name) => cut(knife, () => exchange.seal(folder, name)),
    write: (folder, name, bytes, seal) =>
      cut(knife, () => exchange.write(folder, name, bytes, seal)),
    read: (folder, name) => exchange.read(folder, name),
    move: (folder, name, to) => cut(knife, () => exchange.move(folder, name, to)),
    wasTaken: (folder, name) => cut(knife, () => exchange.wasTaken(folder, name)),
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

/** What must not depend on where it was cut. */
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
  const knife: Knife = { calls: 0, at: Number.POSITIVE_INFINITY, after };
  const wrap = { wrapStore: cutStore(knife), wrapExchange: cutExchange(knife) };
  const first = await dayFixture({ store, at: from.at, ...wrap });
  knife.calls = 0;
  knife.at = at;
  await first.settle().catch(() => undefined);
  const { calls } = knife;
  knife.at = Number.POSITIVE_INFINITY;
  first.operator.tsp.stop();
  const second = await dayFixture({ store, at: from.at + 60_000 });
  await second.settle();
  await second.time.advance(5_000);
  await second.settle();
  return { calls, outcome: await outcome(second) };
}

/** All of them have been cut once; a part is cut each time, another one before than after. */
const STRIDE = 6;

test.each([false, true])(
  'cut anywhere, after what was done: %s',
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
