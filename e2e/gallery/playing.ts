/** How a play for the gallery goes: a day of its own in the simulated world, in virtual time. */
import { type Scenario, scenarios } from '../../mocks/faults/scenarios.ts';
import type { Step, StepKind } from '../../src/payment/steps.ts';
import type { VirtualBox, virtualBox } from '../virtual/virtualPortal.ts';

export type Wanted = (step: Step) => boolean;

export interface Play {
  readonly scenario: Scenario;
  readonly parts?: Parameters<typeof virtualBox>[1];
  act(box: VirtualBox): Promise<void>;
  /** The page is loaded again, and this is done in it. */
  again?(box: VirtualBox): Promise<void>;
  /** What is lost with the page. */
  readonly loses?: Parameters<VirtualBox['reload']>[0];
  /** The scenes it is played for: the first step that fits, from `act` or before it. */
  readonly scenes?: Readonly<Record<string, Wanted>>;
  /** The name under which all the platform then answers is kept. */
  readonly household?: string;
  readonly typed?: readonly string[];
  readonly most?: number;
  readonly cancels?: readonly [string, string];
}

export const named = (name: keyof typeof scenarios): Scenario => scenarios[name]!;
export const goodDay = named('first-day');
/** The card stays in the hand until a play puts it in. */
export const byHand: Scenario = { ...goodDay, habits: { insertAfterMs: null } };

export const is =
  (kind: StepKind, fits: (step: never) => boolean = () => true): Wanted =>
  (step) =>
    step.kind === kind && fits(step as never);

export const buys =
  (serviceId: string, months: number, ends: StepKind = 'result') =>
  async (box: VirtualBox): Promise<void> => {
    await box.buys(serviceId, months);
    await box.reaches(ends);
  };

export async function asksPrice(
  box: VirtualBox,
  serviceId: string,
  months: number,
  ends: StepKind = 'confirm',
): Promise<void> {
  await box.reaches('home');
  box.send({ kind: 'serviceOpened', serviceId });
  box.send({ kind: 'periodChosen', choice: { serviceId, months } });
  await box.reaches(ends);
}

/** Refused for arrears, up to the price of the overdue bills alone. */
export async function asksBills(box: VirtualBox): Promise<void> {
  await asksPrice(box, 'film4k', 1, 'refused');
  box.send({ kind: 'retried' });
  await box.reaches('confirm');
}

export const pass = (box: VirtualBox, ms: number) => box.simulation.time.runUntil(() => false, ms);

export async function goesHome(box: VirtualBox): Promise<void> {
  for (let presses = 0; box.step().kind !== 'home' && presses < 5; presses++) {
    box.send({ kind: 'back' });
    box.send({ kind: 'closed' });
    await pass(box, 1_000);
  }
  await box.reaches('home');
}
