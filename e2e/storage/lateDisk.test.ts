/** A disk that answers 5 s after the start: the start does not wait for it, and what it kept is not lost. */
import { afterEach, expect, test, vi } from 'vitest';
import { simulation } from '../../mocks/environment/simulation.ts';
import { scenarios } from '../../mocks/faults/scenarios.ts';
import { indexedDbJournal } from '../../src/app/browser/indexedDbJournal.ts';
import { virtualBox } from '../virtual/everyWorld.fixture.ts';
import { virtualDisk } from './virtualDisk.fixture.ts';

const good = scenarios['first-day']!;
const newPage = () => indexedDbJournal('portal-journal');

afterEach(() => void vi.unstubAllGlobals());

test.each([
  ['before the platform counts it as in doubt', 1_000],
  ['when it is in doubt already', 120_000],
])('an answer that nobody has heard is reported from it: %s', async (_, offMs) => {
  const simulated = simulation();
  const { time } = simulated;
  const disk = virtualDisk(time);
  vi.stubGlobal('indexedDB', disk.factory);
  const scenario = { ...good, habits: { bringsItBack: false } };
  const box = await virtualBox(scenario, { simulation: simulated, journal: newPage() });
  const { store, nvm, world } = box;
  world.network.faults = [{ pathEnd: '/report', loses: 'request' }];
  await box.buys('basic', 12);
  await box.reaches('reporting');
  await time.runUntil(() => false, 100);
  box.die();
  world.slot.pull();
  await time.runUntil(() => false, offMs);
  world.network.faults = [];
  disk.breaks('read', 'takes 5 s');
  const parts = { simulation: simulated, store, nvm, world, journal: newPage() };
  const next = await virtualBox(scenario, parts);
  await next.reaches('insertSameCard', 4_000);
  await time.runUntil(() => false, 5_000);
  next.send({ kind: 'back' });
  await time.runUntil(() => false, 60_000);
  disk.heal();
  expect((await parts.journal.all()).map(({ phase }) => phase)).toEqual(['reported']);
});
