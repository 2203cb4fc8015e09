import { expect, test } from 'vitest';
import type { Store } from '../../../store/store.ts';
import { append } from '../../tsp/books/journals/hashChain.ts';
import { type ChainName, chainHead, chainId } from '../../tsp/books/store/historyStore.ts';
import { keys } from '../../tsp/books/store/tspKeys.ts';
import { nodeCrypto } from '../../tsp/nodeCrypto.fixture.ts';
import type { Schemas } from '../base/opsTypes.ts';
import { NOW, opsFixture, type Write } from '../ops.fixture.ts';
import { auditEvents } from '../rows.fixture.ts';
import { firstEventFrom } from './auditSearch.ts';

type Page = Schemas['AuditPage'];
const HOUR = 3_600_000;

async function fixtureWith(...writes: readonly Write[]) {
  const fixture = opsFixture();
  await fixture.write(...writes);
  const client = await fixture.signIn('zhao');
  const page = async (query = '') => (await client.get<Page>(`/audit?${query}`)).body;
  return { ...fixture, ...client, page };
}

const hourly = (count: number) =>
  auditEvents(
    1,
    Array.from({ length: count }, (_, n) => ({ at: NOW - (count - n) * HOUR, note: `event ${n}` })),
  );
const numbers = ({ events }: Page) => events.map(({ number }) => number);

test('the newest event comes first, with its hash', async () => {
  const { page } = await fixtureWith(hourly(3));
  const { events, cursor } = await page();
  expect(events.map(({ what }) => what)).toEqual([
    'person.signedIn',
    ...Array.from({ length: 3 }, () => 'order.quoted'),
  ]);
  expect(events[1]).toEqual({
    number: 3,
    at: '2026-11-23T19:36:00+08:00',
    who: 'tsp',
    what: 'order.quoted',
    note: 'event 2',
    hash: 'h3',
  });
  expect(cursor).toBeUndefined();
});

test('pages follow each other without a gap', async () => {
  const { page } = await fixtureWith(hourly(120));
  const first = await page();
  const second = await page(`cursor=${first.cursor}`);
  const third = await page(`cursor=${second.cursor}`);
  expect([first, second, third].flatMap(numbers)).toEqual(
    Array.from({ length: 121 }, (_, n) => 121 - n),
  );
  expect(third.cursor).toBeUndefined();
});

test.each([
  ['who', 'sTb-7'],
  ['what', 'BLOCK'],
  ['note', 'late'],
  ['order', 'O77'],
  ['attempt', 'A77'],
])('an event is found by part of its %s, in small letters or capitals', async (_, word) => {
  const event = {
    who: 'STB-7',
    what: 'box.blocking',
    note: 'too late',
    orderId: 'O77',
    attemptId: 'A77',
  };
  const { page } = await fixtureWith(auditEvents(1, [{}, event, {}]));
  expect(numbers(await page(`find=${word}`))).toEqual([2]);
});

test('a rare event is found page by page, even when a page is empty', async () => {
  const events = Array.from({ length: 4_500 }, (_, n) => (n === 10 ? { note: 'needle' } : {}));
  const { page } = await fixtureWith(auditEvents(1, events));
  let cursor: string | undefined;
  const pages: number[][] = [];
  do {
    const found = await page(`find=needle${cursor ? `&cursor=${cursor}` : ''}`);
    pages.push(numbers(found));
    cursor = found.cursor;
  } while (cursor !== undefined);
  expect(pages).toEqual([[], [], [11]]);
});

test.each([
  ['from=20261123', 21],
  ['to=20261121', 81],
  ['from=20261122&to=20261122', 24],
  ['from=20261122&to=20261121', 0],
  ['to=20200101', 0],
])('the days %s have %d events', async (query, count) => {
  // 125 hours back from the evening of the 23rd.
  const { page } = await fixtureWith(hourly(125));
  const found: number[] = [];
  for (let cursor = ''; ; ) {
    const next = await page(query + cursor);
    found.push(...numbers(next));
    if (next.cursor === undefined) break;
    cursor = `&cursor=${next.cursor}`;
  }
  expect(found).toHaveLength(count);
});

test('a day that the calendar does not have is refused by its field', async () => {
  const { get } = await fixtureWith();
  expect((await get('/audit?to=20261131')).body).toMatchObject({ status: 400, field: 'to' });
});

test('the first event of a moment is found by binary search', async () => {
  const { room } = await fixtureWith(hourly(1_000));
  const at = (n: number) => NOW - (1_000 - n) * HOUR;
  for (const n of [0, 1, 499, 998, 999]) {
    expect(await firstEventFrom(room, at(n))).toBe(n + 1);
    expect(await firstEventFrom(room, at(n) - 1)).toBe(n + 1);
    expect(await firstEventFrom(room, at(n) + 1)).toBe(n + 2);
  }
  expect(await firstEventFrom(opsFixture().room, NOW)).toBe(1);
});

const posting = (amountFen: number, back = amountFen) => ({
  at: NOW,
  kind: 'debit',
  lines: [
    { account: 'unionpay_receivable', debitFen: amountFen, creditFen: 0 },
    { account: 'order_liability', debitFen: 0, creditFen: back },
  ],
});

async function chained(room: Store, chain: ChainName, entries: readonly object[]): Promise<void> {
  await room.transaction(async (tx) => {
    for (const entry of entries) await append(tx, nodeCrypto, chain, entry);
  });
}

async function chainFixture(entries = 1_200) {
  const fixture = await fixtureWith();
  await chained(
    fixture.room,
    'audit',
    Array.from({ length: entries - 1 }, (_, n) => ({ at: n })),
  );
  await chained(
    fixture.room,
    'ledger',
    Array.from({ length: 7 }, () => posting(100)),
  );
  const verified = async () =>
    (await fixture.post<Schemas['Verification']>('/audit/verification')).body;
  const row = (n: number) => keys.chain('audit') + chainId(n);
  const change = (key: string, into: (value: Record<string, unknown>) => unknown) =>
    fixture.room.transaction(async (tx) => {
      const next = into((await tx.get(key))!);
      if (next === null) tx.delete(key);
      else tx.put(key, next);
    });
  return { ...fixture, verified, change, row };
}

test('chains that were not changed are intact', async () => {
  const { verified, room } = await chainFixture();
  const head = await room.transaction((tx) => chainHead(tx, 'audit'));
  const { audit, ledger, ledgerFault } = await verified();
  expect(audit).toEqual({ rows: 1_200, head: head!.hash });
  expect(ledger.rows).toBe(7);
  expect(ledger).not.toHaveProperty('firstBroken');
  expect(ledgerFault).toBeUndefined();
});

test('books that were never written to are intact', async () => {
  const { post } = await fixtureWith();
  const { ledger } = (await post<Schemas['Verification']>('/audit/verification')).body;
  expect(ledger).toEqual({ rows: 0 });
});

test.each([
  ['changed', 700, (row: object) => ({ ...row, entry: { at: -1 } })],
  ['dropped', 501, () => null],
  ['given another hash', 3, (row: object) => ({ ...row, hash: 'AA'.repeat(32) })],
  ['renumbered', 500, (row: object) => ({ ...row, number: 9 })],
  ['dropped at the end', 1_200, () => null],
] as const)('a row that was %s is detected', async (_, number, into) => {
  const { verified, change, row } = await chainFixture();
  await change(row(number), into);
  expect((await verified()).audit).toMatchObject({ rows: number - 1, firstBroken: number });
});

test('a row moved to another key is detected: the history of an order would not find it', async () => {
  const { verified, change, row, room } = await chainFixture();
  const moved = await room.transaction((tx) => tx.get<object>(row(700)));
  await room.transaction(async (tx) => tx.put(row(7_000), moved));
  await change(row(700), () => null);
  expect((await verified()).audit).toMatchObject({ rows: 699, firstBroken: 700 });
});

test('a chain head that does not match the last row is detected', async () => {
  const { verified, change } = await chainFixture(20);
  await change(keys.chainHead('audit'), () => ({ number: 20, hash: 'AA'.repeat(32) }));
  expect((await verified()).audit).toMatchObject({ rows: 20, firstBroken: 20 });
});

test('rows removed at the end, with the head set back, change the hash that people wrote down', async () => {
  const { verified, change, row, room } = await chainFixture(20);
  const kept = (await verified()).audit.head;
  const before = await room.transaction((tx) => tx.get<{ hash: string }>(row(19)));
  await change(row(20), () => null);
  await change(keys.chainHead('audit'), () => ({ number: 19, hash: before!.hash }));
  const { audit } = await verified();
  expect(audit).not.toHaveProperty('firstBroken');
  expect(audit.head).not.toBe(kept);
});

test('postings that do not balance are reported, though their chain is intact', async () => {
  const { verified, room } = await chainFixture(2);
  await chained(room, 'ledger', [posting(100, 99), posting(5, 1)]);
  const { ledger, ledgerFault } = await verified();
  expect(ledger.rows).toBe(9);
  expect(ledgerFault).toBe('set 8 does not balance: 1 fen');
});

test('a request during a verification gets the answer of that verification', async () => {
  const { verified } = await chainFixture(600);
  const [a, b] = await Promise.all([verified(), verified()]);
  expect(a).toEqual(b);
});
