/**
 * Calls that never come back: of the HSM, of BOSS, of the journal, of the reader, of the box's key. Each is swallowed once,
 * four times (as often as there are PSAMs), and for as long as it lasts; then it is healed, and the next payment succeeds.
 */
import { expect, test } from 'vitest';
import { simulation } from '../../mocks/environment/simulation.ts';
import { scenarios } from '../../mocks/faults/scenarios.ts';
import type { World } from '../../mocks/world/world.ts';
import { memoryJournal } from '../../src/payment/journal.fixture.ts';
import type { Journal } from '../../src/payment/journal.ts';
import type { StepKind } from '../../src/payment/steps.ts';
import { type VirtualBox, virtualBox } from './virtualPortal.ts';

const GOOD_FEN = 100_000;
const PRICE_FEN = 28_600;
/** A press of OK on "try again" at most. */
const RETRIES = 12;

const never = () => new Promise<never>(() => {});

interface Swallowing {
  /** Lets all calls through from now on. */
  heal(): void;
  /** How many calls it has swallowed. */
  count(): number;
}

/** Says of each call whether it is swallowed: the first `times`, until it is healed. */
function swallowing(times: number): Swallowing & { takes(): boolean } {
  let left = times;
  let count = 0;
  return {
    heal() {
      left = 0;
    },
    count: () => count,
    takes() {
      if (left <= 0) return false;
      left -= 1;
      count += 1;
      return true;
    },
  };
}

/** Swallows calls of one method. */
function swallow<T extends object>(port: T, name: keyof T, times: number): Swallowing {
  const plain = port[name] as (...args: unknown[]) => unknown;
  const calls = swallowing(times);
  port[name] = ((...args: unknown[]) =>
    calls.takes() ? never() : plain.apply(port, args)) as T[typeof name];
  return calls;
}

/** The steps at which the box waits for a person. */
const RESTING: readonly StepKind[] = [
  'refused',
  'result',
  'insertSameCard',
  'manualCase',
  'outOfService',
];

/** At home for so long that the session is over and the box must sign again. */
async function idle(box: VirtualBox): Promise<void> {
  await box.reaches('home');
  await box.simulation.time.runUntil(() => false, 10 * 60_000);
}

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

const port =
  (name: string) =>
  ({ host }: World, times: number): Swallowing => {
    const plain = host.postMessage;
    const calls = swallowing(times);
    host.postMessage = (json: string) => {
      const { method } = JSON.parse(json) as { method: string };
      if (method !== name || !calls.takes()) plain.call(host, json);
    };
    return calls;
  };

const calls: [name: string, swallow: (world: World, times: number) => Swallowing][] = [
  ['HSM: closing a PSAM session', ({ hsm }, times) => swallow(hsm, 'closingMac2', times)],
  ['HSM: checking MAC2', ({ hsm }, times) => swallow(hsm, 'verifyMac2', times)],
  ['box: its signature', port('sign')],
  ['reader: power on', port('powerOn')],
  ['reader: power off', port('powerOff')],
  ['reader: a command', port('transmit')],
];

test.each(calls.flatMap(([name, act]) => [1, 4, 9].map((times) => ({ name, act, times }))))(
  '$name, swallowed $times times: the payment ends well',
  async ({ act, times }) => {
    const box = await virtualBox(scenarios['first-day']!);
    await box.reaches('home');
    act(box.world, times);
    await box.buys('basic', 12);
    await paysInTheEnd(box);
    expect(box.violations).toEqual([]);
  },
);

test.each(calls)(
  '%s, swallowed until it is healed: the box says why, and pays then',
  async (_name, act) => {
    const box = await virtualBox(scenarios['first-day']!);
    await idle(box);
    const calls = act(box.world, Number.POSITIVE_INFINITY);
    box.send({ kind: 'serviceOpened', serviceId: 'basic' });
    box.send({ kind: 'periodChosen', choice: { serviceId: 'basic', months: 12 } });
    const { time } = box.simulation;
    await time.runUntil(() => ['confirm', ...RESTING].includes(box.step().kind), 120_000);
    if (box.step().kind === 'refused') {
      // Without a signature there is no price; the screen says that the platform is not reached.
      calls.heal();
      box.send({ kind: 'retried' });
      await box.reaches('confirm');
    }
    box.send({ kind: 'amountConfirmed' });
    await time.runUntil(() => RESTING.includes(box.step().kind), 120_000);
    expect(calls.count()).toBeGreaterThan(0);
    calls.heal();
    await paysInTheEnd(box);
  },
);

test.each(['put', 'remove', 'all'] as const)(
  'journal: "%s" is never answered, from the start or from the payment on, and the box pays',
  async (name) => {
    for (const after of [0, 1, 2, 3]) {
      const simulated = simulation();
      const plain = memoryJournal();
      let calls = 0;
      const silent: Journal = {
        ...plain,
        [name]: (value: never) => (++calls > after ? never() : plain[name](value)),
      };
      const parts = { simulation: simulated, journal: silent };
      const box = await virtualBox(scenarios['first-day']!, parts);
      await box.buys('basic', 12);
      await paysInTheEnd(box);
    }
  },
);
