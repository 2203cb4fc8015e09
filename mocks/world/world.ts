/** The simulated world: the operator's side on one store, and a box. */

import { createOccurrences } from '../box/occurrences.ts';
import { createSimulatedBox, type ReaderWish, type SimulatedBox } from '../box/simulatedBox.ts';
import type { OnViolation } from '../contract/checked.ts';
import type { Environment, Fetch } from '../environment/environment.ts';
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

export interface World extends SimulatedBox, Omit<OperatorPlatform, 'faultStates'> {
  /** Gives the box its power back: a new box with the same cards replaces the old one. The operator's side goes on. */
  restartBox(): void;
}

interface WorldParts {
  readonly environment: Environment;
  readonly store: Store;
  readonly nvm: NonVolatileMemory;
  readonly scenario: Scenario;
  /** The platform's limits, where they differ from the usual ones. */
  readonly limits?: OperatorPlatformParts['limits'];
  /** Stands between the TSP and what it calls: a simulation can cut there. */
  readonly between?: OperatorPlatformParts['between'];
  /** Replaces parts of the platform's default setup. */
  readonly platform?: OperatorPlatformParts['platform'];
  /** How the box reaches its reader; default: by the host object. */
  readonly reader?: ReaderWish;
  /** How many times quicker than real ones subscriber and card are. */
  readonly pace?: number;
  /** Stands before the TSP's door, for boxes only. */
  readonly watchTsp?: (fetch: Fetch) => Fetch;
  /** Called for every request or answer between parties that breaks its contract. */
  readonly onViolation?: OnViolation;
  /** Called when the box loses power, to take the page away; the box sends nothing from then on. */
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
    ...(parts.between ? { between: parts.between } : {}),
    ...(parts.platform ? { platform: parts.platform } : {}),
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
      toTsp: parts.watchTsp?.(operator.doors.tsp) ?? operator.doors.tsp,
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
    doors: operator.doors,
    restartTsp,
    restartBox() {
      // The subscriber of the dead box must not move cards any more.
      box.subscriber.isAutomatic = false;
      box.subscriber.sees('');
      box = startBox();
      Object.assign(world, box);
    },
  };
  return world;
}
