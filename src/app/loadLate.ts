/** Loads the script that follows the first screen. */
import { type ReadonlySignal, signal } from '@preact/signals';

export interface Late<T> {
  /** Null until it is there. */
  readonly there: ReadonlySignal<T | null>;
  /** Asks for it once for all callers; resolves when it is there. The page asks for a lost file until it comes. */
  come(): Promise<T>;
}

export function loadLate<T>(load: () => Promise<T>): Late<T> {
  const there = signal<T | null>(null);
  let coming: Promise<T> | undefined;
  return {
    there,
    come() {
      coming = coming || load().then((loaded) => (there.value = loaded));
      return coming;
    },
  };
}
