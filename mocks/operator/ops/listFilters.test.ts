/** Filters, totals and files of doubts, cases, differences and the audit: a list and its file show the same rows. */
import { expect, test } from 'vitest';
import { DAY_MS } from '../../../src/shared/time.ts';
import { markDoubt, putAttempt } from '../tsp/books/store/attemptStore.ts';
import { putOrder } from '../tsp/books/store/orderStore.ts';
import { LIST_FILTERS } from './base/listFilters.ts';
import type { Schemas } from './base/opsTypes.ts';
import { NOW, opsFixture, type Write } from './ops.fixture.ts';
import { attemptRow, auditEvents, deskCase, difference, orderRow, sold } from './rows.fixture.ts';

const midnight = Date.parse('2026-11-23T00:00:00+08:00');

async function fixtureWith(...writes: readonly Write[]) {
  const fixture = opsFixture();
  await fixture.write(...writes);
  const { get } = await fixture.signIn('li');
  /** The cells of one column of the file. */
  async function column(path: string, at: number): Promise<string[]> {
    const { csv } = (await get<Schemas['Export']>(`/exports/${path}`)).body;
    const lines = csv.slice(1, -2).split('\r\n');
    const isFiltered = /^(筛选|Filtered)/.test(lines[0]!);
    return lines.slice(isFiltered ? 2 : 1).map((line) => line.split(',')[at]!);
  }
  return { ...fixture, get, column };
}

const doubt =
  (n: number, since: number, amountFen: number, stbId = 'STB-1'): Write =>
  (tx) => {
    const order = orderRow(n, { stbId, ...sold(amountFen) });
    const { claim: _, ...attempt } = attemptRow(order, { state: 'IN_DOUBT' });
    putOrder(tx, order);
    putAttempt(tx, attempt);
    markDoubt(tx, since, attempt.attemptId, true);
  };

const doubts = [
  doubt(1, midnight - 1, 2_600),
  doubt(2, midnight, 4_800, 'STB-2'),
  doubt(3, midnight + DAY_MS - 1, 9_900),
];

test.each([
  ['', [1, 2, 3]],
  ['direction=desc', [3, 2, 1]],
  ['from=20261123', [2, 3]],
  ['to=20261122', [1]],
  ['amountFrom=2601&amountTo=4800', [2]],
  ['box=STB-1', [1, 3]],
  ['box=STB-1&from=20261123', [3]],
  ['box=STB', []],
])('doubts by "%s"', async (query, numbers) => {
  const { get, column } = await fixtureWith(...doubts);
  const { body } = await get<Schemas['DoubtPage']>(`/doubts?${query}&total=yes`.replace('?&', '?'));
  expect(body.doubts.map(({ ref }) => Number(ref.slice(4)))).toEqual(numbers);
  expect(body.total).toEqual({ count: numbers.length, more: false });
  if (query.includes('direction')) return;
  const file = (await column(`doubts?${query}`, 2)).map((ref) => Number(ref.slice(4)));
  expect(file).toEqual(numbers);
});

const cases = [
  deskCase('C20261122-0001', { openedAt: midnight - 1, amountFen: -1 }),
  deskCase('C20261123-0002', { openedAt: midnight, amountFen: 4_800, kind: 'no-tac' }),
  deskCase('C20261123-0003', { openedAt: midnight + 1, amountFen: 9_900, state: 'CLOSED' }),
];

test.each([
  ['', [1, 2, 3], 'state=all'],
  ['state=unclosed', [1, 2], ''],
  ['state=unclosed&direction=desc', [2, 1], null],
  ['from=20261123', [2, 3], 'state=all&from=20261123'],
  ['to=20261122', [1], 'to=20261122'],
  ['amountFrom=4800&state=CLOSED', [3], 'amountFrom=4800&state=CLOSED'],
  ['amountTo=4800&kind=no-tac', [2], 'amountTo=4800&kind=no-tac'],
] as const)('cases by "%s"', async (query, numbers, file) => {
  const { get, column } = await fixtureWith(...cases);
  const { body } = await get<Schemas['CasePage']>(`/cases?${query}&total=yes`.replace('?&', '?'));
  expect(body.cases.map(({ caseNo }) => Number(caseNo.slice(-4)))).toEqual(numbers);
  expect(body.total).toEqual({ count: numbers.length, more: false });
  if (file === null) return;
  const filed = (await column(`cases?${file}`, 0)).map((caseNo) => Number(caseNo.slice(-4)));
  expect(filed).toEqual(numbers);
});

test.each([
  ['', 3],
  ['state=case', 2],
  ['state=cured', 0],
  ['class=AMOUNT_DIFF&state=case', 1],
])('differences by "%s"', async (query, count) => {
  const row = (kind: 'AMOUNT_DIFF' | 'DUPLICATE', state: 'case' | 'waiting', id: string) =>
    difference({ class: kind, state, firstSeen: NOW, tspFen: 2_600, id, date: '20261122' });
  const { get, column } = await fixtureWith(
    row('AMOUNT_DIFF', 'case', 'A'),
    row('AMOUNT_DIFF', 'waiting', 'B'),
    row('DUPLICATE', 'case', 'C'),
  );
  const path = `/days/20261122/differences?${query}&total=yes`.replace('?&', '?');
  const { body } = await get<Schemas['DifferencePage']>(path);
  expect(body.differences).toHaveLength(count);
  expect(body.total).toEqual({ count, more: false });
  expect(await column(`differences?date=20261122&${query}`, 0)).toHaveLength(count);
});

const events = auditEvents(1, [
  { at: midnight - DAY_MS, who: 'chen', what: 'person.looked' },
  { at: midnight - 1, who: 'li', what: 'person.looked' },
  { at: midnight, who: 'chen', what: 'order.quoted' },
  { at: midnight + 1, who: 'tsp', what: 'order.confirmed', note: 'Chen asked' },
]);

test.each([
  ['find=chen', [4, 3, 1]],
  ['find=chen&from=20261123', [4, 3]],
  ['from=20261122&to=20261122', [2, 1]],
  ['to=20261121', []],
  ['find=nobody', []],
])('the audit by "%s"', async (query, numbers) => {
  const { get, column } = await fixtureWith(events);
  const { body } = await get<Schemas['AuditPage']>(`/audit?${query}&total=yes`);
  expect(body.events.map(({ number }) => number)).toEqual(numbers);
  expect(body.total).toEqual({ count: numbers.length, more: false });
  expect((await column(`audit?${query}`, 0)).map(Number)).toEqual([...numbers].reverse());
});

test.each([
  ['/doubts', 'from=20261131', 'from'],
  ['/cases', 'to=20261131', 'to'],
  ['/exports/doubts', 'state=PAID', 'state'],
  ['/exports/audit', 'from=20261131', 'from'],
  ['/exports/orders', 'kind=no-tac', 'kind'],
])('%s refuses "%s"', async (path, query, field) => {
  const { get } = await fixtureWith();
  expect((await get(`${path}?${query}`)).body).toMatchObject({ code: 'request.invalid', field });
});

test('every filter of every list is named in the first line of its file, in both languages', async () => {
  const { get } = await fixtureWith();
  const values: Readonly<Record<string, string>> = {
    from: '20261101',
    to: '20261102',
    amountFrom: '1',
    amountTo: '2',
    kind: 'no-tac',
    class: 'DUPLICATE',
  };
  for (const [list, names] of Object.entries(LIST_FILTERS)) {
    if (names.length === 0) continue;
    const query = names.map((name) => `${name}=${values[name] ?? 'x'}`).join('&');
    for (const [language, separator] of [
      ['zh-CN', '；'],
      ['en', '; '],
    ]) {
      const path = `/exports/${list}?${query}&language=${language}`;
      const { fileName, csv } = (await get<Schemas['Export']>(path)).body;
      expect(csv.slice(1).split('\r\n')[0]!.split(separator!)).toHaveLength(names.length);
      expect(fileName).toBe(
        `${list}-filtered-20261123.csv`.replace(
          '20261123',
          list === 'differences' ? '20261122' : '20261123',
        ),
      );
    }
  }
});
