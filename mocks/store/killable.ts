/** A process that can be killed: nothing it was doing reaches the disk or the wire afterwards. */
import type { Fetch } from '../environment/environment.ts';
import type { Store } from './store.ts';

export interface Life {
  isOver: boolean;
}

const never = <T>(): Promise<T> => new Promise<T>(() => {});

class Killed extends Error {}

/** The same store for as long as the process lives; a transaction that is under way when it dies leaves nothing. */
export function killableStore(store: Store, life: Life): Store {
  return {
    room: (name) => killableStore(store.room(name), life),
    clear: () => store.clear(),
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

/** Requests of and to a dead process get no answer; whoever waits for one loses the connection. */
export const killableFetch =
  (fetch: Fetch, life: Life): Fetch =>
  async (request) => {
    const lost = () => new TypeError('connection lost: the process is gone');
    if (life.isOver) throw lost();
    const response = await fetch(request);
    if (life.isOver) throw lost();
    return response;
  };
