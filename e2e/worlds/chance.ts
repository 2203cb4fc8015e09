/** Chance by a seed: the same seed makes the same choices. */

export interface Chance {
  /** From 0, below 1. */
  next(): number;
  /** A whole number, both ends included. */
  int(first: number, last: number): number;
  pick<T>(items: readonly T[]): T;
  /** True this often, from 0 to 1. */
  happens(share: number): boolean;
  /** A name by its weight. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
}

/** The mulberry32 generator. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  // Neighbouring seeds begin alike.
  for (let round = 0; round < 4; round++) next();
  const int = (first: number, last: number) => first + Math.floor(next() * (last - first + 1));
  return {
    next,
    int,
    pick: (items) => items[int(0, items.length - 1)]!,
    happens: (share) => next() < share,
    weighted(weights) {
      const names = Object.keys(weights) as (keyof typeof weights)[];
      const all = names.reduce((sum, name) => sum + weights[name], 0);
      let left = next() * all;
      for (const name of names) {
        left -= weights[name];
        if (left < 0) return name;
      }
      return names.at(-1)!;
    },
  };
}
