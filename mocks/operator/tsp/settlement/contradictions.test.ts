/** Answers that do not fit what was sent, or that say a thing twice: they explain no totals and hide no money. */
import { expect, test } from 'vitest';
import {
  answerWith,
  closeWith,
  onlyAtBoss,
  settledRows,
} from '../../../../e2e/virtual/answerFiles.fixture.ts';
import {
  classesOf,
  D,
  type DayFixture,
  dayFixture,
  NEXT,
} from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS, dayAfter } from '../../../../src/shared/time.ts';
import type { BossFinding, SettledRow } from '../../settlement/settlementTypes.ts';

/** Payments of a day that was sent to BOSS and claimed; BOSS has not answered. */
async function sentDay(services: readonly string[] = ['basic']) {
  const fixture = await dayFixture();
  const payments: Awaited<ReturnType<DayFixture['pays']>>[] = [];
  for (const service of services) payments.push(await fixture.pays(service));
  await fixture.operator.tsp.settleDay(D);
  await fixture.operator.ppp.receive(fixture.exchange);
  const run = () => fixture.operator.tsp.settleDay(D);
  const totalFen = payments.reduce((sum, { amountFen }) => sum + amountFen, 0);
  return { fixture, payments, first: payments[0]!, run, own: { count: payments.length, totalFen } };
}

type Answered = Awaited<ReturnType<typeof sentDay>>;

/** BOSS's answer to the day, as a run of the platform reads it. */
async function answered(
  { fixture, run }: Answered,
  books: { readonly count: number; readonly totalFen: number },
  rows: readonly BossFinding[],
) {
  const name = await answerWith(fixture, '01', books, rows);
  await fixture.operator.ppp.closeDay(fixture.exchange, D);
  const day = await run();
  return { day, file: day.files.find((file) => file.name === name)! };
}

const missingAtBoss = (orderId: string, tspFen: number): BossFinding => ({
  view: 'MISSING_AT_BOSS',
  ...{ orderId, bossOrder: '', bossFen: null, bossState: '', bossDate: '' },
  ...{ tspFen, tspState: 'S' },
});

test.each([
  ['with another amount', () => 12_345, 'AMOUNT_DIFF case'],
  ['with its amount', (fen: number) => fen, 'DUPLICATE case'],
])('an order of the day that BOSS has once more, %s, is a difference', async (_, amount, shown) => {
  const sent = await sentDay();
  const { orderId, amountFen } = sent.first;
  const bossFen = amount(amountFen);
  const books = { count: 2, totalFen: amountFen + bossFen };
  await answered(sent, books, [onlyAtBoss(orderId, bossFen)]);
  expect(await sent.fixture.differences()).toMatchObject([{ orderId, bossFen }]);
  expect(classesOf(await sent.fixture.differences())).toEqual([shown]);
});

test('an order that is paid after the day was sent is no contradiction: the next file has it', async () => {
  const sent = await sentDay();
  const { fixture, own } = sent;
  await fixture.time.advance(60_000);
  const late = await fixture.pays('film4k');
  const books = { count: 2, totalFen: own.totalFen + late.amountFen };
  await answered(sent, books, [onlyAtBoss(late.orderId, late.amountFen)]);
  expect(await fixture.differences()).toEqual([]);
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ state: 'settled', boss: day.tsp });
  expect(await fixture.cases()).toEqual([]);
});

type Rows = (first: Answered['first'], second: Answered['first']) => BossFinding[];
const refused: [what: string, rows: Rows, says: string][] = [
  [
    'one order missing twice, with the amount of another',
    (a, b) => [missingAtBoss(a.orderId, b.amountFen), missingAtBoss(a.orderId, a.amountFen)],
    'was not sent',
  ],
  [
    'one order missing twice',
    (a) => [missingAtBoss(a.orderId, a.amountFen), missingAtBoss(a.orderId, a.amountFen)],
    'a second time',
  ],
  [
    'one order missing twice, not one after the other',
    (a, b) => [
      missingAtBoss(b.orderId, b.amountFen),
      missingAtBoss(a.orderId, a.amountFen),
      missingAtBoss(b.orderId, b.amountFen),
    ],
    'a second time',
  ],
  ['a missing order that was not sent', () => [missingAtBoss('GHOST', 5)], 'was not sent'],
  [
    'a missing order without the amount that was sent',
    (a) => [{ ...missingAtBoss(a.orderId, 1), tspFen: null }],
    'tspFen',
  ],
  [
    'a missing order that BOSS has',
    (a) => [{ ...missingAtBoss(a.orderId, a.amountFen), bossFen: 1, bossDate: D }],
    'bossFen',
  ],
  ['a booking of nothing', () => [{ ...onlyAtBoss('GHOST', 1), bossFen: null }], 'bossFen'],
  ['a booking without any number', () => [onlyAtBoss('', 5)], 'orderId'],
  [
    'a booking of another time',
    () => [{ ...onlyAtBoss('GHOST', 1), bossDate: '19990101' }],
    'bossDate',
  ],
];

test('an order that BOSS books under a day to come is a difference of its own, and spoils no other row', async () => {
  const sent = await sentDay(['basic', 'film4k']);
  const [a, b] = sent.payments;
  const far: BossFinding = {
    ...missingAtBoss(a!.orderId, a!.amountFen),
    ...{ view: 'DAY_EDGE', bossFen: a!.amountFen, bossDate: '20991231' },
  };
  const rows = [far, missingAtBoss(b!.orderId, b!.amountFen)];
  const { file } = await answered(sent, { count: 0, totalFen: 0 }, rows);
  expect(file).toMatchObject({ state: 'read' });
  expect(await sent.fixture.differences()).toMatchObject([
    { class: 'MISSING_AT_BOSS', orderId: a!.orderId, note: 'BOSS books it under 20991231' },
    { class: 'MISSING_AT_BOSS', orderId: b!.orderId },
  ]);
});

test.each(refused)(
  'an answer with %s is refused, and BOSS is asked again',
  async (_, rows, says) => {
    const sent = await sentDay(['basic', 'film4k']);
    const [a, b] = sent.payments;
    const { day, file } = await answered(sent, { count: 0, totalFen: 0 }, rows(a!, b!));
    expect(file).toMatchObject({ state: 'refused', problem: expect.stringContaining(says) });
    expect(day.state).toBe('waiting');
    expect(await sent.fixture.differences()).toEqual([]);
    const { day: settled } = await sent.fixture.settle();
    expect(settled).toMatchObject({ state: 'settled', boss: settled.tsp });
  },
);

test('an order in timing that nobody here knows is missing here', async () => {
  const sent = await sentDay();
  const books = { count: 2, totalFen: sent.own.totalFen + 50_000 };
  await answered(sent, books, [{ ...onlyAtBoss('GHOST', 50_000), view: 'DAY_EDGE' }]);
  expect(await sent.fixture.differences()).toMatchObject([
    { class: 'MISSING_AT_TSP', state: 'case', orderId: 'GHOST', bossFen: 50_000 },
  ]);
});

test('an order of the day that BOSS books long before it is missing there', async () => {
  const sent = await sentDay();
  const { orderId, amountFen } = sent.first;
  const edge = {
    ...missingAtBoss(orderId, amountFen),
    view: 'DAY_EDGE',
    bossFen: amountFen,
  } as const;
  await answered(sent, { count: 0, totalFen: 0 }, [{ ...edge, bossDate: '19990101' }]);
  expect(await sent.fixture.differences()).toMatchObject([
    { class: 'MISSING_AT_BOSS', orderId, note: expect.stringContaining('19990101') },
  ]);
});

test('an order of the day that BOSS books three days later, though it had said that it was open, gets a case', async () => {
  const sent = await sentDay();
  const { orderId, amountFen } = sent.first;
  await sent.fixture.time.advance(3 * DAY_MS);
  const edge = {
    ...missingAtBoss(orderId, amountFen),
    view: 'DAY_EDGE',
    bossFen: amountFen,
  } as const;
  await answered(sent, { count: 0, totalFen: 0 }, [{ ...edge, bossDate: dayAfter(D, 3) }]);
  const found = {
    class: 'MISSING_AT_BOSS',
    orderId,
    note: `BOSS books it under ${dayAfter(D, 3)}`,
  };
  expect(await sent.fixture.differences()).toMatchObject([{ ...found, state: 'waiting' }]);
  await sent.fixture.time.advance(DAY_MS);
  await sent.run();
  expect(await sent.fixture.cases()).toMatchObject([{ kind: 'missing-at-boss' }]);
});

test('bookings without an order number are a difference each', async () => {
  const sent = await sentDay();
  const amounts = [9_000_000, 2, 1];
  const rows = amounts.map((fen) => ({ ...onlyAtBoss('', fen), bossOrder: `B${fen}` }));
  const books = { count: 4, totalFen: sent.own.totalFen + 9_000_003 };
  await answered(sent, books, rows);
  const found = await sent.fixture.differences();
  expect(found.map(({ bossFen }) => bossFen!).sort((x, y) => y - x)).toEqual(amounts);
  expect(await sent.fixture.cases()).toHaveLength(3);
});

test('an order that BOSS booked twice, and that is not ours, is two differences', async () => {
  const sent = await sentDay();
  const rows = [1, 700].map((fen) => ({ ...onlyAtBoss('GHOST', fen), bossOrder: `B${fen}` }));
  const books = { count: 3, totalFen: sent.own.totalFen + 701 };
  await answered(sent, books, rows);
  const found = await sent.fixture.differences();
  expect(found.map(({ bossFen }) => bossFen)).toEqual([1, 700]);
  expect(new Set(found.map(({ id }) => id)).size).toBe(2);
  await sent.run();
  expect(await sent.fixture.differences()).toMatchObject(
    found.map(({ id, bossFen }) => ({ id, bossFen })),
  );
  expect(await sent.fixture.cases()).toHaveLength(2);
});

const ghost = (row: SettledRow, orderId: string, amountFen: number): SettledRow => ({
  ...row,
  ...{ orderId, amountFen, terminalNo: '999999999999', terminalSequence: '00000001' },
  cardSequence: '7770',
});

test('debits that nobody here knows under one terminal and sequence are a difference each', async () => {
  const { fixture, run } = await sentDay();
  const rows = await settledRows(fixture);
  const strangers = [ghost(rows[0]!, 'G1', 5_000_000), ghost(rows[0]!, 'G2', 1)];
  await closeWith(fixture, '01', [...rows, ...strangers]);
  await run();
  expect((await fixture.differences()).map(({ pppFen }) => pppFen)).toEqual([5_000_000, 1]);
  await closeWith(fixture, '02', [...rows, strangers[1]!, strangers[1]!, strangers[1]!]);
  await run();
  const open = (await fixture.differences()).filter(({ state }) => state === 'case');
  expect(open.map((row) => `${row.class} ${row.pppFen}`).sort()).toEqual([
    'DUPLICATE 1',
    'DUPLICATE 1',
    'UNKNOWN_AT_TSP 1',
  ]);
});

test('our debit once more, as another order and with another amount, is a duplicate', async () => {
  const { fixture, run } = await sentDay();
  const [row] = await settledRows(fixture);
  await closeWith(fixture, '01', [row!, { ...row!, orderId: 'ZZZ', amountFen: 777 }]);
  await run();
  expect(await fixture.differences()).toMatchObject([
    { class: 'DUPLICATE', state: 'case', pppFen: 777 },
  ]);
});

/** A day that is settled, and the next one, of which the PPP has yet to send its closing file. */
async function nextDay() {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.settle();
  const [row] = await settledRows(fixture);
  while (fixture.operator.tsp.businessDate() < NEXT) await fixture.time.advance(1_800_000);
  await fixture.operator.tsp.settleDay(NEXT);
  await fixture.operator.boss.receive(fixture.exchange);
  return { fixture, row: row! };
}

test.each([0, 997_399])(
  'a debit that the PPP paid in its own day and pays %i fen more in the next is a duplicate',
  async (more) => {
    const { fixture, row } = await nextDay();
    const pppFen = row.amountFen + more;
    await closeWith(fixture, '01', [{ ...row, amountFen: pppFen }], NEXT);
    await fixture.operator.tsp.settleDay(NEXT);
    expect(await fixture.differences(NEXT)).toMatchObject([
      { class: 'DUPLICATE', state: 'case', pppFen, otherDate: D },
    ]);
  },
);

test('a debit that the PPP pays in the next day alone is timing; with another amount it is not', async () => {
  const { fixture, row } = await nextDay();
  await closeWith(fixture, '02', []);
  await fixture.operator.tsp.settleDay(D);
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP waiting']);
  await closeWith(fixture, '01', [row], NEXT);
  await fixture.operator.tsp.settleDay(NEXT);
  expect(classesOf(await fixture.differences(NEXT))).toEqual(['DAY_EDGE listed']);
  await closeWith(fixture, '02', [{ ...row, amountFen: 1 }], NEXT);
  await fixture.operator.tsp.settleDay(NEXT);
  expect(classesOf(await fixture.differences(NEXT))).toEqual([
    'AMOUNT_DIFF case',
    'DAY_EDGE cured',
  ]);
});

test('an order that BOSS booked in its own day and books again in the next is a duplicate', async () => {
  const { fixture } = await nextDay();
  const [order] = await settledRows(fixture);
  await fixture.exchange.move('boss/out', `FHTV01${NEXT}.txt`, 'error');
  const { orderId, amountFen } = order!;
  const again = { ...onlyAtBoss(orderId, amountFen), bossDate: NEXT, view: 'DAY_EDGE' } as const;
  await answerWith(fixture, '01', { count: 1, totalFen: amountFen }, [again], NEXT);
  await fixture.operator.tsp.settleDay(NEXT);
  expect(await fixture.differences(NEXT)).toMatchObject([
    { class: 'DUPLICATE', state: 'case', bossFen: amountFen, otherDate: D },
  ]);
});
