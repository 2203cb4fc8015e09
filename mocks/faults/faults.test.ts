import { expect, test } from 'vitest';
import { virtualBox } from '../../e2e/virtual/virtualPortal.ts';
import type { StepKind } from '../../src/payment/steps.ts';
import { simulation } from '../environment/simulation.ts';
import { memoryStore } from '../store/memoryStore.ts';
import { memoryNvm } from '../store/nonVolatileMemory.ts';
import { createWorld } from '../world/world.ts';
import { noBossFaults } from './bossFaults.ts';
import { type FaultId, faultIds, faultOf } from './faultList.ts';
import { scenarios } from './scenarios.ts';

const good = scenarios['first-day']!;
const boxOnAGoodDay = () => virtualBox(good);
type Box = Awaited<ReturnType<typeof boxOnAGoodDay>>;

const ENDS: readonly StepKind[] = ['result', 'refused', 'insertSameCard', 'manualCase'];

/** Confirms a year of the basic service, and answers the step at which the payment first ends. */
async function pays(box: Box): Promise<StepKind> {
  await box.reaches('home');
  box.send({ kind: 'serviceOpened', serviceId: 'basic' });
  box.send({ kind: 'periodChosen', choice: { serviceId: 'basic', months: 12 } });
  const { time } = box.simulation;
  const restsAt = (kinds: readonly StepKind[]) => () => kinds.includes(box.step().kind);
  await time.runUntil(restsAt(['confirm', ...ENDS]), 60_000);
  box.send({ kind: 'amountConfirmed' });
  await time.runUntil(restsAt(ENDS), 120_000);
  return box.step().kind;
}

/** The step at which a payment ends when a fault strikes it once. */
const ONCE: Partial<Record<FaultId, StepKind>> = {
  'pulled-before-debit': 'refused',
  'cut-before-write': 'insertSameCard',
  'cut-after-write': 'insertSameCard',
  'cut-before-answer': 'insertSameCard',
  'network-down': 'result',
  'answer-lost': 'result',
  'request-twice': 'result',
  'request-changed': 'result',
  'authorise-request-lost': 'result',
  'authorise-answer-lost': 'result',
  'report-request-lost': 'result',
  'report-answer-lost': 'result',
  'boss-down': 'result',
  'boss-stopped': 'refused',
  'boss-overlaps': 'refused',
  'boss-area': 'refused',
  'boss-pending': 'result',
  'boss-rejects': 'result',
  'psam-exhausted': 'result',
  'quote-expires': 'result',
  'tsp-killed': 'result',
  'tsp-killed-after-mac1': 'result',
  'tsp-killed-at-report': 'result',
};

test('every fault with a step is tested here, except those whose step a good day never reaches', () => {
  const waiting = faultIds.filter((id) => faultOf(id).next);
  const elsewhere: readonly FaultId[] = ['power-cut', 'boss-no-credit'];
  expect(waiting.filter((id) => !ONCE[id] && !elsewhere.includes(id))).toEqual([]);
});

test.each(Object.entries(ONCE) as [FaultId, StepKind][])(
  '%s strikes the next payment once, which ends at %s',
  async (id, end) => {
    const box = await boxOnAGoodDay();
    await box.reaches('home');
    box.world.faults.next(id);
    expect(box.world.faults.of(id)).toEqual({ mode: 'waits', left: 1, struck: 0 });
    expect(await pays(box)).toBe(end);
    expect(box.world.faults.of(id)).toEqual({ mode: 'off', left: 0, struck: 1 });
  },
);

test.each(faultIds.filter((id) => faultOf(id).now === 'lasts'))(
  '%s lasts until it is switched off, and then everything is as before',
  async (id) => {
    const box = await boxOnAGoodDay();
    await box.reaches('home');
    const { faults, network, slot, boss } = box.world;
    faults.now(id);
    expect(faults.of(id).mode).toBe('lasts');
    const changed =
      network.down ||
      network.delayMs > 0 ||
      network.faults.length > 0 ||
      !slot.plugged ||
      slot.held ||
      JSON.stringify(boss.faults) !== JSON.stringify(noBossFaults()) ||
      (['hsm-down', 'psam-exhausted', 'quote-expires'] as FaultId[]).includes(id);
    expect(changed).toBe(true);
    faults.off(id);
    expect(await pays(box)).toBe('result');
    expect(boss.faults).toEqual(noBossFaults());
    expect(faults.of(id).struck).toBe(0);
  },
);

test.each([
  ['psam-exhausted', 'refused'],
  ['boss-stopped', 'refused'],
  ['hsm-down', 'refused'],
  ['report-request-lost', 'reporting'],
] as const)('when %s lasts, a payment leads to %s', async (id, end) => {
  const box = await boxOnAGoodDay();
  await box.reaches('home');
  box.world.faults.now(id);
  expect(await pays(box)).toBe(end);
});

test('a fault may strike more than once', async () => {
  const box = await boxOnAGoodDay();
  await box.reaches('home');
  box.world.faults.next('report-answer-lost', 2);
  expect(await pays(box)).toBe('result');
  expect(box.world.faults.of('report-answer-lost')).toEqual({ mode: 'off', left: 0, struck: 2 });
});

test('after a power cut the box sends nothing, and the card has paid', async () => {
  const cuts: string[] = [];
  const { environment, time } = simulation(1);
  const parts = { environment, store: memoryStore(), nvm: memoryNvm(), scenario: good };
  const world = createWorld({ ...parts, pace: 6, powerCut: () => cuts.push('cut') });
  await world.tsp.start();
  const box = await virtualBox(good, { simulation: { environment, time }, world });
  await box.reaches('home');
  world.faults.next('power-cut');
  await pays(box);
  expect(cuts).toEqual(['cut']);
  expect(box.seen).not.toContain('reporting');
  expect(world.card('good').state.balanceFen).toBeLessThan(100_000);
  const request = new Request('https://tsp.example/tsp/v1/orders');
  await expect(world.network.fetch(request)).rejects.toThrow('connection lost');
});

test('the states of faults survive a reload of the page', async () => {
  const { environment } = simulation(1);
  const parts = { environment, store: memoryStore(), nvm: memoryNvm() };
  const scenario = { ...good, faults: { 'report-request-lost': 2 } as const };
  const before = createWorld({ ...parts, scenario });
  before.faults.now('boss-down');
  before.faults.next('cut-after-write');
  before.faults.off('report-request-lost');
  before.faults.now('card-pulled');
  const after = createWorld({ ...parts, scenario });
  expect(after.boss.faults.down).toBe(true);
  expect(after.network.faults).toEqual([]);
  expect(after.faults.of('cut-after-write').mode).toBe('waits');
  expect(after.faults.of('card-pulled')).toEqual({ mode: 'off', left: 0, struck: 1 });
});

test('a fault cannot be switched in a way it does not have', async () => {
  const { faults } = (await boxOnAGoodDay()).world;
  expect(() => faults.now('cut-after-write')).toThrow('waits for its step');
  expect(() => faults.next('hsm-down')).toThrow('no step');
});

test('titles of faults are unique in both languages', () => {
  for (const language of ['zh-CN', 'en'] as const) {
    const titles = faultIds.map((id) => faultOf(id).title[language]);
    expect(new Set(titles).size).toBe(faultIds.length);
  }
});

test('a fault that waits for a moment strikes there and not at its own step', async () => {
  const box = await boxOnAGoodDay();
  // At its own step, as MAC1 is asked for, it would end the payment.
  box.world.faults.at('tsp-killed', 'report');
  expect(box.world.faults.of('tsp-killed')).toMatchObject({ mode: 'waits', at: 'report' });
  expect(await pays(box)).toBe('result');
  expect(box.world.faults.of('tsp-killed')).toEqual({ mode: 'off', left: 0, struck: 1 });
});

test('a fault that lasts begins at its moment', async () => {
  const box = await boxOnAGoodDay();
  box.world.faults.at('network-down', 'quote');
  expect(await pays(box)).toBe('refused');
  expect(box.world.faults.of('network-down').mode).toBe('lasts');
  expect(() => box.world.faults.at('boss-rejects', 'quote')).toThrow('no moment');
});
