/** A payment whose MAC1 was given out; the box has not reported the card's answer yet. */

import { balances, readLedger } from './books/journals/ledger.ts';
import type { AttemptRow } from './books/rows.ts';
import { getAttempt } from './books/store/attemptStore.ts';
import { tspFixture } from './tsp.fixture.ts';

export async function payingFixture(options?: Parameters<typeof tspFixture>[0]) {
  const fixture = tspFixture(options);
  await fixture.tsp.start();
  const box = await fixture.opened();
  const payment = await fixture.paying(box);
  return {
    fixture,
    box,
    ...payment,
    report: (body: object) => fixture.report(box, payment.attemptId, body),
    order: () => fixture.order(box, payment.orderId),
    books: async () => balances(await readLedger({ store: fixture.room })),
    row: () =>
      fixture.room.transaction((tx) => getAttempt(tx, payment.attemptId)) as Promise<AttemptRow>,
  };
}
