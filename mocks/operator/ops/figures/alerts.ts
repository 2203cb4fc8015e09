/** What somebody should look at now, with the limit that it has passed. */
import { chinaInstant, dayAfter } from '../../../../src/shared/time.ts';
import { lastPart, listRows, pageThroughAs, rowsIn } from '../../../store/rowList.ts';
import type { Store } from '../../../store/store.ts';
import { allDoubts, debitsOfDay, getAttempt } from '../../tsp/books/store/attemptStore.ts';
import { allDays } from '../../tsp/books/store/dayStore.ts';
import { businessDaySpan } from '../base/businessDay.ts';
import { minutesUntil } from '../base/dayCounts.ts';
import type { OpsParts, RunningDay, Schemas } from '../base/opsTypes.ts';

type Alert = Schemas['Alert'];

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Where each alert begins. Times in minutes, shares in per cent, room in megabytes. */
const LIMITS = {
  /** A card that was torn out comes back within an hour, as a rule. */
  doubtMinutes: 60,
  /** Of the last hour's attempts, if there were at least `refusalAttempts`. */
  refusalPercent: 25,
  refusalAttempts: 8,
  /** Free PSAMs, of those that are not out. */
  freePsamPercent: 10,
  backlogMinutes: 10,
  /** A day that is over for so long has been settled. */
  unsettledHours: 6,
  diskMegabytes: 2_048,
} as const;
/** Days back that are looked at for one that is not settled. */
const SETTLES_BACK = 7;

interface Seen {
  readonly backlog: Schemas['Open'];
  readonly pool: Schemas['Today']['pool'];
  readonly health: Schemas['Today']['health'];
}

const minutesSince = (moment: number | string | undefined, now: number): number =>
  typeof moment === 'number' ? Math.floor((now - moment) / MINUTE_MS) : 0;

/** Doubts with a case are with people already. */
async function oldestDoubt({ room }: OpsParts): Promise<number | undefined> {
  for await (const since of pageThroughAs(room, allDoubts, async (tx, { id }) => {
    const attempt = await getAttempt(tx, lastPart(id));
    return attempt && attempt.caseNo === undefined ? Number(id.split('/')[0]) : undefined;
  })) {
    return since;
  }
  return undefined;
}

async function openTooLong(parts: OpsParts, { backlog }: Seen, now: number): Promise<Alert[]> {
  const doubtSince = await oldestDoubt(parts);
  const aged = (id: Alert['id'], minutes: number, limit: number): Alert[] =>
    minutes > limit ? [{ id, level: 'warn', value: minutes, limit }] : [];
  return [
    ...aged('doubt-old', minutesSince(doubtSince, now), LIMITS.doubtMinutes),
    ...aged(
      'boss-queue',
      minutesSince(backlog.oldestAt && Date.parse(backlog.oldestAt), now),
      LIMITS.backlogMinutes,
    ),
  ];
}

function refusalsHigh({ cutOff }: OpsParts, { date, counts }: RunningDay, now: number): Alert[] {
  const minute = minutesUntil(now, businessDaySpan(date, cutOff).from) + 1;
  const { paid, failed } = counts.between(minute - 60, minute);
  const value = Math.round((100 * failed) / Math.max(1, paid + failed));
  const isHigh = paid + failed >= LIMITS.refusalAttempts && value > LIMITS.refusalPercent;
  return isHigh
    ? [{ id: 'refusals-high', level: 'warn', value, limit: LIMITS.refusalPercent }]
    : [];
}

function poolShort({ pool: { total, free, leased, out, waiting } }: Seen): Alert[] {
  const working = total - out;
  const value = working === 0 ? 0 : Math.floor((100 * free) / working);
  const isShort = working === 0 || waiting > 0 || (leased > 0 && value < LIMITS.freePsamPercent);
  if (!isShort) return [];
  const level = free === 0 ? 'bad' : 'warn';
  return [{ id: 'pool-short', level, value, limit: LIMITS.freePsamPercent }];
}

const partiesDown = ({ health }: Seen): Alert[] =>
  (['boss', 'ppp', 'hsm'] as const)
    .filter((party) => health[party].state === 'down')
    .map((party) => ({ id: 'party-down', level: 'bad', value: 0, limit: 0, party }));

async function diskLow({ disk }: OpsParts): Promise<Alert[]> {
  if (!disk) return [];
  const value = Math.floor((await disk()).freeBytes / 2 ** 20);
  if (value >= LIMITS.diskMegabytes) return [];
  const level = value < LIMITS.diskMegabytes / 4 ? 'bad' : 'warn';
  return [{ id: 'disk-low', level, value, limit: LIMITS.diskMegabytes }];
}

const hasDebits = (room: Store, date: string): Promise<boolean> =>
  room.transaction(async (tx) => (await listRows(tx, debitsOfDay(date), { limit: 1 })).length > 0);

async function daysUnsettled({ room, cutOff, tsp }: OpsParts, now: number): Promise<Alert[]> {
  const today = tsp.businessDate();
  const alerts: Alert[] = [];
  const known = await room.transaction((tx) =>
    rowsIn(tx, allDays, { reverse: true, limit: SETTLES_BACK + 1 }),
  );
  for (let back = SETTLES_BACK; back >= 1; back--) {
    const date = dayAfter(today, -back);
    const hours = Math.floor((now - chinaInstant(date, cutOff)) / HOUR_MS);
    if (hours < LIMITS.unsettledHours) continue;
    const row = known.find((day) => day.date === date);
    const isIn = row?.state === 'settled' || row?.state === 'explained';
    if (isIn || !(row || (await hasDebits(room, date)))) continue;
    alerts.push({
      id: 'day-unsettled',
      level: 'bad',
      value: hours,
      limit: LIMITS.unsettledHours,
      date,
    });
  }
  return alerts;
}

/** Bad ones first. */
export async function alertsNow(parts: OpsParts, day: RunningDay, seen: Seen): Promise<Alert[]> {
  const now = parts.environment.clock.now();
  const all = [
    ...partiesDown(seen),
    ...(await daysUnsettled(parts, now)),
    ...(await diskLow(parts)),
    ...poolShort(seen),
    ...refusalsHigh(parts, day, now),
    ...(await openTooLong(parts, seen, now)),
  ];
  return [
    ...all.filter(({ level }) => level === 'bad'),
    ...all.filter(({ level }) => level !== 'bad'),
  ];
}
