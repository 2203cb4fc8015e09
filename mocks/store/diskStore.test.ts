import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { diskStore, writeSynced } from './diskStore.ts';

const directories: string[] = [];

async function freshDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'portal-store-'));
  directories.push(directory);
  return directory;
}

afterEach(async () => {
  for (const directory of directories.splice(0)) await rm(directory, { recursive: true });
});

test('after a restart committed data is there, and uncommitted data is not', async () => {
  const directory = await freshDirectory();
  const first = diskStore(directory);
  const tsp = first.room('tsp');
  await tsp.transaction(async (tx) => {
    tx.put('orders/1', { state: 'PAID' });
    tx.put('orders/2', { state: 'QUOTED' });
  });
  await tsp
    .transaction(async (tx) => {
      tx.delete('orders/1');
      throw new Error('crash');
    })
    .catch(() => undefined);
  await first.close();

  const second = diskStore(directory);
  expect(
    await second.room('tsp').transaction((tx) => tx.list('orders/', { reverse: true })),
  ).toEqual([
    { key: 'orders/2', value: { state: 'QUOTED' } },
    { key: 'orders/1', value: { state: 'PAID' } },
  ]);
  await second.close();
});

test('two processes cannot share a directory', async () => {
  const directory = await freshDirectory();
  const first = diskStore(directory);
  await first.transaction(async (tx) => tx.put('a', 1));
  const second = diskStore(directory);
  await expect(second.transaction((tx) => tx.get('a'))).rejects.toMatchObject({
    code: 'LEVEL_DATABASE_NOT_OPEN',
  });
  await first.close();
});

test('a batch is written whole, and is on disk before it is acknowledged', async () => {
  const calls: unknown[] = [];
  const note = (...call: unknown[]) => void calls.push(call);
  const batch = {
    put: (key: string, text: string) => note('put', key, text),
    del: (key: string) => note('del', key),
    write: async (options: object) => note('write', options),
  };
  const db = { open: async () => note('open'), batch: () => batch };
  const writes = new Map([
    ['a', '1'],
    ['b', null],
  ]);
  await writeSynced(db as unknown as Parameters<typeof writeSynced>[0])(writes);
  expect(calls).toEqual([['open'], ['put', 'a', '1'], ['del', 'b'], ['write', { sync: true }]]);
});

test.each([
  ['log', /\.log$/],
  ['list of files', /^MANIFEST-/],
])('a %s that cannot be read is an error of the disk, not an empty store', async (_, named) => {
  const directory = await freshDirectory();
  const first = diskStore(directory);
  await first.transaction(async (tx) => tx.put('a', 1));
  await first.close();
  const log = (await readdir(directory)).find((name) => named.test(name))!;
  await rm(join(directory, log));
  // Reading a directory fails, as reading a broken sector does.
  await mkdir(join(directory, log));
  const second = diskStore(directory);
  await expect(second.open()).rejects.toMatchObject({ cause: { code: 'EISDIR' } });
  await expect(second.transaction((tx) => tx.get('a'))).rejects.toThrow();
});
