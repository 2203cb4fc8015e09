import { MemoryLevel } from 'memory-level';
import { expect, test } from 'vitest';
import { levelStore } from './levelStore.ts';
import { memoryStore } from './memoryStore.ts';
import type { Store, Transaction } from './store.ts';

const all = (store: Store) => store.transaction((tx) => tx.list<unknown>(''));

const keysOf = async (store: Store, prefix: string, options = {}) =>
  (await store.transaction((tx) => tx.list(prefix, options))).map(({ key }) => key);

async function filled(...keys: string[]): Promise<Store> {
  const store = memoryStore();
  await store.transaction(async (tx) => {
    for (const key of keys) tx.put(key, key.length);
  });
  return store;
}

test('a transaction reads its own writes, deletes too', async () => {
  const store = await filled('a');
  await store.transaction(async (tx) => {
    tx.put('b', { deep: [1, null] });
    tx.delete('a');
    expect(await tx.get('b')).toEqual({ deep: [1, null] });
    expect(await tx.get('a')).toBeUndefined();
    expect(await tx.list('')).toEqual([{ key: 'b', value: { deep: [1, null] } }]);
  });
  expect(await all(store)).toEqual([{ key: 'b', value: { deep: [1, null] } }]);
});

test('nothing is written when the work throws, and the queue goes on', async () => {
  const store = await filled('a');
  const failing = store.transaction(async (tx) => {
    tx.put('b', 1);
    tx.delete('a');
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await all(store)).toEqual([{ key: 'a', value: 1 }]);
});

test('nothing is written when the batch fails, and the caller gets the error', async () => {
  const db = new MemoryLevel<string, string>({ storeEncoding: 'utf8' });
  const store = levelStore(db);
  const batch = db.batch.bind(db);
  db.batch = (() => Promise.reject(new Error('disk full'))) as unknown as typeof db.batch;
  await expect(store.transaction(async (tx) => tx.put('a', 1))).rejects.toThrow('disk full');
  db.batch = batch;
  expect(await all(store)).toEqual([]);
});

test('all writes of a transaction are in one batch', async () => {
  const db = new MemoryLevel<string, string>({ storeEncoding: 'utf8' });
  const batches: unknown[][] = [];
  const batch = db.batch.bind(db) as (...args: unknown[]) => unknown;
  db.batch = ((...args: unknown[]) => {
    batches.push(args);
    return batch(...args);
  }) as unknown as typeof db.batch;
  const store = levelStore(db);
  await store.transaction(async (tx) => {
    tx.put('a', 1);
    tx.put('a', 2);
    tx.delete('b');
  });
  await store.transaction((tx) => tx.get('a'));
  expect(batches).toHaveLength(1);
  expect(batches[0]?.[0]).toEqual([
    { type: 'put', key: 'a', value: '2' },
    { type: 'del', key: 'b' },
  ]);
});

test('transactions of all rooms run one after the other, in the order asked for', async () => {
  const store = memoryStore();
  const trace: string[] = [];
  const step = (room: Store, name: string) =>
    room.transaction(async (tx) => {
      trace.push(`${name} starts`);
      await tx.get('x');
      await new Promise((resolve) => setImmediate(resolve));
      trace.push(`${name} ends`);
    });
  await Promise.all([
    step(store.room('boss'), '1'),
    step(store.room('tsp'), '2'),
    step(store, '3'),
    step(store.room('boss'), '4'),
  ]);
  expect(trace).toEqual(['1', '2', '3', '4'].flatMap((n) => [`${n} starts`, `${n} ends`]));
});

test('a hundred concurrent increments lose none', async () => {
  const store = memoryStore();
  const increment = () =>
    store.transaction(async (tx) => {
      tx.put('n', ((await tx.get<number>('n')) ?? 0) + 1);
    });
  await Promise.all(Array.from({ length: 100 }, increment));
  expect(await store.transaction((tx) => tx.get('n'))).toBe(100);
});

test('the outer lock is held from the first read to the end of the commit', async () => {
  const trace: string[] = [];
  const db = new MemoryLevel<string, string>({ storeEncoding: 'utf8' });
  const store = levelStore(db, {
    exclusive: async (work) => {
      trace.push('locked');
      const result = await work();
      trace.push(`unlocked with ${await db.get('a')}`);
      return result;
    },
  });
  await store.transaction(async (tx) => {
    trace.push(`reads ${await tx.get('a')}`);
    tx.put('a', 1);
  });
  expect(trace).toEqual(['locked', 'reads undefined', 'unlocked with 1']);
});

test.each([
  ['a prefix', 'o/', {}, ['o/1', 'o/2', 'o/3']],
  ['a prefix that is a key', 'o', {}, ['o', 'o/1', 'o/2', 'o/3']],
  ['after a key', 'o/', { after: 'o/1' }, ['o/2', 'o/3']],
  ['after a key that is not there', 'o/', { after: 'o/15' }, ['o/2', 'o/3']],
  ['after a key before the prefix', 'o/', { after: 'a' }, ['o/1', 'o/2', 'o/3']],
  ['after a key behind the prefix', 'o/', { after: 'z' }, []],
  ['a limit', 'o/', { limit: 2 }, ['o/1', 'o/2']],
  ['a limit of none', 'o/', { limit: 0 }, []],
  ['backwards', 'o/', { reverse: true }, ['o/3', 'o/2', 'o/1']],
  ['backwards from a key', 'o/', { reverse: true, after: 'o/3', limit: 1 }, ['o/2']],
  ['backwards from behind the prefix', 'o/', { reverse: true, after: 'z' }, ['o/3', 'o/2', 'o/1']],
  ['backwards from before the prefix', 'o/', { reverse: true, after: 'a' }, []],
])('list: %s', async (_name, prefix, options, expected) => {
  const store = await filled('a', 'o', 'o/1', 'o/2', 'o/3', 'o0', 'p');
  const wanted = prefix === 'o' ? [...expected, 'o0'] : expected;
  expect(await keysOf(store, prefix, options)).toEqual(wanted);
});

test('a limited list still fills up when own deletes hide stored rows', async () => {
  const store = await filled('1', '2', '3', '4', '5');
  await store.transaction(async (tx) => {
    tx.delete('1');
    tx.delete('3');
    tx.put('35', 0);
    expect((await tx.list('', { limit: 3 })).map(({ key }) => key)).toEqual(['2', '35', '4']);
  });
});

test('a room has only its own keys, without its prefix, and clears only itself', async () => {
  const store = memoryStore();
  const [boss, tsp] = [store.room('boss'), store.room('tsp')];
  await boss.transaction(async (tx) => tx.put('k', 'boss'));
  await tsp.transaction(async (tx) => tx.put('k', 'tsp'));
  await boss.room('inner').transaction(async (tx) => tx.put('k', 'inner'));
  expect(await keysOf(boss, '')).toEqual(['inner/k', 'k']);
  expect(await keysOf(store, '')).toEqual(['boss/inner/k', 'boss/k', 'tsp/k']);
  await boss.clear();
  expect(await keysOf(store, '')).toEqual(['tsp/k']);
});

test('a value is a copy: changing the object later changes nothing', async () => {
  const store = memoryStore();
  const order = { state: 'PAID' };
  await store.transaction(async (tx) => {
    tx.put('o', order);
    order.state = 'LOST';
  });
  expect(await store.transaction((tx) => tx.get('o'))).toEqual({ state: 'PAID' });
});

test('using a finished transaction throws', async () => {
  const store = memoryStore();
  let leaked: Transaction | undefined;
  await store.transaction(async (tx) => {
    leaked = tx;
  });
  expect(() => leaked?.put('a', 1)).toThrow('too late');
  await expect(leaked?.get('a')).rejects.toThrow('too late');
});

test.each([
  ['a key beyond ASCII', (tx: Transaction) => tx.put('业务', 1), RangeError],
  ['an empty key', (tx: Transaction) => tx.put('', 1), RangeError],
  ['no value', (tx: Transaction) => tx.put('a', undefined), TypeError],
])('%s throws', async (_name, write, kind) => {
  await expect(memoryStore().transaction(async (tx) => write(tx))).rejects.toThrow(kind);
});

test('a room name has only plain characters', () => {
  expect(() => memoryStore().room('a/b')).toThrow(RangeError);
});
