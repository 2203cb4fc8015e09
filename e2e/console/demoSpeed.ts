/** How long people, cards, BOSS, the PPP and the HSM take in the demonstration, in virtual milliseconds. */
import { type Simulation, seededRandom } from '../../mocks/environment/simulation.ts';
import type { OperatorPlatformParts } from '../../mocks/operator/operatorPlatform.ts';
import { neverAborted } from '../../src/shared/abort.ts';
import { pause } from '../../src/shared/time.ts';

/** Of a hundred answers some five take three times as long, and one takes twelve times as long. */
const TAILS = [
  { below: 1, times: 12 },
  { below: 6, times: 3 },
] as const;

/** `simulation`: called when time is needed, because the world makes its own. */
export function demoSpeed(
  simulation: () => Simulation,
): NonNullable<OperatorPlatformParts['between']> {
  const random = seededRandom(77);
  const take = (usualMs: number): Promise<void> => {
    const [jitter, tail] = random.bytes(2);
    const times = TAILS.find(({ below }) => tail! % 100 < below)?.times ?? 1;
    const { timers } = simulation().environment;
    return pause(timers, Math.round(usualMs * (0.7 + jitter! / 320) * times), neverAborted);
  };
  return {
    hsm: (hsm) => ({
      ...hsm,
      async verifyMac2(subject) {
        await take(18);
        return hsm.verifyMac2(subject);
      },
      // Stands for the PSAM as well, which answers in the same turn.
      async closingMac2(subject) {
        await take(95);
        return hsm.closingMac2(subject);
      },
    }),
    psam: (psam) => psam,
    wire: (party, fetch) => async (request) => {
      await take(party === 'boss' ? 62 : 210);
      return fetch(request);
    },
  };
}

/** The time that a subscriber takes to put the card in, and a card to be debited. */
export function demoPeople(
  simulation: () => Simulation,
): (what: 'putting the card in' | 'debiting') => Promise<void> {
  const random = seededRandom(78);
  return (what) => {
    const [jitter] = random.bytes(1);
    const { timers } = simulation().environment;
    const [least, most] = what === 'debiting' ? [900, 1_700] : [2_500, 16_000];
    return pause(timers, Math.round(least + ((most - least) * jitter!) / 256), neverAborted);
  };
}
