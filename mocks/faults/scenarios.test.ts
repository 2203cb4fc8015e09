import { expect, test } from 'vitest';
import { virtualBox } from '../../e2e/virtual/virtualPortal.ts';
import type { StepKind } from '../../src/payment/steps.ts';
import { DEFAULT_SCENARIO, scenarios } from './scenarios.ts';

const named = Object.entries(scenarios);
/** Scenarios that keep the portal from its home screen. */
const OUT_OF_SERVICE = ['network-down', 'boss-down', 'box-unknown', 'box-blocked'];

test('the default scenario exists', () => {
  expect(scenarios[DEFAULT_SCENARIO]).toBeDefined();
});

test('names fit into an address, and titles are unique', () => {
  for (const [name] of named) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  for (const language of ['zh-CN', 'en'] as const) {
    const titles = named.map(([, { title }]) => title[language]);
    expect(new Set(titles).size).toBe(named.length);
  }
});

test.each(named)('%s has a title in both languages', (_, { title }) => {
  expect(title['zh-CN']).toMatch(/[一-鿿]/);
  expect(title.en).toMatch(/^[\x20-\x7e]+$/);
});

test.each(named)(
  '%s begins at the right screen, and breaks no contract',
  async (name, scenario) => {
    const box = await virtualBox(scenario);
    const beginning: readonly StepKind[] = ['home', 'outOfService'];
    const begun = () => beginning.includes(box.step().kind);
    expect(await box.simulation.time.runUntil(begun, 60_000)).toBe(true);
    expect(box.step().kind).toBe(OUT_OF_SERVICE.includes(name) ? 'outOfService' : 'home');
    expect(box.violations).toEqual([]);
  },
);

test('a scenario played twice takes the same steps', async () => {
  const play = async () => {
    const box = await virtualBox(scenarios['other-card-comes-back']!, { seed: 5 });
    await box.buys('basic', 12);
    const { receipt } = await box.reaches('result');
    return { seen: box.seen, receipt, at: box.simulation.time.now() };
  };
  expect(await play()).toEqual(await play());
});
