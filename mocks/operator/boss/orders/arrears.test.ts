/** Overdue bills as an order of their own: who may pay what, and what happens when the bills change meanwhile. */
import { expect, test } from 'vitest';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { bossRoom, keys } from '../base/bossStore.ts';
import type { Due } from '../base/bossTypes.ts';
import { type BossFixture, bossFixture, orderId, SUBSCRIBER } from '../boss.fixture.ts';
import { seedWith } from '../seed/seed.ts';

const inArrears = () => bossFixture(seedWith({ arrears: true }));
const rejected = (reason: string) => ({ status: 422, body: { code: 'rejected', reason } });
const lost = (reason: string) => ({ status: 404, body: { code: 'hold.none', reason } });
const refusedAfterDebit = (reason: string) => ({
  status: 200,
  body: { state: 'REJECTED', reason, final: true },
});
const settles = (fixture: BossFixture, letter = 'A', fen = 5200) =>
  fixture.activate(letter, fen, 'arrears', 1);
const bills = async (fixture: BossFixture) =>
  (await fixture.get(`/subscribers/${SUBSCRIBER}/bills`)).body;
/** What a clerk at a counter, or the night's billing, does to the bills. */
async function change(fixture: BossFixture, to: (owed: Due[]) => Due[]) {
  // The first request writes the seed.
  await bills(fixture);
  await bossRoom(fixture.store).transaction(async (tx) =>
    tx.put(keys.dues(SUBSCRIBER), to((await tx.get<Due[]>(keys.dues(SUBSCRIBER))) ?? [])),
  );
}
const paidInHall = (fixture: BossFixture) => change(fixture, ([_, ...later]) => later);
const allPaidInHall = (fixture: BossFixture) => change(fixture, () => []);
const anotherBill = (fixture: BossFixture) =>
  change(fixture, (owed) => [...owed, { ...owed[0]!, dueDate: '2026-11-20' }]);

const OWED = {
  amountFen: 5200,
  since: '2026-09-22',
  blocks: 'others',
  items: [
    { serviceId: 'basic', amountFen: 2600, dueDate: '2026-09-22' },
    { serviceId: 'basic', amountFen: 2600, dueDate: '2026-10-23' },
  ],
};

test('BOSS tells what is overdue: how much, since when, for what and what it blocks', async () => {
  expect(await bills(inArrears())).toMatchObject({ arrears: OWED });
  expect(await bills(bossFixture())).not.toHaveProperty('arrears');
});

test('a service that is refused for arrears comes with what must be paid first', async () => {
  const { status, body } = await inArrears().hold('A', 'film4k', 1);
  expect({ status, body }).toMatchObject(rejected('arrears.first'));
  expect(body.arrears).toMatchObject(OWED);
});

test('all overdue bills are priced together, each with its month', async () => {
  const { status, body } = await inArrears().hold('A', 'arrears', 1);
  expect(status).toBe(201);
  expect(body).toMatchObject({
    items: [{ serviceId: 'arrears', months: 1 }],
    title: { 'zh-CN': '补缴欠费 · 数字电视基本收视费', 'zh-TW': '補繳欠費 · 數位電視基本收視費' },
    amountFen: 5200,
    from: '2026-09-22',
    to: '2026-11-23',
  });
  expect(body.lines).toMatchObject([
    { kind: 'arrears', label: { 'zh-CN': '2026-09 欠费' }, amountFen: 2600 },
    { kind: 'arrears', label: { 'zh-CN': '2026-10 欠费' }, amountFen: 2600 },
  ]);
});

test('bills of several services are named in the lines', async () => {
  const fixture = inArrears();
  await change(fixture, (owed) => [
    ...owed,
    { ...owed[0]!, serviceId: 'vod', title: { 'zh-CN': '点播', en: 'VOD' }, amountFen: 700 },
  ]);
  const { body } = await fixture.hold('A', 'arrears', 1);
  expect(body).toMatchObject({ amountFen: 5900, title: { en: 'Overdue bills' } });
  const labels = body.lines.map(({ label }: { label: { en: string } }) => label.en);
  expect(labels).toContain('VOD 2026-09');
});

test('a bill that is due today is not overdue', async () => {
  const fixture = bossFixture();
  await change(fixture, (owed) => owed.map((bill) => ({ ...bill, dueDate: '2026-11-23' })));
  expect(await fixture.hold('A', 'arrears', 1)).toMatchObject(rejected('arrears.none'));
  fixture.clock.time += DAY_MS;
  expect((await fixture.hold('A', 'arrears', 1)).body.amountFen).toBe(2600);
});

test('nothing overdue, a number of months, or a closed account: not sold', async () => {
  expect(await bossFixture().hold('A', 'arrears', 1)).toMatchObject(rejected('arrears.none'));
  expect(await inArrears().hold('A', 'arrears', 2)).toMatchObject(rejected('period.not_allowed'));
  const closed = bossFixture(seedWith({ arrears: true, accountClosed: true }));
  expect(await closed.hold('A', 'arrears', 1)).toMatchObject(rejected('account.closed'));
});

test('paid bills are settled, no service is extended, and other services are sold again', async () => {
  const fixture = inArrears();
  await fixture.hold('A', 'arrears', 1);
  const before = (await fixture.service('basic')).body.subscription;
  expect(await settles(fixture)).toMatchObject({
    body: { state: 'ACTIVATED', amountFen: 5200, bossOrder: expect.stringMatching(/^B/) },
  });
  expect(await bills(fixture)).toEqual({ dues: [] });
  expect((await fixture.service('basic')).body.subscription).toEqual(before);
  expect((await fixture.hold('B', 'film4k', 1)).status).toBe(201);
});

test('an activation whose answer was lost, and one more, settle once', async () => {
  const fixture = inArrears();
  await fixture.hold('A', 'arrears', 1);
  fixture.faults.lostAnswers = 1;
  await expect(settles(fixture)).rejects.toThrow('connection reset');
  const first = await fixture.order('A');
  expect(first.body.state).toBe('ACTIVATED');
  await change(fixture, () => [{ ...(OWED.items[0] as Due), title: { 'zh-CN': '基本' } }]);
  expect(await settles(fixture)).toEqual(first);
  expect((await bills(fixture)).arrears.amountFen).toBe(2600);
});

test.each([
  ['one bill was paid in the hall', paidInHall, 'arrears.changed'],
  ['all were paid in the hall', allPaidInHall, 'arrears.none'],
  ['another bill is overdue now', anotherBill, 'arrears.changed'],
])('%s before the debit: the same order is refused', async (_what, meanwhile, reason) => {
  const fixture = inArrears();
  await fixture.hold('A', 'arrears', 1);
  expect((await fixture.get(`/holds/${orderId('A')}`)).status).toBe(200);
  await meanwhile(fixture);
  expect(await fixture.get(`/holds/${orderId('A')}`)).toMatchObject(lost(reason));
  expect(await fixture.hold('A', 'arrears', 1)).toMatchObject(rejected(reason));
});

test('other bills of the same sum are not those that were shown', async () => {
  const fixture = inArrears();
  await fixture.hold('A', 'arrears', 1);
  await change(fixture, ([first, second]) => [first!, { ...second!, dueDate: '2026-11-01' }]);
  expect(await fixture.hold('A', 'arrears', 1)).toMatchObject(rejected('arrears.changed'));
});

test.each([
  ['one', paidInHall],
  ['all', allPaidInHall],
])('%s paid in the hall after the debit: refused, and the money is credited', async (_, hall) => {
  const fixture = inArrears();
  await fixture.hold('A', 'arrears', 1);
  await hall(fixture);
  expect(await settles(fixture)).toMatchObject(refusedAfterDebit('arrears.changed'));
  expect(await fixture.credit('A', 5200)).toMatchObject({ body: { state: 'CREDITED' } });
});

test('a bill that came due after the debit stays, and those that were paid are settled', async () => {
  const fixture = inArrears();
  await fixture.hold('A', 'arrears', 1);
  await anotherBill(fixture);
  expect((await settles(fixture)).body.state).toBe('ACTIVATED');
  expect((await bills(fixture)).dues).toMatchObject([{ dueDate: '2026-11-20' }]);
});

test('another amount than was held settles nothing', async () => {
  const fixture = inArrears();
  await fixture.hold('A', 'arrears', 1);
  expect(await settles(fixture, 'A', 2600)).toMatchObject(refusedAfterDebit('price.changed'));
  expect(await settles(fixture, 'B')).toMatchObject(refusedAfterDebit('hold.lapsed'));
  expect(await bills(fixture)).toMatchObject({ arrears: OWED });
});

test('of two orders for the same bills the first one settles them', async () => {
  const fixture = inArrears();
  for (const letter of ['A', 'B']) await fixture.hold(letter, 'arrears', 1);
  expect((await settles(fixture)).body.state).toBe('ACTIVATED');
  expect(await settles(fixture, 'B')).toMatchObject(refusedAfterDebit('arrears.changed'));
});

test('while a paid order is pending, neither a new one nor a second one settles its bills', async () => {
  const fixture = inArrears();
  for (const letter of ['A', 'B']) await fixture.hold(letter, 'arrears', 1);
  fixture.faults.pendingAsks = 2;
  expect((await settles(fixture)).body.state).toBe('PENDING');
  fixture.faults.pendingAsks = 0;
  expect(await fixture.hold('C', 'arrears', 1)).toMatchObject(rejected('arrears.none'));
  expect(await settles(fixture, 'B')).toMatchObject(refusedAfterDebit('arrears.changed'));
  await fixture.order('A');
  expect((await fixture.order('A')).body.state).toBe('ACTIVATED');
  expect(await bills(fixture)).toEqual({ dues: [] });
});

test('a service whose overdue bills were paid alone meanwhile is not opened for both', async () => {
  const fixture = inArrears();
  await fixture.hold('A', 'basic', 1);
  await fixture.hold('B', 'arrears', 1);
  expect((await settles(fixture, 'B')).body.state).toBe('ACTIVATED');
  expect(await fixture.activate('A', 7800, 'basic', 1)).toMatchObject(
    refusedAfterDebit('arrears.changed'),
  );
});

const stop = (fixture: BossFixture) =>
  fixture.ask('PUT', `/orders/${orderId('A')}/stop`, {
    subscriberId: SUBSCRIBER,
    amountFen: 5200,
    reason: 'claim.refused',
  });

test('a debit that nobody pays makes the bills owed again; paid after all, they are settled', async () => {
  const fixture = inArrears();
  await fixture.hold('A', 'arrears', 1);
  await settles(fixture);
  expect((await stop(fixture)).body.state).toBe('STOPPED');
  expect((await stop(fixture)).body.state).toBe('STOPPED');
  expect(await bills(fixture)).toMatchObject({ arrears: OWED });
  expect((await settles(fixture)).body.state).toBe('ACTIVATED');
  expect(await bills(fixture)).toEqual({ dues: [] });
});

test('stopped and then paid in the hall: what the debit brings after all is not kept for bills', async () => {
  const fixture = inArrears();
  await fixture.hold('A', 'arrears', 1);
  await settles(fixture);
  await stop(fixture);
  await allPaidInHall(fixture);
  expect(await settles(fixture)).toMatchObject(refusedAfterDebit('arrears.changed'));
});
