import { expect, test } from 'vitest';
import { classesOf, D, dayFixture } from '../../../../e2e/virtual/day.fixture.ts';
import { keys } from '../../boss/base/bossStore.ts';
import type { OrderRecord, SubscriberRecord } from '../../boss/base/bossTypes.ts';

/** BOSS has rejected the order and credited its money, and a backup from before is restored there. */
async function lostAt(before: 'the credit' | 'the order') {
  const fixture = await dayFixture();
  const { boss } = fixture.operator;
  Object.assign(boss.faults, { rejectActivation: 'service.stopped', rejectionIsFinal: true });
  const { orderId, amountFen } = await fixture.pays('basic');
  expect((await fixture.order(orderId))?.state).toBe('CREDITED');
  const inBoss = fixture.rooms.boss;
  const account = keys.subscriber('sub-20062107');
  const creditFen = async () =>
    (await inBoss.transaction((tx) => tx.get<SubscriberRecord>(account)))!.creditFen;
  const credited = await creditFen();
  await inBoss.transaction(async (tx) => {
    const subscriber = (await tx.get<SubscriberRecord>(account))!;
    tx.put(account, { ...subscriber, creditFen: credited - amountFen });
    const { openedAt, creditNo, bossOrder, ...order } = (await tx.get<OrderRecord>(
      keys.order(orderId),
    ))!;
    if (before === 'the order') tx.delete(keys.order(orderId));
    else tx.put(keys.order(orderId), { ...order, state: 'REJECTED', reason: 'service.stopped' });
    tx.delete(keys.dayOrder(D, orderId));
    tx.put(keys.dayBooks(D), { count: 0, totalFen: 0 });
  });
  return { fixture, orderId, credited, creditFen };
}

test.each([
  ['the order', 'MISSING_AT_BOSS'],
  ['the credit', 'STATE_DIFF'],
] as const)(
  'a credit that BOSS has lost is asked for again: a backup from before %s',
  async (before, kind) => {
    const { fixture, orderId, credited, creditFen } = await lostAt(before);
    const { day } = await fixture.settle();
    expect(await creditFen()).toBe(credited);
    expect((await fixture.order(orderId))?.state).toBe('CREDITED');
    expect(classesOf(await fixture.differences())).toEqual([`${kind} cured`]);
    expect(day).toMatchObject({ state: 'settled', boss: day.tsp });
    expect(await fixture.cases()).toEqual([]);
  },
);
