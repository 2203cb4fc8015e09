/** A store in IndexedDB, which survives a reload of the page. */
import { BrowserLevel } from 'browser-level';
import { type LevelStoreOptions, levelStore } from './levelStore.ts';
import type { Store } from './store.ts';

/**
 * The store called `name` on this origin. With `navigator.locks` (secure contexts) several tabs may share it, and their
 * transactions never interleave; without, only one tab at a time may use it.
 *
 * Limit: engines may report a commit before it is on disk (relaxed durability), so a power cut can lose the last one.
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
