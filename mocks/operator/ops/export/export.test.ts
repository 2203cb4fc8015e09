import { expect, test } from 'vitest';
import { markDoubt } from '../../tsp/books/store/attemptStore.ts';
import { putOrder } from '../../tsp/books/store/orderStore.ts';
import type { Schemas } from '../base/opsTypes.ts';
import { NOW, opsFixture, type Write } from '../ops.fixture.ts';
import {
  attemptRow,
  auditEvents,
  batch,
  deskCase,
  difference,
  idOf,
  orderRow,
  paidOrder,
  sold,
} from '../rows.fixture.ts';
import { csvFile, csvLine } from './csv.ts';

test.each([
  [['a', 'b'], 'a,b'],
  [[''], ''],
  [['a,b', 'say "no"', 'two\nlines', '三'], '"a,b","say ""no""","two\nlines",三'],
  [['=1+1'], "'=1+1"],
  [['+86', '-5+1', '@SUM(A1)'], "'+86,'-5+1,'@SUM(A1)"],
  [['-0.01', '-2600', '-1\n'], `-0.01,-2600,"'-1\n"`],
  [['\t=1', '\r=1'], `'\t=1,"'\r=1"`],
  [['=HYPERLINK("http://x","y")'], `"'=HYPERLINK(""http://x"",""y"")"`],
  [['＝1', '＋1', '－1', '＠1'], "'＝1,'＋1,'－1,'＠1"],
  [['1=1', 'a@b', "'=1"], "1=1,a@b,'=1"],
])('%j is the line %j', (cells, line) => {
  expect(csvLine(cells)).toBe(`${line}\r\n`);
});

async function fixtureWith(...writes: readonly Write[]) {
  const fixture = opsFixture();
  await fixture.write(...writes);
  const { get } = await fixture.signIn('li');
  const file = async (path: string) => {
    const { csv, fileName } = (await get<Schemas['Export']>(`/exports/${path}`)).body;
    expect(csv[0]).toBe('\uFEFF');
    expect(csv.endsWith('\r\n')).toBe(true);
    return { fileName, lines: csv.slice(1, -2).split('\r\n') };
  };
  return { ...fixture, file };
}

const HOUR = 3_600_000;

test('the confirmed orders of a business day, with yuan and Chinese time', async () => {
  const { confirmedAt: _, ...quoted } = orderRow(4, { state: 'QUOTED' });
  const { file } = await fixtureWith(
    paidOrder(1, { createdAt: NOW - 24 * HOUR }),
    // After the cut-off of the day before.
    paidOrder(2, { createdAt: NOW - 21 * HOUR }),
    paidOrder(3, { subscriberId: '=cmd' }),
    (tx) => putOrder(tx, quoted),
  );
  const { fileName, lines } = await file('orders?language=en');
  expect(fileName).toBe('orders-20261123.csv');
  expect(lines).toEqual([
    'Order,Short number,State,Subscriber,Box,Service,Amount (yuan),Confirmed,Paid,Card,Receipt,Case',
    `${idOf(2, NOW - 21 * HOUR)},REF-0002,COMPLETED,sub-1,STB-1,基本收视,26.00,2026-11-22 23:36:01,2026-11-22 23:36:09,4433,20261123 00000002,`,
    `${idOf(3)},REF-0003,COMPLETED,'=cmd,STB-1,基本收视,26.00,2026-11-23 20:36:01,2026-11-23 20:36:09,4433,20261123 00000003,`,
  ]);
  expect((await file('orders?date=20261122')).lines).toHaveLength(2);
});

test('headings are Chinese unless English is asked for, and as many as the cells', async () => {
  const order = orderRow(1);
  const { attemptId } = attemptRow(order);
  const { file } = await fixtureWith(
    paidOrder(1),
    (tx) => markDoubt(tx, NOW - HOUR, attemptId, true),
    difference({
      class: 'AMOUNT_DIFF',
      state: 'case',
      firstSeen: NOW - 48 * HOUR,
      tspFen: 2_600,
      bossFen: 2_601,
    }),
    batch('TG1-20261123-01', {
      batch: { count: 2, totalFen: 5_200, sha256: 'AB', cutoff: '', records: [] },
    }),
    deskCase('C20261123-0001', {
      kind: 'total-only',
      amountFen: -1,
      openedAt: NOW - HOUR,
      note: '@everybody',
    }),
    auditEvents(1, [{ orderId: 'O1', note: 'a "quoted", note' }]),
  );
  const first = {
    orders:
      '订单号,短号,状态,客户,机顶盒,服务,金额（元）,确认时间,支付时间,卡号后四位,收据号,工单号',
    doubts: '订单号,支付号,短号,金额（元）,卡号后四位,机顶盒,终端号,起始时间,原因,工单号',
    differences:
      '差异类别,状态,编号,订单号,终端号,终端交易序号,平台（元）,BOSS（元）,清算（元）,天数,自动处理,工单号,说明',
    batches: '批次号,日期,状态,笔数,金额（元）,接受,拒绝,SHA-256',
    cases: '工单号,类别,状态,金额（元）,订单号,开立时间,天数,处理人,决定,提议人,说明',
    audit: '序号,时间,谁,何事,订单号,支付号,从,到,说明,哈希',
  };
  const second = {
    doubts: `${order.orderId},${attemptId},REF-0001,26.00,4433,STB-1,100000000001,2026-11-23 19:36:00,timeout,`,
    differences: 'AMOUNT_DIFF,case,O1,,,,26.00,26.01,,2,,,',
    batches: 'TG1-20261123-01,20261123,SENT,2,52.00,0,0,AB',
    cases: "C20261123-0001,total-only,OPEN,-0.01,,2026-11-23 19:36:00,0,,,,'@everybody",
    audit: '1,2026-11-23T20:36:00+08:00,tsp,order.quoted,O1,,,,"a ""quoted"", note",h1',
  };
  for (const [list, headings] of Object.entries(first)) {
    const { lines } = await file(list);
    expect(lines[0]).toBe(headings);
    expect((await file(`${list}?language=en`)).lines[0]!.split(',')).toHaveLength(
      headings.split(',').length,
    );
    expect(lines[1]).toBe(second[list as keyof typeof second] ?? lines[1]);
  }
});

test.each([
  [2, ['1', '2', 'cut']],
  [3, ['1', '2', '3']],
  [4, ['1', '2', '3']],
])('of three rows, a file with the limit %d has %j', async (most, expected) => {
  let read = 0;
  async function* rows() {
    for (; read < 3; ) yield [++read];
  }
  const csv = await csvFile({ headings: ['n'], rows: rows(), most, cut: 'cut' });
  expect(csv).toBe(`\uFEFFn\r\n${expected.join('\r\n')}\r\n`);
});

test('a list longer than fifty thousand rows is cut there, and says so', async () => {
  const writes = Array.from({ length: 50_001 }, (_, n) =>
    difference({ id: `X${String(n).padStart(5, '0')}`, class: 'DUPLICATE' }),
  );
  const { file } = await fixtureWith(...writes);
  const { lines } = await file('differences');
  expect(lines).toHaveLength(50_002);
  expect(lines.at(-2)).toContain('X49999');
  expect(lines.at(-1)).toBe('（未完：仅导出前 50000 行，请按日期分次导出）');
});

test('a day that the calendar does not have is refused by its field', async () => {
  const { signIn } = opsFixture();
  const { get } = await signIn('li');
  expect((await get('/exports/orders?date=20261131')).body).toMatchObject({ field: 'date' });
});

test('a filtered list of orders is exported as it is shown, whatever the day, and its first line says so', async () => {
  const { file } = await fixtureWith(
    paidOrder(1, { createdAt: NOW - 72 * HOUR, ...sold(4_800) }),
    paidOrder(2, { createdAt: NOW - 71 * HOUR, ...sold(9_900) }),
    paidOrder(3, sold(4_900)),
  );
  const refs = (lines: readonly string[]) => lines.slice(2).map((line) => line.split(',')[1]);
  const { fileName, lines } = await file(
    'orders?language=en&amountTo=4900&from=20261101&state=COMPLETED',
  );
  expect(fileName).toBe('orders-filtered-20261123.csv');
  expect(lines[0]).toBe('Filtered: state COMPLETED; from 2026-11-01; amount up to 49.00');
  expect(refs(lines)).toEqual(['REF-0001', 'REF-0003']);
  const chinese = await file(`orders?find=${idOf(2, NOW - 71 * HOUR)}`);
  expect(chinese.lines[0]).toBe(`筛选：查找 ${idOf(2, NOW - 71 * HOUR)}`);
  expect(refs(chinese.lines)).toEqual(['REF-0002']);
  expect(refs((await file('orders?find=sub-1&to=20261120')).lines)).toEqual([
    'REF-0001',
    'REF-0002',
  ]);
  expect(refs((await file('orders?find=nobody')).lines)).toEqual([]);
});

test('filters that no file of the list knows are refused', async () => {
  const { signIn } = await fixtureWith();
  const { get } = await signIn('li');
  const refused = async (path: string) =>
    (await get<Schemas['Problem']>(`/exports/${path}`)).body.field;
  expect(await refused('batches?find=chen')).toBe('find');
  expect(await refused('orders?from=20261131')).toBe('from');
});

test('a file whose search was cut says so', async () => {
  async function* rows() {
    yield ['1'];
    yield 'cut' as const;
    yield ['2'];
  }
  const csv = await csvFile({ above: ['all'], headings: ['N'], rows: rows(), most: 9, cut: 'cut' });
  expect(csv).toBe('\uFEFFall\r\nN\r\n1\r\ncut\r\n');
});
