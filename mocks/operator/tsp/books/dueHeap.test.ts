import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDueHeap } from './dueHeap.ts';

test('everything comes out in the order of its time', () => {
  const step = fc.option(fc.nat(50), { nil: null });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const heap = createDueHeap();
      const model: number[] = [];
      let number = 0;
      for (const at of steps) {
        if (at === null) {
          const first =
            model.length > 0 ? model.splice(model.indexOf(Math.min(...model)), 1)[0] : undefined;
          expect(heap.peek()?.at).toBe(first);
          expect(heap.pop()?.at).toBe(first);
        } else {
          heap.push({ at, subject: String(++number), deadline: at });
          model.push(at);
        }
      }
    }),
  );
});

test('a deadline that is in it already is not added again; once it is out, it may come back', () => {
  const heap = createDueHeap();
  const due = { at: 5, subject: 'order/1', deadline: 100 };
  heap.push(due);
  heap.push({ ...due, at: 3 });
  expect([heap.pop(), heap.pop()]).toEqual([due, undefined]);
  heap.push(due);
  expect(heap.pop()).toEqual(due);
});
