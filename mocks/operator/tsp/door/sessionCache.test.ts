import { expect, test } from 'vitest';
import { memoryStore } from '../../../store/memoryStore.ts';
import { listRows, type RowList, rowsIn } from '../../../store/rowList.ts';
import type { Store } from '../../../store/store.ts';
import type { TspParts } from '../base/ports.ts';
import { allSeen, allSessions, putSession, type SessionRow } from '../books/store/doorStore.ts';
import { NOW, tspFixture } from '../tsp.fixture.ts';
import { createSessionCache } from './sessionCache.ts';

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
  const restarted = () => createSessionCache(parts);
  const sessions = restarted();
  await store.transaction(async (tx) => putSession(tx, row));
  await sessions.ready();
  return { sessions, restarted, store, time, counters: parts.counters };
}

const rowsOf = <T>(store: Store, list: RowList<T>) => store.transaction((tx) => rowsIn(tx, list));

test('the effects of a request are on disk only together with its nonce', async () => {
  const { sessions, restarted, store } = await opened();
  expect(sessions.isNew('STB-1', 'n1')).toBe(true);
  const atTheSameCommit = await store.transaction(async (tx) => listRows(tx, allSeen));
  expect(atTheSameCommit.map(({ value }) => value)).toMatchObject([{ nonces: ['STB-1 n1'] }]);
  const after = restarted();
  await after.ready();
  expect(after.isNew('STB-1', 'n1')).toBe(false);
  expect(after.isNew('STB-2', 'n1')).toBe(true);
});

test('nonces that come together are written as one row, and none is written twice', async () => {
  const { sessions, store } = await opened();
  for (const nonce of ['n1', 'n2', 'n3', 'n1']) sessions.isNew('STB-1', nonce);
  expect(await rowsOf(store, allSeen)).toHaveLength(1);
  sessions.isNew('STB-1', 'n4');
  expect(await rowsOf(store, allSeen)).toHaveLength(2);
});

test('after ten minutes a nonce is forgotten, in memory and on disk', async () => {
  const { sessions, store, time } = await opened();
  sessions.isNew('STB-1', 'n1');
  await rowsOf(store, allSeen);
  await time.advance(599_999);
  expect(sessions.isNew('STB-1', 'n1')).toBe(false);
  await time.advance(1);
  expect(sessions.isNew('STB-1', 'n1')).toBe(true);
  expect(await rowsOf(store, allSeen)).toHaveLength(1);
});

test('after a restart a session is there again, as old and nearly as idle as before', async () => {
  const { sessions, restarted, store, time } = await opened();
  for (let minute = 0; minute < 6; minute++) {
    await time.advance(60_000);
    sessions.used(row.token);
  }
  await rowsOf(store, allSeen);
  const after = restarted();
  await after.ready();
  expect(after.find(row.token)).toMatchObject({ openedAt: NOW, stbId: 'STB-1' });
  await time.advance(300_000);
  expect(after.find(row.token)).toBeUndefined();
});

test('a session that is over is deleted from the disk too', async () => {
  const { sessions, store, time } = await opened();
  await time.advance(300_000);
  expect(sessions.find(row.token)).toBeUndefined();
  expect(await rowsOf(store, allSessions)).toEqual([]);
});

test('sessions that are not used any more are deleted when their maximum time is over', async () => {
  const { sessions, store, time } = await opened();
  await time.advance(4 * 3_600_000);
  sessions.isNew('STB-2', 'n1');
  expect(await rowsOf(store, allSessions)).toEqual([]);
});

test('nonces that could not be written are written the next time', async () => {
  const plain = memoryStore();
  const failing = { is: false };
  const { sessions, store, counters } = await opened({
    ...plain,
    transaction: (work) =>
      failing.is
        ? plain.transaction(work).then(() => Promise.reject(new Error('disk full')))
        : plain.transaction(work),
  });
  failing.is = true;
  sessions.isNew('STB-1', 'n1');
  await plain.transaction(async () => {});
  failing.is = false;
  await plain.transaction(async () => {});
  sessions.isNew('STB-1', 'n2');
  const rows = await store.transaction((tx) => listRows(tx, allSeen));
  expect(rows.at(-1)?.value).toMatchObject({ nonces: ['STB-1 n1', 'STB-1 n2'] });
  expect(counters.get('sessions.unwritten')).toBe(1);
});

test('after a transaction that never began the next nonce is written, together with those before', async () => {
  const plain = memoryStore();
  const failing = { is: false };
  const { sessions, store } = await opened({
    ...plain,
    transaction: (work) =>
      failing.is ? Promise.reject(new Error('the disk failed')) : plain.transaction(work),
  });
  failing.is = true;
  sessions.isNew('STB-1', 'n1');
  await plain.transaction(async () => {});
  failing.is = false;
  sessions.isNew('STB-1', 'n2');
  const rows = await store.transaction((tx) => listRows(tx, allSeen));
  expect(rows.at(-1)?.value).toMatchObject({ nonces: ['STB-1 n1', 'STB-1 n2'] });
});

test('a box has four live sessions: a fifth ends the oldest, on disk too, and no other box loses one', async () => {
  const fixture = tspFixture();
  const first = await fixture.opened('STB-1');
  const other = await fixture.opened('STB-2');
  const later: Awaited<ReturnType<typeof fixture.opened>>[] = [];
  for (let at = 0; at < 4; at++) later.push(await fixture.opened('STB-1'));
  expect((await first.get('/orders')).problem.code).toBe('auth.session_expired');
  for (const box of [other, ...later]) expect((await box.get('/orders')).status).toBe(200);
  await fixture.restart();
  expect((await first.get('/orders')).problem.code).toBe('auth.session_expired');
  for (const box of [other, ...later]) expect((await box.get('/orders')).status).toBe(200);
});

test('sessions that a crash kept beyond the limit end at the next start', async () => {
  const store = memoryStore();
  const tokens = ['a', 'b', 'c', 'd', 'e', 'f'];
  await store.transaction(async (tx) => {
    for (const [at, token] of tokens.entries())
      putSession(tx, { ...row, token, openedAt: NOW + at });
  });
  const { environment, limits } = tspFixture();
  const parts = { environment, limits, store, counters: new Map() } as unknown as TspParts;
  const sessions = createSessionCache(parts);
  await sessions.ready();
  expect(tokens.filter((token) => sessions.find(token))).toEqual(['c', 'd', 'e', 'f']);
  expect((await rowsOf(store, allSessions)).map(({ token }) => token)).toEqual([
    'c',
    'd',
    'e',
    'f',
  ]);
});
