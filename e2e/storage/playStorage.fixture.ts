/** One payment on a box whose storage fails, in virtual time; afterwards the money is counted from the books. */
import { expect, vi } from 'vitest';
import { type Simulation, simulation } from '../../mocks/environment/simulation.ts';
import { scenarios } from '../../mocks/faults/scenarios.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import { gatherFacts, watchDebits } from '../../mocks/world/invariants.ts';
import { sum } from '../../mocks/world/worldFacts.ts';
import { indexedDbJournal } from '../../src/app/browser/indexedDbJournal.ts';
import type { Journal } from '../../src/payment/journal.ts';
import type { StepKind } from '../../src/payment/steps.ts';
import { lookAtWorlds, virtualBox } from '../virtual/everyWorld.fixture.ts';
import type { VirtualBox } from '../virtual/virtualPortal.ts';
import {
  type DiskCall,
  type DiskFault,
  type VirtualDisk,
  virtualDisk,
} from './virtualDisk.fixture.ts';

/** From when on the storage fails. */
export const MOMENTS = [
  'start',
  'before MAC1',
  'before DEBIT',
  'card answered',
  'reported',
  'result',
] as const;
export type Moment = (typeof MOMENTS)[number];

export interface Failing {
  readonly call: DiskCall;
  readonly fault: DiskFault;
  readonly from: Moment;
}

const good = scenarios['first-day']!;
const OF_STEP: Partial<Record<StepKind, Moment>> = {
  authorising: 'before MAC1',
  debiting: 'before DEBIT',
  reporting: 'card answered',
  result: 'result',
};

/** A journal whose page can be changed: each page opens the database again. */
function pagesOf(disk: VirtualDisk) {
  vi.stubGlobal('indexedDB', disk.factory);
  let current = indexedDbJournal('portal-journal');
  const journal: Journal = {
    put: (entry) => current.put(entry),
    remove: (attemptId) => current.remove(attemptId),
    all: () => current.all(),
  };
  return {
    journal,
    newPage() {
      current = indexedDbJournal('portal-journal');
    },
  };
}

interface Played {
  readonly simulated: Simulation;
  readonly disk: VirtualDisk;
  readonly box: VirtualBox;
  /** The next page of this box, with its storage as it is or well again. */
  restarts(isWell: boolean): Promise<VirtualBox>;
  /** Counts the money, when all that is broken works again. */
  counts(): Promise<Counted>;
  /** How long each step took. */
  readonly tookMs: ReadonlyMap<StepKind, number>;
  /** What was asked of the storage, and when. */
  readonly asked: readonly (readonly [Moment, DiskCall])[];
}

export interface Counted {
  readonly cardsFen: number;
  readonly acceptedFen: number;
  /** Debits that people follow, without a TAC. */
  readonly byHandFen: number;
}

async function begin(failing: Failing | null): Promise<Played> {
  const simulated = simulation();
  const { time, environment } = simulated;
  const disk = virtualDisk(time);
  const pages = pagesOf(disk);
  const watched = watchDebits(memoryNvm());
  const asked: [Moment, DiskCall][] = [];
  let now: Moment = 'start';
  const reaches = (moment: Moment) => {
    now = moment;
    if (failing && failing.from === moment) disk.breaks(failing.call, failing.fault);
  };
  disk.onCall = (call) => void asked.push([now, call]);
  reaches('start');
  const { journal } = pages;
  const tookMs = new Map<StepKind, number>();
  const begunAt = time.now();
  const box = await virtualBox(good, { simulation: simulated, journal, nvm: watched.nvm });
  let last: { kind: StepKind; at: number } = { kind: 'recovering', at: begunAt };
  box.payment.step.subscribe(({ kind }) => {
    tookMs.set(last.kind, (tookMs.get(last.kind) ?? 0) + time.now() - last.at);
    last = { kind, at: time.now() };
    const moment = OF_STEP[kind];
    if (moment) reaches(moment);
    if (kind === 'reporting') time.after(1, () => reaches('reported'));
  });
  return {
    ...{ simulated, disk, box, tookMs, asked },
    restarts(isWell) {
      box.die();
      if (isWell) disk.heal();
      pages.newPage();
      const { store, nvm, world } = box;
      return virtualBox(good, { simulation: simulated, store, nvm, world, journal });
    },
    async counts() {
      disk.heal();
      pages.newPage();
      await lookAtWorlds();
      const facts = await gatherFacts(box.store, environment.crypto, watched.debits);
      const byHand = facts.attempts.filter(({ claim }) => claim === 'CASE');
      vi.unstubAllGlobals();
      return {
        cardsFen: sum(watched.debits),
        acceptedFen: sum(facts.accepted),
        byHandFen: sum(byHand),
      };
    },
  };
}

export interface Paid extends Counted {
  readonly asked: Played['asked'];
  /** The failing call was asked for. */
  readonly isMet: boolean;
  readonly isMarked: boolean;
  readonly startMs: number;
  readonly debitingMs: number;
  readonly totalMs: number;
}

/** The page lives on: the payment succeeds, and nobody has to do anything. */
export async function pays(failing: Failing | null): Promise<Paid> {
  const { box, disk, simulated, counts, tookMs, asked } = await begin(failing);
  const { time } = simulated;
  const begunAt = time.now();
  await box.buys('basic', 12);
  await box.reaches('result');
  const totalMs = time.now() - begunAt;
  box.send({ kind: 'closed' });
  await box.reaches('home');
  await time.runUntil(() => false, 20_000);
  expect(box.seen).not.toContain('insertSameCard');
  return {
    isMet: disk.met() > 0,
    isMarked: box.misfits.includes('box.storage'),
    ...{ asked: asked.slice(), totalMs },
    startMs: tookMs.get('recovering')!,
    debitingMs: tookMs.get('debiting')!,
    ...(await counts()),
  };
}

/** Where the power fails. */
export interface Cut {
  /** `DEBIT due`: the journal is written, or waited for; `unheard`: the card has answered, and no report has reached the TSP. */
  readonly at: 'DEBIT due' | 'unheard';
  readonly isWellAfter: boolean;
  readonly forgets?: boolean;
}

/** Who brings the payment to its end after the power was back. */
export type Ending = 'by itself' | 'card, paid' | 'card, not charged' | 'people';

const CUT_MS = 5;
const ASKED_MS = 120_000;
const ENDINGS: Partial<Record<StepKind, Ending>> = {
  result: 'card, paid',
  refused: 'card, not charged',
  manualCase: 'people',
};

export async function losesPower(
  failing: Failing | null,
  { at, isWellAfter, forgets }: Cut,
): Promise<Counted & { readonly ending: Ending }> {
  const { box, simulated, restarts, counts } = await begin(failing);
  const { time } = simulated;
  if (at === 'unheard') box.world.network.faults = [{ pathEnd: '/report', loses: 'request' }];
  await box.buys('basic', 12);
  await box.reaches(at === 'unheard' ? 'reporting' : 'debiting');
  await time.runUntil(() => false, CUT_MS);
  const { card } = box.world;
  if (forgets) Object.assign(card('good').state, { proof: null });
  const again = await restarts(isWellAfter);
  again.world.network.faults = [];
  const asked = () => {
    const step = again.step();
    return step.kind in ENDINGS || (step.kind === 'home' && step.unfinished !== null);
  };
  await time.runUntil(asked, ASKED_MS);
  if (again.step().kind === 'home') again.send({ kind: 'unfinishedOpened' });
  await time.runUntil(() => again.step().kind in ENDINGS, ASKED_MS);
  const found = ENDINGS[again.step().kind];
  if (!found) throw new Error(`${JSON.stringify(failing)} ${at}: ${again.seen.join(' > ')}`);
  const isAlone = found === 'card, paid' && !again.seen.includes('resolving');
  return { ...(await counts()), ending: isAlone ? 'by itself' : found };
}
