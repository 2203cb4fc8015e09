/** Faults in an address: in `a,b:lasts,c:off`, a waits for its step, b lasts from now on, and c is switched off. */
import type { Faults } from './createFaults.ts';
import { type FaultId, faultOf, isFaultId } from './faultList.ts';

export type Armings = Readonly<Partial<Record<FaultId, 'waits' | 'lasts' | 'off'>>>;

/** Parses faults; drops unknown ones and modes that a fault does not have. */
export function armingsFrom(text: string): Armings {
  const armings: Partial<Record<FaultId, 'waits' | 'lasts' | 'off'>> = {};
  for (const part of text.split(',')) {
    const [id = '', mode = 'waits'] = part.split(':');
    if (!isFaultId(id)) continue;
    const { now, next } = faultOf(id);
    if (mode === 'off' || (mode === 'lasts' && now === 'lasts') || (mode === 'waits' && next)) {
      armings[id] = mode;
    }
  }
  return armings;
}

export const armingsText = (armings: Armings): string =>
  Object.entries(armings)
    .map(([id, mode]) => (mode === 'waits' ? id : `${id}:${mode}`))
    .join(',');

export function arm(faults: Faults, armings: Armings): void {
  for (const [id, mode] of Object.entries(armings) as [FaultId, string][]) {
    if (mode === 'off') faults.off(id);
    else if (mode === 'lasts') faults.now(id);
    else faults.next(id);
  }
}
