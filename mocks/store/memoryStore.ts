/** A store in memory, for tests, simulations and previews. */
import { MemoryLevel } from 'memory-level';
import { levelStore } from './levelStore.ts';
import type { Store } from './store.ts';

/** Its promises settle in microtasks, so virtual time may stand still meanwhile. */
export const memoryStore = (): Store =>
  levelStore(new MemoryLevel<string, string>({ storeEncoding: 'utf8' }));
