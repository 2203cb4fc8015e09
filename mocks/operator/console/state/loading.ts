/** What a page shows of one answer: the newest value stays while a newer one is on its way, or does not come. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Timers } from '../../../../src/shared/time.ts';
import type { Answer, Failure } from './opsClient.ts';

interface Loaded<T> {
  readonly value?: T;
  /** Why there is no newer value. */
  readonly failure?: Failure;
  readonly isLoading: boolean;
}

export interface Loading<T> {
  readonly state: ReadonlySignal<Loaded<T>>;
  load(): Promise<void>;
  /** What the platform answered to a change: no need to ask again. */
  set(value: T): void;
  /** Asks again and again; answers the way to stop. */
  poll(everyMs: number): () => void;
}

interface LoadingParts<T> {
  ask(): Answer<T>;
  readonly timers: Timers;
  isVisible(): boolean;
  readonly kept?: T | undefined;
  keep?(value: T): void;
}

export function createLoading<T>(parts: LoadingParts<T>): Loading<T> {
  const { ask, timers, isVisible, kept, keep = () => {} } = parts;
  const state = signal<Loaded<T>>(
    kept === undefined ? { isLoading: true } : { value: kept, isLoading: true },
  );
  let asked = 0;

  function set(value: T): void {
    asked++;
    keep(value);
    state.value = { value, isLoading: false };
  }

  async function load(): Promise<void> {
    const number = ++asked;
    state.value = { ...state.value, isLoading: true };
    const answer = await ask();
    // An answer that was overtaken is older than what stands there.
    if (number !== asked) return;
    if (answer.ok) return set(answer.value);
    const { value } = state.value;
    state.value = {
      ...(value === undefined ? {} : { value }),
      failure: answer.error,
      isLoading: false,
    };
  }

  return {
    state,
    load,
    set,
    poll(everyMs) {
      let cancel = () => {};
      let isOver = false;
      const again = () => {
        if (isOver) return;
        cancel = timers.after(everyMs, async () => {
          if (isVisible()) await load();
          again();
        });
      };
      again();
      return () => {
        isOver = true;
        cancel();
      };
    },
  };
}
