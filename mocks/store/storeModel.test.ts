/** Every store behaves like a sorted Map that is copied at the start of a transaction and kept only at its end. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryStore } from './memoryStore.ts';
import type { ListOptions, Transaction } from './store.ts';

const key = fc.stringMatching(/^[ab/~]{1,3}$/);
const prefix = fc.stringMatching(/^[ab/~]{0,2}$/);
const step = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), key, value: fc.jsonValue() }),
  fc.record({ kind: fc.constant('delete' as const), key }),
  fc.record({ kind: fc.constant('get' as const), key }),
  fc.record({
    kind: fc.constant('list' as const),
    prefix,
    options: fc.record(
      { after: key, limit: fc.nat(4), reverse: fc.boolean() },
      { requiredKeys: [] },
    ),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
const transactions = fc.array(
  fc.record({ fails: fc.boolean(), steps: fc.array(step, { maxLength: 12 }) }),
  { maxLength: 6 },
);

type Model = Map<string, string>;

function listed(model: Model, wanted: string, { after, limit, reverse }: ListOptions) {
  const keys = [...model.keys()]
    .filter((k) => k.startsWith(wanted))
    .sort()
    .filter((k) => after === undefined || (reverse ? k < after : k > after));
  if (reverse) keys.reverse();
  return keys.slice(0, limit).map((k) => ({ key: k, value: JSON.parse(model.get(k) ?? '') }));
}

async function compare(tx: Transaction, model: Model, s: Step): Promise<void> {
  if (s.kind === 'put') {
    tx.put(s.key, s.value);
    model.set(s.key, JSON.stringify(s.value));
  } else if (s.kind === 'delete') {
    tx.delete(s.key);
    model.delete(s.key);
  } else if (s.kind === 'get') {
    const text = model.get(s.key);
    expect(await tx.get(s.key)).toEqual(text === undefined ? undefined : JSON.parse(text));
  } else {
    expect(await tx.list(s.prefix, s.options as ListOptions)).toEqual(
      listed(model, s.prefix, s.options as ListOptions),
    );
  }
}

test('a room of a store behaves like a Map', async () => {
  await fc.assert(
    fc.asyncProperty(transactions, async (runs) => {
      const store = memoryStore();
      const room = store.room('r');
      await store.transaction(async (tx) => {
        tx.put('q', 'before the room');
        tx.put('s', 'behind the room');
      });
      let model: Model = new Map();
      for (const { fails, steps } of runs) {
        const draft: Model = new Map(model);
        await room
          .transaction(async (tx) => {
            for (const s of steps) await compare(tx, draft, s);
            if (fails) throw new RangeError('undone');
          })
          .catch((error) => {
            if (!fails || !(error instanceof RangeError)) throw error;
          });
        if (!fails) model = draft;
      }
      expect(await room.transaction((tx) => tx.list(''))).toEqual(listed(model, '', {}));
    }),
    { numRuns: 300 },
  );
});
