/** Answers to what was never sent: they are refused, and the true answer comes under their name. */
import { expect, test } from 'vitest';
import {
  classesOf,
  D,
  type DayFixture,
  dayFixture,
  NEXT,
} from '../../../../e2e/virtual/day.fixture.ts';
import { listRows } from '../../../store/rowList.ts';
import { keys as boss } from '../../boss/base/bossStore.ts';
import { nodeHash } from '../../settlement/disk/nodeHash.ts';
import { type Layout, layouts } from '../../settlement/layouts.ts';
import { type FileSum, sealFile } from '../../settlement/sealedFile.ts';
import type { BossFinding, Folder, VerdictRow } from '../../settlement/settlementTypes.ts';
import { batchesOf, putBatch } from '../books/store/dayStore.ts';

const HOUR = 3_600_000;
const NOTHING = { count: 0, totalFen: 0 };

/** Puts a file of another hand where the platform looks for an answer. */
async function plant<Row>(
  { exchange }: DayFixture,
  layout: Layout<Row>,
  { batchNo, sum, rows = [], date = D, sender }: Planted<Row>,
): Promise<string> {
  const isOfBoss = layout.kind === 'FH';
  const usual = isOfBoss ? 'TV01' : '01020000';
  const head = { sender: sender ?? usual, date, createdAt: `${D}233500`, batchNo };
  const folder: Folder = isOfBoss ? 'boss/out' : 'ppp/out';
  const file = sealFile(layout, head, sum, rows, nodeHash);
  await exchange.write(folder, file.name, file.bytes, file.seal);
  return file.name;
}

interface Planted<Row> {
  readonly batchNo: string;
  readonly sum: FileSum;
  readonly rows?: readonly Row[];
  readonly date?: string;
  readonly sender?: string;
}

/** One payment that BOSS has forgotten, and one that it has. */
async function forgetful(options?: Parameters<typeof dayFixture>[0]) {
  const fixture = await dayFixture(options);
  const { orderId, amountFen } = await fixture.pays('basic');
  const other = await fixture.pays('film4k');
  await fixture.rooms.boss.transaction(async (tx) => {
    tx.delete(boss.order(orderId));
    tx.delete(boss.dayOrder(D, orderId));
    tx.delete(boss.subscription('sub-20062107', 'basic'));
    tx.put(boss.dayBooks(D), { count: 1, totalFen: other.amountFen });
  });
  const own = { count: 2, totalFen: amountFen + other.amountFen };
  return { fixture, own };
}

const noted = (day: Awaited<ReturnType<DayFixture['day']>>) =>
  day!.files
    .filter(({ direction }) => direction === 'received')
    .map(({ name, state }) => `${name} ${state}`);

test.each(['an empty BOSS', 'our own totals'])(
  'an answer of BOSS before anything was sent, with %s, hides nothing',
  async (what) => {
    const { fixture, own } = await forgetful();
    const sum = what === 'an empty BOSS' ? NOTHING : own;
    const name = await plant<BossFinding>(fixture, layouts.FH, { batchNo: '01', sum });
    const first = await fixture.operator.tsp.settleDay(D);
    expect(first).toMatchObject({ state: 'waiting' });
    expect(first.boss).toBeUndefined();
    expect(first.files.find((file) => file.name === name)).toMatchObject({
      state: 'refused',
      problem: expect.stringContaining('was not sent'),
    });
    expect(await fixture.exchange.wasTaken('boss/out', name)).toBe('error');
    const { day } = await fixture.settle();
    expect(noted(day)).toContain(`${name} read`);
    expect(classesOf(await fixture.differences())).toEqual([
      expect.stringMatching('MISSING_AT_BOSS'),
    ]);
  },
);

test('an answer to a number that was not sent yet cures nothing and answers nothing', async () => {
  const { fixture, own } = await forgetful();
  fixture.operator.boss.faults.unavailable = true;
  const { day: before } = await fixture.settle();
  expect(before.state).toBe('explained');
  const name = await plant<BossFinding>(fixture, layouts.FH, { batchNo: '03', sum: own });
  const { day } = await fixture.settle();
  expect(day.boss).toEqual(before.boss);
  expect(noted(day)).toContain(`${name} refused`);
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_BOSS waiting']);
});

test('a late answer to an older file leaves what the day waits for as it is', async () => {
  const { fixture, own } = await forgetful();
  const { tsp, boss: bossSide, ppp } = fixture.operator;
  await tsp.settleDay(D);
  await fixture.exchange.move('boss/in', `DZTV01${D}.txt`, 'error');
  await tsp.settleDay(D);
  expect(await fixture.exchange.list('boss/in')).toEqual([`DZTV01${D}-02.txt`]);
  await plant<BossFinding>(fixture, layouts.FH, { batchNo: '01', sum: own });
  const day = await tsp.settleDay(D);
  expect(day).toMatchObject({ state: 'waiting' });
  expect(day.boss).toBeUndefined();
  await bossSide.receive(fixture.exchange);
  await ppp.receive(fixture.exchange);
  await fixture.settle();
  expect(classesOf(await fixture.differences())).toEqual([
    expect.stringMatching('MISSING_AT_BOSS'),
  ]);
});

test('an answer under a name that had other rows before may be about those: BOSS is asked again', async () => {
  const fixture = await dayFixture();
  const first = await fixture.pays('basic');
  const { tsp } = fixture.operator;
  await tsp.settleDay(D);
  await fixture.pays('film4k');
  await tsp.settleDay(D);
  expect(await fixture.exchange.list('boss/in')).toEqual([`DZTV01${D}.txt`]);
  const sum = { count: 1, totalFen: first.amountFen };
  await plant<BossFinding>(fixture, layouts.FH, { batchNo: '01', sum });
  expect(await tsp.settleDay(D)).toMatchObject({ state: 'waiting' });
  expect(await fixture.exchange.list('boss/in')).toContain(`DZTV01${D}-02.txt`);
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ state: 'settled', boss: day.tsp });
  expect((await fixture.differences()).filter(({ state }) => state !== 'cured')).toEqual([]);
});

test('a damaged file of BOSS under a number that was not sent has nothing sent again', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.settle();
  const name = await plant<BossFinding>(fixture, layouts.FH, { batchNo: '07', sum: NOTHING });
  const { exchange } = fixture;
  const seal = (await exchange.seal('boss/out', name))!;
  async function* torn() {
    yield new Uint8Array(3);
  }
  await exchange.write('boss/out', name, torn(), () => seal);
  await fixture.settle();
  expect(await exchange.wasTaken('boss/in', `DZTV01${D}-02.txt`)).toBeNull();
});

test('an answer for another channel, under a number that was sent, has nothing sent again', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.settle();
  const foreign = { batchNo: '01', sum: NOTHING, sender: 'TV02' };
  const name = await plant<BossFinding>(fixture, layouts.FH, foreign);
  const { day } = await fixture.settle();
  expect(noted(day)).toContain(`${name} refused`);
  expect(await fixture.exchange.wasTaken('boss/in', `DZTV01${D}-02.txt`)).toBeNull();
});

test('an answer of BOSS whose head has other books than its rows prove is a difference of the totals', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.operator.tsp.settleDay(D);
  await plant<BossFinding>(fixture, layouts.FH, { batchNo: '01', sum: NOTHING });
  await fixture.operator.tsp.settleDay(D);
  expect(classesOf(await fixture.differences())).toEqual(['TOTAL_ONLY waiting']);
  // BOSS itself has answered nothing yet: the name was used by another hand.
  const { day } = await fixture.settle();
  expect(classesOf(await fixture.differences())).toEqual(['TOTAL_ONLY cured']);
  expect(day).toMatchObject({ state: 'settled', boss: day.tsp });
});

test('a verdict on a batch that was not sent is refused, and the batch is sent and judged', async () => {
  const fixture = await dayFixture();
  const { attemptId } = await fixture.pays('basic');
  const rows: VerdictRow[] = [{ index: 0, result: '03', reason: 'by another hand' }];
  const sum = { count: 1, totalFen: 1 };
  const name = await plant(fixture, layouts.PR, { batchNo: '01', sum, rows });
  const { day } = await fixture.settle();
  expect(await fixture.attempt(attemptId)).toMatchObject({ claim: 'ACCEPTED' });
  expect(noted(day)).toContain(`${name} read`);
  expect(day).toMatchObject({ state: 'settled', ppp: day.tsp });
  expect(await fixture.cases()).toEqual([]);
});

/** A payment whose debit the PPP will reject, and verdicts of another hand that accept it. */
async function acceptedByAnotherHand(options?: Parameters<typeof dayFixture>[0]) {
  const fixture = await dayFixture(options);
  const { attemptId, terminalNo, amountFen } = await fixture.pays('basic');
  await fixture.operator.ppp.blacklistTerminal(terminalNo);
  const rows: VerdictRow[] = [{ index: 0, result: '00', reason: '' }];
  const accept = () =>
    plant(fixture, layouts.PR, { batchNo: '01', sum: { count: 1, totalFen: amountFen }, rows });
  const expectRejected = async () => {
    await fixture.settle();
    expect(await fixture.attempt(attemptId)).toMatchObject({
      claim: 'REJECTED',
      verdict: { result: '05' },
    });
    expect(classesOf(await fixture.differences())).toEqual(['CLAIM_REJECTED case']);
  };
  return { fixture, attemptId, accept, expectRejected };
}

test('verdicts on a batch that the PPP has not taken yet judge nothing, and its own replace them', async () => {
  const { fixture, attemptId, accept, expectRejected } = await acceptedByAnotherHand();
  await fixture.operator.tsp.settleDay(D);
  await accept();
  await fixture.operator.tsp.settleDay(D);
  expect(await fixture.attempt(attemptId)).toMatchObject({ claim: 'SENT' });
  await expectRejected();
});

test('verdicts on a batch of which nobody knows whether the PPP took this or another one are put aside; the PPP is asked', async () => {
  const { fixture, accept, expectRejected } = await acceptedByAnotherHand();
  const { tsp, ppp } = fixture.operator;
  await tsp.settleDay(D);
  await ppp.receive(fixture.exchange);
  await fixture.rooms.tsp.transaction(async (tx) => {
    const [sent] = await listRows(tx, batchesOf(D));
    // As an older version wrote it.
    const { file: _, ...row } = sent!.value;
    putBatch(tx, row);
  });
  const name = await accept();
  await tsp.settleDay(D);
  expect(await fixture.exchange.wasTaken('ppp/out', name)).toBe('error');
  await expectRejected();
});

test('verdicts on a batch whose file was not written because of a cut judge nothing, and it is written', async () => {
  let isCut = true;
  const { fixture, accept, expectRejected } = await acceptedByAnotherHand({
    wrapExchange: (exchange) => ({
      ...exchange,
      write: async (folder, name, bytes, seal) => {
        if (isCut && folder === 'ppp/in') throw new Error('cut');
        return exchange.write(folder, name, bytes, seal);
      },
    }),
  });
  await fixture.operator.tsp.settleDay(D);
  isCut = false;
  await accept();
  await expectRejected();
  expect(await fixture.exchange.wasTaken('ppp/in', `PP01020000${D}01.txt`)).toBe('done');
});

test('verdicts that are not one for each record of the batch judge nothing', async () => {
  const fixture = await dayFixture();
  const { attemptId } = await fixture.pays('basic');
  await fixture.pays('film4k');
  await fixture.operator.tsp.settleDay(D);
  await fixture.operator.ppp.receive(fixture.exchange);
  fixture.operator.ppp.faults.unavailable = true;
  const rows: VerdictRow[] = [{ index: 0, result: '00', reason: '' }];
  const sum = { count: 1, totalFen: 1 };
  const name = await plant(fixture, layouts.PR, { batchNo: '01', sum, rows });
  await fixture.operator.tsp.settleDay(D);
  expect(await fixture.exchange.wasTaken('ppp/out', name)).toBe('error');
  expect(await fixture.attempt(attemptId)).toMatchObject({ claim: 'SENT' });
  fixture.operator.ppp.faults.unavailable = false;
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ state: 'settled', ppp: day.tsp });
  expect(await fixture.cases()).toEqual([]);
});

test.each([-1, 1])(
  'verdicts whose total is %i fen off what they accept judge nothing; the PPP is asked over the wire',
  async (off) => {
    const fixture = await dayFixture();
    const { attemptId, amountFen, terminalNo } = await fixture.pays('basic');
    await fixture.operator.ppp.blacklistTerminal(terminalNo);
    await fixture.operator.tsp.settleDay(D);
    await fixture.operator.ppp.receive(fixture.exchange);
    const rows: VerdictRow[] = [{ index: 0, result: '00', reason: '' }];
    const sum = { count: 1, totalFen: amountFen + off };
    const name = await plant(fixture, layouts.PR, { batchNo: '01', sum, rows });
    await fixture.operator.tsp.settleDay(D);
    expect(await fixture.exchange.wasTaken('ppp/out', name)).toBe('error');
    expect(await fixture.attempt(attemptId)).toMatchObject({
      claim: 'REJECTED',
      verdict: { result: '05' },
    });
  },
);

test.each(['waits for BOSS', 'was not written because of a cut'])(
  'an answer of another hand to a file that %s settles nothing, and the true one comes',
  async (what) => {
    let isCut = what !== 'waits for BOSS';
    const { fixture, own } = await forgetful({
      wrapExchange: (exchange) => ({
        ...exchange,
        write: async (folder, name, bytes, seal) => {
          if (isCut && folder === 'boss/in') throw new Error('cut');
          return exchange.write(folder, name, bytes, seal);
        },
      }),
    });
    const { tsp, ppp } = fixture.operator;
    fixture.operator.boss.faults.unavailable = true;
    await tsp.settleDay(D);
    isCut = false;
    await ppp.receive(fixture.exchange);
    await ppp.closeDay(fixture.exchange, D);
    await plant<BossFinding>(fixture, layouts.FH, { batchNo: '01', sum: own });
    for (let runs = 0; runs < 2; runs++)
      expect(await tsp.settleDay(D)).toMatchObject({ state: 'waiting' });
    while (tsp.businessDate() === D) await fixture.time.advance(HOUR);
    for (let rounds = 0; rounds < 3; rounds++) {
      await tsp.settleDay(tsp.businessDate());
      await fixture.operator.boss.receive(fixture.exchange);
    }
    await tsp.settleDay(tsp.businessDate());
    expect(await fixture.day()).toMatchObject({ state: 'explained', boss: { count: 1 } });
    expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_BOSS waiting']);
  },
);

test('another answer under the name of a taken one has the day sent again: the first may not have been of BOSS', async () => {
  const { fixture, own } = await forgetful();
  fixture.operator.boss.faults.unavailable = true;
  const { tsp } = fixture.operator;
  await fixture.operator.tsp.settleDay(D);
  await fixture.operator.ppp.receive(fixture.exchange);
  await fixture.operator.ppp.closeDay(fixture.exchange, D);
  await plant<BossFinding>(fixture, layouts.FH, { batchNo: '01', sum: own });
  await tsp.settleDay(D);
  await fixture.exchange.move('boss/in', `DZTV01${D}.txt`, 'done');
  expect(await tsp.settleDay(D)).toMatchObject({ state: 'settled', boss: own });
  // BOSS's own comes a moment later, because it looked just before.
  await plant<BossFinding>(fixture, layouts.FH, { batchNo: '01', sum: { count: 1, totalFen: 0 } });
  while (tsp.businessDate() === D) await fixture.time.advance(HOUR);
  await tsp.settleDay(tsp.businessDate());
  expect(await fixture.exchange.list('boss/in')).toContain(`DZTV01${D}-02.txt`);
  await fixture.settle();
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_BOSS waiting']);
});

test('the same answer twice has nothing sent again', async () => {
  const fixture = await dayFixture();
  const { amountFen } = await fixture.pays('basic');
  const { tsp } = fixture.operator;
  await tsp.settleDay(D);
  const sum = { count: 1, totalFen: amountFen };
  for (let times = 0; times < 2; times++) {
    await plant<BossFinding>(fixture, layouts.FH, { batchNo: '01', sum });
    await tsp.settleDay(D);
    await tsp.settleDay(D);
  }
  expect(await fixture.exchange.list('boss/in')).toEqual([`DZTV01${D}.txt`]);
});

test('a closing file that was refused for its number does not count as the number before', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.settle();
  const { tsp, ppp } = fixture.operator;
  for (const batchNo of ['03', '04']) {
    const name = await plant(fixture, layouts.QS, { batchNo, sum: NOTHING });
    await tsp.settleDay(D);
    expect(await fixture.exchange.wasTaken('ppp/out', name)).toBe('error');
  }
  await fixture.pays('film4k');
  await tsp.settleDay(D);
  await ppp.receive(fixture.exchange);
  await ppp.closeDay(fixture.exchange, D);
  expect(await fixture.exchange.list('ppp/out')).toContain(`QS01020000${D}-02.txt`);
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ state: 'settled', tsp: { count: 2 }, ppp: day.tsp });
});

test('a closing file of the PPP out of its order, or of a day to come, is refused', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.settle();
  const third = await plant(fixture, layouts.QS, { batchNo: '03', sum: NOTHING });
  const ahead = await plant(fixture, layouts.QS, { batchNo: '01', sum: NOTHING, date: '20261126' });
  const { day } = await fixture.settle();
  expect(noted(day)).toContain(`${third} refused`);
  expect(await fixture.exchange.wasTaken('ppp/out', ahead)).toBe('error');
  expect(day.ppp).toEqual(day.tsp);
  expect(await fixture.differences()).toEqual([]);
});

test('a closing file of another hand takes the first name: the PPP writes its own under the next', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await plant(fixture, layouts.QS, { batchNo: '01', sum: NOTHING });
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ state: 'settled', ppp: day.tsp });
  await fixture.time.advance(HOUR);
  await fixture.settle();
  expect(await fixture.exchange.wasTaken('ppp/in', `PP01020000${D}02.txt`)).toBeNull();
  expect((await fixture.differences()).filter(({ state }) => state !== 'cured')).toEqual([]);
});

test('a closing file of another hand that was taken in place of the PPP’s own of an earlier day has its own written again', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  const { tsp, ppp, boss } = fixture.operator;
  await tsp.settleDay(D);
  await ppp.receive(fixture.exchange);
  await boss.receive(fixture.exchange);
  await ppp.closeDay(fixture.exchange, D);
  await plant(fixture, layouts.QS, { batchNo: '01', sum: NOTHING });
  await tsp.settleDay(D);
  expect((await fixture.day())?.ppp).toMatchObject({ count: 0 });
  for (let runs = 0; runs < 2; runs++) await fixture.settle(NEXT);
  const day = (await fixture.day())!;
  expect(day).toMatchObject({ state: 'settled', ppp: day.tsp });
  expect((await fixture.differences()).filter(({ state }) => state !== 'cured')).toEqual([]);
});
