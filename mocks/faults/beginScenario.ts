/** Arms the faults of a scenario once: what has struck does not strike again after a reload or a restart. */
import type { NonVolatileMemory } from '../store/nonVolatileMemory.ts';
import type { FaultId } from './faultList.ts';
import type { FaultStates } from './faultStates.ts';

type ArmedFaults = Partial<Readonly<Record<FaultId, 'lasts' | number>>>;

export function beginScenario(
  faultStates: FaultStates,
  nvm: NonVolatileMemory,
  faults: ArmedFaults = {},
): void {
  if (nvm.read('begun')) return;
  nvm.write('begun', 'yes');
  for (const [id, times] of Object.entries(faults) as [FaultId, 'lasts' | number][]) {
    if (times === 'lasts') faultStates.set(id, 'lasts');
    else faultStates.set(id, 'waits', times);
  }
}
