/** The results of a run, and how they are read back. */
import type { Entry } from './entries.ts';
import type { Visit, VisitPlan } from './visit.ts';

export interface Results {
  /** ISO day. */
  readonly date: string;
  readonly browser: string;
  readonly machine: string;
  /** Load of the machine when the run began; above the number of processors, other programs were at work. */
  readonly load: number;
  readonly plan: VisitPlan;
  readonly entries: readonly Entry[];
  readonly visits: readonly Visit[];
}

const NUMBERS = [
  'firstPaint',
  'firstFocus',
  'script',
  'style',
  'layout',
  'task',
  'repeats',
  'heap',
  'domHeap',
  'nodes',
  'lost',
  'afterPresses',
  'endsAt',
] as const satisfies readonly (keyof Visit)[];

/** @throws Error when the floor does not show the same picture as the portal. */
export function checkPicture({ entries, visits }: Pick<Results, 'entries' | 'visits'>): void {
  const shownBy = (kind: string) => {
    const entry = entries.find((candidate) => candidate.kind === kind);
    return visits.filter((visit) => visit.entry === entry?.name).map(({ shows }) => shows);
  };
  const [portal] = shownBy('ours');
  if (portal === undefined) return;
  for (const shows of shownBy('picture')) {
    const missing = portal.find((text) => !shows.includes(text));
    const extra = shows.find((text) => !portal.includes(text));
    if (missing === undefined && extra === undefined && portal.length > 0) continue;
    throw new Error(
      `the floor shows another picture than the portal: ${extra ?? 'nothing'} where ${missing ?? 'nothing'} is`,
    );
  }
}

/** @throws Error that names what is missing: a table of incomplete numbers would look like any other. */
export function parseResults(text: string): Results {
  const results = JSON.parse(text) as Results;
  const known = new Set(results.entries.map(({ name }) => name));
  for (const [at, visit] of results.visits.entries()) {
    const where = `visit ${at} (${visit.entry})`;
    if (!known.has(visit.entry)) throw new Error(`${where}: no such page`);
    for (const name of NUMBERS) {
      // JSON writes NaN as null.
      if (typeof visit[name] !== 'number') throw new Error(`${where}: ${name} is not a number`);
    }
    if (visit.painted.length !== results.plan.presses) {
      throw new Error(`${where}: ${visit.painted.length} presses of ${results.plan.presses}`);
    }
    if (!Array.isArray(visit.shows)) throw new Error(`${where}: shows is missing`);
    if (visit.holds.length !== results.plan.holds) {
      throw new Error(`${where}: ${visit.holds.length} holds of ${results.plan.holds}`);
    }
  }
  for (const name of known) {
    if (!results.visits.some((visit) => visit.entry === name)) throw new Error(`${name}: no visit`);
  }
  checkPicture(results);
  return results;
}
