/** Judges whether the portal meets its goals: the fixed ones, and being no worse than the best peer in any column. */
import { COLUMNS, type Column } from './columns.ts';
import type { Entry } from './entries.ts';
import type { Results } from './results.ts';
import { ratioInterval, type Verdict, verdictOf } from './statistics.ts';
import type { Visit } from './visit.ts';

interface Goal {
  readonly title: string;
  readonly found: string;
  readonly met: boolean;
}

interface Comparison {
  readonly column: Column;
  readonly ours: number;
  readonly best: number;
  readonly peer: string;
  /** `0.71 (0.62–0.83)` */
  readonly ratio: string;
  readonly verdict: Verdict;
}

const LIMITS = {
  timesFloor: 1.2,
  overrunMs: 30,
  heapMb: 4,
  nodes: 300,
  unmovedPercent: 10,
  /** The most that script and style sheet before the first screen may weigh, in kB of brotli. */
  firstKb: 40,
} as const;

const visitsOf = ({ visits }: Results, { name }: Entry): readonly Visit[] =>
  visits.filter((visit) => visit.entry === name);

export const oursIn = ({ entries }: Results): Entry | undefined =>
  entries.find(({ kind }) => kind === 'ours');

/** Compares each column with the best peer in it; a floor is no peer. */
export function compare(results: Results): readonly Comparison[] {
  const ours = oursIn(results);
  const peers = results.entries.filter(({ kind }) => kind === 'peer');
  if (!ours || peers.length === 0) return [];
  const mine = visitsOf(results, ours);
  return Object.values<Column>(COLUMNS)
    .filter(({ judged }) => judged)
    .map((column) => {
      const value = column.of(mine);
      const [best, peer] = peers
        .map((entry) => [column.of(visitsOf(results, entry)), entry] as const)
        .sort(([a], [b]) => a - b)[0]!;
      if (value <= best + column.grain) {
        const verdict = value < best ? 'best' : 'equal';
        const ratio = best > 0 ? (value / best).toFixed(2) : '–';
        return { column, ours: value, best, peer: peer.name, ratio, verdict };
      }
      const interval = ratioInterval(mine, visitsOf(results, peer), column.of);
      const range = `${interval.low.toFixed(2)}–${interval.high.toFixed(2)}`;
      const ratio = `${(value / best).toFixed(2)} (${range})`;
      const verdict = verdictOf(value / best, interval);
      return { column, ours: value, best, peer: peer.name, ratio, verdict };
    });
}

/** The portal's p95 of a press divided by that of a floor; `null` when one of them was not visited. */
export function timesFloor(results: Results, kind: 'picture' | 'floor'): number | null {
  const ours = oursIn(results);
  const floor = results.entries.find((entry) => entry.kind === kind);
  if (!ours || !floor) return null;
  const [mine, least] = [ours, floor].map((entry) => COLUMNS.p95.of(visitsOf(results, entry)));
  return mine! / least!;
}

export function goalsOf(results: Results): readonly Goal[] {
  const ours = oursIn(results);
  if (!ours) return [];
  const mine = visitsOf(results, ours);
  const goals: Goal[] = [];
  const atMost = (title: string, found: number, limit: number, unit: string, digits = 0) =>
    goals.push({
      title: `${title} ≤ ${limit}${unit}`,
      found: `${found.toFixed(digits)}${unit}`,
      met: found <= limit,
    });
  const times = timesFloor(results, 'picture');
  if (times !== null) {
    atMost(
      'p95 of a press, against the same picture without a framework',
      times,
      LIMITS.timesFloor,
      ' ×',
      2,
    );
  }
  atMost('overrun of a held key', COLUMNS.overrun.of(mine), LIMITS.overrunMs, ' ms');
  atMost('heap', COLUMNS.heap.of(mine), LIMITS.heapMb, ' MB', 2);
  atMost('elements', COLUMNS.nodes.of(mine), LIMITS.nodes, '');
  const first = (ours.js.br + ours.css.br) / 1000;
  atMost('script and style sheet before the first screen, brotli', first, LIMITS.firstKb, ' kB', 1);
  atMost('frames without focus', COLUMNS.lost.of(mine), 0, '');
  const astray = mine.filter(({ afterPresses, painted }) => afterPresses !== painted.length).length;
  atMost('visits in which a press moved not just one row', astray, 0, '');
  const unmoved = (100 * COLUMNS.unmoved.of(mine)) / results.plan.repeats;
  atMost('repeats of a held key that moved nothing', unmoved, LIMITS.unmovedPercent, ' %');
  return goals;
}
