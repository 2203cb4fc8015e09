/** The platform sends its time limits with every session; the portal follows them, within bounds. */
import { expect, test } from 'vitest';
import { scenarios } from '../../mocks/faults/scenarios.ts';
import { LEASE_MS } from '../../mocks/operator/psam/lease.ts';
import { defaultLimits } from '../../mocks/operator/tsp/base/limits.ts';
import { limitOf, limits } from '../../src/payment/limits.ts';
import { type VirtualBox, virtualBox } from './virtualPortal.ts';

const told = (said: Parameters<typeof virtualBox>[1]) => virtualBox(scenarios['no-reader']!, said);

/** How long the portal waits for a card that does not come. */
async function cardWait(box: VirtualBox): Promise<number> {
  await box.buys('basic', 12);
  await box.reaches('waitCard');
  const since = box.simulation.time.now();
  await box.reaches('refused', 1_000_000);
  return box.simulation.time.now() - since;
}

test.each([
  ['as usual', defaultLimits.cardWaitMs, 120_000],
  ['another value of the platform', 45_000, 45_000],
  ['too short to find a card', 1, 30_000],
  ['less than nothing', -5, 30_000],
  ['a box that never comes back', 86_400_000, 300_000],
])('waiting for the card, %s: %i ms said, %i kept', async (_, cardWaitMs, kept) => {
  const waited = await cardWait(await told({ limits: { cardWaitMs } }));
  expect(waited).toBeGreaterThanOrEqual(kept);
  expect(waited).toBeLessThan(kept + 1_000);
});

test.each([
  [20_000, 20_000],
  [0, 3_000],
  [3_600_000, 30_000],
])(
  'a service that is slow to open: limit %i ms, the screen says so after %i',
  async (said, kept) => {
    const box = await virtualBox(scenarios['first-day']!, { limits: { activationWaitMs: said } });
    box.world.boss.faults.pendingAsks = 1_000;
    await box.buys('basic', 12);
    await box.reaches('finishing');
    const since = box.simulation.time.now();
    const isSlow = () => {
      const step = box.step();
      return step.kind === 'result' || (step.kind === 'finishing' && step.mayLeave);
    };
    expect(await box.simulation.time.runUntil(isSlow, 100_000)).toBe(true);
    const waited = box.simulation.time.now() - since;
    expect(waited).toBeGreaterThanOrEqual(kept - 1_000);
    expect(waited).toBeLessThan(kept + 3_000);
  },
);

test('limits before the first session and after a session', () => {
  expect(limitOf({ told: () => null }, 'reportMs')).toBe(limits.reportMs);
  const said = (reportMs: number) => ({
    told: () => ({ cardWaitMs: 1, activationWaitMs: 1, reportMs }),
  });
  expect([0, 50_000, 1e12].map((ms) => limitOf(said(ms), 'reportMs'))).toEqual([
    10_000, 50_000, 120_000,
  ]);
});

test('the platform’s limits are longer than what a box may take', () => {
  // From the lease to MAC1: the card's INIT, and the time in which the request is repeated.
  const oneCommandMs = 5_000;
  expect(LEASE_MS).toBeGreaterThan(2 * oneCommandMs + limits.authoriseMs);
  // From MAC1 to the report: DEBIT, and the time after which the screen says that it takes longer.
  expect(defaultLimits.reportMs).toBeGreaterThan(oneCommandMs + limits.reportSlowMs);
  const { cardWaitMs, reportMs, activationWaitMs } = defaultLimits;
  expect(limits).toMatchObject({ cardWaitMs, reportMs, activationWaitMs });
});
