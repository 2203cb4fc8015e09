/** A box with one of the simulated readers, from its first payment to two closed days. */
import { expect } from 'vitest';
import { scenarios } from '../../mocks/faults/scenarios.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import { gatherFacts, restFaults, watchDebits } from '../../mocks/world/invariants.ts';
import { createWitness } from '../../mocks/world/witness.ts';
import type { ReaderWish } from '../../mocks/world/world.ts';
import type { StepKind } from '../../src/payment/steps.ts';
import { chinaTime, DAY_MS } from '../../src/shared/time.ts';
import { virtualBox } from './virtualPortal.ts';

const PRICE_FEN = 4_800;
export const AT_REST: readonly StepKind[] = [
  'home',
  'result',
  'refused',
  'manualCase',
  'outOfService',
];
/** How often a subscriber presses OK for another try. */
const PATIENCE = 3;

export const READERS: readonly ReaderWish[] = [
  { port: 'host-object' },
  { port: 'host-object', model: 'omapi' },
  { port: 'websocket' },
  ...[
    'tpdu',
    'polled',
    'bare',
    'short-apdu',
    'short-apdu-lazy',
    'extended-apdu',
    't1',
    'in-pieces',
    'too-fast',
    'silent',
  ].map((model) => ({ port: 'webusb', model }) as const),
  ...['ccid', 'ccid-odd', 'ccid-t1', 'length-byte', 'r6'].map(
    (model) => ({ port: 'webhid', model }) as const,
  ),
];
/** Models of which each stands for an engine or framing of its own; `npm run search:ports` takes all readers. */
export const FEW = ['tpdu', 't1', 'ccid', 'length-byte', 'r6'];
export const nameOf = ({ port, model = '' }: ReaderWish) => `${port} ${model}`.trim();

/** `ports`: what the portal has in place of the box's own. */
export async function day(
  reader: ReaderWish,
  ports?: NonNullable<Parameters<typeof virtualBox>[1]>['ports'],
) {
  const { nvm, debits, cards } = watchDebits(memoryNvm());
  const witness = createWitness();
  const box = await virtualBox(scenarios['first-day']!, {
    nvm,
    reader,
    witness,
    ...(ports ? { ports } : {}),
  });
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
      const known = { cards: cards(), now: time.now() };
      const facts = await gatherFacts(store, environment.crypto, debits, known);
      const storage = JSON.stringify(await box.journal.all());
      const faults = [...restFaults(facts), ...(await witness.faults(facts, store, storage))];
      expect(faults, box.seen.join(' > ')).toEqual([]);
      expect(debits.length).toBeLessThanOrEqual(1);
      expect(world.card('good').state.balanceFen).toBe(100_000 - debits.length * PRICE_FEN);
      expect(facts.accepted.length).toBe(debits.length);
      expect(box.violations).toEqual([]);
    },
  };
}
