import { expect, test } from 'vitest';
import type { Store } from '../../../store/store.ts';
import type { Box } from '../box.fixture.ts';
import { type Fixture, tspFixture } from '../tsp.fixture.ts';

/** A store that records the keys written by every commit, in order. */
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

/** What must be written in one commit, by call. */
const CALLS: [string, string[], (fixture: Fixture, box: Box) => Promise<() => Promise<unknown>>][] =
  [
    ['a quote', ['order/', 'audit/'], async (fixture, box) => () => fixture.quote(box)],
    [
      'a confirmation',
      ['order/', 'active/', 'audit/'],
      async (fixture, box) => {
        const quote = await fixture.quote(box);
        return () => fixture.confirm(box, quote);
      },
    ],
    [
      'a MAC1',
      ['attempt/', 'terminal/', 'ledger/', 'audit/', 'due/attempt/'],
      async (fixture, box) => {
        const { orderId } = await fixture.ordered(box);
        const { attemptId } = (await fixture.startAttempt(box, orderId)).value;
        return () => fixture.authorise(box, attemptId);
      },
    ],
    [
      'a debit',
      ['attempt/', 'order/', 'debitOf/', 'ledger/', 'outbox/ACTIVATE/', 'claim/', 'audit/'],
      async (fixture, box) => {
        const { attemptId, debited } = await fixture.paying(box);
        return () => fixture.report(box, attemptId, debited);
      },
    ],
    [
      'a rejected debit',
      ['attempt/', 'order/', 'ledger/', 'audit/'],
      async (fixture, box) => {
        const { attemptId } = await fixture.paying(box);
        return () => fixture.report(box, attemptId, { statusWord: '9302', answers: 'command' });
      },
    ],
    [
      'a doubt',
      ['attempt/', 'order/', 'outbox/GRACE/', 'audit/'],
      async (fixture, box) => {
        const { attemptId } = await fixture.paying(box);
        return () => fixture.report(box, attemptId, { statusWord: '6F00' });
      },
    ],
    [
      'a verdict',
      ['attempt/', 'order/', 'ledger/', 'audit/'],
      async (fixture, box) => {
        const { attemptId } = await fixture.paying(box);
        return () => fixture.resolve(box, attemptId, { sequence: 5 });
      },
    ],
  ];

test.each(CALLS)('%s and its answer are one commit', async (_what, together, prepare) => {
  const commits: string[][] = [];
  const fixture = tspFixture({ wrap: (store) => recording(store, commits) });
  const call = await prepare(fixture, await fixture.opened());
  commits.length = 0;
  await call();
  fixture.tsp.stop();
  const answering = commits.filter((keys) => keys.some((key) => key.startsWith('answer/')));
  expect(answering).toHaveLength(1);
  for (const prefix of together) {
    expect(answering[0]!.some((key) => key.startsWith(prefix))).toBe(true);
  }
});
