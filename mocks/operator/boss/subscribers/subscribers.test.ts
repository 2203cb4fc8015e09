import { expect, test } from 'vitest';
import { bossFixture, SUBSCRIBER } from '../boss.fixture.ts';
import { seedWith } from '../seed/seed.ts';
import { maskAccount, maskName } from './subscribers.ts';

test('the name and the account of a subscriber are masked', async () => {
  expect(await bossFixture().get(`/subscribers/${SUBSCRIBER}`)).toEqual({
    status: 200,
    body: {
      subscriberId: SUBSCRIBER,
      name: '王*明',
      accountTail: '8538 **** 2107',
      area: { 'zh-CN': '城东片区', 'zh-TW': '城東片區', en: 'East district' },
      status: 'active',
    },
  });
});

test.each([
  ['王晓明', '王*明'],
  ['王明', '王*'],
  ['欧阳小明', '欧*明'],
  ['王', '王*'],
])('%s is shown as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

test('an account shows four digits at each end', () => {
  expect(maskAccount('853820062107')).toBe('8538 **** 2107');
});

test('a bill has the date when it is due', async () => {
  const { body } = await bossFixture().get(`/subscribers/${SUBSCRIBER}/bills`);
  const basic = { serviceId: 'basic', amountFen: 2600, dueDate: '2026-11-30' };
  expect(body.dues).toMatchObject([basic]);
});

test('a closed account says so', async () => {
  const { get } = bossFixture(seedWith({ accountClosed: true }));
  expect((await get(`/subscribers/${SUBSCRIBER}`)).body.status).toBe('closed');
});

test.each(['/subscribers/nobody', '/subscribers/nobody/bills', '/catalogue?subscriberId=nobody'])(
  'an unknown subscriber is not found at %s',
  async (path) => {
    expect(await bossFixture().get(path)).toMatchObject({
      status: 404,
      body: { code: 'subscriber.unknown' },
    });
  },
);
