/** Files that are damaged or delayed on their way, and days that are settled again. */

import { expect, test } from 'vitest';
import {
  classesOf,
  D,
  type DayFixture,
  dayFixture,
  NEXT,
} from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { listRows } from '../../../store/rowList.ts';
import { nodeHash } from '../../settlement/disk/nodeHash.ts';
import { layouts } from '../../settlement/layouts.ts';
import { openFile } from '../../settlement/openFile.ts';
import type { Folder, PaidRow } from '../../settlement/settlementTypes.ts';
import { chainRows } from '../books/store/historyStore.ts';

const supervisor = { user: 'lin', role: 'supervisor' } as const;

async function sentRows(fixture: DayFixture, name: string): Promise<PaidRow[]> {
  const place = { exchange: fixture.exchange, folder: 'boss/in' as const, name, hash: nodeHash };
  const opened = await openFile(layouts.DZ, place);
  if (!opened.ok) throw new Error(opened.error.message);
  const rows: PaidRow[] = [];
  for await (const row of opened.value.rows()) rows.push(row);
  return rows;
}

/** Cuts the end off a file that waits in a folder. */
async function tear({ exchange }: DayFixture, folder: Folder, name: string): Promise<void> {
  const seal = (await exchange.seal(folder, name))!;
  const chunks: Uint8Array[] = [];
  for await (const chunk of exchange.read(folder, name)) chunks.push(chunk);
  async function* torn() {
    yield chunks[0]!.subarray(0, 40);
  }
  await exchange.write(folder, name, torn(), () => seal);
}

test('every row of the day for BOSS has what was paid, and never a whole card number', async () => {
  const fixture = await dayFixture();
  const paid = await fixture.pays('basic');
  await fixture.operator.tsp.settleDay(D);
  const rows = await sentRows(fixture, `DZTV01${D}.txt`);
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
  const fixture = await dayFixture();
  const { day } = await fixture.settle();
  const nothing = { count: 0, totalFen: 0 };
  expect(day).toMatchObject({ state: 'settled', tsp: nothing, boss: nothing, ppp: nothing });
  expect(day.files.map(({ name, state }) => `${name} ${state}`)).toEqual([
    `DZTV01${D}.txt read`,
    `QS01020000${D}.txt read`,
    `FHTV01${D}.txt read`,
  ]);
});

test('settling a day again does nothing again', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.settle();
  const audit = async () =>
    fixture.rooms.tsp.transaction(async (tx) => (await listRows(tx, chainRows('audit'))).length);
  const before = { day: await fixture.day(), audit: await audit() };
  const { rounds, reports } = await fixture.settle();
  expect(rounds).toBe(1);
  expect(reports).toEqual({ boss: [], ppp: [] });
  const { runs, lastRunAt, ...same } = before.day!;
  expect(await fixture.day()).toMatchObject({ ...same, runs: runs + 1 });
  expect(lastRunAt).toBeDefined();
  expect(await audit()).toBe(before.audit);
});

test.each([
  ['boss/in', `DZTV01${D}.txt`],
  ['ppp/in', `PP01020000${D}01.txt`],
] as const)(
  '%s/%s that is cut off on its way is refused there and sent again',
  async (folder, name) => {
    const fixture = await dayFixture();
    await fixture.pays('basic');
    await fixture.operator.tsp.settleDay(D);
    await tear(fixture, folder, name);
    const { day, reports } = await fixture.settle();
    const all = [...reports.boss, ...reports.ppp];
    expect(all.filter(({ outcome }) => outcome === 'refused')).toMatchObject([
      { name, fault: { kind: 'truncated' } },
    ]);
    expect(day).toMatchObject({ state: 'settled', boss: day.tsp, ppp: day.tsp });
    expect(
      classesOf(await fixture.differences()).filter((line) => !line.endsWith('cured')),
    ).toEqual([]);
  },
);

test.each([
  ['boss/out', `FHTV01${D}.txt`],
  ['ppp/out', `PR01020000${D}01.txt`],
  ['ppp/out', `QS01020000${D}.txt`],
] as const)(
  '%s/%s that is cut off on its way back is refused, and its content arrives another way',
  async (folder, name) => {
    const fixture = await dayFixture();
    await fixture.pays('basic');
    const { tsp, boss, ppp } = fixture.operator;
    await tsp.settleDay(D);
    await ppp.receive(fixture.exchange);
    await boss.receive(fixture.exchange);
    await ppp.closeDay(fixture.exchange, D);
    await tear(fixture, folder, name);
    const { day } = await fixture.settle();
    expect(day).toMatchObject({ state: 'settled', boss: day.tsp, ppp: day.tsp });
    const refused = day.files.find((file) => file.name === name);
    expect(refused).toMatchObject({ state: 'refused', problem: expect.stringContaining(name) });
  },
);

test('while batches are switched off nothing is claimed; switched on again everything is', async () => {
  const fixture = await dayFixture();
  const { attemptId } = await fixture.pays('basic');
  const { desk } = fixture.operator.tsp;
  await desk.setSwitch(supervisor, 'batches', false, 'the PPP asked for it');
  await fixture.settle();
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP waiting']);
  expect((await fixture.attempt(attemptId))?.claim).toBe('UNCLAIMED');
  await desk.setSwitch(supervisor, 'batches', true, 'over');
  await fixture.time.advance(DAY_MS);
  await fixture.settle(NEXT);
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP cured']);
  expect((await fixture.attempt(attemptId))?.claim).toBe('ACCEPTED');
});

test('an exchange that cannot be reached is a problem in the day’s row, and the next run goes on', async () => {
  let isDown = true;
  const fixture = await dayFixture({
    wrapExchange: (exchange) => ({
      ...exchange,
      list: async (folder) => {
        if (isDown) throw new Error('ftp: connection refused');
        return exchange.list(folder);
      },
    }),
  });
  await fixture.pays('basic');
  expect(await fixture.operator.tsp.settleDay(D)).toMatchObject({
    state: 'waiting',
    problem: 'ftp: connection refused',
  });
  isDown = false;
  expect((await fixture.settle()).day).toMatchObject({ state: 'settled' });
  expect((await fixture.day())?.problem).toBeUndefined();
});

test('two runs at once run one after the other', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  const { tsp } = fixture.operator;
  const both = await Promise.all([tsp.settleDay(D), tsp.settleDay(D)]);
  expect(both.map(({ runs }) => runs)).toEqual([1, 2]);
  expect(await fixture.exchange.list('boss/in')).toEqual([`DZTV01${D}.txt`]);
  expect(await fixture.exchange.list('ppp/in')).toEqual([`PP01020000${D}01.txt`]);
});
