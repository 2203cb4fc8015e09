/** What happens in a random world, drawn from its seed before it begins: a list of acts, each with its moment. */
import type { StepKind } from '../../src/payment/steps.ts';
import { DAY_MS } from '../../src/shared/time.ts';
import { type Chance, chanceOf } from './chance.ts';

/** Somebody wants a service, and is patient or not. */
export interface Errand {
  readonly kind: 'pay';
  /** The number of the box. */
  readonly box: number;
  /** The number of the card. */
  readonly card: number;
  readonly serviceId: string;
  readonly months: number;
  /** How long each thing takes that the person does. */
  readonly paceMs: number;
  /** Presses OK on "try again" so often. */
  readonly tries: number;
  /** Pulls the card the first time this is on the screen. */
  readonly pullsAt?: StepKind;
  /** Presses Back the first time this is on the screen. */
  readonly backsAt?: StepKind;
  /** Puts in another card first. */
  readonly swaps: boolean;
  /** Leaves a doubt for later instead of putting the card back. */
  readonly leaves: boolean;
}

export const TROUBLES = [
  'the network loses',
  'the network is slow',
  'requests come twice',
  'the network is down',
  'BOSS is silent',
  'BOSS loses answers',
  'BOSS is down',
  'BOSS refuses to open',
  'BOSS refuses credits',
  'BOSS takes long',
  'PPP is silent',
  'PPP is down',
  'HSM is silent',
  'HSM is down',
  'a PSAM is dead',
  'the disk is full',
  'the clock goes wrong',
] as const;
export type TroubleName = (typeof TROUBLES)[number];

export interface Trouble {
  readonly kind: 'trouble';
  readonly what: TroubleName;
  readonly forMs: number;
  /** The box, the PSAM, or how wrong the clock is, in minutes. */
  readonly number: number;
}

const STRIKES = [
  'page dies',
  'page dies, journal lost',
  'TSP restarts',
  'reader unplugged',
  'card torn before its write',
  'card torn after its write',
  'card torn before its answer',
  'card loaded',
  'card used in a shop',
] as const;

export interface Strike {
  readonly kind: 'strike';
  readonly what: (typeof STRIKES)[number];
  /** The number of the box or card. */
  readonly number: number;
}

/** A box that lies says several things, one after the other, as its own seed draws them. */
export interface Lies {
  readonly kind: 'lies';
  readonly liar: number;
  readonly seed: number;
  readonly count: number;
}

export type Act = (Errand | Trouble | Strike | Lies) & { readonly atMs: number };

export interface Plan {
  readonly seed: number;
  readonly boxes: number;
  readonly cards: number;
  readonly liars: number;
  /** The limits that an operator gets, or those of the simulation, which let a box try more. */
  readonly limits: 'as shipped' | 'wide';
  readonly acts: readonly Act[];
}

/** How many payments are begun in one world. */
const PAYMENTS = 20;
const SERVICES = ['basic', 'kids', 'sport', 'opera', 'vod', 'film4k', 'music'];
const PATIENCE: readonly StepKind[] = [
  'waitCard',
  'cardCheck',
  'prepare',
  'authorising',
  'debiting',
  'reporting',
  'finishing',
  'resolving',
  'insertSameCard',
];

function errand(chance: Chance, boxes: number, cards: number): Errand {
  return {
    kind: 'pay',
    box: chance.int(0, boxes - 1),
    card: chance.int(0, cards - 1),
    serviceId: chance.pick(SERVICES),
    months: chance.pick([1, 1, 3, 6, 12]),
    paceMs: chance.int(50, 1_500),
    tries: chance.int(0, 2),
    ...(chance.happens(0.12) ? { pullsAt: chance.pick(PATIENCE) } : {}),
    ...(chance.happens(0.12) ? { backsAt: chance.pick(PATIENCE) } : {}),
    swaps: chance.happens(0.05),
    leaves: chance.happens(0.15),
  };
}

const trouble = (chance: Chance, boxes: number): Trouble => ({
  kind: 'trouble',
  what: chance.pick(TROUBLES),
  // An hour without BOSS is mostly boxes that ask in vain.
  forMs: chance.happens(0.04) ? 3_600_000 : chance.pick([1_000, 5_000, 20_000, 60_000, 300_000]),
  number: chance.int(0, 2) === 0 ? chance.int(-1_440, 1_440) : chance.int(0, boxes - 1),
});

const strike = (chance: Chance, boxes: number, cards: number): Strike => ({
  kind: 'strike',
  what: chance.pick(STRIKES),
  number: chance.int(0, Math.max(boxes, cards) - 1),
});

/** The time to the next act: most follow closely, some after hours, a few after days. */
function gapMs(chance: Chance): number {
  switch (chance.weighted({ close: 70, minutes: 22, hours: 6, days: 2 })) {
    case 'close':
      return chance.int(0, 4_000);
    case 'minutes':
      return chance.int(10_000, 900_000);
    case 'hours':
      return chance.int(3_600_000, 12 * 3_600_000);
    default:
      return chance.int(1, 4) * DAY_MS;
  }
}

export function planOf(seed: number, payments = PAYMENTS): Plan {
  const chance = chanceOf(seed);
  const boxes = chance.int(2, 5);
  const cards = chance.int(3, 8);
  const liars = chance.pick([0, 1, 1, 2]);
  const limits = chance.happens(0.5) ? 'as shipped' : 'wide';
  // Half of all worlds are calm, so that faults have something to spoil.
  const rough = chance.pick([0.5, 1, 2, 4]);
  const acts: Act[] = [];
  let atMs = 1_000;
  for (let begun = 0; begun < payments; ) {
    const what = chance.weighted({
      pay: 10,
      trouble: 2 * rough,
      strike: 3 * rough,
      lies: liars > 0 ? 8 : 0,
    });
    if (what === 'pay') acts.push({ atMs, ...errand(chance, boxes, cards) });
    if (what === 'trouble') acts.push({ atMs, ...trouble(chance, boxes) });
    if (what === 'strike') acts.push({ atMs, ...strike(chance, boxes, cards) });
    if (what === 'lies') {
      const lies = { liar: chance.int(0, liars - 1), seed: chance.int(1, 1e9) };
      acts.push({ atMs, kind: 'lies', ...lies, count: chance.int(3, 9) });
    }
    if (what === 'pay') begun += 1;
    atMs += gapMs(chance);
  }
  return { seed, boxes, cards, liars, limits, acts };
}

/** An act as one line of a story. */
export function actLine({ atMs, ...act }: Act): string {
  const seconds = `${(atMs / 1_000).toFixed(1).padStart(10)} s  `;
  const { kind, ...rest } = act;
  const words = Object.entries(rest).map(([name, value]) => `${name} ${value}`);
  return `${seconds}${kind.padEnd(8)} ${words.join(', ')}`;
}
