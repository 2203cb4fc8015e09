/**
 * The platform's clock is set on or back by an hour, a day or three years, at every step of a payment. Nothing freezes,
 * nothing is lost, and no case is made for the clock's sake.
 */
import { expect, test } from 'vitest';
import { scenarios } from '../../mocks/faults/scenarios.ts';
import { CLOCK_STEPS } from '../../mocks/operator/tsp/virtualTime.fixture.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import {
  type CardDebit,
  gatherFacts,
  restFaults,
  watchDebits,
} from '../../mocks/world/invariants.ts';
import type { StepKind } from '../../src/payment/steps.ts';
import { type VirtualBox, virtualBox } from './virtualPortal.ts';

const PHASES: readonly StepKind[] = [
  'home',
  'quoting',
  'confirm',
  'ordering',
  'waitCard',
  'cardCheck',
  'authorising',
  'debiting',
  'reporting',
  'finishing',
];

/** The order of two wall times says nothing when the clock was set in between. */
const WALL_TIMES = 'MAC1 before the confirmation';

/** Sets the clock the moment the box comes to this step. */
function setAt(box: VirtualBox, phase: StepKind, byMs: number): void {
  const stop = box.payment.step.subscribe(({ kind }) => {
    if (kind !== phase) return;
    box.simulation.time.setClock(byMs);
    queueMicrotask(() => stop());
  });
}

/** Presses OK wherever the box waits for it, until the payment is through. */
async function paysInTheEnd(box: VirtualBox, setRight: () => void): Promise<void> {
  const { time } = box.simulation;
  const waits: readonly StepKind[] = ['refused', 'confirm', 'result', 'service'];
  for (let presses = 0; presses < 12 && box.step().kind !== 'result'; presses++) {
    const { kind } = box.step();
    if (kind === 'refused') {
      expect(box.step()).toMatchObject({ failure: { money: 'untouched' } });
      // A card is not valid in another year: people set the clock right.
      if (presses > 4) setRight();
      box.send({ kind: 'retried' });
    }
    if (kind === 'confirm') box.send({ kind: 'amountConfirmed' });
    if (kind === 'service') {
      box.send({ kind: 'periodChosen', choice: { serviceId: 'basic', months: 12 } });
    }
    await time.runUntil(() => waits.includes(box.step().kind), 300_000);
  }
  const { order } = await box.reaches('result');
  // In another year BOSS has other prices: then it gives the money back as credit.
  expect(['COMPLETED', 'CREDITED']).toContain(order.state);
}

/** The facts once every debit is claimed, under whichever day its MAC1 had. */
async function claimed({ simulation, store, world }: VirtualBox, debits: readonly CardDebit[]) {
  const facts = () => gatherFacts(store, simulation.environment.crypto, debits);
  for (const { mac1 } of (await facts()).attempts) {
    if (mac1) await world.tsp.uploadDay(mac1.businessDate);
  }
  return facts();
}

async function expectAtRest(box: VirtualBox, debits: readonly CardDebit[]): Promise<void> {
  const { simulation } = box;
  await simulation.time.runUntil(() => false, 10 * 60_000);
  const facts = await claimed(box, debits);
  expect(facts.cases).toEqual([]);
  const faults = restFaults(facts).filter((fault) => !fault.includes(WALL_TIMES));
  expect(faults).toEqual([]);
  expect(debits).toHaveLength(1);
}

test.each(PHASES.flatMap((phase) => CLOCK_STEPS.map(([name, byMs]) => ({ phase, name, byMs }))))(
  'at "$phase" the clock is set $name: the payment ends well',
  async ({ phase, byMs }) => {
    const { nvm, debits } = watchDebits(memoryNvm());
    const box = await virtualBox(scenarios['first-day']!, { nvm });
    setAt(box, phase, byMs);
    await box.reaches('home');
    box.send({ kind: 'serviceOpened', serviceId: 'basic' });
    let isRight = false;
    await paysInTheEnd(box, () => {
      if (!isRight) box.simulation.time.setClock(-byMs);
      isRight = true;
    });
    await expectAtRest(box, debits);
    expect(box.violations).toEqual([]);
  },
);
