/** Whatever the disk does, a store behaves like a Map with only the acknowledged writes. */
import fc from 'fast-check';
import { MemoryLevel } from 'memory-level';
import { expect, test } from 'vitest';
import { levelStore } from './levelStore.ts';

const key = fc.constantFrom('a', 'b', 'c');
const work = fc.record({
  look: fc.constantFrom('list' as const, 'get' as const, 'nothing' as const),
  puts: fc.array(key, { maxLength: 2 }),
  deletes: fc.array(key, { maxLength: 1 }),
  throws: fc.boolean(),
});
const disk = fc.array(fc.record({ rounds: fc.nat(4), fails: fc.boolean() }), { minLength: 1 });

const idle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A disk on which each batch takes some rounds of the event loop and may fail. */
function diskThat(behaves: readonly { rounds: number; fails: boolean }[]) {
  const db = new MemoryLevel<string, string>({ storeEncoding: 'utf8' });
  const write = db.batch.bind(db) as (operations: unknown) => Promise<void>;
  let number = 0;
  const batch = async (operations: unknown) => {
    const { rounds, fails } = behaves[number++ % behaves.length]!;
    for (let round = 0; round < rounds; round++) await idle();
    if (fails) throw new Error('disk full');
    await write(operations);
  };
  db.batch = batch as unknown as typeof db.batch;
  return levelStore(db);
}

test('acknowledged transactions form one history, and failed ones leave no trace in it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(work, { maxLength: 12 }), disk, async (works, behaves) => {
      const store = diskThat(behaves);
      const asked = works.map(({ look, puts, deletes, throws }, number) =>
        store.transaction(async (tx) => {
          const seen =
            look === 'list' ? await tx.list('') : look === 'get' ? await tx.get('a') : null;
          for (const name of puts) tx.put(name, number);
          for (const name of deletes) tx.delete(name);
          if (throws) throw new RangeError('undone');
          return seen;
        }),
      );
      const ends = await Promise.allSettled(asked);
      const model = new Map<string, number>();
      const rows = () => [...model].sort().map(([name, value]) => ({ key: name, value }));
      for (const [number, end] of ends.entries()) {
        if (end.status === 'rejected') continue;
        const { look, puts, deletes } = works[number]!;
        if (look === 'list') expect(end.value).toEqual(rows());
        if (look === 'get') expect(end.value).toEqual(model.get('a'));
        for (const name of puts) model.set(name, number);
        for (const name of deletes) model.delete(name);
      }
      expect(await store.transaction((tx) => tx.list(''))).toEqual(rows());
    }),
    { numRuns: 500 },
  );
});
