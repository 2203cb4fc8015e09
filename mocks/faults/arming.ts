/**
 * Faults in an address: in `a,b:lasts,c:off,d@init`, a waits for its step, b lasts from now on, c is switched off, and d
 * waits for a moment of the payment (`moments.ts`).
 */
import type { Faults } from './createFaults.ts';
import { type FaultId, faultOf, isFaultId } from './faultList.ts';
import { isMomentId, type MomentId } from './moments.ts';

type Arming = 'waits' | 'lasts' | 'off' | `@${MomentId}`;
export type Armings = Readonly<Partial<Record<FaultId, Arming>>>;

/** Parses faults; drops unknown ones, and modes or moments that a fault does not have. */
export function armingsFrom(text: string): Armings {
  const armings: Partial<Record<FaultId, Arming>> = {};
  for (const part of text.split(',')) {
    const [named = '', moment] = part.split('@');
    const [id = '', mode = 'waits'] = named.split(':');
    if (!isFaultId(id)) continue;
    const { now, next, atMoments } = faultOf(id);
    if (moment !== undefined) {
      if (atMoments && isMomentId(moment)) armings[id] = `@${moment}`;
      continue;
    }
    if (mode === 'off' || (mode === 'lasts' && now === 'lasts') || (mode === 'waits' && next)) {
      armings[id] = mode;
    }
  }
  return armings;
}

export const armingsText = (armings: Armings): string =>
  Object.entries(armings)
    .map(([id, mode]) =>
      mode === 'waits' ? id : mode.startsWith('@') ? id + mode : `${id}:${mode}`,
    )
    .join(',');

export function arm(faults: Faults, armings: Armings): void {
  for (const [id, mode] of Object.entries(armings) as [FaultId, Arming][]) {
    if (mode === 'off') faults.off(id);
    else if (mode === 'lasts') faults.now(id);
    else if (mode === 'waits') faults.next(id);
    else faults.at(id, mode.slice(1) as MomentId);
  }
}
