/** The pretend world: the operator's side on one store, and a box before it. */

import { createOccurrences } from '../box/occurrences.ts';
import { createSimulatedBox, type ReaderWish, type SimulatedBox } from '../box/simulatedBox.ts';
import type { OnViolation } from '../contract/checked.ts';
import type { Environment } from '../environment/environment.ts';
import { createFaultStates } from '../faults/faultStates.ts';
import type { Scenario } from '../faults/scenarios.ts';
import { seedWith } from '../operator/boss/seed/seed.ts';
import {
  createOperatorPlatform,
  type OperatorPlatform,
  type OperatorPlatformParts,
} from '../operator/operatorPlatform.ts';
import type { NonVolatileMemory } from '../store/nonVolatileMemory.ts';
import type { Store } from '../store/store.ts';

export { DAEMON_TOKEN, type ReaderWish } from '../box/simulatedBox.ts';

export interface World extends SimulatedBox, Omit<OperatorPlatform, 'faultStates' | 'doors'> {
  /** The box has its power again: another one on the same plastic, in place of this one's. The operator's side goes on. */
  restartBox(): void;
}

interface WorldParts {
  readonly environment: Environment;
  readonly store: Store;
  readonly nvm: NonVolatileMemory;
  readonly scenario: Scenario;
  /** The platform's own times and sizes, where they are not the usual ones. */
  readonly limits?: OperatorPlatformParts['limits'];
  /** How the box reaches its reader; by the host object without it. */
  readonly reader?: ReaderWish;
  /** How much quicker than people and cards the simulated subscriber and the card are. */
  readonly pace?: number;
  /** Hears of every request or answer, on any wire, that breaks its contract. */
  readonly onViolation?: OnViolation;
  /** Takes the page away, as a box that loses its power; nothing gets out of it any more. */
  readonly powerCut?: () => void;
}

export function createWorld(parts: WorldParts): World {
  const { environment, store, nvm, scenario, onViolation = () => {} } = parts;
  const faultStates = createFaultStates(nvm);
  const operator = createOperatorPlatform({
    environment,
    store,
    nvm,
    faultStates,
    seed: seedWith(scenario.seed ?? {}),
    ...(scenario.boss ? { bossFaults: scenario.boss } : {}),
    limits: { ...(scenario.quoteMs ? { quoteMs: scenario.quoteMs } : {}), ...parts.limits },
    onViolation,
    onTrace: (trace) => box.note(trace),
  });
  const { boss, ppp, hsm, restartTsp } = operator;
  const startBox = () =>
    createSimulatedBox({
      environment,
      nvm,
      scenario,
      faultStates,
      occurrences: createOccurrences(nvm),
      toTsp: operator.doors.tsp,
      platform: operator,
      ...(parts.reader ? { reader: parts.reader } : {}),
      ...(parts.pace === undefined ? {} : { pace: parts.pace }),
      ...(parts.powerCut ? { powerCut: parts.powerCut } : {}),
    });
  let box = startBox();
  const world: World = {
    get tsp() {
      return operator.tsp;
    },
    get pool() {
      return operator.pool;
    },
    ...box,
    boss,
    ppp,
    hsm,
    restartTsp,
    restartBox() {
      // Who was before the dead one puts no card in and takes none out any more.
      box.subscriber.isAutomatic = false;
      box.subscriber.sees('');
      box = startBox();
      Object.assign(world, box);
    },
  };
  return world;
}
