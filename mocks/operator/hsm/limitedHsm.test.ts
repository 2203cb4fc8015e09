import { expect, test } from 'vitest';
import { never } from '../tsp/bossFake.fixture.ts';
import { NOW } from '../tsp/tsp.fixture.ts';
import { virtualTime } from '../tsp/virtualTime.fixture.ts';
import { type Hsm, HsmUnavailable } from './hsm.ts';
import { limitedHsm } from './limitedHsm.ts';

const SUBJECT = {} as Parameters<Hsm['verifyMac2']>[0];

test.each(['verifyMac2', 'closingMac2'] as const)(
  '%s that never comes back is given up at the limit, and not before',
  async (name) => {
    const time = virtualTime(NOW);
    const hsm = { verifyMac2: never, closingMac2: never } as unknown as Hsm;
    let outcome: unknown;
    limitedHsm(hsm, time.timers, 2_000)
      [name](SUBJECT)
      .catch((error: unknown) => {
        outcome = error;
      });
    await time.advance(1_999);
    expect(outcome).toBeUndefined();
    await time.advance(1);
    expect(outcome).toBeInstanceOf(HsmUnavailable);
  },
);

test('an answer in time is the HSM’s, and leaves no timer', async () => {
  const time = virtualTime(NOW);
  const hsm = { verifyMac2: async () => true } as unknown as Hsm;
  expect(await limitedHsm(hsm, time.timers, 2_000).verifyMac2(SUBJECT)).toBe(true);
  expect(time.pending()).toBe(0);
});
