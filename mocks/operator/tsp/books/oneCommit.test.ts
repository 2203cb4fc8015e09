import { expect, test } from 'vitest';
import type { Store } from '../../../store/store.ts';
import type { Box } from '../boxBench.ts';
import { type Bench, tspBench } from '../tspBench.ts';

/** Keys of every commit, in order. */
function recording(store: Store, commits: string[][]): Store {
  return {
    ...store,
    room: (name) => recording(store.room(name), commits),
    async transaction(work) {
      const keys: string[] = [];
      const result = await store.transaction((tx) =>
        work({
          ...tx,
          put(key, value) {
            keys.push(key);
            tx.put(key, value);
          },
        }),
      );
      commits.push(keys);
      return result;
    },
  };
}

/** What must stand or fall together, by call. */
const CALLS: [string, string[], (bench: Bench, box: Box) => Promise<() => Promise<unknown>>][] = [
  ['a quote', ['order/', 'audit/'], async (bench, box) => () => bench.quote(box)],
  [
    'a confirmation',
    ['order/', 'active/', 'audit/'],
    async (bench, box) => {
      const quote = await bench.quote(box);
      return () => bench.confirm(box, quote);
    },
  ],
  [
    'a MAC1',
    ['attempt/', 'terminal/', 'ledger/', 'audit/', 'due/attempt/'],
    async (bench, box) => {
      const { orderId } = await bench.ordered(box);
      const { attemptId } = (await bench.startAttempt(box, orderId)).value;
      return () => bench.authorise(box, attemptId);
    },
  ],
  [
    'a debit',
    ['attempt/', 'order/', 'debit/', 'ledger/', 'outbox/ACTIVATE/', 'claim/', 'audit/'],
    async (bench, box) => {
      const { attemptId, debited } = await bench.paying(box);
      return () => bench.report(box, attemptId, debited);
    },
  ],
  [
    'a refused debit',
    ['attempt/', 'order/', 'ledger/', 'audit/'],
    async (bench, box) => {
      const { attemptId } = await bench.paying(box);
      return () => bench.report(box, attemptId, { statusWord: '9302' });
    },
  ],
  [
    'a doubt',
    ['attempt/', 'order/', 'outbox/GRACE/', 'audit/'],
    async (bench, box) => {
      const { attemptId } = await bench.paying(box);
      return () => bench.report(box, attemptId, { statusWord: '6F00' });
    },
  ],
  [
    'a verdict',
    ['attempt/', 'order/', 'ledger/', 'audit/'],
    async (bench, box) => {
      const { attemptId } = await bench.paying(box);
      return () => bench.resolve(box, attemptId, { sequence: 5 });
    },
  ],
];

test.each(CALLS)('%s and its answer are one commit', async (_what, together, prepare) => {
  const commits: string[][] = [];
  const bench = tspBench({ wrap: (store) => recording(store, commits) });
  const call = await prepare(bench, await bench.opened());
  commits.length = 0;
  await call();
  bench.tsp.stop();
  const answering = commits.filter((keys) => keys.some((key) => key.startsWith('answer/')));
  expect(answering).toHaveLength(1);
  for (const prefix of together) {
    expect(answering[0]!.some((key) => key.startsWith(prefix))).toBe(true);
  }
});
