/** Durations by name. All values are kept, so percentiles are exact. */

export interface Spread {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface Measures {
  add(name: string, tookMs: number): void;
  count(name: string): void;
  /** In the order in which names were first used. */
  spreads(): readonly (readonly [name: string, spread: Spread])[];
  counts(): Readonly<Record<string, number>>;
}

/** The smallest value that at least this share of all values does not exceed. */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return 0;
  const rank = Math.ceil(share * sorted.length);
  return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1]!;
}

export function createMeasures(): Measures {
  const taken = new Map<string, number[]>();
  const counted: Record<string, number> = {};
  return {
    add(name, tookMs) {
      const list = taken.get(name);
      if (list) list.push(tookMs);
      else taken.set(name, [tookMs]);
    },
    count(name) {
      counted[name] = (counted[name] ?? 0) + 1;
    },
    spreads: () =>
      [...taken].map(([name, list]) => {
        const sorted = Float64Array.from(list).sort();
        const at = (share: number) => percentile(sorted, share);
        const spread = {
          count: list.length,
          mean: list.reduce((sum, value) => sum + value, 0) / list.length,
          p50: at(0.5),
          p95: at(0.95),
          p99: at(0.99),
          max: at(1),
        };
        return [name, spread] as const;
      }),
    counts: () => counted,
  };
}
