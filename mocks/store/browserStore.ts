/** A store in IndexedDB: a reload of the page does not erase the world. */
import { BrowserLevel } from 'browser-level';
import { type LevelStoreOptions, levelStore } from './levelStore.ts';
import type { Store } from './store.ts';

/**
 * The world called `name` on this origin. Where there is `navigator.locks` (secure contexts), two tabs share one world
 * and their transactions never interleave; elsewhere one tab at a time must be enough.
 *
 * Limit: engines may answer a commit before the disk has it (relaxed durability), so a power cut can lose the last one.
 */
export function browserStore(name: string): Store {
  return levelStore(new BrowserLevel<string, string>(name), acrossTabs(name, navigator.locks));
}

/** The lock of one name over all tabs of the origin. */
export function acrossTabs(name: string, locks: LockManager | undefined): LevelStoreOptions {
  if (!locks) return {};
  return {
    exclusive: async <T>(work: () => Promise<T>): Promise<T> => {
      const done: { value?: T } = {};
      await locks.request(`store:${name}`, async () => {
        done.value = await work();
      });
      return done.value as T;
    },
  };
}
