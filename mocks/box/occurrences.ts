/** Counts what has happened, and keeps it over a reload: a fault that strikes once does not strike again. */
import type { NonVolatileMemory } from '../store/nonVolatileMemory.ts';

export interface Occurrences {
  count(name: string): number;
  add(name: string): void;
}

export function createOccurrences(nvm: NonVolatileMemory): Occurrences {
  const read = (name: string) => Number(nvm.read(`fired:${name}`) ?? '0');
  return {
    count: read,
    add: (name) => nvm.write(`fired:${name}`, String(read(name) + 1)),
  };
}
