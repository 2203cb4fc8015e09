/** What has happened already, kept over a reload: a fault that strikes once does not strike again. */
import type { Plastic } from '../store/plastic.ts';

export interface Fired {
  count(name: string): number;
  add(name: string): void;
}

export function createFired(plastic: Plastic): Fired {
  const read = (name: string) => Number(plastic.read(`fired:${name}`) ?? '0');
  return {
    count: read,
    add: (name) => plastic.write(`fired:${name}`, String(read(name) + 1)),
  };
}
