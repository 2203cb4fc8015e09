/** A host whose state is the recorded demonstration: how it begins, what keeps it apart from real rows, its time, its files. */
import type { Environment } from '../../../environment/environment.ts';
import type { NonVolatileMemory } from '../../../store/nonVolatileMemory.ts';
import type { Store } from '../../../store/store.ts';
import { type DemoState, fillChips } from '../../demo/demoState.ts';
import { type Begun, beginDemo, begunDemo } from '../../demo/demoStore.ts';
import { storeExchange } from '../../settlement/storeExchange.ts';
import type { FileTransfer } from './fileTransfer.ts';
import type { Beginning } from './hostStore.ts';

/** Real rows and those of a demonstration are never in one state. */
export function checkKind(
  { folder, demonstration }: { readonly folder: string; readonly demonstration?: DemoState },
  known: Beginning,
): void {
  if (demonstration && !known.demonstration) {
    throw new Error(
      `demo: the state in ${folder} is no demonstration; give --demo a folder of its own with --state`,
    );
  }
  if (!demonstration && known.demonstration) {
    throw new Error(
      `state: ${folder} is a demonstration; start it with --demo, or give this host a folder of its own with --state`,
    );
  }
}

/** Fills a state that was begun as a demonstration, also one whose filling was cut. */
export async function filled(
  store: Store,
  nvm: NonVolatileMemory,
  demo: DemoState | undefined,
): Promise<Begun | undefined> {
  if (!demo) return undefined;
  if (!(await begunDemo(store))) {
    fillChips(nvm, demo.head);
    await beginDemo(store, demo, Date.now());
  }
  return begunDemo(store);
}

/** A demonstration goes on from the moment at which it was recorded. */
export function shifted(environment: Environment, demonstration: Begun | undefined): Environment {
  if (!demonstration) return environment;
  const { clock } = environment;
  const aheadMs = demonstration.head.now - demonstration.begunAt;
  return { ...environment, clock: { ...clock, now: () => clock.now() + aheadMs } };
}

/** The files of a demonstration are in its store. */
export function exchangesOf(
  { store, demonstration }: { readonly store: Store; readonly demonstration?: Begun },
  { exchanges }: Pick<FileTransfer, 'exchanges'>,
): FileTransfer['exchanges'] {
  if (!demonstration) return exchanges;
  const own = storeExchange(store);
  return { tsp: own, boss: own, ppp: own };
}
