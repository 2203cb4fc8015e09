import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryStore } from '../../store/memoryStore.ts';
import { nodeHash } from './disk/nodeHash.ts';
import { openFile } from './openFile.ts';
import { allOf, headOf, nameOf, samples, sealed, sumOf } from './settlement.fixture.ts';
import { storeExchange } from './storeExchange.ts';

test.each(samples.map((sample) => [sample.layout.kind, sample] as const))(
  '%s: rows are read as they were written',
  async (_, { layout, rows }) => {
    await fc.assert(
      fc.asyncProperty(rows, async (written) => {
        const exchange = storeExchange(memoryStore());
        const { name, bytes, seal } = sealed(layout, written);
        await exchange.write('boss/in', name, bytes, seal);
        const place = {
          exchange,
          folder: 'boss/in',
          name: nameOf(layout),
          hash: nodeHash,
        } as const;
        const opened = await openFile(layout, place);
        if (!opened.ok) throw new Error(opened.error.message);
        const { value } = opened;
        expect(await allOf(value.rows())).toEqual(written);
        expect(value.head).toEqual({
          version: '1.0',
          ...headOf(layout),
          ...sumOf(layout, written),
        });
        expect(value.seal).toEqual(seal());
      }),
      { numRuns: 40 },
    );
  },
);
