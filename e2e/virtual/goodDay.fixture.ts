/** The facts of a good day in the simulated world, and ways to change them. */

import { scenarios } from '../../mocks/faults/scenarios.ts';
import type { CaseRow } from '../../mocks/operator/tsp/books/cases.ts';
import type { DifferenceRow } from '../../mocks/operator/tsp/books/dayRows.ts';
import type { AttemptRow, OrderRow } from '../../mocks/operator/tsp/books/rows.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import {
  type CardDebit,
  type Facts,
  gatherFacts,
  watchDebits,
} from '../../mocks/world/invariants.ts';
import { chinaTime } from '../../src/shared/time.ts';
import { type VirtualBox, virtualBox } from './virtualPortal.ts';

async function buys(box: VirtualBox, serviceId: string): Promise<void> {
  await box.buys(serviceId, 1);
  await box.reaches('result');
  box.send({ kind: 'closed' });
}

async function goodDay(): Promise<Facts> {
  const { nvm, debits, cards } = watchDebits(memoryNvm());
  const box = await virtualBox(scenarios['first-day']!, { nvm });
  await buys(box, 'basic');
  await buys(box, 'sport');
  const { time, environment } = box.simulation;
  await time.runUntil(() => false, 600_000);
  await box.world.tsp.uploadDay(chinaTime(time.now()).date);
  return gatherFacts(box.store, environment.crypto, debits, { cards: cards(), now: time.now() });
}

/** Two payments with the same card, uploaded and accepted. */
export const good = await goodDay();

export const first = <T>(items: readonly T[], change: Partial<T>): T[] =>
  items.map((item, at) => (at === 0 ? { ...item, ...change } : item));
export const ofAttempt = (change: Partial<AttemptRow>) => ({
  attempts: first(good.attempts, change),
});
export const ofOrder = (change: Partial<OrderRow>) => ({ orders: first(good.orders, change) });
export const ofDebit = (change: Partial<CardDebit>) => ({ debits: first(good.debits, change) });

export const stepOf = (step: 'propose' | 'approve', who: string) => ({
  at: 1,
  who,
  step,
  reason: 'x',
});
export const caseOf = (change: Partial<CaseRow>): CaseRow => ({
  caseNo: 'C20261123-0001',
  kind: 'claim-rejected',
  state: 'CLOSED',
  version: 1,
  revision: 1,
  amountFen: 2600,
  openedAt: 1,
  steps: [],
  ...change,
});
export const differenceOf = (change: Partial<DifferenceRow>): DifferenceRow => ({
  id: 'X',
  date: '20261123',
  class: 'TAC_INVALID',
  state: 'case',
  firstSeen: 1,
  seenRun: 1,
  ...change,
});

export const revenue = () => good.postings.find(({ kind }) => kind === 'revenue')!;
