/** The data that BOSS starts with: the scenario's household, and further households as asked for. */

import type { Scenario } from '../../../faults/scenarios.ts';
import { householdsSeed } from '../../boss/seed/households.ts';
import { defaultSeed, seedWith } from '../../boss/seed/seed.ts';
import type { BossSeed } from '../../boss/seedOnce.ts';

export function backendSeed(scenario: Scenario, households: number): BossSeed {
  const own = seedWith(scenario.seed ?? {});
  const more = householdsSeed(households);
  return {
    ...own,
    subscribers: [...own.subscribers, ...more.subscribers.slice(defaultSeed.subscribers.length)],
    boxes: [...own.boxes, ...more.boxes.slice(defaultSeed.boxes.length)],
  };
}
