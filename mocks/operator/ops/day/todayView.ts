/** The current business day at a glance. */
import { chinaTime, type Instant, rfc3339 } from '../../../../src/shared/time.ts';
import type { DayEnd } from '../../tsp/books/rows.ts';
import { businessDaySpan } from '../base/businessDay.ts';
import { defined } from '../base/definedFields.ts';
import { openBacklog, openCases, openDoubts } from '../base/openSums.ts';
import type { OpsHandler, PartyHealth, Schemas } from '../base/opsTypes.ts';
import { alertsNow } from '../figures/alerts.ts';

type Today = Schemas['Today'];
const HOUR_MS = 3_600_000;

/** The upper median, so that it is a time that really occurred. */
function medianOf(values: readonly number[]): number | undefined {
  const sorted = Float64Array.from(values).sort();
  return sorted.length === 0 ? undefined : sorted[sorted.length >> 1];
}

const hourOf = (at: Instant): Instant => at - (at % HOUR_MS);

/** From the hour of the cut-off on the evening before, when the day began, to the current hour. */
function hoursOf(ends: readonly DayEnd[], from: Instant, now: Instant): Today['hours'] {
  const hours = new Map<Instant, Today['hours'][number]>();
  for (let at = hourOf(from); at <= now; at += HOUR_MS) {
    const hour = Number(chinaTime(at).time.slice(0, 2));
    hours.set(at, { hour, paid: 0, paidFen: 0, failed: 0 });
  }
  for (const { at, paid, amountFen } of ends) {
    const hour = hours.get(hourOf(at));
    if (!hour) continue;
    if (paid) {
      hour.paid += 1;
      hour.paidFen += amountFen;
    } else hour.failed += 1;
  }
  return [...hours.values()];
}

function endingsOf(failed: readonly DayEnd[]): Today['endings'] {
  const counts = new Map<string, number>();
  for (const { code = 'unknown' } of failed) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .map(([code, count]) => ({ code, count }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}

const healthView = ({ state, lastAnswerAt, medianMs }: PartyHealth): Schemas['Health'] =>
  defined({
    state,
    lastAnswerAt: lastAnswerAt === undefined ? undefined : rfc3339(lastAnswerAt),
    medianMs: medianMs === undefined ? undefined : Math.round(medianMs),
  });

export const getToday: OpsHandler<'getToday'> = async (parts) => {
  const { environment, tsp, cutOff, dayFold } = parts;
  const now = environment.clock.now();
  const day = await dayFold.read();
  const { date, ends } = day;
  const paid = ends.filter((end) => end.paid);
  const failed = ends.filter((end) => !end.paid);
  const took = paid.flatMap(({ tookMs }) => (tookMs === undefined ? [] : [tookMs]));
  const { psams, waiting } = await tsp.desk.pool();
  const free = psams.filter(({ state }) => state === 'free').length;
  const leased = psams.filter(({ state }) => state === 'leased').length;
  const { toApprove, ...cases } = await openCases(parts);
  const health = tsp.health();
  const switches = await tsp.desk.switches();
  const watched = await tsp.desk.watchedBoxes();
  const open = { doubts: await openDoubts(parts), backlog: await openBacklog(parts) };
  const pool = { total: psams.length, free, leased, out: psams.length - free - leased, waiting };
  const views = {
    boss: healthView(health.boss),
    ppp: healthView(health.ppp),
    hsm: healthView(health.hsm),
  };
  return {
    status: 200,
    body: defined({
      date,
      asOf: rfc3339(now),
      paid: { count: paid.length, totalFen: paid.reduce((sum, end) => sum + end.amountFen, 0) },
      failed: failed.length,
      successRate: ends.length === 0 ? undefined : paid.length / ends.length,
      medianMs: medianOf(took),
      hours: hoursOf(ends, businessDaySpan(date, cutOff).from, now),
      endings: endingsOf(failed),
      ...open,
      cases,
      toApprove,
      pool,
      health: views,
      switches: switches.filter(({ on }) => !on).map(({ name }) => name),
      watchedBoxes: watched.length,
      alerts: await alertsNow(parts, day, { ...open, pool, health: views }),
    }),
  };
};
