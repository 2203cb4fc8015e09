/** Overdue bills at the platform: what BOSS says of them is checked before the portal names an amount. */
import { expect, test } from 'vitest';
import { soundArrears } from '../base/bossClient.ts';
import { tspFixture } from '../tsp.fixture.ts';

const bill = (amountFen: number, dueDate: string) => ({
  ...{ serviceId: 'basic', title: { 'zh-CN': '基本' }, amountFen, dueDate },
});
const arrears = {
  ...{ amountFen: 5200, since: '2026-09-22', blocks: 'others' },
  items: [bill(2600, '2026-09-22'), bill(2600, '2026-10-23')],
};

const json = (status: number, value: unknown) =>
  new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/json' } });
const refusal = (reason: string) => ({
  ...{ type: 'about:blank', title: 'rejected', status: 422, code: 'rejected' },
  ...{ reason, arrears },
});

test('a refusal for arrears says what must be paid first; another one does not', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  for (const [reason, told] of [
    ['arrears.first', arrears],
    ['account.closed', undefined],
  ] as const) {
    fixture.boss.instead.push({
      match: /POST \/holds/,
      answer: () => json(422, refusal(reason)),
    });
    const refused = await box.post('/quotes', { items: [{ serviceId: 'basic', months: 1 }] });
    expect(refused.problem).toMatchObject({ code: 'boss.rejected', reason, money: 'untouched' });
    expect(refused.problem.arrears).toEqual(told);
  }
});

test('the subscriber is told what is overdue', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const bills = { dues: arrears.items, arrears };
  fixture.boss.instead.push({ match: /GET .*bills/, answer: () => json(200, bills) });
  expect((await box.get('/subscriber')).value).toMatchObject({ arrears });
  expect((await box.get('/subscriber')).value).not.toHaveProperty('arrears');
});

test.each([
  ['another sum', { ...arrears, amountFen: 5201 }],
  ['no amount', { ...arrears, amountFen: 0, items: [] }],
  ['half a fen', { ...arrears, amountFen: 0.5, items: [bill(0.5, '2026-09-22')] }],
  ['no day', { ...arrears, since: 'long ago' }],
  ['no bills', { ...arrears, items: undefined }],
  ['a bill without a title', { ...arrears, items: [{ ...arrears.items[0], title: undefined }] }],
  ['nothing', null],
])('what BOSS says with %s names no amount', (_what, told) => {
  expect(soundArrears(told)).toEqual({});
  expect(soundArrears(arrears)).toEqual({ arrears });
});

test('overdue bills are an order like any other, one at a time', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  const order = await fixture.ordered(box, 'arrears');
  expect(order).toMatchObject({ serviceId: 'arrears', state: 'CONFIRMED' });
  const second = await fixture.opened('STB-2');
  const other = await fixture.confirm(second, await fixture.quote(second, 'arrears'));
  expect(other.problem).toMatchObject({ code: 'order.already_paying' });
});
