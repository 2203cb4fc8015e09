import { MemoryLevel } from 'memory-level';
import { expect, test } from 'vitest';
import { acrossTabs } from './browserStore.ts';
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
