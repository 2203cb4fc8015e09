/** The plan of the demonstration: what a small town pays in eight days, and what goes wrong. The same seed, the same plan. */
import { seededRandom } from '../../mocks/environment/simulation.ts';
import type { Mishap } from '../../mocks/load/payOnce.ts';
import { chinaInstant, DAY_MS, dayAfter, type Instant } from '../../src/shared/time.ts';

export const HOUSEHOLDS = 90;
export const PSAMS = 8;
/** A Monday; the last day is the Monday after it. */
const FIRST_DAY = '20261123';
export const DAYS = Array.from({ length: 8 }, (_, number) => dayAfter(FIRST_DAY, number));
/** The platform starts before the first day, and the last day is looked at in its afternoon. */
export const START: Instant = chinaInstant(FIRST_DAY, '060000');
export const END: Instant = chinaInstant(DAYS.at(-1)!, '162000');
/** From here to there BOSS does not answer, on the Thursday evening. */
export const BOSS_AWAY = {
  from: chinaInstant(DAYS[3]!, '192000'),
  to: chinaInstant(DAYS[3]!, '193500'),
};

/** What each service is chosen for, in parts of all payments, and its usual periods. */
const SERVICES = [
  { serviceId: 'basic', weight: 40, months: [12, 12, 12, 6, 3] },
  { serviceId: 'broadband300', weight: 12, months: [12, 12, 6, 1] },
  { serviceId: 'film4k', weight: 14, months: [1, 1, 3, 12] },
  { serviceId: 'kids', weight: 12, months: [1, 3, 6] },
  { serviceId: 'sport', weight: 10, months: [1, 1, 3] },
  { serviceId: 'opera', weight: 7, months: [3, 6, 12] },
  { serviceId: 'hot-series', weight: 5, months: [1, 1, 3] },
] as const;

/** How busy each hour is, from 0 to 23. */
const HOURS = [1, 0, 0, 0, 0, 0, 1, 2, 4, 6, 6, 5, 6, 5, 4, 4, 4, 6, 9, 14, 16, 12, 5, 1];
/** Payments begun on each day, the last one until its end. */
const PAYMENTS = [48, 44, 46, 52, 58, 72, 66, 27];

/** What goes wrong, in parts of a thousand. */
const MISHAPS: readonly (readonly [Mishap, number])[] = [
  ['looked', 70],
  ['put-off', 45],
  ['abandoned', 30],
  ['torn-before-debit', 14],
  ['torn-after-debit', 12],
  ['report-lost', 14],
];

export interface PlannedPayment {
  readonly at: Instant;
  readonly household: number;
  readonly serviceId: string;
  readonly months: number;
  readonly mishap: Mishap;
  /** BOSS's answer to the activation, where it is not the usual one. */
  readonly boss?: 'slow' | 'later' | 'rejects' | 'rejects-credit' | 'refuses';
  /** The reader passes on a wrong TAC. */
  readonly forgesTac?: true;
  /** The card is not put in again while the demonstration lasts. */
  readonly staysAway?: true;
}

/** By day (from 0) and the payment's place in it: what happens once in these days. */
const SPECIAL: Readonly<Record<string, Partial<PlannedPayment>>> = {
  '0/20': { mishap: 'torn-after-debit', staysAway: true },
  '1/9': { mishap: 'none', forgesTac: true },
  '1/25': { mishap: 'torn-before-debit', staysAway: true },
  '2/30': { mishap: 'none', boss: 'rejects' },
  '3/12': { mishap: 'none', boss: 'rejects-credit' },
  '4/31': { mishap: 'none', forgesTac: true },
  '5/44': { mishap: 'none', boss: 'rejects-credit' },
  '5/60': { mishap: 'report-lost', staysAway: true },
  '6/40': { mishap: 'torn-after-debit', staysAway: true },
  '7/12': { mishap: 'report-lost', staysAway: true },
  '7/23': { mishap: 'none', boss: 'later' },
  '7/24': { mishap: 'none', boss: 'later' },
  '7/21': { mishap: 'torn-before-debit', staysAway: true },
};

/** The places at which BOSS is slow to open, or refuses the price: the subscriber owes something. */
const SLOW = /^[0-6]\/(7|23)$/;
const REFUSED = /^[0-7]\/(5|17|38)$/;

/** The entry in whose share `at` lies, when the shares lie one after another. */
function drawn<T>(list: readonly T[], share: (entry: T) => number, at: number): T | undefined {
  let end = 0;
  return list.find((entry) => {
    end += share(entry);
    return at < end;
  });
}

function dice(seed: number) {
  const random = seededRandom(seed);
  const below = (most: number): number => {
    const [a, b, c] = random.bytes(3);
    return ((a! << 16) | (b! << 8) | c!) % most;
  };
  return {
    below,
    of: <T>(list: readonly T[]): T => list[below(list.length)]!,
    weighted<T>(list: readonly T[], weight: (entry: T) => number): T {
      return drawn(list, weight, below(list.reduce((sum, entry) => sum + weight(entry), 0)))!;
    },
  };
}

/** @throws Error when an hour of the last day lies after its end. */
export function demoPlan(seed = 2026): readonly PlannedPayment[] {
  const { below, of, weighted } = dice(seed);
  const mishapOf = (): Mishap => drawn(MISHAPS, ([, share]) => share, below(1_000))?.[0] ?? 'none';
  const hours = HOURS.map((weight, hour) => ({ weight, hour }));
  let next = 0;
  return DAYS.flatMap((date, day) => {
    const midnight = chinaInstant(date);
    const last = Math.min(END - 12 * 60_000, midnight + DAY_MS - 35 * 60_000);
    const open = hours.filter(({ hour }) => midnight + (hour + 1) * 3_600_000 <= last);
    const moments = Array.from({ length: PAYMENTS[day]! }, () => {
      const { hour } = weighted(open, ({ weight }) => weight);
      return midnight + hour * 3_600_000 + below(3_600) * 1_000;
    }).filter((at) => at > START);
    return moments
      .sort((a, b) => a - b)
      .map((at, place): PlannedPayment => {
        const { serviceId, months } = weighted(SERVICES, ({ weight }) => weight);
        const name = `${day}/${place}`;
        next += 1;
        return {
          at,
          // Nobody pays twice on one day: two doubts of one card would stand in each other's way.
          household: next % HOUSEHOLDS,
          serviceId,
          months: of(months),
          mishap: mishapOf(),
          ...(SLOW.test(name) ? { boss: 'slow' as const } : {}),
          ...(REFUSED.test(name) ? { boss: 'refuses' as const } : {}),
          ...SPECIAL[name],
        };
      });
  });
}
