import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDueHeap } from './dueHeap.ts';

test('everything comes out in the order of its time', () => {
  const step = fc.option(fc.nat(50), { nil: null });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const heap = createDueHeap();
      const model: number[] = [];
      for (const at of steps) {
        if (at === null) {
          const first =
            model.length > 0 ? model.splice(model.indexOf(Math.min(...model)), 1)[0] : undefined;
          expect(heap.peek()?.at).toBe(first);
          expect(heap.pop()?.at).toBe(first);
        } else {
          heap.push({ at, subject: String(at) });
          model.push(at);
        }
      }
    }),
  );
});
