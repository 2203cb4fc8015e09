/** What a page shows of one answer. The last value stays while a newer one is loading, or if it does not come. */
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
  /** Sets the value that the platform answered to a change, so that it need not be asked again. */
  set(value: T): void;
  /** Asks again and again. Returns a function that stops it. */
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
    // A newer request was made since, so this answer is older than the shown value.
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
