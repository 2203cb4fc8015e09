/** A process that can be killed: afterwards nothing of it reaches the disk or the network. */
import type { Fetch } from '../environment/environment.ts';
import type { Store } from './store.ts';

export interface Life {
  isOver: boolean;
}

const never = <T>(): Promise<T> => new Promise<T>(() => {});

class Killed extends Error {}

/** Wraps a store for a process; a transaction under way when the process dies leaves nothing. */
export function killableStore(store: Store, life: Life): Store {
  return {
    room: (name) => killableStore(store.room(name), life),
    clear: () => store.clear(),
    onReopened: (listener) =>
      store.onReopened?.(() => {
        if (!life.isOver) listener();
      }) ?? (() => {}),
    async transaction(work) {
      if (life.isOver) return never();
      try {
        return await store.transaction(async (tx) => {
          const value = await work(tx);
          if (life.isOver) throw new Killed();
          return value;
        });
      } catch (cause) {
        if (cause instanceof Killed) return never();
        throw cause;
      }
    },
  };
}

/** Wraps a fetch for a process: when the process is dead, requests fail with a lost connection. */
export const killableFetch =
  (fetch: Fetch, life: Life): Fetch =>
  async (request) => {
    const lost = () => new TypeError('connection lost: the process is gone');
    if (life.isOver) throw lost();
    const response = await fetch(request);
    if (life.isOver) throw lost();
    return response;
  };
