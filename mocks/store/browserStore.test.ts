import { MemoryLevel } from 'memory-level';
import { afterEach, expect, test, vi } from 'vitest';
import { acrossTabs, browserStore, writeStrict } from './browserStore.ts';
import { levelStore } from './levelStore.ts';

/** `navigator.locks` of one origin: one holder for each name, first come first served. */
function locksOfOneOrigin() {
  const names: string[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const request = (name: string, work: () => Promise<unknown>) => {
    names.push(name);
    const run = last.then(work);
    last = run.catch(() => undefined);
    return run;
  };
  return { names, locks: { request } as unknown as LockManager };
}

test('two tabs over one database lose no update', async () => {
  const { names, locks } = locksOfOneOrigin();
  const db = new MemoryLevel<string, string>({ storeEncoding: 'utf8' });
  const tabs = [1, 2].map(() => levelStore(db, acrossTabs('world', locks)));
  const increments = Array.from({ length: 50 }, () =>
    tabs.map((tab) =>
      tab.transaction(async (tx) => {
        tx.put('n', ((await tx.get<number>('n')) ?? 0) + 1);
      }),
    ),
  );
  await Promise.all(increments.flat());
  expect(await tabs[0]?.transaction((tx) => tx.get('n'))).toBe(100);
  expect(new Set(names)).toEqual(new Set(['store:world']));
});

afterEach(() => void vi.unstubAllGlobals());

test('the store of a page works under the lock of its name', async () => {
  const { names, locks } = locksOfOneOrigin();
  vi.stubGlobal('navigator', { locks });
  // Node has no IndexedDB, so nothing is read.
  await expect(browserStore('world').transaction((tx) => tx.get('a'))).rejects.toThrow();
  expect(names).toEqual(['store:world']);
});

test('an error of the work is thrown through the lock', async () => {
  const { locks } = locksOfOneOrigin();
  const tab = levelStore(new MemoryLevel<string, string>(), acrossTabs('world', locks));
  await expect(
    tab.transaction(async () => {
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
});

test('without navigator.locks the store still works', () => {
  expect(acrossTabs('world', undefined)).toEqual({});
});

/** An IndexedDB that notes what is asked of it and ends its transactions as the test says. */
function notingDatabase(end: (transaction: { oncomplete(): void; onabort(): void }) => void) {
  const asked: unknown[] = [];
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const transaction = {
    error: null as Error | null,
    oncomplete: () => {},
    onabort: () => {},
    objectStore: () => ({
      put: (value: Uint8Array, key: Uint8Array) => asked.push(['put', text(key), text(value)]),
      delete: (key: Uint8Array) => asked.push(['delete', text(key)]),
    }),
  };
  const db = {
    transaction: (...how: unknown[]) => {
      asked.push(how);
      queueMicrotask(() => end(transaction));
      return transaction;
    },
  };
  const level = { open: async () => {}, db, location: 'world' };
  return { asked, transaction, level: level as unknown as Parameters<typeof writeStrict>[0] };
}

test('a commit is acknowledged when IndexedDB says that it is on the disk', async () => {
  const { asked, level } = notingDatabase(({ oncomplete }) => oncomplete());
  const writes = new Map([
    ['a', '1'],
    ['b', null],
  ]);
  await writeStrict(level)(writes);
  expect(asked).toEqual([
    [['world'], 'readwrite', { durability: 'strict' }],
    ['put', 'a', '1'],
    ['delete', 'b'],
  ]);
});

test('a transaction that IndexedDB gives up is not acknowledged', async () => {
  const { transaction, level } = notingDatabase(({ onabort }) => onabort());
  transaction.error = new Error('QuotaExceededError');
  await expect(writeStrict(level)(new Map([['a', '1']]))).rejects.toThrow('QuotaExceededError');
});
