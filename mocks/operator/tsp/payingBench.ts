/** A payment whose MAC1 is out and whose card has not been heard of. */
import { balances, readLedger } from './books/ledger.ts';
import type { AttemptRow } from './books/rows.ts';
import { tspBench } from './tspBench.ts';

export async function payingBench(options?: Parameters<typeof tspBench>[0]) {
  const bench = tspBench(options);
  await bench.tsp.start();
  const box = await bench.opened();
  const payment = await bench.paying(box);
  return {
    bench,
    box,
    ...payment,
    report: (body: object) => bench.report(box, payment.attemptId, body),
    order: () => bench.order(box, payment.orderId),
    books: async () => balances(await readLedger({ store: bench.room })),
    row: () =>
      bench.room.transaction((tx) =>
        tx.get<AttemptRow>(`attempt/${payment.attemptId}`),
      ) as Promise<AttemptRow>,
  };
}
