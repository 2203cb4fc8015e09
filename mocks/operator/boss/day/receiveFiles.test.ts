import { expect, test } from 'vitest';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { clearRows } from '../../../store/rowList.ts';
import { nodeHash } from '../../settlement/disk/nodeHash.ts';
import { layouts } from '../../settlement/layouts.ts';
import { openFile } from '../../settlement/openFile.ts';
import { sealFile } from '../../settlement/sealedFile.ts';
import type { BossFinding, FileExchange, PaidRow } from '../../settlement/settlementTypes.ts';
import { filesIn, filesRoom, storeExchange } from '../../settlement/storeExchange.ts';
import { bossRoom, keys } from '../base/bossStore.ts';
import {
  type BossFixture,
  bossFixture,
  CHANNEL,
  NOW,
  orderId,
  SUBSCRIBER,
} from '../boss.fixture.ts';

const DATE = '20261123';
const CUT_OFF = Date.parse('2026-11-23T23:30:00+08:00');
const MIDNIGHT = Date.parse('2026-11-24T00:00:00+08:00');
const SERVICES: Record<string, string> = { A: 'basic', B: 'film4k', C: 'sport', D: 'kids' };
const PRICE = 2_000;

const row = (letter: string, change: Partial<PaidRow> = {}): PaidRow => ({
  orderId: orderId(letter),
  bossOrder: '',
  subscriberId: 'sub-1',
  stbId: 'STB-1',
  product: 'basic',
  from: '',
  to: '',
  amountFen: PRICE,
  paidAt: '20261123203912',
  cardMasked: '**** **** **** 0018',
  terminalNo: '010020000001',
  terminalSequence: '00000001',
  cardSequence: '0001',
  tac: 'AABBCCDD',
  state: 'S',
  ...change,
});

async function table() {
  const fixture = bossFixture();
  const exchange = storeExchange(fixture.store);
  async function leave(rows: readonly PaidRow[], change: { date?: string; batchNo?: string } = {}) {
    const head = { sender: CHANNEL, date: DATE, createdAt: '20261124000512', batchNo: '01' };
    const totalFen = rows.reduce((sum, { amountFen }) => sum + amountFen, 0);
    const sum = { count: rows.length, totalFen };
    const file = sealFile(layouts.DZ, { ...head, ...change }, sum, rows, nodeHash);
    await exchange.write('boss/in', file.name, file.bytes, file.seal);
  }
  async function send(...given: Parameters<typeof leave>) {
    await leave(...given);
    return fixture.receive(exchange);
  }
  async function answer(name = `FH${CHANNEL}${DATE}.txt`) {
    const place = { exchange, folder: 'boss/out' as const, name, hash: nodeHash };
    const opened = await openFile(layouts.FH, place);
    if (!opened.ok) throw new Error(opened.error.message);
    const findings: BossFinding[] = [];
    for await (const finding of opened.value.rows()) findings.push(finding);
    const { count, totalFen, batchNo } = opened.value.head;
    return { books: [count, totalFen], batchNo, findings };
  }
  return { fixture, exchange, leave, send, answer };
}

/** Books an order at this moment for the usual price, as BOSS would have. */
async function booked(fixture: BossFixture, letter: string, at: number): Promise<void> {
  fixture.clock.time = at;
  await fixture.credit(letter, PRICE);
}

const viewsOf = (found: readonly BossFinding[]) =>
  found.map(({ orderId: id, view, bossDate }) => `${id.slice(-1)} ${view} ${bossDate}`);

test('a day on which both agree is answered with totals and no row, and its file is put away', async () => {
  const { fixture, exchange, send, answer } = await table();
  fixture.clock.time = NOW;
  const { body } = await fixture.hold('A', SERVICES.A, 1);
  await fixture.activate('A', body.amountFen, SERVICES.A, 1);
  const reports = await send([row('A', { amountFen: body.amountFen })]);
  expect(reports).toEqual([
    {
      name: 'DZ010520261123.txt',
      outcome: 'taken',
      sum: { count: 1, totalFen: body.amountFen },
      answer: 'FH010520261123.txt',
      differences: 0,
    },
  ]);
  expect(await answer()).toEqual({ books: [1, body.amountFen], batchNo: '01', findings: [] });
  expect(await exchange.list('boss/in')).toEqual([]);
  expect(await exchange.wasTaken('boss/in', 'DZ010520261123.txt')).toBe('done');
});

test('an empty day is a day', async () => {
  const { send, answer } = await table();
  expect(await send([])).toMatchObject([{ outcome: 'taken', sum: { count: 0 } }]);
  expect(await answer()).toMatchObject({ books: [0, 0], findings: [] });
});

test.each<[string, PaidRow[], string[]]>([
  ['not booked', [row('A', { state: 'C' }), row('B', { state: 'P' })], ['B MISSING_AT_BOSS ']],
  ['not in the file', [], ['A MISSING_AT_TSP 20261123']],
  ['another amount', [row('A', { state: 'C', amountFen: 1 })], ['A AMOUNT_DIFF 20261123']],
  ['another state', [row('A')], ['A STATE_DIFF 20261123']],
  [
    'done here, unknown there',
    [row('A'), row('B')],
    ['A STATE_DIFF 20261123', 'B MISSING_AT_BOSS '],
  ],
  [
    'the same order twice',
    [row('A', { state: 'C' }), row('A', { state: 'C' })],
    ['A DUPLICATE 20261123'],
  ],
  ['paid back by bank, and credited here', [row('A', { state: 'R' })], ['A STATE_DIFF 20261123']],
])('%s', async (_name, rows, expected) => {
  const { fixture, send, answer } = await table();
  await booked(fixture, 'A', NOW);
  await send(rows);
  expect(viewsOf((await answer()).findings)).toEqual(expected);
});

test('an order with a number as long as it may be is looked for like any other', async () => {
  const { send, answer } = await table();
  const id = 'Z'.repeat(40);
  expect(await send([row('A', { orderId: id })])).toMatchObject([{ outcome: 'taken' }]);
  expect((await answer()).findings).toMatchObject([{ view: 'MISSING_AT_BOSS', orderId: id }]);
});

test.each([
  ['S', ['A STATE_DIFF 20261123']],
  ['C', ['A STATE_DIFF 20261123']],
  ['P', []],
] as const)(
  'an order that BOSS stopped is paid and not open: reported as %s',
  async (state, views) => {
    const { fixture, send, answer } = await table();
    fixture.clock.time = NOW;
    const { amountFen } = (await fixture.hold('A', SERVICES.A, 1)).body;
    await fixture.activate('A', amountFen, SERVICES.A, 1);
    const body = { subscriberId: SUBSCRIBER, amountFen, reason: 'claim.refused' };
    expect((await fixture.ask('PUT', `/orders/${orderId('A')}/stop`, body)).status).toBe(200);
    await send([row('A', { amountFen, state })]);
    expect(viewsOf((await answer()).findings)).toEqual(views);
  },
);

test('an order rejected here and done there differs in state; it is not missing', async () => {
  const { fixture, send, answer } = await table();
  fixture.faults.rejectActivation = 'service.stopped';
  const { body } = await fixture.hold('A', 'basic', 1);
  await fixture.activate('A', body.amountFen, 'basic', 1);
  await send([row('A', { amountFen: body.amountFen })]);
  expect((await answer()).findings).toMatchObject([
    { view: 'STATE_DIFF', bossState: 'REJECTED', bossFen: null, tspState: 'S' },
  ]);
});

test('the evening is divided twice: at 23:30 there, at midnight here', async () => {
  const { fixture, send, answer } = await table();
  await booked(fixture, 'A', CUT_OFF - 60_000);
  await booked(fixture, 'B', CUT_OFF + 60_000);
  await booked(fixture, 'C', MIDNIGHT);
  // A and C were paid before half past, B after it.
  await send([row('A', { state: 'C' }), row('C', { state: 'C' })]);
  expect(viewsOf((await answer()).findings)).toEqual([
    'B DAY_EDGE 20261123',
    'C DAY_EDGE 20261124',
  ]);
  await send([row('B', { state: 'C' })], { date: '20261124' });
  const next = await answer(`FH${CHANNEL}20261124.txt`);
  expect(viewsOf(next.findings)).toEqual(['B DAY_EDGE 20261123', 'C DAY_EDGE 20261124']);
  expect(next.books).toEqual([1, PRICE]);
});

test('an order of the late evening that is not in the next file either is missing', async () => {
  const { fixture, send, answer } = await table();
  await booked(fixture, 'B', CUT_OFF + 60_000);
  await send([]);
  await send([], { date: '20261124' });
  expect(viewsOf((await answer(`FH${CHANNEL}20261124.txt`)).findings)).toEqual([
    'B MISSING_AT_TSP 20261123',
  ]);
});

test('an order that was reported, not booked, and opened late in the evening is in one answer', async () => {
  const { fixture, send, answer } = await table();
  const days = ['20261124', '20261125', '20261126'];
  // The platform takes it out of its day meanwhile.
  await send([row('B', { state: 'P' })]);
  await send([], { batchNo: '02' });
  await booked(fixture, 'B', CUT_OFF + 60_000);
  const views: string[][] = [];
  for (const date of days) {
    await send([], { date });
    views.push(viewsOf((await answer(`FH${CHANNEL}${date}.txt`)).findings));
  }
  expect(views).toEqual([['B DAY_EDGE 20261123'], [], []]);
  await send([], { date: days[0]!, batchNo: '02' });
  const again = await answer(`FH${CHANNEL}${days[0]}-02.txt`);
  expect(viewsOf(again.findings)).toEqual(views[0]);
});

test('an order that was reported, not booked, days before is in the answer of the evening on which it is opened, and in no other', async () => {
  const { fixture, send, answer } = await table();
  await send([row('B', { state: 'P' })], { date: '20261121' });
  await booked(fixture, 'B', CUT_OFF + 60_000);
  await send([]);
  expect(viewsOf((await answer()).findings)).toEqual(['B DAY_EDGE 20261123']);
  await send([], { date: '20261124' });
  expect((await answer(`FH${CHANNEL}20261124.txt`)).findings).toEqual([]);
});

test('an order that BOSS books after its answer was taken is told of, though the file is compared once more', async () => {
  const { fixture, exchange, leave, send, answer } = await table();
  await leave([row('B', { state: 'R' })]);
  const stuck: FileExchange = {
    ...exchange,
    move: () => Promise.reject(new Error('EROFS')),
  };
  await expect(fixture.receive(stuck)).rejects.toThrow('EROFS');
  expect(viewsOf((await answer()).findings)).toEqual(['B MISSING_AT_BOSS ']);
  await exchange.move('boss/out', `FH${CHANNEL}${DATE}.txt`, 'done');
  await booked(fixture, 'B', CUT_OFF + 60_000);
  expect(await fixture.receive(exchange)).toMatchObject([{ outcome: 'taken' }]);
  await send([], { date: '20261124' });
  expect(viewsOf((await answer(`FH${CHANNEL}20261124.txt`)).findings)).toEqual([
    'B DAY_EDGE 20261123',
  ]);
});

test('the very second of the cut-off is the evening, the one before it is the day', async () => {
  const { fixture, send, answer } = await table();
  await booked(fixture, 'A', CUT_OFF - 1_000);
  await booked(fixture, 'B', CUT_OFF);
  await send([]);
  expect(viewsOf((await answer()).findings)).toEqual([
    'A MISSING_AT_TSP 20261123',
    'B DAY_EDGE 20261123',
  ]);
});

test('what the evening booked and the file of its own day has is not looked for in the next one', async () => {
  const { fixture, send, answer } = await table();
  await booked(fixture, 'B', CUT_OFF + 60_000);
  await send([row('B', { state: 'C' })]);
  expect((await answer()).findings).toEqual([]);
  await send([], { date: '20261124' });
  expect((await answer(`FH${CHANNEL}20261124.txt`)).findings).toEqual([]);
});

test('an order booked days later is still found', async () => {
  const { fixture, send, answer } = await table();
  await booked(fixture, 'A', NOW + 5 * DAY_MS);
  await send([row('A', { state: 'C' })]);
  expect(viewsOf((await answer()).findings)).toEqual(['A DAY_EDGE 20261128']);
});

test('a day sent again is answered again, and its totals are added up again', async () => {
  const { fixture, send, answer } = await table();
  await booked(fixture, 'A', NOW);
  const room = bossRoom(fixture.store);
  await room.transaction(async (tx) => tx.put(keys.dayBooks(DATE), { count: 7, totalFen: 7 }));
  await send([row('A', { state: 'C' })]);
  expect(await answer()).toMatchObject({ books: [7, 7], findings: [] });
  await send([row('A', { state: 'C' })], { batchNo: '02' });
  const again = await answer(`FH${CHANNEL}${DATE}-02.txt`);
  expect(again).toEqual({ books: [1, PRICE], batchNo: '02', findings: [] });
});

test('a bad file is refused with a report, and the right one is taken after it', async () => {
  const { fixture, exchange, send, answer } = await table();
  const text = new TextEncoder().encode('H|1.0|0105|20261123');
  const seal = { size: text.length, sha256: 'A'.repeat(64), count: 0, totalFen: 0 };
  const bytes = async function* () {
    yield text;
  };
  await exchange.write('boss/in', 'DZ010520261123.txt', bytes(), () => seal);
  await exchange.write('boss/in', 'DZ999920261123.txt', bytes(), () => seal);
  await exchange.write('boss/in', 'readme.txt', bytes(), () => seal);
  expect(await fixture.receive(exchange)).toMatchObject([
    { name: 'DZ010520261123.txt', outcome: 'refused', fault: { kind: 'corrupt' } },
    { name: 'DZ999920261123.txt', outcome: 'refused', fault: { kind: 'foreign' } },
    { name: 'readme.txt', outcome: 'refused', fault: { kind: 'foreign' } },
  ]);
  expect(await exchange.list('boss/out')).toEqual([]);
  expect(await exchange.wasTaken('boss/in', 'DZ010520261123.txt')).toBe('error');
  expect(await send([])).toMatchObject([{ outcome: 'taken' }]);
  expect((await answer()).findings).toEqual([]);
  expect(await send([])).toMatchObject([{ outcome: 'refused', fault: { kind: 'duplicate' } }]);
});

test('a file whose number is not the next, or that comes after a newer one, is refused', async () => {
  const { exchange, send } = await table();
  await send([]);
  expect(await send([], { batchNo: '03' })).toMatchObject([
    {
      outcome: 'refused',
      fault: { kind: 'foreign', message: expect.stringContaining('never here') },
    },
  ]);
  expect(await exchange.wasTaken('boss/out', `FH${CHANNEL}${DATE}-03.txt`)).toBeNull();
  // The refused one does not count as the number before.
  expect(await send([], { batchNo: '04' })).toMatchObject([
    { outcome: 'refused', fault: { kind: 'foreign', message: expect.stringContaining('02') } },
  ]);
  for (const batchNo of ['02', '03', '04'])
    expect(await send([], { batchNo })).toMatchObject([{ outcome: 'taken' }]);
  expect(await send([], { batchNo: '03' })).toMatchObject([
    { outcome: 'refused', fault: { kind: 'duplicate' } },
  ]);
});

test('what was taken is known when the folder was cleared: the next number is read, an older one is not', async () => {
  const { fixture, exchange, send } = await table();
  await send([]);
  await clearRows(filesRoom(fixture.store), filesIn('boss/in', 'done'));
  const text = new TextEncoder().encode('H|1.0|0105|20261123');
  const seal = { size: text.length, sha256: 'A'.repeat(64), count: 0, totalFen: 0 };
  const bytes = async function* () {
    yield text;
  };
  await exchange.write('boss/in', 'DZ010520261123-02.txt', bytes(), () => seal);
  expect(await fixture.receive(exchange)).toMatchObject([{ outcome: 'refused' }]);
  expect(await send([], { batchNo: '03' })).toMatchObject([{ outcome: 'taken' }]);
  await clearRows(filesRoom(fixture.store), filesIn('boss/in', 'done'));
  await clearRows(filesRoom(fixture.store), filesIn('boss/in', 'error'));
  expect(await send([], { batchNo: '02' })).toMatchObject([
    { outcome: 'refused', fault: { kind: 'duplicate' } },
  ]);
});

test('an answer that is not from here and was taken has the day sent again, and that is answered', async () => {
  const { fixture, exchange, send, answer } = await table();
  await booked(fixture, 'A', NOW);
  const head = { sender: CHANNEL, date: DATE, createdAt: '20261124000512', batchNo: '01' };
  const forged = sealFile(layouts.FH, head, { count: 0, totalFen: 0 }, [], nodeHash);
  await exchange.write('boss/out', forged.name, forged.bytes, forged.seal);
  await exchange.move('boss/out', forged.name, 'done');
  expect(await send([])).toMatchObject([
    { outcome: 'refused', fault: { message: expect.stringContaining('send the day again') } },
  ]);
  await send([], { batchNo: '02' });
  expect(await answer(`FH${CHANNEL}${DATE}-02.txt`)).toMatchObject({
    books: [1, PRICE],
    findings: [{ view: 'MISSING_AT_TSP' }],
  });
});

/** Another hand says that BOSS has nothing, and the platform takes it. */
async function takeForged(exchange: FileExchange): Promise<void> {
  const head = { sender: CHANNEL, date: DATE, createdAt: '20261124000512', batchNo: '01' };
  const forged = sealFile(layouts.FH, head, { count: 0, totalFen: 0 }, [], nodeHash);
  await exchange.write('boss/out', forged.name, forged.bytes, forged.seal);
  await exchange.move('boss/out', forged.name, 'done');
}

const REFUSED = [
  { outcome: 'refused', fault: { message: expect.stringContaining('send the day again') } },
];

test('an answer of another hand that is taken after BOSS was cut before it wrote its own is not taken for its own', async () => {
  const { fixture, exchange, leave } = await table();
  await booked(fixture, 'A', NOW);
  await leave([]);
  const cut = {
    ...exchange,
    write: async () => {
      throw new Error('cut');
    },
  };
  await expect(fixture.receive(cut)).rejects.toThrow('cut');
  await takeForged(exchange);
  expect(await fixture.receive(exchange)).toMatchObject(REFUSED);
});

test('an answer of another hand that is taken while BOSS compares is not taken for its own', async () => {
  const { fixture, exchange, leave } = await table();
  await booked(fixture, 'A', NOW);
  await leave([]);
  let reads = 0;
  const meanwhile: FileExchange = {
    ...exchange,
    async *read(folder, name) {
      yield* exchange.read(folder, name);
      // First it is checked, then compared.
      if (++reads === 2) await takeForged(exchange);
    },
  };
  expect(await fixture.receive(meanwhile)).toMatchObject(REFUSED);
  expect(await exchange.list('boss/out')).toEqual([]);
});

test('an own answer that was taken before BOSS was cut and moved the file away is not given again', async () => {
  const { fixture, exchange, leave } = await table();
  await booked(fixture, 'A', NOW);
  await leave([]);
  const cut = {
    ...exchange,
    move: async () => {
      throw new Error('cut');
    },
  };
  await expect(fixture.receive(cut)).rejects.toThrow('cut');
  await exchange.move('boss/out', `FH${CHANNEL}${DATE}.txt`, 'done');
  fixture.clock.time = NOW + DAY_MS;
  expect(await fixture.receive(exchange)).toMatchObject([{ outcome: 'taken' }]);
  expect(await exchange.list('boss/out')).toEqual([]);
});

test('an own answer of an earlier run that is taken while BOSS compares again has the day sent again', async () => {
  const { fixture, exchange, leave, send, answer } = await table();
  await leave([row('B', { state: 'R' })]);
  const cut = { ...exchange, move: () => Promise.reject(new Error('cut')) };
  await expect(fixture.receive(cut)).rejects.toThrow('cut');
  await booked(fixture, 'B', CUT_OFF + 60_000);
  let reads = 0;
  const meanwhile: FileExchange = {
    ...exchange,
    async *read(folder, name) {
      yield* exchange.read(folder, name);
      if (++reads === 2) await exchange.move('boss/out', `FH${CHANNEL}${DATE}.txt`, 'done');
    },
  };
  expect(await fixture.receive(meanwhile)).toMatchObject(REFUSED);
  await send([row('B', { state: 'R' })], { batchNo: '02' });
  expect(viewsOf((await answer(`FH${CHANNEL}${DATE}-02.txt`)).findings)).toEqual([
    'B STATE_DIFF 20261123',
  ]);
});

test('rows out of order are refused: everything after them would be called missing', async () => {
  const { exchange, send } = await table();
  expect(await send([row('B'), row('A')])).toMatchObject([
    { outcome: 'refused', fault: { kind: 'corrupt', message: expect.stringContaining('sorted') } },
  ]);
  expect(await exchange.list('boss/out')).toEqual([]);
});

test('another file under a number that was answered is refused, also when the folder was cleared: the next one is answered', async () => {
  const { fixture, exchange, send, answer } = await table();
  await booked(fixture, 'A', NOW);
  await send([]);
  await exchange.move('boss/out', `FH${CHANNEL}${DATE}.txt`, 'done');
  await clearRows(filesRoom(fixture.store), filesIn('boss/in', 'done'));
  expect(await send([row('A', { state: 'C' })])).toMatchObject([
    { outcome: 'refused', fault: { message: expect.stringContaining('take the next number') } },
  ]);
  await send([row('A', { state: 'C' })], { batchNo: '02' });
  expect((await answer(`FH${CHANNEL}${DATE}-02.txt`)).findings).toEqual([]);
});
