/** Days whose 99 numbers are used up, and batches whose number another hand has used: nothing else stops for them. */
import { expect, test } from 'vitest';
import { closeWith, rowOf, settledRows } from '../../../../e2e/virtual/answerFiles.fixture.ts';
import { classesOf, D, type DayFixture, dayFixture } from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { clearRows, listRows } from '../../../store/rowList.ts';
import { nodeHash } from '../../settlement/disk/nodeHash.ts';
import { layouts } from '../../settlement/layouts.ts';
import { sealFile } from '../../settlement/sealedFile.ts';
import type { ClaimRow } from '../../settlement/settlementTypes.ts';
import { filesIn, filesRoom } from '../../settlement/storeExchange.ts';
import { batchesOf, getDayWork, putBatch, putDayWork } from '../books/store/dayStore.ts';

/** As if 98 batches had been sent after the first. */
const useUpBatches = ({ rooms }: DayFixture) =>
  rooms.tsp.transaction(async (tx) => {
    const [first] = await listRows(tx, batchesOf(D));
    putBatch(tx, { ...first!.value, batchId: `CITYCABLE-${D}-99` });
  });

test('when the 99 batches of a day are used up, the day is sent and judged, and what is in none is missing', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.settle();
  await useUpBatches(fixture);
  const { attemptId } = await fixture.pays('film4k');
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ boss: day.tsp, tsp: { count: 2 }, ppp: { count: 1 } });
  expect(day.problem).toContain('99 batches of 20261123 are used up');
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP waiting']);
  await fixture.time.advance(3 * DAY_MS);
  await fixture.settle();
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP case']);
  expect(await fixture.attempt(attemptId)).toMatchObject({ claim: 'UNCLAIMED' });
});

test('a debit that is in none of the 99 batches, and that the PPP pays all the same, is accepted and its case ends', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.settle();
  await useUpBatches(fixture);
  const { attemptId } = await fixture.pays('film4k');
  await fixture.settle();
  await fixture.time.advance(3 * DAY_MS);
  await fixture.settle();
  const listed = [...(await settledRows(fixture)), await rowOf(fixture, attemptId)];
  await closeWith(fixture, '02', listed);
  await fixture.settle();
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ state: 'settled', ppp: day.tsp });
  expect(day.problem).toBeUndefined();
  expect(await fixture.attempt(attemptId)).toMatchObject({ claim: 'ACCEPTED' });
  expect((await fixture.cases()).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'missing-at-ppp CLOSED',
  ]);
});

test('when the 99 files of a day for BOSS are used up, its claims are sent and the day is judged', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.settle();
  await fixture.rooms.tsp.transaction(async (tx) => {
    const work = (await getDayWork(tx, D))!;
    const last = { batchNo: '99', name: `DZTV01${D}-99.txt`, lastTaken: '99' };
    const sent = { ...work.sent!, ...last, digest: '' };
    putDayWork(tx, D, { ...work, sent });
  });
  const { attemptId } = await fixture.pays('film4k');
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ state: 'waiting', tsp: { count: 2 }, ppp: { count: 2 } });
  expect(day.problem).toContain('99 files');
  expect(await fixture.attempt(attemptId)).toMatchObject({ claim: 'ACCEPTED' });
});

const FIRST = `PP01020000${D}01.txt`;
const SECOND = `PP01020000${D}02.txt`;

/** Puts a batch of another hand where the PPP looks for ours, under a number of ours. */
async function plantBatch({ exchange }: DayFixture, batchNo = '01'): Promise<string> {
  const claim: ClaimRow = {
    terminalNo: '999999999999',
    terminalSequence: '00000001',
    cardSerial: '00062226000000000099',
    issuer: '1111222233330006',
    applicationType: '02',
    transactionType: '06',
    amountFen: 1,
    balanceBeforeFen: 10,
    balanceAfterFen: 9,
    cardSequence: '0001',
    overdraftFen: 0,
    date: D,
    time: '120000',
    tac: '00000000',
    mac2Verified: true,
    keyVersion: '01',
    algorithmId: '00',
    keyIndex: '01',
    random: '00000000',
    merchant: 'X',
    orderId: 'GHOST',
  };
  const head = { sender: '01020000', date: D, createdAt: `${D}200000`, batchNo };
  const file = sealFile(layouts.PP, head, { count: 1, totalFen: 1 }, [claim], nodeHash);
  await exchange.write('ppp/in', file.name, file.bytes, file.seal);
  return file.name;
}

async function expectClaimedAsSecond(fixture: DayFixture, attemptId: string): Promise<void> {
  const { day } = await fixture.settle();
  expect(await fixture.attempt(attemptId)).toMatchObject({
    claim: 'ACCEPTED',
    verdict: { batchId: `CITYCABLE-${D}-02`, result: '00' },
  });
  expect(day).toMatchObject({ state: 'settled', ppp: day.tsp });
  expect((await fixture.differences()).filter(({ state }) => state !== 'cured')).toEqual([]);
  expect(await fixture.cases()).toEqual([]);
  const rows = await fixture.rooms.tsp.transaction((tx) => listRows(tx, batchesOf(D)));
  expect(rows.map(({ value }) => [value.batchId, value.state])).toEqual([
    [`CITYCABLE-${D}-02`, 'DONE'],
  ]);
}

test.each(['before ours is made', 'in place of ours'])(
  'a batch of another hand that the PPP took under our number, %s: ours takes the next',
  async (when) => {
    const fixture = await dayFixture();
    const { attemptId } = await fixture.pays('basic');
    if (when === 'in place of ours') await fixture.operator.tsp.settleDay(D);
    await plantBatch(fixture);
    await fixture.operator.ppp.receive(fixture.exchange);
    await expectClaimedAsSecond(fixture, attemptId);
    const { files } = (await fixture.day())!;
    expect(files.filter(({ name }) => name === FIRST)).toMatchObject([
      { state: 'refused', problem: expect.stringContaining('02') },
    ]);
    expect(await fixture.exchange.wasTaken('ppp/in', SECOND)).toBe('done');
  },
);

test('a batch that the PPP refuses because it has another under that number takes the next', async () => {
  const fixture = await dayFixture();
  const { attemptId } = await fixture.pays('basic');
  await plantBatch(fixture);
  await fixture.operator.ppp.receive(fixture.exchange);
  // The PPP has cleared its folders since.
  await clearRows(filesRoom(fixture.store), filesIn('ppp/in', 'done'));
  await clearRows(filesRoom(fixture.store), filesIn('ppp/out', 'ready'));
  await expectClaimedAsSecond(fixture, attemptId);
  const batch = async (name: string) => fixture.exchange.wasTaken('ppp/in', name);
  expect([await batch(FIRST), await batch(SECOND)]).toEqual(['error', 'done']);
});

test('a batch over the wire whose number the PPP has for another takes the next', async () => {
  const fixture = await dayFixture({ uploadBy: 'http' });
  const { attemptId } = await fixture.pays('basic');
  await plantBatch(fixture);
  await fixture.operator.ppp.receive(fixture.exchange);
  await expectClaimedAsSecond(fixture, attemptId);
});

test('a batch that finds no next number stays as it is, and the day is judged', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.settle();
  await useUpBatches(fixture);
  const { attemptId } = await fixture.pays('film4k');
  await fixture.rooms.tsp.transaction(async (tx) => {
    const [first] = await listRows(tx, batchesOf(D));
    const last = { ...first!.value, batchId: `CITYCABLE-${D}-99`, attemptIds: [attemptId] };
    putBatch(tx, { ...last, state: 'BATCHED' });
  });
  await fixture.changeAttempt(attemptId, { claim: 'BATCHED' });
  await fixture.exchange.move('ppp/in', await plantBatch(fixture, '99'), 'done');
  await fixture.time.advance(DAY_MS);
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ tsp: { count: 2 }, ppp: { count: 1 } });
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP waiting']);
});
