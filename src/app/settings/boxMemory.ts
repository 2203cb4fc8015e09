/** Small values the box remembers, as JSON by name. A box without storage, or with a full one, remembers nothing. */
import { type ReadonlySignal, signal } from '@preact/signals';

export interface BoxMemory {
  /** `undefined` when there is nothing; `null` when what is there cannot be read. */
  read(name: string): unknown;
  /** False when it was not kept: what was there stays. `undefined` removes it. */
  write(name: string, value: unknown): boolean;
  /** For what `write` did not keep: it outlives a reload, not the browser, and goes with the next `write` that is kept. */
  hold(name: string, value: unknown): void;
  /** Whether the last `write` was kept. */
  readonly isKept: ReadonlySignal<boolean>;
}

/** When the format changes, the number changes: what an older portal kept is not misread. */
const PREFIX = 'portal.1.';

/** May throw, as reading `localStorage` does where it is forbidden. */
type OpenStorage = () => Storage;

const textOf = (value: unknown): string | null =>
  value === undefined ? null : JSON.stringify(value);

function get(open: OpenStorage, name: string): string | null {
  try {
    return open().getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Answers whether it can be read again: some storages take everything and keep nothing. */
function set(open: OpenStorage, name: string, text: string | null): boolean {
  try {
    if (text === null) open().removeItem(PREFIX + name);
    else open().setItem(PREFIX + name, text);
    return open().getItem(PREFIX + name) === text;
  } catch {
    return false;
  }
}

/** `lasting` outlives the box's restarts, `passing` reloads of the page. */
export function boxMemory(lasting: OpenStorage, passing: OpenStorage): BoxMemory {
  const isKept = signal(true);
  return {
    isKept,
    read(name) {
      const text = get(passing, name) ?? get(lasting, name);
      if (text === null) return undefined;
      try {
        return JSON.parse(text);
      } catch {
        return null;
      }
    },
    write(name, value) {
      isKept.value = set(lasting, name, textOf(value));
      if (isKept.peek()) set(passing, name, null);
      return isKept.peek();
    },
    hold(name, value) {
      set(passing, name, textOf(value));
    },
  };
}
