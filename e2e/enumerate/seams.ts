/** Seams: the numbered, named places of a payment at which it can be cut, and the cuts of one case. */

export type SeamClass = 'apdu' | 'request' | 'boss' | 'ppp' | 'commit' | 'journal' | 'hsm' | 'psam';

/** What can happen at any seam, besides what can happen to the exchange itself: whom it strikes, or a key. */
const VICTIMS = [
  'page dies',
  'box loses power',
  'TSP dies',
  'BOSS is down',
  'PPP is down',
  'reader unplugged',
  'card pulled',
  'network is down',
  'Back pressed',
  'OK pressed',
] as const;
export type Victim = (typeof VICTIMS)[number];

const WIRE = [
  'lost',
  'answer lost',
  'late',
  'answer late',
  'twice',
  'twice, second answered',
  '503',
  'done, 503',
] as const;

/** What can happen to the exchange itself. */
export const KINDS = {
  apdu: [
    'lost',
    'answer lost',
    'torn before',
    'torn after the write',
    'torn before the answer',
    'stale answer',
    'done, stale answer',
    '6F00',
    'done, 6F00',
    '6985',
    'done, 6985',
    'done, box loses power',
  ],
  request: [...WIRE, 'stale answer', 'done, stale answer'],
  boss: WIRE,
  ppp: WIRE,
  commit: ['fails', 'killed before', 'killed after'],
  journal: ['fails', 'page dies before', 'page dies after'],
  hsm: ['down', 'silent', 'wrong'],
  psam: ['dead', 'done, dead', 'locked'],
} as const satisfies Record<SeamClass, readonly string[]>;

export interface Seam {
  /** `apdu 7 DEBIT` */
  readonly name: string;
  readonly class: SeamClass;
}

export interface Cut {
  /** The name of its seam. */
  readonly seam: string;
  readonly kind: string;
}

/** Everything that can happen at a seam. */
export const kindsAt = (seam: Seam): readonly string[] => [...KINDS[seam.class], ...VICTIMS];

export const isVictim = (kind: string): kind is Victim =>
  (VICTIMS as readonly string[]).includes(kind);

export interface Seams {
  /** Passes a seam: strikes its victim, or returns what happens to the exchange; `null`: nothing. */
  pass(group: SeamClass, label: string): string | null;
  /** From now on seams count. */
  begin(): void;
  /** From now on nothing is cut any more. */
  end(): void;
  /** The seams passed so far, in order. */
  readonly passed: readonly Seam[];
  /** Cuts that have not struck. */
  readonly left: readonly Cut[];
  strike: (victim: Victim) => void;
}

export function createSeams(cuts: readonly Cut[]): Seams {
  const passed: Seam[] = [];
  const counts = new Map<SeamClass, number>();
  let left = [...cuts];
  let isOn = false;
  const seams: Seams = {
    strike() {},
    begin() {
      isOn = true;
    },
    end() {
      isOn = false;
    },
    get passed() {
      return passed;
    },
    get left() {
      return left;
    },
    pass(group, label) {
      if (!isOn) return null;
      const number = (counts.get(group) ?? 0) + 1;
      counts.set(group, number);
      const name = `${group} ${number} ${label}`;
      passed.push({ name, class: group });
      const cut = left.find(({ seam }) => seam === name);
      if (!cut) return null;
      left = left.filter((other) => other !== cut);
      if (!isVictim(cut.kind)) return cut.kind;
      seams.strike(cut.kind);
      return null;
    },
  };
  return seams;
}
