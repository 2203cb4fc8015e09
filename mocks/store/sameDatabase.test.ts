/** What is opened again after a failure is the database that was closed, or the store does not go on. */
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { diskStore } from './diskStore.ts';
import type { DiskNews } from './reopening.ts';
import { createSameDatabase } from './sameDatabase.ts';
import type { Store } from './store.ts';

const put = (store: Store, key: string, value: unknown) =>
  store.transaction(async (tx) => tx.put(key, value));
const get = (store: Store, key: string) => store.transaction((tx) => tx.get(key));

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/** A folder whose name may lead to other folders, as that of a mounted disk does. */
function mountPoint() {
  const base = mkdtempSync(join(tmpdir(), 'portal-same-'));
  const folder = join(base, 'store');
  const mount = (name: string): void => {
    symlinkSync(join(base, name), join(base, 'next'));
    renameSync(join(base, 'next'), folder);
  };
  mkdirSync(join(base, 'disk'));
  mount('disk');
  return { base, folder, mount };
}

/** A store, and a way to wait for what it says of its disk. */
function storeAt({ base, folder, mount }: ReturnType<typeof mountPoint>) {
  const told: string[] = [];
  let heard = () => {};
  const reasonOf = (cause: unknown): string =>
    cause instanceof Error ? (cause.cause ? reasonOf(cause.cause) : cause.message) : String(cause);
  const store = diskStore(folder, {
    retryMs: 5,
    heard(news: DiskNews) {
      told.push('cause' in news ? `${news.kind}: ${reasonOf(news.cause)}` : news.kind);
      heard();
    },
  });
  endings.push(async () => {
    await store.close();
    rmSync(base, { recursive: true });
  });
  async function says(what: RegExp): Promise<void> {
    for (let last = told.at(-1) ?? ''; !what.test(last); last = told.at(-1)!) {
      if (last === 'works-again') throw new Error('it went on');
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    }
  }
  return {
    store,
    says,
    /** Until LevelDB begins a new file, and does not find its folder. */
    async writeWithoutDisk(): Promise<void> {
      mount('nothing');
      for (let number = 0; store.isSound; number++) {
        await put(store, `filler/${number}`, 'x'.repeat(400_000)).catch(() => {});
      }
      await says(/^fails-still/);
    },
  };
}

test('a disk that is not mounted any more is not taken for an empty one', async () => {
  const point = mountPoint();
  const { store, says, writeWithoutDisk } = storeAt(point);
  await put(store, 'paid', 26);
  await writeWithoutDisk();
  mkdirSync(join(point.base, 'empty'));
  point.mount('empty');
  await says(/^fails-still: .*does not exist/);
  await expect(get(store, 'paid')).rejects.toThrow();
  point.mount('disk');
  await says(/^works-again/);
  expect(await get(store, 'paid')).toBe(26);
});

test('an older copy in its place is not taken for what was acknowledged', async () => {
  const point = mountPoint();
  const earlier = diskStore(point.folder);
  await put(earlier, 'before', 1);
  await earlier.close();
  cpSync(join(point.base, 'disk'), join(point.base, 'copy'), { recursive: true });
  const { store, says, writeWithoutDisk } = storeAt(point);
  await put(store, 'paid', 26);
  await writeWithoutDisk();
  point.mount('copy');
  await says(/^fails-still: .*acknowledged/);
  await expect(get(store, 'before')).rejects.toThrow();
  point.mount('disk');
  await says(/^works-again/);
  expect(await get(store, 'paid')).toBe(26);
});

test('what tells the database is shown in no list', async () => {
  const { store } = storeAt(mountPoint());
  await put(store, 'a', 1);
  const rows = await store.transaction((tx) => tx.list(''));
  expect(rows.map(({ key }) => key)).toEqual(['a']);
});

test('a copy that lacks the newest batch alone is not the database; a batch that was reported as failed may be there', async () => {
  const rows = new Map<string, string | null>();
  let fails = false;
  const { write, check } = createSameDatabase('run', async (writes) => {
    for (const [key, text] of writes) rows.set(key, text);
    if (fails) throw new Error('EIO');
  });
  const reads = (from: ReadonlyMap<string, string | null>) => async (key: string) =>
    from.get(key) ?? undefined;
  await write(new Map([['paid', '26']]));
  const copy = new Map(rows);
  await write(new Map([['paid', '30']]));
  await expect(check(reads(copy))).rejects.toThrow('not there');
  await check(reads(rows));
  fails = true;
  await expect(write(new Map([['paid', '99']]))).rejects.toThrow('EIO');
  await check(reads(rows));
});
