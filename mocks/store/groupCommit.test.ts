import { MemoryLevel } from 'memory-level';
import { expect, test } from 'vitest';
import { levelStore } from './levelStore.ts';
import type { Store } from './store.ts';

/** A database whose batches are completed by the test. */
function slowDisk() {
  const db = new MemoryLevel<string, string>({ storeEncoding: 'utf8' });
  const write = db.batch.bind(db) as unknown as (operations: { key: string }[]) => Promise<void>;
  const batches: { keys: string[]; land(): Promise<void>; fail(cause: Error): void }[] = [];
  const batch = (operations: { key: string }[]) =>
    new Promise<void>((resolve, reject) =>
      batches.push({
        keys: operations.map(({ key }) => key),
        land: () => write(operations).then(resolve, reject),
        fail: reject,
      }),
    );
  db.batch = batch as unknown as typeof db.batch;
  return { store: levelStore(db), batches };
}

const idle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The state of each promise, once nothing more happens. */
async function states(...promises: Promise<unknown>[]): Promise<string[]> {
  const found = promises.map(() => 'waits');
  promises.forEach((promise, at) => {
    promise.then(
      (value) => {
        found[at] = `done: ${JSON.stringify(value)}`;
      },
      (cause: Error) => {
        found[at] = `failed: ${cause.message}`;
      },
    );
  });
  for (let round = 0; round < 5; round++) await idle();
  return found;
}

const put = (store: Store, key: string, value: unknown) =>
  store.transaction(async (tx) => tx.put(key, value));
const get = (store: Store, key: string) => store.transaction((tx) => tx.get(key));
const keysIn = (store: Store, prefix: string) =>
  store.transaction(async (tx) => (await tx.list(prefix)).map(({ key }) => key));

/** A store with a batch that is being written: `a` is 1. */
async function waiting() {
  const disk = slowDisk();
  const first = put(disk.store, 'a', 1);
  first.catch(() => {});
  await idle();
  expect(disk.batches).toHaveLength(1);
  return { ...disk, first };
}

test('a running batch blocks no transaction, and those that finish meanwhile share the next batch', async () => {
  const { store, batches, first } = await waiting();
  const second = store.transaction(async (tx) => tx.put('b', (await tx.get<number>('a'))! + 1));
  const third = store.transaction(async (tx) => tx.put('c', (await tx.get<number>('b'))! + 1));
  expect(await states(first, second, third)).toEqual(['waits', 'waits', 'waits']);
  await batches[0]!.land();
  expect(await states(first, second, third)).toEqual(['done: undefined', 'waits', 'waits']);
  expect(batches.map(({ keys }) => keys)).toEqual([['a'], ['b', 'c']]);
  await batches[1]!.land();
  expect(await states(second, third)).toEqual(['done: undefined', 'done: undefined']);
  expect(await get(store, 'c')).toBe(3);
});

test('a read-only transaction waits for the batch it has read from, and for no other', async () => {
  const { store, batches } = await waiting();
  const reads = [get(store, 'a'), keysIn(store, ''), get(store, 'z'), keysIn(store, 'z')];
  expect(await states(...reads)).toEqual(['waits', 'waits', 'done: undefined', 'done: []']);
  await batches[0]!.land();
  expect(await states(...reads.slice(0, 2))).toEqual(['done: 1', 'done: ["a"]']);
});

test('a transaction also waits for a deletion that it has read', async () => {
  const { store, batches } = await waiting();
  await batches[0]!.land();
  void store.transaction(async (tx) => tx.delete('a'));
  const reads = [get(store, 'a'), keysIn(store, 'a')];
  expect(await states(...reads)).toEqual(['waits', 'waits']);
  await batches[1]!.land();
  expect(await states(...reads)).toEqual(['done: undefined', 'done: []']);
});

test('an error that may depend on unsynced data waits too', async () => {
  const { store, batches } = await waiting();
  const told = store.transaction(async (tx) => {
    throw new Error(`a is ${await tx.get('a')}`);
  });
  expect(await states(told)).toEqual(['waits']);
  await batches[0]!.land();
  expect(await states(told)).toEqual(['failed: a is 1']);
});

test('when a batch fails, all transactions based on it fail, and their writes disappear', async () => {
  const { store, batches, first } = await waiting();
  const finished = put(store, 'b', 2);
  const reading = get(store, 'a');
  let goOn = () => {};
  const running = store.transaction(async (tx) => {
    await tx.get('a');
    await new Promise<void>((resolve) => {
      goOn = resolve;
    });
    tx.put('c', 3);
  });
  const later = store.transaction((tx) => tx.list(''));
  expect(await states(first, finished, reading, running)).toEqual(Array(4).fill('waits'));
  batches[0]!.fail(new Error('disk full'));
  await idle();
  goOn();
  expect(await states(first, finished, reading, running, later)).toEqual([
    ...Array(4).fill('failed: disk full'),
    'done: []',
  ]);
  expect(batches).toHaveLength(1);

  const again = put(store, 'd', 4);
  await idle();
  await batches[1]!.land();
  await again;
  expect(await keysIn(store, '')).toEqual(['d']);
});

test('a transaction that reads on after a failed batch fails, even if it wrote nothing', async () => {
  const { store, batches } = await waiting();
  let goOn = () => {};
  const running = store.transaction(async (tx) => {
    await new Promise<void>((resolve) => {
      goOn = resolve;
    });
    return tx.get('a');
  });
  await idle();
  batches[0]!.fail(new Error('disk full'));
  await idle();
  goOn();
  expect(await states(running)).toEqual(['failed: disk full']);
});

test('a key written again while its batch is being written keeps the newer value', async () => {
  const { store, batches } = await waiting();
  const second = put(store, 'a', 2);
  await idle();
  await batches[0]!.land();
  const read = get(store, 'a');
  expect(await states(second, read)).toEqual(['waits', 'waits']);
  await batches[1]!.land();
  expect(await states(second, read)).toEqual(['done: undefined', 'done: 2']);
});
