/** Seams of the enumeration that strike by place instead of by number: a cell holds however many commits come before it. */
import { isVictim, type Seam, type SeamClass, type Seams } from '../seams.ts';
import type { Place } from './places.ts';

/** What happens at the place: a cut of the exchange, a victim, or anything else; a function may answer a cut. */
export type Blow = string | (() => string | undefined);

interface Striking extends Seams {
  /** How often it has struck. */
  readonly struck: number;
  /** Everything is well from now on. */
  heal(): void;
}

/** `place`: `null` strikes nowhere. `lasts`: every seam of the place from the first one on is struck, until `heal`; otherwise the first one alone. */
export function strikingSeams(place: Place | null, blow: Blow, lasts: boolean): Striking {
  const passed: Seam[] = [];
  const counts = new Map<SeamClass, number>();
  let struck = 0;
  let isOn = false;
  let isHealed = false;
  let isAfter = place?.after === undefined;

  function fits(group: SeamClass, label: string): boolean {
    if (place === null) return false;
    if (place.after?.test(label)) isAfter = true;
    return isAfter && !isHealed && group === place.group && place.label.test(label);
  }
  const seams: Striking = {
    strike() {},
    begin() {
      isOn = true;
    },
    end() {
      isOn = false;
    },
    heal() {
      isHealed = true;
    },
    passed,
    left: [],
    get struck() {
      return struck;
    },
    pass(group, label) {
      if (!isOn) return null;
      const number = (counts.get(group) ?? 0) + 1;
      counts.set(group, number);
      passed.push({ name: `${group} ${number} ${label}`, class: group });
      if (!fits(group, label) || (struck > 0 && !lasts)) return null;
      struck += 1;
      const kind = typeof blow === 'string' ? blow : (blow() ?? null);
      if (kind === null || !isVictim(kind)) return kind;
      seams.strike(kind);
      return null;
    },
  };
  return seams;
}
