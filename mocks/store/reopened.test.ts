/** After a failed write or read nothing is acknowledged until the database was opened again. */
import { MemoryLevel } from 'memory-level';
import { expect, test } from 'vitest';
import { FAILURES, failingDisk } from './failingDisk.fixture.ts';
import { killableStore } from './killable.ts';
import { levelStore } from './levelStore.ts';
import { createReopening } from './reopening.ts';
import { type Store, StoreUnavailable } from './store.ts';

const put = (store: Store, key: string, value: unknown) =>
  store.transaction(async (tx) => tx.put(key, value));
const get = (store: Store, key: string) => store.transaction((tx) => tx.get(key));
const keysIn = (store: Store) =>
  store.transaction(async (tx) => (await tx.list('')).map(({ key }) => key));
const idle = () => new Promise<void>((resolve) => setImmediate(resolve));

test.each(FAILURES)(
  'a write fails (%s): all that is acknowledged later is there after a kill',
  async (failure) => {
    const disk = failingDisk();
    await put(disk.store, 'first', 1);
    disk.failAt(1, failure);
    await expect(put(disk.store, 'lost', 1)).rejects.toThrow(StoreUnavailable);
    await idle();
    for (let number = 0; number < 5; number++) await put(disk.store, `later/${number}`, number);
    const there = await keysIn(await disk.afterKill());
    expect(there.filter((key) => key !== 'lost')).toEqual([
      'first',
      ...[0, 1, 2, 3, 4].map((number) => `later/${number}`),
    ]);
    expect(there.includes('lost')).toBe(failure === 'after');
    expect(disk.reopened).toBe(1);
  },
);

test('until it was opened again every transaction fails, those that only read too', async () => {
  const disk = failingDisk();
  await put(disk.store, 'a', 1);
  let open = () => {};
  disk.holds.reopening = new Promise((resolve) => {
    open = resolve;
  });
  disk.failAt(1, 'torn');
  await expect(put(disk.store, 'b', 1)).rejects.toThrow('disk full');
  const { writes } = disk;
  await idle();
  await expect(put(disk.store, 'c', 1)).rejects.toThrow(StoreUnavailable);
  await expect(get(disk.store, 'a')).rejects.toThrow(StoreUnavailable);
  expect(disk.writes).toBe(writes);
  open();
  await idle();
  await put(disk.store, 'd', 1);
  expect(await keysIn(disk.store)).toEqual(['a', 'd']);
});

test('a read that fails is not "no such row", even if the work goes on without it', async () => {
  const disk = failingDisk();
  await put(disk.store, 'a', 1);
  disk.failReadAt(1);
  const careless = disk.store.transaction(async (tx) => {
    const found = await tx.get('a').catch(() => undefined);
    if (found === undefined) tx.put('a', 2);
  });
  await expect(careless).rejects.toThrow('EIO');
  await idle();
  expect(disk.reopened).toBe(1);
  expect(await get(disk.store, 'a')).toBe(1);
});

test('a list that cannot be read is not an empty one: the store waits until it was opened again', async () => {
  const db = new MemoryLevel<string, string>({ storeEncoding: 'utf8' });
  const iterator = db.iterator.bind(db);
  let isBroken = false;
  db.iterator = ((range: object) => {
    const rows = iterator(range);
    return isBroken ? Object.assign(rows, { all: () => Promise.reject(new Error('EIO')) }) : rows;
  }) as typeof db.iterator;
  let reopened = 0;
  const reopen = async () => {
    reopened += 1;
    isBroken = false;
  };
  const store = levelStore(db, { reopen });
  await put(store, 'a', 1);
  isBroken = true;
  await expect(keysIn(store)).rejects.toThrow('EIO');
  await idle();
  expect(reopened).toBe(1);
  expect(await keysIn(store)).toEqual(['a']);
});

test('a batch on its way while a read fails is not acknowledged, and opening waits for its end', async () => {
  const disk = failingDisk();
  await put(disk.store, 'a', 1);
  let finish = () => {};
  disk.holds.writing = new Promise((resolve) => {
    finish = resolve;
  });
  const writing = put(disk.store, 'b', 1);
  const writingTells = expect(writing).rejects.toThrow('EIO');
  disk.failReadAt(1);
  await expect(get(disk.store, 'a')).rejects.toThrow('EIO');
  await writingTells;
  await idle();
  expect(disk.reopened).toBe(0);
  finish();
  await idle();
  expect(disk.reopened).toBe(1);
  expect(await keysIn(disk.store)).toEqual(['a', 'b']);
});

test('listeners of a room hear that it works again, and those of a killed process do not', async () => {
  const disk = failingDisk();
  const life = { isOver: false };
  let heard = 0;
  const stop = disk.store.room('tsp').onReopened?.(() => heard++);
  killableStore(disk.store, life)
    .room('tsp')
    .onReopened?.(() => heard++);
  const fail = async () => {
    disk.failAt(1, 'before');
    await put(disk.store, 'a', 1).catch(() => undefined);
    await idle();
  };
  await fail();
  expect(heard).toBe(2);
  life.isOver = true;
  await fail();
  expect(heard).toBe(3);
  stop?.();
  await fail();
  expect(heard).toBe(3);
});

test.each(['writes', 'refuses'] as const)(
  'work that has read what is lost, and only %s after it, fails as well',
  async (what) => {
    const disk = failingDisk();
    let fail = () => {};
    disk.holds.writing = new Promise((resolve) => {
      fail = resolve;
    });
    disk.failAt(1, 'before');
    const lost = put(disk.store, 'a', 1);
    const late = disk.store.transaction(async (tx) => {
      tx.put('b', await tx.get('a'));
      fail();
      await lost.catch(() => {});
      if (what === 'refuses') throw new Error('there is one already');
    });
    await expect(late).rejects.toThrow(StoreUnavailable);
    await idle();
    await put(disk.store, 'c', 1);
    expect(await keysIn(await disk.afterKill())).toEqual(['c']);
  },
);

/** A database that opens, keeps and forgets as the test says. */
function shakyDatabase() {
  const calls: string[] = [];
  const state = { isFull: false, keeps: true };
  let kept: string | undefined;
  const act = async (what: string): Promise<void> => {
    calls.push(what);
    if (state.isFull && what !== 'close') throw new Error('disk full');
  };
  const db = {
    open: () => act('open'),
    close: () => act('close'),
    get: async () => {
      await act('get');
      return kept;
    },
    put: async (_key: string, text: string) => {
      await act('put');
      if (state.keeps) kept = text;
    },
    del: () => act('del'),
  };
  return { db, calls, state };
}

test('opening again means: a row is written, and read back after another opening', async () => {
  const { db, calls } = shakyDatabase();
  const news: string[] = [];
  const pause = async () => {};
  await createReopening({ db, pause, heard: ({ kind }) => news.push(kind) }).reopen('EIO');
  expect(calls).toEqual(['close', 'open', 'put', 'close', 'open', 'get', 'del']);
  expect(news).toEqual(['failed', 'works-again']);
});

test('it tries again until the disk keeps what is written', async () => {
  const { db, state } = shakyDatabase();
  const news: string[] = [];
  const mends = [
    () => Object.assign(state, { isFull: false, keeps: false }),
    () => Object.assign(state, { keeps: true }),
  ];
  state.isFull = true;
  const pause = async () => void mends.shift()?.();
  await createReopening({ db, pause, heard: ({ kind }) => news.push(kind) }).reopen('EIO');
  expect(news).toEqual(['failed', 'fails-still', 'fails-still', 'works-again']);
});

test('what an earlier try left on the disk proves nothing', async () => {
  const { db, state } = shakyDatabase();
  const news: string[] = [];
  let fails = 2;
  const get = async () => {
    const text = await db.get();
    fails -= 1;
    // The first row was kept, though it could not be read back; the second one is not kept.
    if (fails === 1) state.keeps = false;
    if (fails === 1) throw new Error('EIO');
    if (fails === 0) state.keeps = true;
    return text;
  };
  const pause = async () => {};
  const heard = ({ kind }: { kind: string }) => void news.push(kind);
  await createReopening({ db: { ...db, get }, pause, heard }).reopen('EIO');
  expect(news).toEqual(['failed', 'fails-still', 'fails-still', 'works-again']);
});

test('a disk with room for a few bytes only is not taken for one that works', async () => {
  const { db } = shakyDatabase();
  let chars = 0;
  const put = (key: string, text: string) => {
    chars = text.length;
    return db.put(key, text);
  };
  await createReopening({ db: { ...db, put }, pause: async () => {}, heard: () => {} }).reopen('');
  expect(chars).toBe(65_536);
});

test('a store that is closed meanwhile is not opened again', async () => {
  const { db, calls, state } = shakyDatabase();
  state.isFull = true;
  let go = () => {};
  const pause = () =>
    new Promise<void>((resolve) => {
      go = resolve;
    });
  const reopening = createReopening({ db, pause, heard: () => {} });
  void reopening.reopen('EIO');
  await idle();
  const ended = reopening.end();
  const opened = calls.length;
  go();
  await ended;
  await idle();
  expect(calls).toHaveLength(opened);
});

test('nothing is told, and nothing waits, when a store is closed during a try', async () => {
  const { db, state } = shakyDatabase();
  state.isFull = true;
  const news: string[] = [];
  let pauses = 0;
  const pause = async () => void pauses++;
  const reopening = createReopening({ db, pause, heard: ({ kind }) => news.push(kind) });
  void reopening.reopen('EIO');
  await reopening.end();
  await idle();
  expect([news, pauses]).toEqual([['failed'], 0]);
});
