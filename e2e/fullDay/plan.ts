/** A thousand payments of two business days, by their number: when each begins and what goes wrong with it. */
import type { Mishap } from '../../mocks/load/payOnce.ts';

export const PAYMENTS = 1_000;
export const HOUSEHOLDS = 120;
export const D1 = '20261123';
export const D2 = '20261124';

const at = (iso: string): number => Date.parse(`${iso}+08:00`);

/** From, to, and how many payments are spread over it. */
const STRETCHES = [
  { from: at('2026-11-23T20:40:00'), to: at('2026-11-23T23:28:00'), count: 480 },
  // The platform's next day, and BOSS's same one.
  { from: at('2026-11-23T23:30:01'), to: at('2026-11-23T23:58:00'), count: 20 },
  { from: at('2026-11-24T00:01:00'), to: at('2026-11-24T22:30:00'), count: 500 },
] as const;

export const beginsAt: readonly number[] = STRETCHES.flatMap(({ from, to, count }) =>
  Array.from({ length: count }, (_, number) => from + ((to - from) * number) / count),
);

export const TIMING = STRETCHES[1].count;

/** Payments something special happens to. */
export const SPECIAL = {
  /** Torn after the write, torn before it; neither card comes back. */
  neverBackDebited: 333,
  neverBackUntouched: 777,
  forgedTac: [111, 611],
  creditedBack: [150, 650],
  refundDue: [160],
  lostAtBoss: [200, 700],
  spoiltAmount: 210,
  spoiltState: 220,
  lostAtPpp: 230,
  paidTwice: 240,
  slowToOpen: [260, 760],
} as const;

const taken = new Set<number>(Object.values(SPECIAL).flat());

/** Cards that come back before the next payment with them. */
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

/** Households 0 to 99 in turn; what never comes back, or is spoilt, has a household of its own. */
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
