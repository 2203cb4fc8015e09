import { expect, test } from 'vitest';
import { rowsIn } from '../../../store/rowList.ts';
import type { AuditEvent } from '../../tsp/books/journals/audit.ts';
import { listAttempt, markDoubt, putAttempt } from '../../tsp/books/store/attemptStore.ts';
import { putBox } from '../../tsp/books/store/controlStore.ts';
import { chainRows } from '../../tsp/books/store/historyStore.ts';
import { addIncident } from '../../tsp/books/store/incidentStore.ts';
import { markPast, putOrder } from '../../tsp/books/store/orderStore.ts';
import { putDeadline } from '../../tsp/books/store/queueStore.ts';
import type { Schemas } from '../base/opsTypes.ts';
import { NOW, opsFixture, type Write } from '../ops.fixture.ts';
import { attemptRow, deskCase, idOf, orderRow, paidOrder } from '../rows.fixture.ts';

type Page = Schemas['SubscriberPage'];

async function fixtureWith(...writes: readonly Write[]) {
  const fixture = opsFixture();
  await fixture.write(...writes);
  const client = await fixture.signIn('chen');
  const page = async (path = 'sub-1') => (await client.get<Page>(`/subscribers/${path}`)).body;
  const looks = async () =>
    (await fixture.room.transaction((tx) => rowsIn(tx, chainRows<AuditEvent>('audit')))).filter(
      ({ entry }) => entry.what === 'subscriber.looked',
    );
  return { ...fixture, ...client, page, looks };
}

/** An order in doubt, of which the platform waits for the card. */
const inDoubt =
  (n: number, cardTail = '6217'): Write =>
  (tx) => {
    const order = orderRow(n, { state: 'IN_DOUBT' });
    const attempt = attemptRow(order, {
      state: 'IN_DOUBT',
      cardTail,
      doubt: 'timeout',
      doubtedAt: NOW,
    });
    putOrder(tx, order);
    markPast(tx, order, '2026-11');
    putAttempt(tx, attempt);
    listAttempt(tx, attempt);
    markDoubt(tx, NOW, attempt.attemptId, true);
    putDeadline(tx, `attempt/${attempt.attemptId}`, NOW + 3 * 86_400_000);
  };

test('one page has it all: who, what to say, boxes, services, orders, doubts, cases and cards', async () => {
  const { page } = await fixtureWith(
    paidOrder(1),
    inDoubt(2),
    deskCase('C20261123-0001', { orderId: idOf(2) }),
    (tx) => putBox(tx, { stbId: 'STB-1', blocked: true, reason: 'reported stolen' }),
  );
  const { script, orders, doubts, cases, ...rest } = await page();
  expect(rest).toEqual({
    subscriberId: 'sub-1',
    boss: 'answered',
    name: '王*明',
    smartCard: '8538 **** 2107',
    telephone: '110 **** 8899',
    area: { 'zh-CN': '城东片区', en: 'East district' },
    status: 'active',
    boxes: [
      {
        stbId: 'STB-1',
        blocked: true,
        blockedAtBoss: false,
        lastOrderAt: '2026-11-23T20:36:01+08:00',
        lastOrderState: 'COMPLETED',
      },
      { stbId: 'STB-9', blocked: false, blockedAtBoss: false },
    ],
    services: [
      {
        serviceId: 'basic',
        title: { 'zh-CN': '基本收视', en: 'Basic' },
        subscription: { state: 'active', validTo: '2027-02-22' },
      },
    ],
    dues: [],
    isMoreOrders: false,
    incidents: [],
    cards: [
      { cardTail: '6217', lastUsedAt: '2026-11-23T20:36:05+08:00', open: 1 },
      { cardTail: '4433', lastUsedAt: '2026-11-23T20:36:05+08:00', open: 0 },
    ],
  });
  expect(script.map(({ situation }) => situation)).toEqual(['doubt', 'boxBlocked']);
  expect(orders.map(({ orderId }) => orderId)).toEqual([idOf(2), idOf(1)]);
  expect(doubts).toMatchObject([{ orderId: idOf(2), cardTail: '6217' }]);
  expect(cases).toMatchObject([{ caseNo: 'C20261123-0001' }]);
});

test('the order that the call is about comes first, also one that was only looked at', async () => {
  const { confirmedAt: _, ...quoted } = orderRow(7, { state: 'QUOTED' });
  const { page } = await fixtureWith(paidOrder(1), inDoubt(2), (tx) => putOrder(tx, quoted));
  const first = async (order: string) =>
    (await page(`sub-1?order=${order}`)).script.map(({ situation }) => situation);
  expect(await first(idOf(1))).toEqual(['open', 'doubt']);
  expect(await first(idOf(7))).toEqual(['quoted', 'doubt']);
});

test('an order of somebody else is not told here', async () => {
  const { page } = await fixtureWith(
    paidOrder(1),
    paidOrder(2, { subscriberId: 'sub-2', state: 'REFUND_DUE' }),
  );
  const { script } = await page(`sub-1?order=${idOf(2)}`);
  expect(script.map(({ orderId }) => orderId)).toEqual([idOf(1)]);
});

test('of many orders the newest twenty, and an older one whose money is open', async () => {
  const many = Array.from({ length: 60 }, (_, n) =>
    paidOrder(n + 1, n === 3 ? { state: 'REFUND_DUE' } : {}),
  );
  const { page } = await fixtureWith(...many);
  const { orders, isMoreOrders, script } = await page();
  expect(orders).toHaveLength(20);
  expect(isMoreOrders).toBe(true);
  expect(script).toMatchObject([{ situation: 'refundDue', orderId: idOf(4) }]);
});

test('while BOSS is silent the page has what the platform knows, and says so', async () => {
  const { page, households } = await fixtureWith(paidOrder(1));
  households.is = 'silent';
  const { boss, name, boxes, services } = await page();
  expect({ boss, name, boxes: boxes.map(({ stbId }) => stbId), services }).toEqual({
    boss: 'silent',
    name: '陈*',
    boxes: ['STB-1'],
    services: [],
  });
});

test('a subscriber whom BOSS does not know any more still has orders; one whom nobody knows is not found', async () => {
  const { page, get } = await fixtureWith(paidOrder(1, { subscriberId: 'sub-2' }));
  expect((await page('sub-2')).boss).toBe('unknown');
  expect((await get('/subscribers/sub-3')).body).toMatchObject({
    status: 404,
    code: 'subscriber.not_found',
  });
});

test('arrears are said when their day is over, by the calendar in China', async () => {
  const { page, households } = await fixtureWith(paidOrder(1));
  const due = (dueDate: string) => ({
    serviceId: 'basic',
    title: { 'zh-CN': '基本收视' },
    amountFen: 2_600,
    dueDate,
  });
  households.household = { ...households.household, dues: [due('2026-11-22'), due('2026-11-23')] };
  const { dues, script } = await page();
  expect(dues.map(({ isOverdue }) => isOverdue)).toEqual([true, false]);
  expect(script.filter(({ situation }) => situation === 'arrears')).toHaveLength(1);
});

test('each look at a person is in the audit; a page that asks again is one look', async () => {
  const { page, looks, signIn, time } = await fixtureWith(paidOrder(1));
  await page();
  await page();
  const li = await signIn('li');
  await li.get('/subscribers/sub-1');
  await time.advance(11 * 60_000);
  await page();
  expect((await looks()).map(({ entry }) => `${entry.who} ${entry.note}`)).toEqual([
    'chen sub-1',
    'li sub-1',
    'chen sub-1',
  ]);
});

test('of one whom nobody knows no look is noted', async () => {
  const { get, looks } = await fixtureWith();
  expect((await get('/subscribers/sub-3')).status).toBe(404);
  expect(await looks()).toEqual([]);
});

test('what the boxes of the household were last shown stands on the page, newest first', async () => {
  const { page } = await fixtureWith(paidOrder(1), async (tx) => {
    for (let n = 0; n < 24; n++) {
      const at = NOW + n * 1_000;
      const row = {
        at,
        heardAt: at,
        money: 'untouched' as const,
        cause: 'offline',
        list: 'box' as const,
      };
      await addIncident(tx, { ...row, code: `ABC-DEF${n % 10}`, stbId: n % 2 ? 'STB-1' : 'STB-9' });
    }
    const other = { at: NOW, heardAt: NOW, money: 'untouched' as const, cause: 'offline' };
    await addIncident(tx, { ...other, list: 'box', code: 'ABC-DEFZ', stbId: 'STB-7' });
    await addIncident(tx, {
      ...other,
      list: 'door',
      code: 'ABC-DEFY',
      stbId: 'STB-1',
      cause: 'auth.signature',
    });
  });
  const codes = (await page()).incidents.map(({ code }) => code.slice(-1)).join('');
  expect(codes).toBe('3210987654');
});

test('a case about an attempt alone is on the page and in the script, once', async () => {
  const { attemptId } = attemptRow(orderRow(2));
  const { page } = await fixtureWith(
    inDoubt(2),
    deskCase('C20261123-0003', { attemptId }),
    deskCase('C20261123-0004', { attemptId, orderId: idOf(2), kind: 'claim-rejected' }),
  );
  const { cases, script } = await page();
  expect(cases.map(({ caseNo }) => caseNo).sort()).toEqual(['C20261123-0003', 'C20261123-0004']);
  expect(script[0]).toMatchObject({ situation: 'doubt', caseNo: 'C20261123-0003' });
});

test('until when a doubt is checked by itself comes from the platform’s own deadline', async () => {
  const { page } = await fixtureWith(inDoubt(2));
  expect((await page()).script[0]?.say['zh-CN']).toContain('最迟 11 月 26 日 20:36 转专人核实');
});
