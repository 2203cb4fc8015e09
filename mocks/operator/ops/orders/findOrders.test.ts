import { expect, test } from 'vitest';
import { markChained, putChained, putExchange } from '../../tsp/books/store/historyStore.ts';
import { putOrder } from '../../tsp/books/store/orderStore.ts';
import type { Schemas } from '../base/opsTypes.ts';
import { opsFixture, type Write } from '../ops.fixture.ts';
import { attemptRow, auditEvents, deskCase, idOf, orderRow, paidOrder } from '../rows.fixture.ts';

type Page = Schemas['OrderPage'];

async function fixtureWith(...writes: readonly Write[]) {
  const fixture = opsFixture();
  await fixture.write(...writes);
  const client = await fixture.signIn('chen');
  const found = async (query = '') =>
    (await client.get<Page>(`/orders${query}`)).body.orders.map(({ orderId }) => orderId);
  return { ...fixture, ...client, found };
}

const three: readonly Write[] = [
  paidOrder(1),
  paidOrder(2, { stbId: 'STB-2', subscriberId: 'sub-2' }),
  paidOrder(3, { state: 'ACTIVATING' }),
];

test('the newest order comes first, with its details and the last digits of its card', async () => {
  const { get } = await fixtureWith(...three);
  const { orders, cursor } = (await get<Page>('/orders')).body;
  expect(orders.map(({ orderId }) => orderId)).toEqual([idOf(3), idOf(2), idOf(1)]);
  expect(cursor).toBeUndefined();
  expect(orders[1]).toEqual({
    orderId: idOf(2),
    ref: 'REF-0002',
    state: 'COMPLETED',
    amountFen: 2_600,
    subscriberId: 'sub-2',
    stbId: 'STB-2',
    service: { 'zh-CN': '基本收视', en: 'Basic' },
    way: 'card',
    months: 3,
    createdAt: '2026-11-23T20:36:00+08:00',
    paidAt: '2026-11-23T20:36:09+08:00',
    businessDate: '20261123',
    cardTail: '4433',
    receiptNo: '20261123 00000002',
  });
});

test('overdue bills have their name and no months', async () => {
  const { quote } = orderRow(4);
  const bills = {
    ...quote,
    ...{ items: [{ serviceId: 'arrears', months: 1 }], title: { 'zh-CN': '补缴欠费' } },
  };
  const { get } = await fixtureWith(paidOrder(4, { quote: bills }));
  const [order] = (await get<Page>('/orders')).body.orders;
  expect(order).toMatchObject({ service: { 'zh-CN': '补缴欠费' } });
  expect(order).not.toHaveProperty('months');
});

test.each([
  ['order id', idOf(2), [2]],
  ['attempt id', attemptRow(orderRow(2)).attemptId, [2]],
  ['short number', 'REF-0002', [2]],
  ['short number in small letters', 'ref-0002', [2]],
  ['receipt number', '20261123 00000002', [2]],
  ['receipt number without its blank', '2026112300000002', [2]],
  ['case number', 'C20261123-0007', [3]],
  ['subscriber', 'sub-1', [3, 1]],
  ['box', 'STB-2', [2]],
  ['blanks around it', '  STB-2 ', [2]],
  ['an unknown box', 'STB-77', []],
  ['an unknown order id', idOf(99), []],
  ['a case without an order', 'C20261123-0008', []],
  ['a path', '../audit', []],
  ['the beginning of a box', 'STB', []],
])('found by %s', async (_, find, numbers) => {
  const { found } = await fixtureWith(
    ...three,
    deskCase('C20261123-0007', { orderId: idOf(3) }),
    deskCase('C20261123-0008'),
  );
  expect(await found(`?find=${encodeURIComponent(find)}`)).toEqual(numbers.map((n) => idOf(n)));
});

test('a state narrows every way of finding', async () => {
  const { found } = await fixtureWith(...three);
  expect(await found('?state=ACTIVATING')).toEqual([idOf(3)]);
  expect(await found('?state=ACTIVATING&find=sub-1')).toEqual([idOf(3)]);
  expect(await found('?state=PAID&find=sub-1')).toEqual([]);
  expect(await found(`?state=PAID&find=${idOf(1)}`)).toEqual([]);
});

test('an unconfirmed quote shows only when its state is asked for', async () => {
  const { confirmedAt: _, ...quoted } = orderRow(4, { state: 'QUOTED' });
  const { found } = await fixtureWith(...three, (tx) => putOrder(tx, quoted));
  expect(await found()).not.toContain(idOf(4));
  expect(await found('?state=QUOTED')).toEqual([idOf(4)]);
});

test.each(['', '&find=sub-1', '&find=STB-1'])(
  'pages follow each other without a gap%s',
  async (find) => {
    const writes = Array.from({ length: 120 }, (_, n) => paidOrder(n));
    const { get } = await fixtureWith(...writes);
    const seen: string[] = [];
    let cursor = '';
    for (let pages = 1; ; pages++) {
      const { body } = await get<Page>(`/orders?${cursor}${find}`.replace('?&', '?'));
      seen.push(...body.orders.map(({ orderId }) => orderId));
      if (body.cursor === undefined) {
        expect(pages).toBe(3);
        break;
      }
      cursor = `&cursor=${encodeURIComponent(body.cursor)}`;
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, n) => idOf(119 - n)));
  },
);

test('a rare state ends a page early, and the cursor leads on', async () => {
  const many = Array.from({ length: 700 }, (_, n) => orderRow(n + 1));
  const rare = orderRow(0, { state: 'MANUAL' });
  const { get } = await fixtureWith((tx) => {
    for (const order of [...many, rare]) putOrder(tx, order);
  });
  const first = (await get<Page>('/orders?state=MANUAL')).body;
  expect(first.orders).toEqual([]);
  expect(first.cursor).toBe(idOf(201));
  const second = (await get<Page>(`/orders?state=MANUAL&cursor=${first.cursor}`)).body;
  expect(second.orders.map(({ orderId }) => orderId)).toEqual([rare.orderId]);
});

test.each(['%20', '%E4%B8%AD', 'a%0Ab', '000002600/01KASAMPLE000000000000ORD1'])(
  'cursor %s is refused',
  async (cursor) => {
    const { get } = await fixtureWith();
    const { body } = await get(`/orders?cursor=${cursor}`);
    expect(body).toMatchObject({ status: 400, code: 'request.invalid', field: 'cursor' });
  },
);

test('the history has what was sent, what it led to and what was posted, in order of time', async () => {
  const orderId = idOf(1);
  const { attemptId } = attemptRow(orderRow(1));
  const at = (second: number) => Date.parse('2026-11-23T20:36:00+08:00') + second * 1_000;
  const lines = [
    { account: 'unionpay_receivable', debitFen: 2_600, creditFen: 0 },
    { account: 'order_liability', debitFen: 0, creditFen: 2_600 },
  ];
  const { get } = await fixtureWith(
    paidOrder(1),
    auditEvents(1, [
      {
        at: at(1),
        who: 'STB-1',
        what: 'order.confirmed',
        orderId,
        from: 'QUOTED',
        to: 'CONFIRMED',
      },
      {
        at: at(9),
        what: 'attempt.debitProven',
        orderId,
        attemptId,
        to: 'DEBITED',
        note: 'by mac2',
      },
      { at: at(11), who: 'chen', what: 'case.propose', orderId, note: 'C20261123-0001' },
      { at: at(12), who: 'li', what: 'person.looked', orderId },
    ]),
    (tx) => {
      const entry = { at: at(9), kind: 'debit', orderId, attemptId, lines };
      putChained(tx, 'ledger', { number: 1, hash: 'h', entry });
      markChained(tx, 'ledger', orderId, 1);
      putExchange(tx, orderId, 1, {
        at: at(9),
        who: 'card',
        what: '805401000F00112233445566778899AABBCCDDEE',
        statusWord: '9000',
        attemptId,
      });
    },
  );
  const { body } = await get<Schemas['OrderHistory']>(`/orders/${orderId}`);
  expect(body.order.orderId).toBe(orderId);
  expect(body.attempts).toEqual([
    {
      attemptId,
      state: 'DEBITED',
      amountFen: 2_600,
      cardTail: '4433',
      terminalNo: '100000000001',
      terminalSequence: '00000007',
      businessDate: '20261123',
      claim: 'ACCEPTED',
    },
  ]);
  expect(body.entries.map(({ kind, who, what }) => `${kind} ${who} ${what}`)).toEqual([
    'order STB-1 order.confirmed',
    'exchange card 805401000F',
    'attempt tsp attempt.debitProven',
    'posting tsp debit',
    'case chen case.propose',
    'person li person.looked',
  ]);
  expect(body.entries[3]).toMatchObject({
    amountFen: 2_600,
    debit: 'unionpay_receivable',
    credit: 'order_liability',
  });
});

test('an order that is not there is not found', async () => {
  const { get } = await fixtureWith();
  expect((await get(`/orders/${idOf(1)}`)).body).toMatchObject({ code: 'order.not_found' });
});
