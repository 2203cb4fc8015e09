import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryStore } from '../../mocks/store/memoryStore.ts';
import type { ListOptions, Store } from '../../mocks/store/store.ts';
import { plainStore } from './plainStore.ts';

const key = fc.constantFrom('a', 'a/1', 'a/2', 'a/10', 'b', 'b/1', 'c');
const act = fc.record({
  room: fc.constantFrom('one', 'two'),
  puts: fc.array(fc.tuple(key, fc.option(fc.nat(9))), { maxLength: 3 }),
  prefix: fc.constantFrom('', 'a', 'a/', 'b'),
  after: fc.option(key),
  limit: fc.option(fc.nat(3)),
  reverse: fc.boolean(),
  fails: fc.boolean(),
});

type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

async function perform(store: Store, acts: readonly Act[]): Promise<unknown[]> {
  const seen: unknown[] = [];
  for (const { room, puts, prefix, after, limit, reverse, fails } of acts) {
    const options: ListOptions = {
      reverse,
      ...(after === null ? {} : { after }),
      ...(limit === null ? {} : { limit }),
    };
    const done = store.room(room).transaction(async (tx) => {
      for (const [name, value] of puts) value === null ? tx.delete(name) : tx.put(name, value);
      seen.push(await tx.list(prefix, options), await tx.get('a/1'));
      if (fails) throw new Error('not kept');
    });
    await done.catch(() => seen.push('not kept'));
  }
  return seen;
}

test('it answers what the real stores answer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
      expect(await perform(plainStore(), acts)).toEqual(await perform(memoryStore(), acts));
    }),
    { numRuns: 150 },
  );
});

test('a commit that is cut before it writes leaves nothing; one that is cut afterwards is there', async () => {
  let at: 'before' | 'after' = 'before';
  const cut = () => {
    throw new Error('killed');
  };
  const store = plainStore(() => ({
    before: () => (at === 'before' ? cut() : undefined),
    after: () => (at === 'after' ? cut() : undefined),
  }));
  const put = (value: number) => store.room('tsp').transaction(async (tx) => tx.put('a', value));
  await expect(put(1)).rejects.toThrow('killed');
  expect([...store.rows()]).toEqual([]);
  at = 'after';
  await expect(put(2)).rejects.toThrow('killed');
  expect([...store.rows()]).toEqual([['tsp/a', '2']]);
});
