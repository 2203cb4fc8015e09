import { expect, test } from 'vitest';
import { memoryStore } from '../../store/memoryStore.ts';
import { batchOf, debit, NOW, pppFixture } from './ppp.fixture.ts';
import { acceptedDebits, pppRoom, putEarlierDebit } from './pppStore.ts';
import type { Batch, DebitRecord } from './pppTypes.ts';

/** The n-th debit of its card. */
const nth = (n: number, changes: Partial<DebitRecord> = {}) =>
  debit({ cardSequence: n.toString(16).toUpperCase().padStart(4, '0'), ...changes });

test('a correct debit is accepted and settled on the day of its batch', async () => {
  const fixture = pppFixture();
  expect(await fixture.put('01', batchOf([debit()]))).toEqual({
    status: 202,
    body: { batchId: 'CITYCABLE-20261123-01', count: 1, totalFen: 28600 },
  });
  expect((await fixture.ask('GET', '/batches/CITYCABLE-20261123-01/result')).body).toEqual({
    batchId: 'CITYCABLE-20261123-01',
    acceptedCount: 1,
    acceptedFen: 28600,
    results: [{ index: 0, result: '00' }],
  });
  expect(await fixture.settlement()).toEqual({ date: '20261123', count: 1, totalFen: 28600 });
  expect(await fixture.settlement('20261124')).toEqual({ date: '20261124', count: 0, totalFen: 0 });
});

test.each<[string, Partial<DebitRecord>, string, string]>([
  ['a TAC of another card', { tac: '12345678' }, '01', 'TAC'],
  ['an unknown issuer', { issuer: 'FFFFFFFFFFFFFFFF' }, '03', 'no such issuer'],
  ['a balance that does not follow', { balanceAfterFen: 1401 }, '04', '30000 - 28600 is not 1401'],
])('%s', async (_name, changes, result, reason) => {
  const fixture = pppFixture();
  await fixture.put('01', batchOf([debit(changes), nth(2)]));
  const { body } = await fixture.ask('GET', '/batches/CITYCABLE-20261123-01/result');
  expect(body).toMatchObject({ acceptedCount: 1, acceptedFen: 28600 });
  expect(body.results[0]).toMatchObject({ index: 0, result });
  expect(body.results[0].reason).toContain(reason);
  expect(await fixture.settlement()).toMatchObject({ count: 1, totalFen: 28600 });
});

test('a sequence number pays once, in one batch or in two', async () => {
  const fixture = pppFixture();
  await fixture.put('01', batchOf([nth(1), nth(1), nth(2)]));
  await fixture.put(
    '02',
    batchOf([nth(2), nth(3), nth(1, { orderId: '01HF7YAT31JZECA3K2V2W6E9QB' })]),
  );
  expect(await fixture.results('01')).toEqual(['00', '02', '00']);
  expect(await fixture.results('02')).toEqual(['02', '00', '02']);
  expect(await fixture.settlement()).toMatchObject({ count: 3, totalFen: 3 * 28600 });
});

test('a sequence number pays once under whatever serial: two changed bytes are no other card', async () => {
  const fixture = pppFixture();
  const { cardSerial } = debit();
  const twin = nth(1, { cardSerial: `0007${cardSerial.slice(4)}` });
  await fixture.put('01', batchOf([nth(1), twin]));
  await fixture.put('02', batchOf([twin, nth(2)]));
  expect(await fixture.results('01')).toEqual(['00', '02']);
  expect(await fixture.results('02')).toEqual(['02', '00']);
});

test('a number that an older version paid, under the whole serial, pays no second time', async () => {
  const { put, results, store } = pppFixture();
  const paid = { ...debit(), batchId: 'CITYCABLE-20261001-01', index: 0 };
  await pppRoom(store).transaction(async (tx) => putEarlierDebit(tx, paid));
  await put('01', batchOf([debit()]));
  expect(await results('01')).toEqual(['02']);
});

test('the same sequence number of a different card is a different debit', async () => {
  const fixture = pppFixture();
  await fixture.put('01', batchOf([debit(), debit({ cardSerial: '00061998081700000031' })]));
  expect(await fixture.results('01')).toEqual(['00', '00']);
});

test('a rejected record does not use up its number: after a correction it is paid', async () => {
  const fixture = pppFixture();
  await fixture.put('01', batchOf([debit({ tac: '12345678' })]));
  await fixture.put('02', batchOf([debit()]));
  expect(await fixture.results('02')).toEqual(['00']);
  expect(await acceptedDebits(fixture.store)).toMatchObject([
    { batchId: 'CITYCABLE-20261123-02', index: 0, cardSequence: '0001', amountFen: 28600 },
  ]);
});

test('the same batch again is taken again and changes nothing', async () => {
  const fixture = pppFixture();
  const batch = batchOf([nth(1), nth(2)]);
  const first = await fixture.put('01', batch);
  expect(await fixture.put('01', batch)).toEqual(first);
  expect(await fixture.results('01')).toEqual(['00', '00']);
  expect(await fixture.settlement()).toMatchObject({ count: 2, totalFen: 57200 });
});

test('the same batch twice at once is paid once', async () => {
  const fixture = pppFixture();
  const batch = batchOf([nth(1)]);
  await Promise.all([fixture.put('01', batch), fixture.put('01', batch)]);
  expect(await fixture.settlement()).toMatchObject({ count: 1 });
});

test('an answer that was lost is given again', async () => {
  const fixture = pppFixture();
  const batch = batchOf([debit()]);
  fixture.ppp.faults.lostAnswers = 1;
  await expect(fixture.put('01', batch)).rejects.toThrow('connection reset');
  expect((await fixture.put('01', batch)).status).toBe(202);
  expect(await fixture.settlement()).toMatchObject({ count: 1 });
});

test('another batch under the same id is a conflict', async () => {
  const fixture = pppFixture();
  await fixture.put('01', batchOf([nth(1)]));
  expect(await fixture.put('01', batchOf([nth(2)]))).toMatchObject({
    status: 409,
    body: { code: 'batch.conflict' },
  });
  expect(await fixture.settlement()).toMatchObject({ count: 1 });
});

test.each<[string, string, Partial<Batch>]>([
  ['batch.hash', 'sha256', { sha256: 'A'.repeat(64) }],
  ['batch.hash', 'sha256', { records: [debit({ merchant: 'OTHER' })] }],
  ['batch.totals', 'count: 2, there are 1', { count: 2 }],
  ['batch.totals', 'totalFen: 28601, the records add up to 28600', { totalFen: 28601 }],
])('%s: %s', async (code, detail, changes) => {
  const fixture = pppFixture();
  const refused = await fixture.put('01', batchOf([debit()], changes));
  expect(refused).toMatchObject({ status: 422, body: { code } });
  expect(refused.body.detail).toContain(detail);
  expect(await fixture.settlement()).toMatchObject({ count: 0 });
});

test('a batch without records is accepted', async () => {
  const fixture = pppFixture();
  expect((await fixture.put('01', batchOf([]))).status).toBe(202);
  expect(await fixture.results('01')).toEqual([]);
});

test('a batch that never came has no result', async () => {
  const { ask } = pppFixture();
  expect(await ask('GET', '/batches/CITYCABLE-20261123-09/result')).toMatchObject({
    status: 404,
    body: { code: 'batch.unknown' },
  });
});

test('what was taken survives a restart', async () => {
  const store = memoryStore();
  await pppFixture(store).put('01', batchOf([nth(1)]));
  const after = pppFixture(store);
  await after.put('02', batchOf([nth(1)]));
  expect(await after.results('02')).toEqual(['02']);
});

test.each([
  ['records[0].cardSerial', batchOf([{ ...debit(), cardSerial: '0006199808170000003' }])],
  ['records[0].amountFen', batchOf([{ ...debit(), amountFen: 0 }])],
  ['records[0].pin', batchOf([{ ...debit(), pin: '1234' } as DebitRecord])],
  ['sha256', batchOf([debit()], { sha256: 'abc' })],
  ['cutoff', batchOf([debit()], { cutoff: '23:30' })],
])('a malformed %s is named', async (field, batch) => {
  const refused = await pppFixture().put('01', batch);
  expect(refused).toMatchObject({ status: 400, body: { code: 'request.invalid', field } });
  expect(refused.body.detail).not.toContain('0006199808170000003');
});

test.each([
  ['batchId', 'PUT', '/batches/citycable-1-1', batchOf([])],
  ['date', 'GET', '/settlements/2026-11-23', undefined],
  ['since', 'GET', '/blacklist?since=yesterday', undefined],
])('a malformed %s is named too', async (field, method, path, body) => {
  const { ask } = pppFixture();
  expect(await ask(method, path, body)).toMatchObject({ status: 400, body: { field } });
});

test('a slow PPP answers later, an unavailable PPP says so, and one that is down does not answer', async () => {
  const { ask, ppp, clock } = pppFixture();
  ppp.faults.slowMs = 5000;
  await ask('GET', '/blacklist');
  expect(clock.time).toBe(NOW + 5000);
  ppp.faults.unavailable = true;
  expect(await ask('GET', '/blacklist')).toMatchObject({
    status: 503,
    body: { code: 'unavailable' },
  });
  ppp.faults.down = true;
  await expect(ask('GET', '/blacklist')).rejects.toThrow('connection refused');
});
