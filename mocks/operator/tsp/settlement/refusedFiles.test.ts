/** Answer files that are refused while they are compared, cut, or played again: what counted before them still counts. */
import { expect, test } from 'vitest';
import { answerWith, close, settledRows } from '../../../../e2e/virtual/answerFiles.fixture.ts';
import { classesOf, D, type DayFixture, dayFixture } from '../../../../e2e/virtual/day.fixture.ts';
import type { BossFinding, Folder, SettledRow } from '../../settlement/settlementTypes.ts';
import { filesIn, filesRoom } from '../../settlement/storeExchange.ts';

/** Two payments that everybody has. */
async function twoPaid(options?: Parameters<typeof dayFixture>[0]) {
  const fixture = await dayFixture(options);
  await fixture.pays('basic');
  await fixture.pays('film4k');
  await fixture.settle();
  return { fixture, rows: await settledRows(fixture) };
}

test.each(['a row left out', 'another amount'])(
  'a closing file whose rows do not ascend is refused, and %s before it stays a difference',
  async (what) => {
    const { fixture, rows } = await twoPaid();
    const [first, second] = rows as [SettledRow, SettledRow];
    const short = what === 'a row left out' ? [first] : [{ ...first, amountFen: 1 }, second];
    await close(fixture, '02', short);
    await fixture.operator.tsp.settleDay(D);
    const before = await fixture.differences();
    expect(before).toHaveLength(1);
    const { ppp } = (await fixture.day())!;
    const name = await close(fixture, '03', [second, first]);
    await fixture.operator.tsp.settleDay(D);
    expect(await fixture.exchange.wasTaken('ppp/out', name)).toBe('error');
    expect(classesOf(await fixture.differences())).toEqual(classesOf(before));
    expect((await fixture.day())!.ppp).toEqual(ppp);
    await close(fixture, '04', rows);
    await fixture.operator.tsp.settleDay(D);
    const after = classesOf(await fixture.differences());
    expect(after).toEqual([
      what === 'a row left out' ? 'MISSING_AT_PPP cured' : 'AMOUNT_DIFF cured',
    ]);
  },
);

test.each(['boss', 'ppp'] as const)(
  'the file of %s that changes while it is compared takes nothing away from the file before it',
  async (party) => {
    let isChanged = false;
    const kind = party === 'boss' ? 'FH' : 'QS';
    const reads = new Map<string, number>();
    const { fixture, rows } = await twoPaid({
      wrapExchange: (exchange) => ({
        ...exchange,
        async *read(folder, name) {
          const times = (reads.get(name) ?? 0) + 1;
          reads.set(name, times);
          yield* exchange.read(folder, name);
          if (isChanged && name.startsWith(kind) && times > 1) yield new Uint8Array(1);
        },
      }),
    });
    await close(fixture, '02', rows.slice(1));
    const [missing] = rows as [SettledRow];
    const other = await fixture.pays('sport');
    await fixture.operator.tsp.settleDay(D);
    const { orderId, amountFen } = missing;
    const seen = { orderId, bossOrder: '', tspState: 'S', bossState: '', bossDate: '' };
    const lost: BossFinding = {
      view: 'MISSING_AT_BOSS',
      ...seen,
      tspFen: amountFen,
      bossFen: null,
    };
    const own = rows.reduce((sum, row) => sum + row.amountFen, other.amountFen);
    await answerWith(fixture, '02', { count: 2, totalFen: own - amountFen }, [lost]);
    await fixture.operator.tsp.settleDay(D);
    const before = classesOf(await fixture.differences());
    expect(before.filter((row) => row.startsWith('MISSING_AT_BOSS'))).toHaveLength(1);
    expect(before.filter((row) => row.startsWith('MISSING_AT_PPP'))).not.toEqual([]);
    isChanged = true;
    if (party === 'ppp') await close(fixture, '03', rows);
    else {
      await fixture.pays('kids');
      await fixture.operator.tsp.settleDay(D);
      await answerWith(fixture, '03', { count: 3, totalFen: 0 }, []);
    }
    await fixture.operator.tsp.settleDay(D);
    expect(classesOf(await fixture.differences())).toEqual(expect.arrayContaining(before));
  },
);

/** As if an operator had archived the files. */
const emptyDone = ({ store }: DayFixture, folder: Folder) =>
  filesRoom(store).transaction(async (tx) => {
    for (const { key } of await tx.list(filesIn(folder, 'done').prefix)) tx.delete(key);
  });

test('another answer of BOSS under the name of the one that counts has the day sent again, also after the folders were emptied', async () => {
  const { fixture } = await twoPaid();
  await emptyDone(fixture, 'boss/out');
  await answerWith(fixture, '01', { count: 1, totalFen: 1 });
  await fixture.operator.tsp.settleDay(D);
  expect(await fixture.exchange.list('boss/in')).toEqual([`DZTV01${D}-02.txt`]);
  expect((await fixture.day())!.boss).toMatchObject({ count: 2 });
});

test('an older closing file that comes again after the folders were emptied is refused', async () => {
  const { fixture, rows } = await twoPaid();
  await close(fixture, '02', rows.slice(1));
  await fixture.operator.tsp.settleDay(D);
  const before = classesOf(await fixture.differences());
  expect(before).toEqual(['MISSING_AT_PPP waiting']);
  await emptyDone(fixture, 'ppp/out');
  for (const batchNo of ['01', '02']) {
    const name = await close(fixture, batchNo, rows);
    await fixture.operator.tsp.settleDay(D);
    expect(await fixture.exchange.wasTaken('ppp/out', name)).toBe('error');
  }
  expect(classesOf(await fixture.differences())).toEqual(before);
  expect((await fixture.day())!.ppp).toMatchObject({ count: 1 });
});

test.each(['boss', 'ppp'] as const)(
  'a file of %s that counts and was not moved away before a crash is moved away, and nothing is read twice',
  async (party) => {
    let isCut = false;
    const folder = party === 'boss' ? 'boss/out' : 'ppp/out';
    const fixture = await dayFixture({
      wrapExchange: (exchange) => ({
        ...exchange,
        move: async (from, name, to) => {
          if (isCut && from === folder && !name.startsWith('PR')) throw new Error('cut');
          return exchange.move(from, name, to);
        },
      }),
    });
    await fixture.pays('basic');
    isCut = true;
    await fixture.settle();
    expect(await fixture.exchange.list(folder)).toHaveLength(1);
    isCut = false;
    const { day } = await fixture.settle();
    expect(await fixture.exchange.list(folder)).toEqual([]);
    expect(day).toMatchObject({ state: 'settled', boss: day.tsp, ppp: day.tsp });
    const received = day.files.filter(({ direction }) => direction === 'received');
    expect(received.map(({ state }) => state)).toEqual(['read', 'read', 'read']);
    expect(await fixture.differences()).toEqual([]);
  },
);
