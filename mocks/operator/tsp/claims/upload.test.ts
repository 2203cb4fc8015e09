import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { listRows, rowsIn } from '../../../store/rowList.ts';
import type { TspParts } from '../base/ports.ts';
import { commit } from '../base/unitOfWork.ts';
import { balances, post, readLedger } from '../books/journals/ledger.ts';
import { allAttempts, getAttempt, putAttempt } from '../books/store/attemptStore.ts';
import { allCases } from '../books/store/caseStore.ts';
import { type BatchRow, batchesOf, putBatch } from '../books/store/dayStore.ts';
import { CARD, OTHER_CARD } from '../subscriber.fixture.ts';
import { TODAY, tspFixture } from '../tsp.fixture.ts';
import { renumber } from './uploadBatch.ts';

type Verdict = { index: number; result: string };

async function twoDebits(options?: Parameters<typeof tspFixture>[0]) {
  const fixture = tspFixture(options);
  await fixture.tsp.start();
  const box = await fixture.opened();
  const first = await fixture.paid(box, CARD, 'basic');
  await fixture.time.advance(1_000);
  const second = await fixture.paid(box, OTHER_CARD, 'film');
  const claims = () =>
    fixture.room.transaction(async (tx) => {
      const rows = await listRows(tx, allAttempts);
      return rows.map(({ value }) => value.claim);
    });
  return { fixture, box, first, second, claims };
}

test('a record has everything the PPP needs to recompute the TAC', async () => {
  const { fixture, first } = await twoDebits();
  await fixture.tsp.uploadDay(TODAY);
  const batch = fixture.ppp.batches.get('TG1-20261123-01')!;
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
  expect(fixture.violations).toEqual([]);
});

test('what was accepted is not sent again; later debits take the next number', async () => {
  const { fixture, box, claims } = await twoDebits();
  await fixture.tsp.uploadDay(TODAY);
  expect(await claims()).toEqual(['ACCEPTED', 'ACCEPTED']);
  await fixture.tsp.uploadDay(TODAY);
  expect(fixture.ppp.puts).toBe(1);
  await fixture.paid(box, { ...CARD, sequence: 6 }, 'sport');
  expect(await fixture.tsp.uploadDay(TODAY)).toMatchObject({
    value: [{ batchId: 'TG1-20261123-01' }, { batchId: 'TG1-20261123-02', accepted: 1 }],
  });
});

test('a batch that could not be sent is sent unchanged next time, without the debits made meanwhile', async () => {
  const { fixture, box, claims } = await twoDebits();
  fixture.ppp.down = true;
  expect(await fixture.tsp.uploadDay(TODAY)).toEqual({ ok: false, error: { kind: 'no-answer' } });
  expect(await claims()).toEqual(['BATCHED', 'BATCHED']);
  await fixture.paid(box, { ...CARD, sequence: 6 }, 'sport');
  await fixture.restart();
  fixture.ppp.down = false;
  expect(await fixture.tsp.uploadDay(TODAY)).toMatchObject({
    ok: true,
    value: [
      { batchId: 'TG1-20261123-01', accepted: 2, count: 2 },
      { batchId: 'TG1-20261123-02', accepted: 1, count: 1 },
    ],
  });
});

test('a rejected record stays a claim and becomes a case; the subscriber keeps the service', async () => {
  const { fixture, box, second, claims } = await twoDebits();
  fixture.ppp.rejects = [1];
  expect(await fixture.tsp.uploadDay(TODAY)).toMatchObject({
    value: [{ accepted: 1, rejected: 1 }],
  });
  expect(await claims()).toEqual(['ACCEPTED', 'REJECTED']);
  const cases = await fixture.room.transaction((tx) => listRows(tx, allCases));
  expect(cases.map(({ value }) => value)).toMatchObject([
    { kind: 'claim-rejected', attemptId: second.attemptId, amountFen: 2600, note: 'PPP said 01' },
  ]);
  expect((await fixture.order(box, second.orderId)).state).toBe('COMPLETED');
});

test('a claim that the PPP calls a duplicate, and never accepted from this platform, is a case', async () => {
  const { fixture, claims } = await twoDebits();
  fixture.ppp.spoil = ([first, second]) => [{ ...first!, result: '02' }, second!];
  await fixture.tsp.uploadDay(TODAY);
  expect(await claims()).toEqual(['REJECTED', 'ACCEPTED']);
  const cases = await fixture.room.transaction((tx) => rowsIn(tx, allCases));
  expect(cases).toMatchObject([{ kind: 'claim-rejected', note: 'PPP said 02' }]);
});

test.each<[string, (results: Verdict[]) => Verdict[]]>([
  ['one verdict short', (results) => results.slice(0, -1)],
  ['one verdict too long', (results) => [...results, { index: 2, result: '00' }]],
  ['with one record twice', ([first]) => [first!, first!]],
  [
    'with one record once more',
    ([first, second]) => [first!, second!, { ...second!, result: '02' }],
  ],
  ['about a record that was not sent', ([first]) => [first!, { index: 2, result: '00' }]],
])('an answer of the PPP %s decides nothing: the batch is asked for again', async (_, spoil) => {
  const { fixture, claims } = await twoDebits();
  fixture.ppp.spoil = spoil;
  expect(await fixture.tsp.uploadDay(TODAY)).toMatchObject({ ok: false });
  expect(await claims()).toEqual(['SENT', 'SENT']);
  fixture.ppp.spoil = (verdicts) => verdicts;
  expect(await fixture.tsp.uploadDay(TODAY)).toMatchObject({ value: [{ accepted: 2 }] });
  expect(await claims()).toEqual(['ACCEPTED', 'ACCEPTED']);
});

test.each<[string, (answer: Record<string, unknown>) => unknown]>([
  ['about another batch', (answer) => ({ ...answer, batchId: 'TG1-20261122-01' })],
  ['about no batch', ({ batchId: _, ...answer }) => answer],
  ['with null in place of a verdict', (answer) => ({ ...answer, results: [null, null] })],
  ['of null', () => null],
])('an answer of the PPP %s decides nothing', async (_, change) => {
  const { fixture, claims } = await twoDebits();
  fixture.ppp.change = change;
  expect(await fixture.tsp.uploadDay(TODAY)).toMatchObject({ ok: false });
  expect(await claims()).toEqual(['SENT', 'SENT']);
  fixture.ppp.change = (answer) => answer;
  expect(await fixture.tsp.uploadDay(TODAY)).toMatchObject({ value: [{ accepted: 2 }] });
});

test('a day with many debits has several batches', async () => {
  const { fixture } = await twoDebits({ limits: { batchRecords: 1 } });
  expect(await fixture.tsp.uploadDay(TODAY)).toMatchObject({
    value: [{ accepted: 1 }, { accepted: 1 }],
  });
});

test('a day has 99 batches at most: the hundredth takes nobody’s number, and its debits stay to be claimed', async () => {
  const { fixture, claims } = await twoDebits({ limits: { batchRecords: 1 } });
  await fixture.tsp.uploadDay(TODAY);
  const batchesNow = () => fixture.room.transaction((tx) => listRows(tx, batchesOf(TODAY)));
  await fixture.room.transaction(async (tx) => {
    const [first] = await listRows(tx, batchesOf(TODAY));
    putBatch(tx, { ...first!.value, batchId: 'TG1-20261123-99' });
  });
  const before = await batchesNow();
  await fixture.paid(await fixture.opened(), { ...CARD, sequence: 6 }, 'sport');
  expect((await fixture.tsp.uploadDay(TODAY)).ok).toBe(true);
  expect(await batchesNow()).toEqual(before);
  expect((await claims()).sort()).toEqual(['ACCEPTED', 'ACCEPTED', 'UNCLAIMED']);
});

test('two uploads at once send each batch once', async () => {
  const { fixture, claims } = await twoDebits();
  fixture.ppp.rejects = [1];
  await Promise.all([fixture.tsp.uploadDay(TODAY), fixture.tsp.uploadDay(TODAY)]);
  expect(fixture.ppp.batches.size).toBe(1);
  expect(await claims()).toEqual(['ACCEPTED', 'REJECTED']);
  expect(await fixture.room.transaction((tx) => listRows(tx, allCases))).toHaveLength(1);
});

test('a batch whose verdicts are there keeps its number, whatever another upload heard before them', async () => {
  const { fixture } = await twoDebits();
  await fixture.tsp.uploadDay(TODAY);
  const batchesNow = () => fixture.room.transaction((tx) => rowsIn(tx, batchesOf(TODAY)));
  const [done] = await batchesNow();
  const { environment, room: store } = fixture;
  const parts = { environment, store, terminalGroup: 'TG1' } as unknown as TspParts;
  const seen: BatchRow = { ...done!, state: 'SENT' };
  expect(await commit(parts, 'tsp', (unit) => renumber(unit, seen))).toBeNull();
  expect(await batchesNow()).toEqual([done]);
});

test.each(['REJECTED', 'WRITTEN_OFF', 'ACCEPTED'] as const)(
  'a claim that is %s by another batch stays so when an older batch is sent, and when it is refused',
  async (claim) => {
    const { fixture, first } = await twoDebits();
    const { room, ppp } = fixture;
    const row = () => room.transaction((tx) => getAttempt(tx, first.attemptId));
    const verdict = { batchId: 'TG1-20261123-02', result: '04' };
    ppp.down = true;
    await fixture.tsp.uploadDay(TODAY);
    await room.transaction(async (tx) => {
      putAttempt(tx, { ...(await getAttempt(tx, first.attemptId))!, claim, verdict });
    });
    const ended = await row();
    ppp.down = false;
    ppp.rejects = [0];
    await fixture.time.advance(10_000);
    await fixture.tsp.uploadDay(TODAY);
    expect(ppp.puts).toBe(1);
    expect(await row()).toEqual(ended);
    expect(await room.transaction((tx) => rowsIn(tx, allCases))).toEqual([]);
  },
);

test('a claim that was written off, and that an older batch has accepted, is no loss any more', async () => {
  const { fixture, first } = await twoDebits();
  const { environment, room: store } = fixture;
  const books = async () => balances(await readLedger({ store }));
  fixture.ppp.spoil = () => [];
  await fixture.tsp.uploadDay(TODAY);
  const parts = { environment, store } as unknown as TspParts;
  await commit(parts, 'wang', async (unit) => {
    const attempt = (await getAttempt(unit.tx, first.attemptId))!;
    await post(unit, 'writeOff', attempt);
    putAttempt(unit.tx, { ...attempt, claim: 'WRITTEN_OFF' });
  });
  expect(await books()).toMatchObject({ write_off: 2600, unionpay_receivable: 2600 });
  fixture.ppp.spoil = (verdicts) => verdicts;
  await fixture.tsp.uploadDay(TODAY);
  expect(await books()).toMatchObject({ write_off: 0, unionpay_receivable: 5200 });
});

test('a claim is accepted with the TAC of its batch, whatever is noted since', async () => {
  const { fixture, first } = await twoDebits();
  const { room } = fixture;
  fixture.ppp.spoil = () => [];
  await fixture.tsp.uploadDay(TODAY);
  await room.transaction(async (tx) => {
    putAttempt(tx, { ...(await getAttempt(tx, first.attemptId))!, tac: 'BAD00001' });
  });
  fixture.ppp.spoil = (verdicts) => verdicts;
  await fixture.tsp.uploadDay(TODAY);
  const accepted = await room.transaction((tx) => getAttempt(tx, first.attemptId));
  expect(accepted).toMatchObject({ claim: 'ACCEPTED', tac: 'AAAA0001' });
});

test('the upload of another day sends none of these debits', async () => {
  const { fixture } = await twoDebits();
  expect(await fixture.tsp.uploadDay('20261124')).toEqual({ ok: true, value: [] });
  expect(fixture.ppp.puts).toBe(0);
});
