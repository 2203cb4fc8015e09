/**
 * Calls that never come back: of the HSM, of BOSS, of the journal, of the reader, of the box's key. Each is swallowed once,
 * four times (as often as there are PSAMs), and for as long as it lasts; then it is healed, and the next payment succeeds.
 */
import { expect, test } from 'vitest';
import { scenarios } from '../../mocks/faults/scenarios.ts';
import type { World } from '../../mocks/world/world.ts';
import type { StepKind } from '../../src/payment/steps.ts';
import { type VirtualBox, virtualBox } from './virtualPortal.ts';

const GOOD_FEN = 100_000;
const PRICE_FEN = 28_600;
/** A press of OK on "try again" at most. */
const RETRIES = 12;

const never = () => new Promise<never>(() => {});

/** Swallows this many calls of one method, then lets the others through. Answers how to heal it. */
function swallow<T extends object>(port: T, name: keyof T, times: number): () => void {
  const plain = port[name] as (...args: unknown[]) => unknown;
  let left = times;
  port[name] = ((...args: unknown[]) =>
    left-- > 0 ? never() : plain.apply(port, args)) as T[typeof name];
  return () => {
    left = 0;
  };
}

/** The steps at which the box waits for a person. */
const RESTING: readonly StepKind[] = [
  'refused',
  'result',
  'insertSameCard',
  'manualCase',
  'outOfService',
];

async function rests(box: VirtualBox): Promise<StepKind> {
  const { time } = box.simulation;
  expect(await time.runUntil(() => RESTING.includes(box.step().kind), 300_000)).toBe(true);
  return box.step().kind;
}

/** Presses "try again" until the payment is through. */
async function paysInTheEnd(box: VirtualBox): Promise<void> {
  for (let tries = 0; tries < RETRIES && (await rests(box)) !== 'result'; tries++) {
    box.send({ kind: 'retried' });
    await box.simulation.time.runUntil(() => !RESTING.includes(box.step().kind), 60_000);
  }
  const { order } = await box.reaches('result');
  expect(order.state).toBe('COMPLETED');
  expect(box.world.card('good').state.balanceFen).toBe(GOOD_FEN - PRICE_FEN);
}

const calls: [name: string, swallow: (world: World, times: number) => () => void][] = [
  ['HSM: closing a PSAM session', ({ hsm }, times) => swallow(hsm, 'closingMac2', times)],
  ['HSM: checking MAC2', ({ hsm }, times) => swallow(hsm, 'verifyMac2', times)],
];

test.each(calls.flatMap(([name, act]) => [1, 4, 9].map((times) => ({ name, act, times }))))(
  '$name, swallowed $times times: the payment ends well',
  async ({ act, times }) => {
    const box = await virtualBox(scenarios['first-day']!);
    act(box.world, times);
    await box.buys('basic', 12);
    await paysInTheEnd(box);
    expect(box.violations).toEqual([]);
  },
);

test.each(calls)(
  '%s, swallowed for ever: it says why, and pays when it is healed',
  async (_name, act) => {
    const box = await virtualBox(scenarios['first-day']!);
    const heal = act(box.world, Number.POSITIVE_INFINITY);
    await box.buys('basic', 12);
    await box.simulation.time.runUntil(() => RESTING.includes(box.step().kind), 120_000);
    heal();
    await paysInTheEnd(box);
  },
);
