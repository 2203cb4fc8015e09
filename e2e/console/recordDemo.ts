/** Records the demonstration. The same code records the same rows. */
import type { DemoState } from '../../mocks/operator/demo/demoState.ts';
import type { CallBook } from '../../mocks/operator/ops/base/opsTypes.ts';
import { createCallBook } from '../../mocks/operator/ops/figures/callBook.ts';
import { MEASURED } from '../../mocks/operator/ops/figures/dayFigures.ts';
import type { NonVolatileMemory } from '../../mocks/store/nonVolatileMemory.ts';
import { HOUSEHOLDS, PSAMS } from './demoPlan.ts';
import { type DemoParts, playDemo } from './playDemo.ts';

function listedNvm(): NonVolatileMemory & { readonly chips: Record<string, string> } {
  const chips: Record<string, string> = {};
  return {
    chips,
    read: (name) => chips[name] ?? null,
    write: (name, json) => {
      chips[name] = json;
    },
    clear() {},
  };
}

/** @throws Error when a party broke its contract. */
export async function recordDemo(parts: Pick<DemoParts, 'seed' | 'days'> = {}): Promise<DemoState> {
  const nvm = listedNvm();
  let book: CallBook | undefined;
  const world = await playDemo({
    ...parts,
    nvm,
    measured: (call) => book?.note(call),
    begun({ simulation: { environment }, store, operator }) {
      const businessDate = () => operator.tsp.businessDate();
      book = createCallBook({ environment, store, businessDate }, MEASURED);
    },
  });
  if (world.violations.length > 0) throw new Error(world.violations.join('\n'));
  await world.within(book!.flush());
  const rows = await world.store.transaction((tx) => tx.list<unknown>(''));
  return {
    head: {
      format: 1,
      now: world.simulation.time.now(),
      households: HOUSEHOLDS,
      psams: PSAMS,
      chips: nvm.chips,
    },
    rows: rows.map(({ key, value }) => [key, value] as const),
  };
}
