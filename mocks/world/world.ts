/** The pretend world: the operator's side on one store, and a box before it. */

import { type BoxSide, createBoxSide, type ReaderWish } from '../box/boxSide.ts';
import { createFired } from '../box/fired.ts';
import type { OnViolation } from '../contract/checked.ts';
import type { Environment } from '../environment/environment.ts';
import { createFaultBook } from '../faults/faultBook.ts';
import type { Scenario } from '../faults/scenarios.ts';
import { seedWith } from '../operator/boss/seed.ts';
import { createHeadend, type Headend } from '../operator/headend.ts';
import type { Plastic } from '../store/plastic.ts';
import type { Store } from '../store/store.ts';

export { DAEMON_TOKEN, type ReaderWish } from '../box/boxSide.ts';

export interface World extends BoxSide, Omit<Headend, 'book' | 'doors'> {}

export interface WorldParts {
  readonly environment: Environment;
  readonly store: Store;
  readonly plastic: Plastic;
  readonly scenario: Scenario;
  /** How the box reaches its reader; by the host object without it. */
  readonly reader?: ReaderWish;
  /** How much quicker than people and plastic the hand and the card are. */
  readonly pace?: number;
  /** Hears of every request or answer, on any wire, that breaks its contract. */
  readonly onViolation?: OnViolation;
  /** Takes the page away, as a box that loses its power; nothing gets out of it any more. */
  readonly powerCut?: () => void;
}

export function createWorld(parts: WorldParts): World {
  const { environment, store, plastic, scenario, onViolation = () => {} } = parts;
  const book = createFaultBook(plastic);
  const headend = createHeadend({
    environment,
    store,
    plastic,
    book,
    seed: seedWith(scenario.seed ?? {}),
    ...(scenario.boss ? { bossFaults: scenario.boss } : {}),
    ...(scenario.quoteMs ? { limits: { quoteMs: scenario.quoteMs } } : {}),
    onViolation,
    onTrace: (trace) => note(trace),
  });
  const { boss, ppp, hsm, restartTsp } = headend;
  const { note, ...box } = createBoxSide({
    environment,
    plastic,
    scenario,
    book,
    fired: createFired(plastic),
    toTsp: headend.doors.tsp,
    platform: headend,
    ...(parts.reader ? { reader: parts.reader } : {}),
    ...(parts.pace === undefined ? {} : { pace: parts.pace }),
    ...(parts.powerCut ? { powerCut: parts.powerCut } : {}),
  });
  return {
    get tsp() {
      return headend.tsp;
    },
    get pool() {
      return headend.pool;
    },
    ...box,
    boss,
    ppp,
    hsm,
    restartTsp,
  };
}
