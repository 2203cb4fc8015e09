/** A world of readers and cards behind a pcscd that dies and returns; it keeps its own record of what is true. */
import type { Timers } from '../../../../src/shared/time.ts';

/** `throws`: at once; `rejects`: before anything happened; `late`: after it happened. */
export type Fault = 'throws' | 'rejects' | 'late';

/** Somebody who waits for a change. */
interface Waiter {
  wakes(reader: string): void;
  fails(code: string): void;
}

const CALL_MS = 20;
export const failing = (code: string) => ({ code });

export type FakePcscd = ReturnType<typeof fakePcscd>;

export function fakePcscd(timers: Timers) {
  /** Which insertion is in each reader; 0: none. */
  const world = new Map<string, number>();
  /** How often a card got a command. */
  const times = new Map<string, number>();
  /** Who holds the card of a reader. */
  const holders = new Map<string, object>();
  /** What was told of readers, and that those of a process are gone when it ends. */
  const delivered: [reader: string, state: string][] = [];
  /** What must never happen, and did. */
  const breaches: string[] = [];
  /** What the next calls come to. */
  const faults: Fault[] = [];
  const waiters = new Set<Waiter>();
  /** How often cards came and went in a reader. */
  const moves = new Map<string, number>();
  let life = 1;
  let isAlive = true;
  let insertions = 0;

  function becomes(name: string, insertion: number | null): void {
    if (insertion === null) world.delete(name);
    else world.set(name, insertion);
    holders.delete(name);
    moves.set(name, (moves.get(name) ?? 0) + 1);
    if (isAlive) for (const waiter of [...waiters]) waiter.wakes(name);
  }

  return {
    ...{ world, moves, times, holders, delivered, breaches, faults, waiters },
    /** Which pcscd runs; 0: none. */
    life: () => (isAlive ? life : 0),
    /** A call to the pcscd of that life: half its time passes before it happens. */
    calls<T>(of: number, run: () => T): Promise<T> {
      const fault = faults.shift();
      if (fault === 'throws') throw failing('InvalidValue');
      return new Promise((resolve, reject) => {
        const isGone = () => !isAlive || of !== life;
        let end = () => reject(failing('NoService'));
        timers.after(CALL_MS / 2, () => {
          if (isGone()) return;
          end = () => reject(failing('NotTransacted'));
          if (fault === 'rejects') return;
          try {
            const value = run();
            end = () => (fault === 'late' ? reject(failing('CommError')) : resolve(value));
          } catch (cause) {
            end = () => reject(cause);
          }
        });
        timers.after(CALL_MS, () => (isGone() ? reject(failing('CommError')) : end()));
      });
    },
    plug: (name: string) => !world.has(name) && becomes(name, 0),
    /** The first reader comes between the list and the wait: nobody is woken. */
    plugUnseen(name: string): void {
      if (world.size === 0) world.set(name, 0);
    },
    insert: (name: string) => world.get(name) === 0 && becomes(name, ++insertions),
    pull: (name: string) => !!world.get(name) && becomes(name, 0),
    unplug: (name: string) => world.has(name) && becomes(name, null),
    /** pcscd dies: whoever holds a card holds it no more, and who waits learns it at some time. */
    kill(): void {
      isAlive = false;
      holders.clear();
      for (const waiter of [...waiters]) waiter.fails('CommError');
    },
    revive(): void {
      if (!isAlive) life++;
      isAlive = true;
    },
    /** The wait fails although pcscd is well. */
    failWait(): void {
      for (const waiter of [...waiters]) waiter.fails('InternalError');
    },
  };
}
