/** Compares a long list with what it should be, under everything that may happen to it in any order. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Service } from '../tsp/tspTypes.ts';
import { createLongList } from './createLongList.ts';
import { createLane } from './lane.ts';
import { lost, servicesFixture } from './services.fixture.ts';

const SCREEN = 16;
const WIDTH = 2;

type Step =
  | { readonly kind: 'look'; readonly at: number }
  | { readonly kind: 'walk'; readonly rows: number }
  | { readonly kind: 'answer' | 'fail'; readonly which: number }
  | { readonly kind: 'add' | 'remove'; readonly at: number }
  | { readonly kind: 'reload' | 'retry' };

const share = fc.double({ min: 0, max: 1, noNaN: true });
const LOOK = fc.record({ kind: fc.constant('look' as const), at: share });
const WALK = fc.record({
  kind: fc.constant('walk' as const),
  rows: fc.integer({ min: -8, max: 8 }),
});
const ANSWER = fc.record({ kind: fc.constant('answer' as const), which: fc.nat(1) });
const FAIL = fc.record({ kind: fc.constant('fail' as const), which: fc.nat(1) });
const CHANGE = fc.record({ kind: fc.constantFrom('add' as const, 'remove' as const), at: share });
const AGAIN = fc.record({ kind: fc.constantFrom('reload' as const, 'retry' as const) });

async function run(steps: readonly Step[], count: number, isFixed: boolean): Promise<void> {
  const fixture = servicesFixture(count);
  const long = createLongList(fixture, createLane(WIDTH), {});
  let added = 1_000_000;
  let from = 0;

  const shown = () => (long.list.value.state === 'ready' ? long.list.value.value : null);
  const end = () => Math.min(shown()?.total ?? 1, from + SCREEN);
  const look = () => long.need(from, end());

  /** What the screen does whenever the list changes. */
  const follow = () => {
    const total = shown()?.total;
    if (total === undefined) return;
    from = Math.max(0, Math.min(from, total - SCREEN));
    look();
  };

  function check(): void {
    expect(fixture.pending().length).toBeLessThanOrEqual(WIDTH);
    const list = shown();
    if (!list) return;
    const ids = new Set<string>();
    for (let index = 0; index < list.total; index++) {
      const service = list.at(index);
      if (!service) continue;
      if (isFixed) expect(service).toBe(fixture.all[index]);
      expect(list.indexOf(service.serviceId)).toBe(index);
      ids.add(service.serviceId);
    }
    expect(list.at(list.total)).toBeUndefined();
  }

  async function make(step: Step): Promise<void> {
    switch (step.kind) {
      case 'look':
      case 'walk': {
        const total = shown()?.total ?? 1;
        const wanted = step.kind === 'look' ? Math.floor(step.at * total) : from + step.rows * 4;
        from = Math.max(0, Math.min(wanted, total - 1));
        return look();
      }
      case 'answer':
        return fixture.pending()[step.which]?.answer();
      case 'fail':
        return fixture.pending()[step.which]?.answer(lost);
      case 'add':
      case 'remove': {
        const at = Math.floor(step.at * fixture.all.length);
        const all: Service[] = fixture.all.slice();
        if (step.kind === 'remove') all.splice(at, 1);
        else all.splice(at, 0, { ...all[0]!, serviceId: `s${++added}`, number: added });
        fixture.all = all;
        return;
      }
      default:
        long[step.kind]();
    }
  }

  look();
  for (const step of steps) {
    await make(step);
    follow();
    check();
  }
  // No flood: a step leads to a few requests at most, including the one that finds the list changed.
  expect(fixture.asked.length).toBeLessThanOrEqual(8 * (steps.length + 2));

  // In the end, when everything is answered, the viewer sees the list as it is.
  long.reload();
  await fixture.answerAll();
  follow();
  await fixture.answerAll();
  check();
  const list = shown();
  expect(list?.total).toBe(fixture.all.length);
  const visible = fixture.all.slice(from, end());
  expect(visible.map((_, at) => list?.at(from + at)?.serviceId)).toEqual(
    visible.map(({ serviceId }) => serviceId),
  );
}

test('whatever is asked, answered, lost and tried again: every row shows its own service', async () => {
  const steps = fc.array(fc.oneof(LOOK, WALK, ANSWER, ANSWER, FAIL, AGAIN), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(steps, (given) => run(given, 1500, true)),
    { numRuns: 60 },
  );
});

test('while the list itself changes, no service stands at two places, and the end is right', async () => {
  const steps = fc.array(fc.oneof(LOOK, WALK, ANSWER, ANSWER, CHANGE, AGAIN), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(steps, (given) => run(given, 200, false)),
    { numRuns: 100 },
  );
});
