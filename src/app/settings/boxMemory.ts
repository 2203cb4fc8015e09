/** Small values the box remembers, as JSON by name. A box without storage, or with a full one, remembers nothing. */

export interface BoxMemory {
  /** `undefined` when there is nothing; `null` when what is there cannot be read. */
  read(name: string): unknown;
  /** False when it was not kept. `undefined` removes it. */
  write(name: string, value: unknown): boolean;
}

/** When the format changes, the number changes: what an older portal kept is not misread. */
const PREFIX = 'portal.1.';

/** `open` may throw, as reading `localStorage` does where it is forbidden. */
export function boxMemory(open: () => Storage): BoxMemory {
  return {
    read(name) {
      try {
        const text = open().getItem(PREFIX + name);
        return text === null ? undefined : JSON.parse(text);
      } catch (error) {
        return error instanceof SyntaxError ? null : undefined;
      }
    },
    write(name, value) {
      try {
        if (value === undefined) open().removeItem(PREFIX + name);
        else open().setItem(PREFIX + name, JSON.stringify(value));
        return true;
      } catch {
        return false;
      }
    },
  };
}
