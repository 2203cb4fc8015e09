import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { simulation } from '../../../mocks/environment/simulation.ts';
import { type Armings, arm, armingsFrom } from '../../../mocks/faults/arming.ts';
import type { FaultId } from '../../../mocks/faults/faultList.ts';
import { scenarios } from '../../../mocks/faults/scenarios.ts';
import { optionsFrom, addressOf as stageAddress } from '../../../mocks/page/stage/options.ts';
import { memoryStore } from '../../../mocks/store/memoryStore.ts';
import { memoryNvm } from '../../../mocks/store/nonVolatileMemory.ts';
import { createWorld } from '../../../mocks/world/world.ts';
import { virtualBox } from '../../virtual/virtualPortal.ts';
import { idOf, liveCells } from './matrix.ts';
import { addressOf, proofPage } from './proofPage.ts';
import { onScreen } from './stageAddress.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const shown = liveCells.map((cell) => ({ id: idOf(cell), on: onScreen(idOf(cell)) }));
const queries = [...new Set(shown.flatMap(({ on }) => ('query' in on ? [on.query] : [])))];

test('docs/proof.md is what `npm run proof` prints', () => {
  expect(readFileSync(`${root}docs/proof.md`, 'utf8')).toBe(proofPage());
});

test('every cell has an address, or the reason why it has none', () => {
  const reasons = shown.filter(({ on }) => 'why' in on);
  const addresses = shown.filter(({ on }) => addressOf(on) !== null);
  expect(reasons.length + addresses.length).toBe(201);
  expect(addresses.length).toBeGreaterThanOrEqual(160);
});

test.each(queries)('the stage understands all of ?stage&%s', (query) => {
  const options = optionsFrom(`?stage&${query}`);
  const again = new URLSearchParams(stageAddress(options));
  const asked = new URLSearchParams(`stage&${query}`);
  asked.delete('scenario', 'first-day');
  expect([...again].sort()).toEqual([...asked].sort());
});

/** Presses on to the card, until nothing is left to press. */
const KEYS: Readonly<
  Record<string, Parameters<Awaited<ReturnType<typeof virtualBox>>['send']>[0]>
> = {
  home: { kind: 'serviceOpened', serviceId: 'basic' },
  service: { kind: 'periodChosen', choice: { serviceId: 'basic', months: 1 } },
  confirm: { kind: 'amountConfirmed' },
};

/** Plays an address in virtual time. Answers its faults, and which of them struck. */
async function struckBy(query: string): Promise<{ armed: FaultId[]; struck: FaultId[] }> {
  const options = new URLSearchParams(query);
  const scenario = scenarios[options.get('scenario') ?? 'first-day']!;
  const armings: Armings = armingsFrom(options.get('faults') ?? '');
  const simulated = simulation(1);
  const nvm = memoryNvm();
  const store = memoryStore();
  const { environment, time } = simulated;
  const world = createWorld({ environment, store, nvm, scenario, pace: 6 });
  await world.tsp.start();
  arm(world.faults, armings);
  const armed = Object.keys(armings) as FaultId[];
  const struck = () => armed.filter((id) => world.faults.of(id).struck > 0);
  const box = await virtualBox(scenario, { simulation: simulated, nvm, store, world });
  const isOver = () => struck().length === armed.length;
  for (let tries = 0; tries < 200 && !isOver(); tries++) {
    await time.runUntil(isOver, 500);
    const key = KEYS[box.step().kind];
    if (key) box.send(key);
  }
  return { armed, struck: struck() };
}

const moments = queries.filter((query) => query.includes('@'));
test.each(moments)('?stage&%s: the fault strikes at its moment of a payment', async (query) => {
  const { armed, struck } = await struckBy(query);
  expect(armed).toHaveLength(1);
  expect(struck).toEqual(armed);
});
