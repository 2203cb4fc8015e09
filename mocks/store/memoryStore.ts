/** A store that is gone with its process: tests, simulations, previews. */
import { MemoryLevel } from 'memory-level';
import { levelStore } from './levelStore.ts';
import type { Store } from './store.ts';

/** Its promises settle in microtasks only, so virtual time may stand still meanwhile. */
export const memoryStore = (): Store =>
  levelStore(new MemoryLevel<string, string>({ storeEncoding: 'utf8' }));
