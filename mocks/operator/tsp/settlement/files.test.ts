/** What happens to files on their way, and to a day that is settled again. */
import { expect, test } from 'vitest';
import { classesOf, D, type DayBench, dayBench, NEXT } from '../../../../e2e/dayBench.ts';
import { nodeHash } from '../../settlement/disk/nodeHash.ts';
import { layouts } from '../../settlement/layouts.ts';
import { openFile } from '../../settlement/openFile.ts';
import type { Folder, PaidRow } from '../../settlement/settlementTypes.ts';

const supervisor = { user: 'lin', role: 'supervisor' } as const;

async function sentRows(bench: DayBench, name: string): Promise<PaidRow[]> {
  const place = { exchange: bench.exchange, folder: 'boss/in' as const, name, hash: nodeHash };
  const opened = await openFile(layouts.DZ, place);
  if (!opened.ok) throw new Error(opened.error.message);
  const rows: PaidRow[] = [];
  for await (const row of opened.value.rows()) rows.push(row);
  return rows;
}

/** Cuts the end off a file that waits in a folder. */
async function tear({ exchange }: DayBench, folder: Folder, name: string): Promise<void> {
  const seal = (await exchange.seal(folder, name))!;
  const chunks: Uint8Array[] = [];
  for await (const chunk of exchange.read(folder, name)) chunks.push(chunk);
  async function* torn() {
    yield chunks[0]!.subarray(0, 40);
  }
  await exchange.write(folder, name, torn(), () => seal);
}

test('every row of the day for BOSS says what was paid, and never a whole card number', async () => {
  const bench = await dayBench();
  const paid = await bench.pays('basic');
  await bench.headend.tsp.settleDay(D);
  const rows = await sentRows(bench, `DZTV01${D}.txt`);
  expect(rows).toEqual([
    {
      orderId: paid.orderId,
      bossOrder: 'B20261123000001',
      subscriberId: 'sub-20062107',
      stbId: 'STB-00A1B2C3D4',
      product: 'basic',
      from: expect.stringMatching(/^2026-/),
      to: expect.stringMatching(/^202/),
      amountFen: paid.amountFen,
      paidAt: '20261123203600',
      cardMasked: '**** **** **** 0018',
      terminalNo: paid.terminalNo,
      terminalSequence: paid.terminalSequence,
      cardSequence: '0000',
      tac: expect.stringMatching(/^[0-9A-F]{8}$/),
      state: 'S',
    },
  ]);
});

test('a day without payments is sent, answered and settled', async () => {
  const bench = await dayBench();
  const { day } = await bench.settle();
  const nothing = { count: 0, totalFen: 0 };
  expect(day).toMatchObject({ state: 'settled', tsp: nothing, boss: nothing, ppp: nothing });
  expect(day.files.map(({ name, state }) => `${name} ${state}`)).toEqual([
    `DZTV01${D}.txt read`,
    `QS01020000${D}.txt read`,
    `FHTV01${D}.txt read`,
  ]);
});

test('settled again nothing is done again', async () => {
  const bench = await dayBench();
  await bench.pays('basic');
  await bench.settle();
  const audit = async () =>
    bench.rooms.tsp.transaction(async (tx) => (await tx.list('audit/')).length);
  const before = { day: await bench.day(), audit: await audit() };
  const { rounds, reports } = await bench.settle();
  expect(rounds).toBe(1);
  expect(reports).toEqual({ boss: [], ppp: [] });
  const { runs, lastRunAt, ...same } = before.day!;
  expect(await bench.day()).toMatchObject({ ...same, runs: runs + 2 });
  expect(lastRunAt).toBeDefined();
  expect(await audit()).toBe(before.audit);
});

test.each([
  ['boss/in', `DZTV01${D}.txt`],
  ['ppp/in', `PP01020000${D}01.txt`],
] as const)('%s/%s torn on its way is refused there and sent again', async (folder, name) => {
  const bench = await dayBench();
  await bench.pays('basic');
  await bench.headend.tsp.settleDay(D);
  await tear(bench, folder, name);
  const { day, reports } = await bench.settle();
  const all = [...reports.boss, ...reports.ppp];
  expect(all.filter(({ outcome }) => outcome === 'refused')).toMatchObject([
    { name, fault: { kind: 'truncated' } },
  ]);
  expect(day).toMatchObject({ state: 'settled', boss: day.tsp, ppp: day.tsp });
  expect(classesOf(await bench.differences()).filter((one) => !one.endsWith('cured'))).toEqual([]);
});

test.each([
  ['boss/out', `FHTV01${D}.txt`],
  ['ppp/out', `PR01020000${D}01.txt`],
  ['ppp/out', `QS01020000${D}.txt`],
] as const)(
  '%s/%s torn on its way back is refused, and what it said is learned all the same',
  async (folder, name) => {
    const bench = await dayBench();
    await bench.pays('basic');
    const { tsp, boss, ppp } = bench.headend;
    await tsp.settleDay(D);
    await ppp.receive(bench.exchange);
    await boss.receive(bench.exchange);
    await ppp.closeDay(bench.exchange, D);
    await tear(bench, folder, name);
    const { day } = await bench.settle();
    expect(day).toMatchObject({ state: 'settled', boss: day.tsp, ppp: day.tsp });
    const refused = day.files.find((file) => file.name === name);
    expect(refused).toMatchObject({ state: 'refused', problem: expect.stringContaining(name) });
  },
);

test('while batches are switched off nothing is claimed; switched on again everything is', async () => {
  const bench = await dayBench();
  const { attemptId } = await bench.pays('basic');
  const { desk } = bench.headend.tsp;
  await desk.setSwitch(supervisor, 'batches', false, 'the PPP asked for it');
  await bench.settle();
  expect(classesOf(await bench.differences())).toEqual(['MISSING_AT_PPP waiting']);
  expect((await bench.attempt(attemptId))?.claim).toBe('UNCLAIMED');
  await desk.setSwitch(supervisor, 'batches', true, 'over');
  await bench.settle(NEXT);
  expect(classesOf(await bench.differences())).toEqual(['MISSING_AT_PPP cured']);
  expect((await bench.attempt(attemptId))?.claim).toBe('ACCEPTED');
});

test('a place that cannot be reached is a problem in the day, and the next run goes on', async () => {
  let isDown = true;
  const bench = await dayBench({
    wrapExchange: (exchange) => ({
      ...exchange,
      list: async (folder) => {
        if (isDown) throw new Error('ftp: connection refused');
        return exchange.list(folder);
      },
    }),
  });
  await bench.pays('basic');
  expect(await bench.headend.tsp.settleDay(D)).toMatchObject({
    state: 'waiting',
    problem: 'ftp: connection refused',
  });
  isDown = false;
  expect((await bench.settle()).day).toMatchObject({ state: 'settled' });
  expect((await bench.day())?.problem).toBeUndefined();
});

test('two runs at once are one after the other', async () => {
  const bench = await dayBench();
  await bench.pays('basic');
  const { tsp } = bench.headend;
  const both = await Promise.all([tsp.settleDay(D), tsp.settleDay(D)]);
  expect(both.map(({ runs }) => runs)).toEqual([1, 2]);
  expect(await bench.exchange.list('boss/in')).toEqual([`DZTV01${D}.txt`]);
  expect(await bench.exchange.list('ppp/in')).toEqual([`PP01020000${D}01.txt`]);
});
