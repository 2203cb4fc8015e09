/** The plan of a thousand payments in two business days: when each begins and what goes wrong with it. */
import type { Mishap } from '../../mocks/load/payOnce.ts';

export const PAYMENTS = 1_000;
export const HOUSEHOLDS = 120;
export const D1 = '20261123';
export const D2 = '20261124';

const at = (iso: string): number => Date.parse(`${iso}+08:00`);

/** Periods, and how many payments are spread over each. */
const STRETCHES = [
  { from: at('2026-11-23T20:40:00'), to: at('2026-11-23T23:28:00'), count: 480 },
  // For the platform this is the next day already, for BOSS it is still the same one.
  { from: at('2026-11-23T23:30:01'), to: at('2026-11-23T23:58:00'), count: 20 },
  { from: at('2026-11-24T00:01:00'), to: at('2026-11-24T22:30:00'), count: 500 },
] as const;

export const beginsAt: readonly number[] = STRETCHES.flatMap(({ from, to, count }) =>
  Array.from({ length: count }, (_, number) => from + ((to - from) * number) / count),
);

export const TIMING = STRETCHES[1].count;

/** The numbers of the payments to which something special happens. */
export const SPECIAL = {
  /** Cards torn after and before the write; neither comes back. */
  neverBackDebited: 333,
  neverBackUntouched: 777,
  forgedTac: [111, 611],
  creditedBack: [150, 650],
  refundDue: [160],
  lostAtBoss: [200, 700],
  wrongAmount: 210,
  wrongState: 220,
  lostAtPpp: 230,
  paidTwice: 240,
  slowToOpen: [260, 760],
} as const;

const taken = new Set<number>(Object.values(SPECIAL).flat());

/** What goes wrong with a payment. Except for the two above, cards come back before their next payment. */
export function mishapOf(number: number): Mishap {
  if (number === SPECIAL.neverBackDebited) return 'torn-after-debit';
  if (number === SPECIAL.neverBackUntouched) return 'torn-before-debit';
  if (taken.has(number)) return 'none';
  const often: Readonly<Record<number, Mishap>> = {
    7: 'torn-after-debit',
    17: 'torn-before-debit',
    27: 'report-lost',
    37: 'abandoned',
  };
  return often[number % 50] ?? 'none';
}

/** Takes households 0 to 99 in turn; payments whose fault must not affect others have a household of their own. */
export function householdOf(number: number): number {
  const own = [
    SPECIAL.neverBackDebited,
    SPECIAL.neverBackUntouched,
    ...SPECIAL.forgedTac,
    ...SPECIAL.creditedBack,
    ...SPECIAL.refundDue,
    ...SPECIAL.lostAtBoss,
  ] as readonly number[];
  const at = own.indexOf(number);
  return at < 0 ? number % 100 : 100 + at;
}
