import { expect, test } from 'vitest';
import { nodeHash } from '../settlement/disk/nodeHash.ts';
import { type Layout, layouts } from '../settlement/layouts.ts';
import { openFile } from '../settlement/openFile.ts';
import { sealFile } from '../settlement/sealedFile.ts';
import type { SettledRow, VerdictRow } from '../settlement/settlementTypes.ts';
import { storeExchange } from '../settlement/storeExchange.ts';
import { ACQUIRER, batchOf, debit, pppFixture } from './ppp.fixture.ts';
import type { DebitRecord } from './pppTypes.ts';

const DATE = '20261123';
const OTHER = '99999999';

const nth = (n: number, change: Partial<DebitRecord> = {}) =>
  debit({ cardSequence: `000${n}`, terminalSequence: `0000000${n}`, ...change });
const sumOf = (rows: readonly DebitRecord[]) => ({
  count: rows.length,
  totalFen: rows.reduce((sum, { amountFen }) => sum + amountFen, 0),
});

function table() {
  const fixture = pppFixture();
  const exchange = storeExchange(fixture.store);
  async function leave(rows: readonly DebitRecord[], change = {}) {
    const head = { sender: ACQUIRER, date: DATE, createdAt: '20261123233100', batchNo: '01' };
    const file = sealFile(layouts.PP, { ...head, ...change }, sumOf(rows), rows, nodeHash);
    await exchange.write('ppp/in', file.name, file.bytes, file.seal);
  }
  async function send(rows: readonly DebitRecord[], change = {}) {
    await leave(rows, change);
    return fixture.ppp.receive(exchange);
  }
  async function read<Row>(layout: Layout<Row>, name: string) {
    const place = { exchange, folder: 'ppp/out' as const, name, hash: nodeHash };
    const opened = await openFile(layout, place);
    if (!opened.ok) throw new Error(opened.error.message);
    const rows: Row[] = [];
    for await (const row of opened.value.rows()) rows.push(row);
    return { head: opened.value.head, rows };
  }
  const verdicts = async (batchNo = '01') =>
    (await read<VerdictRow>(layouts.PR, `PR${ACQUIRER}${DATE}${batchNo}.txt`)).rows.map(
      ({ result }) => result,
    );
  const settled = (again = '') => read<SettledRow>(layouts.QS, `QS${ACQUIRER}${DATE}${again}.txt`);
  return { fixture, exchange, leave, send, read, verdicts, settled };
}

test('a batch in a file is judged like one over the wire, and answered record by record', async () => {
  const { fixture, exchange, send, verdicts } = table();
  const rows = [nth(1), nth(2, { tac: '12345678' }), nth(1)];
  expect(await send(rows)).toEqual([
    {
      name: `PP${ACQUIRER}2026112301.txt`,
      outcome: 'taken',
      sum: { count: 3, totalFen: 3 * 28600 },
      answer: `PR${ACQUIRER}2026112301.txt`,
      differences: 2,
    },
  ]);
  expect(await verdicts()).toEqual(['00', '01', '02']);
  expect(await fixture.results('01')).toEqual(['00', '01', '02']);
  expect(await exchange.wasTaken('ppp/in', `PP${ACQUIRER}2026112301.txt`)).toBe('done');
});

test('the total of an answer is what was accepted of the batch', async () => {
  const { send, read } = table();
  await send([nth(1), nth(2, { tac: '12345678' }), nth(3), nth(1)]);
  await send([nth(4, { tac: '12345678' })], { batchNo: '02' });
  const head = async (batchNo: string) =>
    (await read(layouts.PR, `PR${ACQUIRER}${DATE}${batchNo}.txt`)).head;
  expect(await head('01')).toMatchObject({ count: 4, totalFen: 2 * 28600 });
  expect(await head('02')).toMatchObject({ count: 1, totalFen: 0 });
});

test('the same batch over the wire and as a file is one batch', async () => {
  const { fixture, send, verdicts } = table();
  await fixture.put('01', batchOf([nth(1)]));
  await send([nth(1)]);
  expect(await verdicts()).toEqual(['00']);
  expect(await fixture.settlement()).toMatchObject({ count: 1 });
});

test('another batch under a used number is refused, and changes nothing', async () => {
  const { fixture, exchange, send } = table();
  await fixture.put('01', batchOf([nth(1)]));
  expect(await send([nth(2)])).toMatchObject([
    {
      outcome: 'refused',
      fault: { kind: 'duplicate', message: expect.stringContaining('number') },
    },
  ]);
  expect(await exchange.list('ppp/out')).toEqual([]);
  expect(await fixture.settlement()).toMatchObject({ count: 1 });
});

test('a file with a used name is refused; a record that comes again in a new file was paid already', async () => {
  const { send, verdicts } = table();
  await send([nth(1)]);
  expect(await send([nth(1)])).toMatchObject([
    { outcome: 'refused', fault: { kind: 'duplicate' } },
  ]);
  await send([nth(1), nth(2)], { batchNo: '02' });
  expect(await verdicts('02')).toEqual(['02', '00']);
});

test('files of others and truncated files are put aside; the valid file is still taken', async () => {
  const { fixture, exchange, leave, verdicts } = table();
  await leave([nth(1)], { sender: OTHER });
  await leave([nth(1)], { batchNo: '02' });
  const torn = async function* () {
    for await (const chunk of exchange.read('ppp/in', `PP${ACQUIRER}2026112302.txt`)) {
      yield chunk.subarray(0, 100);
    }
  };
  const seal = await exchange.seal('ppp/in', `PP${ACQUIRER}2026112302.txt`);
  await exchange.write('ppp/in', `PP${ACQUIRER}2026112303.txt`, torn(), () => seal!);
  expect(await fixture.ppp.receive(exchange)).toMatchObject([
    { name: `PP${ACQUIRER}2026112302.txt`, outcome: 'taken' },
    { name: `PP${ACQUIRER}2026112303.txt`, outcome: 'refused', fault: { kind: 'truncated' } },
    { name: `PP${OTHER}2026112301.txt`, outcome: 'refused', fault: { kind: 'foreign' } },
  ]);
  expect(await verdicts('02')).toEqual(['00']);
});

test('the day is closed with every debit that will be paid, sorted by order, from files and from the wire', async () => {
  const { fixture, exchange, send, settled } = table();
  await send([nth(2, { orderId: '01HF7YAT31JZECA3K2V2W6E9QB' }), nth(3, { tac: '12345678' })]);
  await fixture.put('07', batchOf([nth(1)]));
  expect(await fixture.ppp.closeDay(exchange, DATE)).toEqual([DATE]);
  const { head, rows } = await settled();
  expect(head).toMatchObject({ count: 2, totalFen: 57200, batchNo: '01' });
  expect(rows.map(({ batchId, cardSequence }) => [batchId, cardSequence])).toEqual([
    ['CITYCABLE-20261123-07', '0001'],
    ['CITYCABLE-20261123-01', '0002'],
  ]);
  expect(await fixture.ppp.closeDay(exchange, DATE)).toEqual([]);
});

test('what another platform claims is paid to that one', async () => {
  const { fixture, exchange, send, settled } = table();
  await fixture.ask('PUT', `/batches/OTHER-${DATE}-01`, batchOf([nth(1)]));
  await send([nth(2)]);
  await fixture.ppp.closeDay(exchange, DATE);
  const { rows } = await settled();
  expect(rows.map(({ batchId }) => batchId)).toEqual([`CITYCABLE-${DATE}-01`]);
});

test('a closed day that grew is written again: in place, or under the next number once it was taken', async () => {
  const { fixture, exchange, send, settled } = table();
  await fixture.ppp.closeDay(exchange, DATE);
  await send([nth(1)]);
  expect(await fixture.ppp.closeDay(exchange, DATE)).toEqual([DATE]);
  expect((await settled()).head).toMatchObject({ count: 1, batchNo: '01' });
  await exchange.move('ppp/out', `QS${ACQUIRER}${DATE}.txt`, 'done');
  await send([nth(2)], { batchNo: '02' });
  expect(await fixture.ppp.closeDay(exchange, '20261124')).toEqual([DATE, '20261124']);
  expect((await settled('-02')).head).toMatchObject({ count: 2, batchNo: '02' });
  expect(await fixture.ppp.closeDay(exchange, '20261125')).toEqual(['20261125']);
});
