import { expect, test } from 'vitest';
import { memoryStore } from '../../../store/memoryStore.ts';
import { listRows, type RowList, rowsIn } from '../../../store/rowList.ts';
import type { Store } from '../../../store/store.ts';
import type { TspParts } from '../base/ports.ts';
import { allSeen, allSessions, putSession, type SessionRow } from '../books/store/doorStore.ts';
import { NOW, tspFixture } from '../tsp.fixture.ts';
import { createSessionBook } from './sessionBook.ts';

const row: SessionRow = {
  token: 'aa',
  stbId: 'STB-1',
  subscriberId: 'sub-1',
  sessionKey: 'AAAA',
  portalVersion: '1.0.0',
  openedAt: NOW,
  usedAt: NOW,
};

async function opened(store: Store = memoryStore()) {
  const { environment, limits, time } = tspFixture();
  const parts = { environment, limits, store, counters: new Map() } as unknown as TspParts;
  const begun = () => createSessionBook(parts);
  const book = begun();
  await store.transaction(async (tx) => putSession(tx, row));
  await book.ready();
  return { book, begun, store, time, counters: parts.counters };
}

const rowsOf = <T>(store: Store, list: RowList<T>) => store.transaction((tx) => rowsIn(tx, list));

test('what a request does can be on disk only with its nonce', async () => {
  const { book, begun, store } = await opened();
  expect(book.isNew('STB-1', 'n1')).toBe(true);
  const atTheSameCommit = await store.transaction(async (tx) => listRows(tx, allSeen));
  expect(atTheSameCommit.map(({ value }) => value)).toMatchObject([{ nonces: ['STB-1 n1'] }]);
  const after = begun();
  await after.ready();
  expect(after.isNew('STB-1', 'n1')).toBe(false);
  expect(after.isNew('STB-2', 'n1')).toBe(true);
});

test('nonces that come together are one row, and none is written twice', async () => {
  const { book, store } = await opened();
  for (const nonce of ['n1', 'n2', 'n3', 'n1']) book.isNew('STB-1', nonce);
  expect(await rowsOf(store, allSeen)).toHaveLength(1);
  book.isNew('STB-1', 'n4');
  expect(await rowsOf(store, allSeen)).toHaveLength(2);
});

test('after ten minutes a nonce is forgotten, in memory and on disk', async () => {
  const { book, store, time } = await opened();
  book.isNew('STB-1', 'n1');
  await rowsOf(store, allSeen);
  await time.advance(599_999);
  expect(book.isNew('STB-1', 'n1')).toBe(false);
  await time.advance(1);
  expect(book.isNew('STB-1', 'n1')).toBe(true);
  expect(await rowsOf(store, allSeen)).toHaveLength(1);
});

test('a session is found again after a restart, as old and nearly as idle as it was', async () => {
  const { book, begun, store, time } = await opened();
  for (let minute = 0; minute < 6; minute++) {
    await time.advance(60_000);
    book.used(row.token);
  }
  await rowsOf(store, allSeen);
  const after = begun();
  await after.ready();
  expect(after.find(row.token)).toMatchObject({ openedAt: NOW, stbId: 'STB-1' });
  await time.advance(300_000);
  expect(after.find(row.token)).toBeUndefined();
});

test('a session that is over leaves the disk too', async () => {
  const { book, store, time } = await opened();
  await time.advance(300_000);
  expect(book.find(row.token)).toBeUndefined();
  expect(await rowsOf(store, allSessions)).toEqual([]);
});

test('sessions nobody asks for again are let go when their hours are over', async () => {
  const { book, store, time } = await opened();
  await time.advance(4 * 3_600_000);
  book.isNew('STB-2', 'n1');
  expect(await rowsOf(store, allSessions)).toEqual([]);
});

test('nonces that could not be written go with the next write', async () => {
  const plain = memoryStore();
  const failing = { is: false };
  const { book, store, counters } = await opened({
    ...plain,
    transaction: (work) =>
      failing.is
        ? plain.transaction(work).then(() => Promise.reject(new Error('disk full')))
        : plain.transaction(work),
  });
  failing.is = true;
  book.isNew('STB-1', 'n1');
  await plain.transaction(async () => {});
  failing.is = false;
  await plain.transaction(async () => {});
  book.isNew('STB-1', 'n2');
  const rows = await store.transaction((tx) => listRows(tx, allSeen));
  expect(rows.at(-1)?.value).toMatchObject({ nonces: ['STB-1 n1', 'STB-1 n2'] });
  expect(counters.get('sessions.unwritten')).toBe(1);
});
