import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CITY_CABLE } from '../../mocks/card/issuers.ts';
import { loadCard } from '../../mocks/card/loadCard.ts';
import { scenarios } from '../../mocks/faults/scenarios.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import {
  gatherFacts,
  restFaults,
  safetyFaults,
  watchDebits,
} from '../../mocks/world/invariants.ts';
import { chinaTime, DAY_MS } from '../../src/shared/time.ts';
import { lookAtWorlds, virtualBox } from './everyWorld.fixture.ts';
import { decideDoubts } from './people.fixture.ts';
import type { VirtualBox } from './virtualPortal.ts';

/** A long search: `npm run search`, or `BOOKS_RUNS=10000 npm run search`. */
const RUNS = Number(process.env.BOOKS_RUNS ?? '40');
const RUN_MS = 3_000;
const ISSUED_FEN = 100_000;

interface Act {
  readonly service: string;
  readonly months: number;
  readonly loadFen: number;
  /** What goes wrong on the way. */
  readonly fault:
    | 'none'
    | 'cut before write'
    | 'cut after write'
    | 'cut before answer'
    | 'report lost'
    | 'MAC1 lost'
    | 'page dies'
    | 'page and journal die'
    | 'platform restarts'
    | 'BOSS rejects';
  /** The step at which the page or the platform dies. */
  readonly at: (typeof DEADLY)[number];
}

const DEADLY = ['waitCard', 'cardCheck', 'authorising', 'debiting', 'reporting'] as const;

const acts = fc.array(
  fc.record<Act>({
    service: fc.constantFrom('basic', 'kids', 'sport', 'opera', 'vod'),
    months: fc.constantFrom(1, 3, 6, 12),
    loadFen: fc.constantFrom(0, 0, 1, 5_000, 99_999),
    fault: fc.constantFrom<Act['fault'][]>(
      'none',
      'none',
      'cut before write',
      'cut after write',
      'cut before answer',
      'report lost',
      'MAC1 lost',
      'page dies',
      'page and journal die',
      'platform restarts',
      'BOSS rejects',
    ),
    at: fc.constantFrom(...DEADLY),
  }),
  { minLength: 1, maxLength: 5 },
);

/** The page dies during the debit and never learns its outcome; a load then overwrites the card's proof. */
const PROOF_OVERWRITTEN: Act[] = [
  { service: 'basic', months: 1, loadFen: 0, fault: 'page and journal die', at: 'debiting' },
  { service: 'opera', months: 1, loadFen: 0, fault: 'cut before answer', at: 'waitCard' },
  { service: 'basic', months: 1, loadFen: 1, fault: 'none', at: 'waitCard' },
];

const CUTS: Partial<Record<Act['fault'], 'before-write' | 'after-write' | 'before-answer'>> = {
  'cut before write': 'before-write',
  'cut after write': 'after-write',
  'cut before answer': 'before-answer',
};
const LOSSES: Partial<Record<Act['fault'], { journal?: boolean; platform?: boolean }>> = {
  'page dies': {},
  'page and journal die': { journal: true },
  'platform restarts': { platform: true },
};
const AT_REST = ['home', 'result', 'refused', 'manualCase'];

/** Makes one purchase with its fault, and returns to the home screen. */
async function perform(box: VirtualBox, act: Act): Promise<VirtualBox> {
  const { world, simulation } = box;
  const at = CUTS[act.fault];
  if (at) world.card('good').cutNext({ at, command: 0x54 });
  const pathEnd = act.fault === 'MAC1 lost' ? '/authorise' : '/report';
  const isLost = act.fault === 'MAC1 lost' || act.fault === 'report lost';
  world.network.faults = isLost ? [{ pathEnd, loses: 'answer' }] : [];
  world.boss.faults.rejectActivation = act.fault === 'BOSS rejects' ? 'service.stopped' : null;
  await box.reaches('home');
  box.send({ kind: 'serviceOpened', serviceId: act.service });
  box.send({ kind: 'periodChosen', choice: { serviceId: act.service, months: act.months } });
  await simulation.time.runUntil(() => box.step().kind !== 'quoting', 60_000);
  box.send({ kind: 'amountConfirmed' });
  let now = box;
  const loses = LOSSES[act.fault];
  if (loses) {
    const isThere = () => box.step().kind === act.at || AT_REST.includes(box.step().kind);
    await simulation.time.runUntil(isThere, 60_000);
    now = await box.reload(loses);
  }
  const rests = () => AT_REST.includes(now.step().kind);
  const { time } = simulation;
  if (act.fault === 'report lost') {
    await time.runUntil(() => rests() || now.step().kind === 'reporting', 60_000);
    await time.runUntil(rests, 40_000);
    world.network.faults = [];
  }
  expect(await time.runUntil(rests, 300_000), now.seen.join(' > ')).toBe(true);
  world.network.faults = [];
  for (let presses = 0; now.step().kind !== 'home' && presses < 4; presses++) {
    now.send({ kind: 'back' });
  }
  return now;
}

/** The subscriber does what the banner on the home screen asks for, until it is gone. */
async function resolveDoubts(box: VirtualBox): Promise<void> {
  const { time } = box.simulation;
  for (let doubts = 0; doubts < 5; doubts++) {
    for (let presses = 0; box.step().kind !== 'home' && presses < 4; presses++) {
      box.send({ kind: 'back' });
    }
    await time.runUntil(() => false, 60_000);
    box.send({ kind: 'unfinishedOpened' });
    if (box.step().kind === 'home') return;
    await time.runUntil(() => AT_REST.includes(box.step().kind), 300_000);
  }
}

test('whatever happens to payments, card, books, BOSS and PPP agree', {
  timeout: RUNS * RUN_MS,
}, async () => {
  await fc.assert(
    fc.asyncProperty(acts, fc.integer({ min: 1, max: 1e6 }), async (plan, seed) => {
      const { nvm, debits, cards } = watchDebits(memoryNvm());
      let box = await virtualBox(scenarios['first-day']!, { nvm, seed });
      const { simulation, store, world } = box;
      const { environment, time } = simulation;
      const facts = () => gatherFacts(store, environment.crypto, debits, { cards: cards() });
      let loadedFen = 0;
      for (const act of plan) {
        if (act.loadFen > 0) {
          loadCard(world.card('good'), { issuer: CITY_CABLE, amountFen: act.loadFen });
          world.card('good').reset();
          loadedFen += act.loadFen;
        }
        box = await perform(box, act);
        expect(safetyFaults(await facts())).toEqual([]);
      }
      world.boss.faults.rejectActivation = null;
      box = await box.reload();
      await time.runUntil(() => false, 10 * 60_000);
      await resolveDoubts(box);
      await decideDoubts(world.tsp.desk, store, debits);
      await time.runUntil(() => false, 10 * 60_000);
      const day = chinaTime(time.now()).date;
      for (const date of [day, chinaTime(time.now() + DAY_MS).date]) {
        expect((await world.tsp.uploadDay(date)).ok).toBe(true);
      }
      const rest = await facts();
      expect(restFaults(rest)).toEqual([]);
      const takenFen = debits.reduce((total, { amountFen }) => total + amountFen, 0);
      const { state } = world.card('good');
      expect(ISSUED_FEN + loadedFen - takenFen).toBe(state.balanceFen);
      expect(state.offlineSequence).toBe(debits.length);
      // A debit that people decided has no TAC that the PPP could check: a case claims it.
      const cases = rest.attempts.filter(({ claim }) => claim === 'CASE');
      expect(cases.map(({ provenBy }) => provenBy)).toEqual(cases.map(() => 'people'));
      expect([...rest.accepted, ...cases].map(({ amountFen }) => amountFen).sort()).toEqual(
        debits.map(({ amountFen }) => amountFen).sort(),
      );
      expect(box.violations).toEqual([]);
      await lookAtWorlds();
    }),
    { numRuns: RUNS, examples: [[PROOF_OVERWRITTEN, 1]] },
  );
});
