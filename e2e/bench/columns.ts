/** The columns of the bench's tables. Less is better in all of them. */
import { median, quantile } from './statistics.ts';
import type { Visit } from './visit.ts';

export interface Column {
  readonly title: string;
  /** The value for all visits of one page. */
  of(visits: readonly Visit[]): number;
  readonly digits: number;
  /** Smaller differences mean nothing, whatever the ratio. */
  readonly grain: number;
  /** Whether the portal must not be worse than the best peer. */
  readonly judged: boolean;
}

const all = (visits: readonly Visit[], of: (visit: Visit) => readonly number[]): number[] =>
  visits.flatMap((visit) => [...of(visit)]);

/** Times from key to paint; a key that moved nothing took infinitely long. */
const painted = ({ painted }: Visit): number[] =>
  painted.map((ms) => ms ?? Number.POSITIVE_INFINITY);

const middle = (of: (visit: Visit) => number) => (visits: readonly Visit[]) =>
  median(visits.map(of));
const share = (of: (visit: Visit) => readonly number[], at: number) => (visits: readonly Visit[]) =>
  quantile(all(visits, of), at);
const most = (of: (visit: Visit) => number) => (visits: readonly Visit[]) =>
  Math.max(...visits.map(of));

/** The Event Timing API rounds to 8 ms. */
const TIMING_GRAIN = 8;
/** Half a frame. */
const FRAME_GRAIN = 8;

const column = (
  title: string,
  of: Column['of'],
  { digits = 1, grain = 0, judged = true }: Partial<Column> = {},
): Column => ({ title, of, digits, grain, judged });

export const COLUMNS = {
  firstPaint: column(
    'first paint, ms',
    middle((visit) => visit.firstPaint),
    { digits: 0 },
  ),
  firstFocus: column(
    'first focus, ms',
    middle((visit) => visit.firstFocus),
    { digits: 0 },
  ),
  p50: column('press → painted p50, ms', share(painted, 0.5)),
  p95: column('p95, ms', share(painted, 0.95)),
  doubleP95: column(
    'two frames p95, ms',
    share((visit) => visit.doubleFrame, 0.95),
    { judged: false },
  ),
  timingP95: column(
    'Event Timing p95, ms',
    share((visit) => visit.eventTiming, 0.95),
    { digits: 0, grain: TIMING_GRAIN },
  ),
  script: column(
    'script, ms a press',
    middle((visit) => visit.script),
    { judged: false },
  ),
  style: column(
    'style, ms',
    middle((visit) => visit.style),
    { judged: false },
  ),
  layout: column(
    'layout, ms',
    middle((visit) => visit.layout),
    { judged: false },
  ),
  task: column(
    'main thread, ms a press',
    middle((visit) => visit.task),
  ),
  overrun: column(
    'held key: overrun, ms',
    (visits) => median(visits.flatMap(({ holds }) => holds.map((hold) => hold.overrun))),
    { digits: 0, grain: FRAME_GRAIN },
  ),
  /** Not judged against others: a repeat that comes before the last one is painted may be left out on purpose. */
  unmoved: column(
    'repeats without a row',
    (visits) =>
      median(visits.flatMap(({ holds, repeats }) => holds.map(({ rows }) => repeats - rows))),
    { digits: 0, judged: false },
  ),
  heap: column(
    'heap, MB',
    middle((visit) => visit.heap),
    { digits: 2 },
  ),
  domHeap: column(
    'DOM objects, MB',
    middle((visit) => visit.domHeap),
    { digits: 2, judged: false },
  ),
  nodes: column(
    'elements',
    middle((visit) => visit.nodes),
    { digits: 0 },
  ),
  lost: column(
    'frames without focus',
    most((visit) => visit.lost),
    { digits: 0 },
  ),
} as const satisfies Record<string, Column>;
