import { expect, test } from 'vitest';
import { ok } from '../../shared/result.ts';
import { watchWork } from './background.ts';
import { workFixture } from './work.fixture.ts';

test('while an open order cannot be read, home asks again; its banner goes when the order is over', async () => {
  const fixture = workFixture();
  let asks = 0;
  fixture.answers.openOrders = () =>
    ok({ items: [], months: [], ...(++asks < 4 ? { unread: [{ ref: 'ABC-1234' }] } : {}) });
  await fixture.run(watchWork(fixture.parts), { kind: 'home', unfinished: null });
  expect(fixture.events).toEqual([
    { kind: 'recovered', unfinished: { kind: 'unclear', ref: 'ABC-1234' } },
    { kind: 'recovered', unfinished: null },
  ]);
  expect(asks).toBe(4);
});
