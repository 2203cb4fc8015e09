/** The figures of one business day, compared with the days before it. */
import { dayAfter, type Instant, rfc3339 } from '../../../../src/shared/time.ts';
import { pageThrough } from '../../../store/rowList.ts';
import { untilLate } from '../../tsp/base/withinTime.ts';
import { serviceOf } from '../../tsp/books/rows.ts';
import { allOrders } from '../../tsp/books/store/orderStore.ts';
import { businessDaySpan, isCalendarDate } from '../base/businessDay.ts';
import {
  type EndCounts,
  type EndSums,
  minutesUntil,
  STAGES,
  type StageCounts,
} from '../base/dayCounts.ts';
import { defined } from '../base/definedFields.ts';
import type { CallCounts, DayFold, OpsHandler, OpsParts, Schemas } from '../base/opsTypes.ts';
import { refuse } from '../base/refuse.ts';
import { countIn, percentile } from './histogram.ts';

type Figures = Schemas['DayFigures'];

/** How far back a day may lie. */
const OLDEST_DAYS = 400;
const WEEK = 7;
/** After a start the days before are read once; a request does not wait for more of it than this. */
const LONGEST_WAIT_MS = 3_000;
/** What people wait for at the television. */
export const MEASURED = [
  'openSession',
  'createQuote',
  'confirmOrder',
  'startAttempt',
  'authorise',
  'report',
];

const sumOf = ({ paid, paidFen, failed }: EndSums): Schemas['EndSum'] => ({
  paid,
  paidFen,
  failed,
});

/** How many orders came at least so far. */
function funnelOf(stages: StageCounts): Figures['funnel'] {
  let count = 0;
  return [...STAGES]
    .reverse()
    .map((stage) => {
      count += stages[stage];
      return { stage, count };
    })
    .reverse();
}

/** The mean of days with any payment. Amounts in whole fen, counts to a tenth. */
function meanOf(days: readonly EndSums[]): Schemas['EndSum'] | undefined {
  const busy = days.filter(({ paid, failed }) => paid + failed > 0);
  if (busy.length === 0) return undefined;
  const mean = (of: (sums: EndSums) => number) =>
    busy.reduce((sum, day) => sum + of(day), 0) / busy.length;
  const tenth = (value: number) => Math.round(value * 10) / 10;
  return {
    paid: tenth(mean(({ paid }) => paid)),
    paidFen: Math.round(mean(({ paidFen }) => paidFen)),
    failed: tenth(mean(({ failed }) => failed)),
  };
}

const byCount = (a: { count: number; code: string }, b: { count: number; code: string }) =>
  b.count - a.count || (a.code < b.code ? -1 : 1);

const causesOf = ({ causes }: EndCounts): Figures['endings'] =>
  [...causes].map(([code, count]) => ({ code, count })).sort(byCount);

const refusalsOf = ({ refused }: CallCounts): Figures['refusals'] =>
  Object.entries(refused)
    .map(([name, count]) => {
      const [operation = '', code = ''] = name.split(' ');
      return { operation, code, count };
    })
    .sort(byCount);

const latencyOf = ({ took }: CallCounts): Figures['latency'] =>
  MEASURED.flatMap((operation) => {
    const times = took[operation] ?? {};
    const samples = countIn(times);
    if (samples === 0) return [];
    const [p50Ms = 0, p95Ms = 0, p99Ms = 0] = [0.5, 0.95, 0.99].map((p) => percentile(times, p));
    return [{ operation, samples, p50Ms, p95Ms, p99Ms }];
  });

type Title = Schemas['ServiceFigure']['title'];

/** Names of services, from the newest order for each. A name that was found is kept. */
export function createServiceTitles({ room }: Pick<OpsParts, 'room'>) {
  const titles = new Map<string, Title>();
  /** A service whose order lies further back than this has no name yet. */
  const MOST_LOOKED_AT = 5_000;
  return async (serviceIds: readonly string[]): Promise<ReadonlyMap<string, Title>> => {
    const missing = new Set(serviceIds.filter((id) => id !== '' && !titles.has(id)));
    let looked = 0;
    if (missing.size > 0)
      for await (const { value } of pageThrough(room, allOrders, { reverse: true })) {
        const id = serviceOf(value);
        if (missing.delete(id)) titles.set(id, value.quote.title);
        if (missing.size === 0 || ++looked >= MOST_LOOKED_AT) break;
      }
    return titles;
  };
}

async function servicesOf(parts: OpsParts, { services }: EndCounts): Promise<Figures['services']> {
  const titles = await parts.serviceTitles([...services.keys()]);
  return [...services]
    .map(([serviceId, { count, totalFen }]) =>
      defined({ serviceId, title: titles.get(serviceId), count, totalFen }),
    )
    .sort((a, b) => b.totalFen - a.totalFen || (a.serviceId < b.serviceId ? -1 : 1));
}

interface Chosen {
  readonly date: string;
  readonly ends: EndCounts;
  readonly stages: StageCounts;
  /** Absent for a day that is over. */
  readonly now?: Instant;
}

async function chosenDay({ dayFold, environment }: OpsParts, date?: string): Promise<Chosen> {
  const running = await dayFold.read();
  if (date === undefined || date === running.date) {
    const stages = await dayFold.stagesOf(running.date);
    return { date: running.date, ends: running.counts, stages, now: environment.clock.now() };
  }
  return { date, ends: await dayFold.endsOf(date), stages: await dayFold.stagesOf(date) };
}

interface Earlier {
  readonly date: string;
  readonly ends: EndCounts;
}

async function weekOf(dayFold: DayFold, dates: readonly string[]): Promise<readonly Earlier[]> {
  const days: Earlier[] = [];
  for (const date of dates) days.push({ date, ends: await dayFold.endsOf(date) });
  return days;
}

/** Absent as long as the days before are still being read. */
function comparisonOf(
  earlier: readonly Earlier[] | undefined,
  minute: number | undefined,
): Omit<Figures['compared'], 'sum'> {
  if (!earlier) return {};
  const sums = earlier.map(({ ends }) => ends.until(minute));
  const mean = meanOf(sums);
  return {
    dayBefore: sumOf(sums[0]!),
    weekBefore: sumOf(sums[WEEK - 1]!),
    ...(mean ? { mean } : {}),
  };
}

async function figuresOf(parts: OpsParts, chosen: Chosen): Promise<Figures> {
  const { cutOff, dayFold, calls, environment } = parts;
  const { date, ends, stages, now } = chosen;
  // Of the day that runs, only whole minutes can be compared with other days.
  const minute = now && minutesUntil(now, businessDaySpan(date, cutOff).from);
  const before = Array.from({ length: WEEK }, (_, back) => dayAfter(date, -1 - back));
  const week = () => weekOf(dayFold, before);
  const earlier = (await untilLate(environment.timers, LONGEST_WAIT_MS, week)) ?? undefined;
  const counts: CallCounts = (await calls?.read(date)) ?? { took: {}, refused: {} };
  return defined({
    date,
    asOf: rfc3339(environment.clock.now()),
    isOver: now === undefined,
    sum: sumOf(ends.until()),
    compared: defined({ sum: sumOf(ends.until(minute)), ...comparisonOf(earlier, minute) }),
    days: [
      ...(earlier ?? []).map((day) => ({ date: day.date, sum: sumOf(day.ends.until()) })).reverse(),
      { date, sum: sumOf(ends.until()) },
    ],
    isReading: earlier === undefined ? true : undefined,
    funnel: funnelOf(stages),
    endings: causesOf(ends),
    services: await servicesOf(parts, ends),
    refusals: refusalsOf(counts),
    latency: latencyOf(counts),
  });
}

export const getFigures: OpsHandler<'getFigures'> = async (parts, { query }) => {
  const { date } = query ?? {};
  if (date !== undefined) {
    const today = parts.tsp.businessDate();
    if (!isCalendarDate(date)) {
      return refuse('request.invalid', `date: ${date} is not in the calendar`, { field: 'date' });
    }
    if (date > today || date < dayAfter(today, -OLDEST_DAYS)) {
      return refuse('day.not_found', `date: no figures of ${date}`);
    }
  }
  return { status: 200, body: await figuresOf(parts, await chosenDay(parts, date)) };
};
