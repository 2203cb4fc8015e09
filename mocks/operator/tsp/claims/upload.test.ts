import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { AttemptRow } from '../books/rows.ts';
import { CARD, OTHER_CARD } from '../subscriberBench.ts';
import { TODAY, tspBench } from '../tspBench.ts';

async function twoDebits(options?: Parameters<typeof tspBench>[0]) {
  const bench = tspBench(options);
  await bench.tsp.start();
  const box = await bench.opened();
  const first = await bench.paid(box, CARD, 'basic');
  await bench.time.advance(1_000);
  const second = await bench.paid(box, OTHER_CARD, 'film');
  const claims = () =>
    bench.room.transaction(async (tx) => {
      const rows = await tx.list<AttemptRow>('attempt/');
      return rows.map(({ value }) => value.claim);
    });
  return { bench, box, first, second, claims };
}

test('a record has all the PPP needs to recompute the TAC', async () => {
  const { bench, first } = await twoDebits();
  await bench.tsp.uploadDay(TODAY);
  const batch = bench.ppp.batches.get('TG1-20261123-01')!;
  expect(batch.records[0]).toEqual({
    terminalNo: 'A00000000001',
    terminalSequence: '00000001',
    cardSerial: CARD.serial,
    issuer: '1111222233330006',
    applicationType: '03',
    transactionType: '06',
    amountFen: 2600,
    balanceBeforeFen: 10_000,
    balanceAfterFen: 7_400,
    cardSequence: '0005',
    overdraftFen: 0,
    date: '20261123',
    time: '203600',
    tac: 'AAAA0001',
    mac2Verified: true,
    keyVersion: '01',
    algorithmId: '00',
    keyIndex: '01',
    random: 'CAFE0001',
    merchant: 'M1',
    orderId: first.orderId,
  });
  expect(batch).toMatchObject({ count: 2, totalFen: 5200, cutoff: '2026-11-23T23:30:00+08:00' });
  const hash = createHash('sha256').update(JSON.stringify(batch.records)).digest('hex');
  expect(batch.sha256).toBe(hash.toUpperCase());
  expect(bench.violations).toEqual([]);
});

test('what was accepted is not sent again; later debits take the next number', async () => {
  const { bench, box, claims } = await twoDebits();
  await bench.tsp.uploadDay(TODAY);
  expect(await claims()).toEqual(['ACCEPTED', 'ACCEPTED']);
  await bench.tsp.uploadDay(TODAY);
  expect(bench.ppp.puts).toBe(1);
  await bench.paid(box, { ...CARD, sequence: 6 }, 'sport');
  expect(await bench.tsp.uploadDay(TODAY)).toMatchObject({
    value: [{ batchId: 'TG1-20261123-01' }, { batchId: 'TG1-20261123-02', accepted: 1 }],
  });
});

test('a batch that could not be sent is the same batch next time, whatever was debited meanwhile', async () => {
  const { bench, box, claims } = await twoDebits();
  bench.ppp.down = true;
  expect(await bench.tsp.uploadDay(TODAY)).toEqual({ ok: false, error: { kind: 'no-answer' } });
  expect(await claims()).toEqual(['BATCHED', 'BATCHED']);
  await bench.paid(box, { ...CARD, sequence: 6 }, 'sport');
  await bench.restart();
  bench.ppp.down = false;
  expect(await bench.tsp.uploadDay(TODAY)).toMatchObject({
    ok: true,
    value: [
      { batchId: 'TG1-20261123-01', accepted: 2, batch: { count: 2 } },
      { batchId: 'TG1-20261123-02', accepted: 1, batch: { count: 1 } },
    ],
  });
});

test('a refused record stays a claim and becomes a case; the subscriber keeps the service', async () => {
  const { bench, box, second, claims } = await twoDebits();
  bench.ppp.refuses = [1];
  expect(await bench.tsp.uploadDay(TODAY)).toMatchObject({ value: [{ accepted: 1, rejected: 1 }] });
  expect(await claims()).toEqual(['ACCEPTED', 'REJECTED']);
  const cases = await bench.room.transaction((tx) => tx.list('case/'));
  expect(cases.map(({ value }) => value)).toMatchObject([
    { kind: 'claim-rejected', attemptId: second.attemptId, amountFen: 2600, note: 'PPP said 01' },
  ]);
  expect((await bench.order(box, second.orderId)).state).toBe('COMPLETED');
});

test('a big day is several batches', async () => {
  const { bench } = await twoDebits({ limits: { batchRecords: 1 } });
  expect(await bench.tsp.uploadDay(TODAY)).toMatchObject({
    value: [{ accepted: 1 }, { accepted: 1 }],
  });
});

test('two uploads at once are one', async () => {
  const { bench, claims } = await twoDebits();
  bench.ppp.refuses = [1];
  await Promise.all([bench.tsp.uploadDay(TODAY), bench.tsp.uploadDay(TODAY)]);
  expect(bench.ppp.batches.size).toBe(1);
  expect(await claims()).toEqual(['ACCEPTED', 'REJECTED']);
  expect(await bench.room.transaction((tx) => tx.list('case/'))).toHaveLength(1);
});

test('another day has nothing of this one', async () => {
  const { bench } = await twoDebits();
  expect(await bench.tsp.uploadDay('20261124')).toEqual({ ok: true, value: [] });
  expect(bench.ppp.puts).toBe(0);
});
