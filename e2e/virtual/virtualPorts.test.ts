/** Payments through every reader port with every fault: afterwards the card and the books agree. */
import { expect, test } from 'vitest';
import { NAMED_FAULTS } from '../../mocks/box/reader/namedFaults.ts';
import { scenarios } from '../../mocks/faults/scenarios.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import {
  gatherFacts,
  restFaults,
  safetyFaults,
  watchDebits,
} from '../../mocks/world/invariants.ts';
import type { ReaderWish } from '../../mocks/world/world.ts';
import type { StepKind } from '../../src/payment/steps.ts';
import { chinaTime, DAY_MS } from '../../src/shared/time.ts';
import { type VirtualBox, virtualBox } from './virtualPortal.ts';

const PRICE_FEN = 4_800;
const AT_REST: readonly StepKind[] = ['home', 'result', 'refused', 'manualCase', 'outOfService'];
/** How often a subscriber presses OK for another try. */
const PATIENCE = 3;

const READERS: readonly ReaderWish[] = [
  { port: 'host-object' },
  { port: 'websocket' },
  ...['tpdu', 'polled', 'bare', 'short-apdu', 'short-apdu-lazy', 'extended-apdu', 't1'].map(
    (model) => ({ port: 'webusb', model }) as const,
  ),
  ...['ccid', 'ccid-odd', 'ccid-t1', 'length-byte', 'r6'].map(
    (model) => ({ port: 'webhid', model }) as const,
  ),
];
const nameOf = ({ port, model = '' }: ReaderWish) => `${port} ${model}`.trim();

async function day(reader: ReaderWish) {
  const { nvm, debits } = watchDebits(memoryNvm());
  const box = await virtualBox(scenarios['first-day']!, { nvm, reader });
  const { simulation, store, world } = box;
  const { time, environment } = simulation;
  // Somebody plugs the reader in again.
  world.slot.onChange(() => {
    if (!world.slot.plugged) time.after(5_000, () => world.slot.plug());
  });
  const rests = () => AT_REST.includes(box.step().kind);
  const comesToRest = () => time.runUntil(rests, 400_000);
  return {
    box,
    debits,
    comesToRest,
    /** Resolves open doubts as the banner on the home screen asks, and closes two days. */
    async close(): Promise<void> {
      expect(await comesToRest(), box.seen.join(' > ')).toBe(true);
      for (let tries = 0; tries < PATIENCE; tries++) {
        for (let presses = 0; box.step().kind !== 'home' && presses < 4; presses++) {
          box.send({ kind: 'back' });
        }
        await time.runUntil(() => false, 60_000);
        box.send({ kind: 'unfinishedOpened' });
        if (box.step().kind === 'home') break;
        await comesToRest();
      }
      const today = chinaTime(time.now()).date;
      for (const date of [today, chinaTime(time.now() + DAY_MS).date]) {
        expect((await world.tsp.uploadDay(date)).ok).toBe(true);
      }
      const facts = await gatherFacts(store, environment.crypto, debits);
      expect([...safetyFaults(facts), ...restFaults(facts)]).toEqual([]);
      expect(debits.length).toBeLessThanOrEqual(1);
      expect(world.card('good').state.balanceFen).toBe(100_000 - debits.length * PRICE_FEN);
      expect(facts.accepted.length).toBe(debits.length);
      expect(box.violations).toEqual([]);
    },
  };
}

const reaches = async (box: VirtualBox, kind: StepKind): Promise<boolean> =>
  box.simulation.time.runUntil(
    () => box.step().kind === kind || AT_REST.includes(box.step().kind),
    60_000,
  );

test.each(READERS.map((reader) => [nameOf(reader), reader] as const))(
  'a payment through %s',
  async (_, reader) => {
    const { box, debits, close } = await day(reader);
    await box.buys('sport', 1);
    await box.reaches('result');
    expect(debits.length).toBe(1);
    await close();
  },
);

const STEPS: readonly StepKind[] = [
  'waitCard',
  'cardCheck',
  'authorising',
  'debiting',
  'reporting',
];
const BLOWS = {
  'the card is pulled': ({ world }: VirtualBox) => world.slot.pull(),
  'the reader is unplugged': ({ world }: VirtualBox) => world.slot.unplug(),
};

test.each(
  READERS.flatMap((reader) =>
    Object.entries(BLOWS).flatMap(([what, blow]) =>
      STEPS.map((step) => [nameOf(reader), what, step, reader, blow] as const),
    ),
  ),
)('%s: %s at %s', async (_, __, step, reader, blow) => {
  const { box, close, comesToRest } = await day(reader);
  await box.buys('sport', 1);
  await reaches(box, step);
  blow(box);
  await comesToRest();
  await close();
});

/** By default only these readers meet every fault; `npm run search:ports` takes all. */
const FEW = ['tpdu', 't1', 'ccid', 'length-byte', 'r6'];
const FAULTY = READERS.filter(({ port, model = '' }) =>
  process.env.PORTS === 'all' ? port.startsWith('web') && model : FEW.includes(model),
);

test.each(
  FAULTY.flatMap((reader) =>
    Object.keys(NAMED_FAULTS).map((fault) => [nameOf(reader), fault, reader] as const),
  ),
)('%s with the fault %s: nobody loses a fen', async (_, fault, reader) => {
  const { box, close, comesToRest } = await day({ ...reader, faults: [fault] });
  await box.buys('sport', 1);
  await comesToRest();
  await close();
});
