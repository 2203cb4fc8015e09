import { expect, test } from 'vitest';
import { samples } from '../../../../src/app/gallery/samples.ts';
import { factGroups, factsOf, matches } from './sampleFacts.ts';

const named = (id: string) => samples.find((sample) => sample.id === id)!;

test.each([
  ['home', ['step:home']],
  ['crash', ['step:crash']],
  ['refused-unknown', ['step:refused', 'failure:internal', 'money:unknown']],
  ['confirm-arrears', ['step:confirm', 'with:arrears']],
  ['pin', ['step:confirm', 'over:pin']],
  ['idle-pin', ['step:confirm', 'over:pin', 'over:idle']],
])('%s is found by %j', (id, facts) => {
  expect(factsOf(named(id))).toEqual(facts);
});

test('a reason of BOSS is a fact', () => {
  const reasons = samples.flatMap(factsOf).filter((fact) => fact.startsWith('reason:'));
  expect(new Set(reasons).size).toBeGreaterThan(5);
});

test('facts are grouped by kind, each once', () => {
  const groups = factGroups(samples);
  expect([...groups.keys()].sort()).toEqual(['failure', 'money', 'over', 'reason', 'step', 'with']);
  const steps = groups.get('step')!;
  expect(steps).toEqual([...new Set(steps)].sort());
  expect(steps).toContain('step:waitCard');
});

test.each([
  ['', '', '', true],
  ['arrears', '', '', true],
  ['欠费 confirm', '', '', true],
  ['CONFIRM', 'step:confirm', '', true],
  ['', 'step:home', '', false],
  ['四个季度', '', '', false],
  ['四个季度', '', '缴四个季度', true],
  ['arrears nonsense', '', '', false],
])('looking for %j of %j with %j on the screen', (find, of, shown, found) => {
  expect(matches(named('confirm-arrears'), find, of, shown)).toBe(found);
});
