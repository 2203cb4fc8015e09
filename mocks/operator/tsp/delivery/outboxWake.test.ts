import { expect, test } from 'vitest';
import { ok } from '../../../../src/shared/result.ts';
import { memoryStore } from '../../../store/memoryStore.ts';
import type { Store } from '../../../store/store.ts';
import type { TspParts } from '../base/ports.ts';
import { getOutbox, type OutboxRow, outboxId, putOutbox } from '../books/store/queueStore.ts';
import { NOW, tspFixture } from '../tsp.fixture.ts';
import { createOutbox } from './outbox.ts';

const row: OutboxRow = {
  kind: 'RELEASE_HOLD',
  subject: 'order-1',
  since: NOW,
  tries: 0,
  dueAt: NOW,
};
const id = outboxId(row);

test('a row that is written again while its delivery ends is delivered as well', async () => {
  const { environment, limits, time } = tspFixture();
  const plain = memoryStore();
  const putRow = () => plain.transaction(async (tx) => putOutbox(tx, row));
  let transactions = 0;
  const store: Store = {
    ...plain,
    async transaction(work) {
      const result = await plain.transaction(work);
      transactions += 1;
      // The row was taken, then removed; this transaction looked whether a row is left.
      if (transactions === 3) {
        await putRow();
        outbox.wake(id);
      }
      return result;
    },
  };
  const told: string[] = [];
  const boss = {
    async delete(path: string) {
      told.push(path);
      return ok(undefined);
    },
  };
  const parts = { environment, limits, store, boss, counters: new Map() };
  const outbox = createOutbox(parts as unknown as TspParts);
  await putRow();
  outbox.wake(id);
  await time.drain();
  expect(told).toEqual(['/holds/order-1', '/holds/order-1']);
  expect(await plain.transaction((tx) => getOutbox(tx, id))).toBeUndefined();
  expect(time.pending()).toBe(0);
});
