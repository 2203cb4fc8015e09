/**
 * Which one thing is focused. Screens describe themselves as zones of known shape, so a move is arithmetic: nothing
 * is measured, and ten thousand items cost what ten do. Rules: there is always exactly one focused item while there
 * is any item at all; a screen remembers its item by id and takes the neighbour when the item is gone.
 */
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Direction } from './keys.ts';
import { neighbour, type Place, placeIn, type Zone } from './zones.ts';

export interface Focus {
  readonly place: ReadonlySignal<Place>;
  /** Turns for exactly two ids on a move. Lives as long as something watches it. */
  isFocused(id: string): ReadonlySignal<boolean>;
  /** Index of the item that is, or was last, focused in a zone of this screen; reactive. */
  indexIn(zoneId: string): number;
  /**
   * Says what can be focused now; call it on every render. On a first visit focus goes to the zone `start` (the
   * first one otherwise) as soon as it has items, unless the viewer has moved by then.
   */
  show(screen: string, zones: readonly Zone[], start?: string): void;
  /** False when there is nothing that way. */
  move(direction: Direction): boolean;
  /** Moves by the zone's page. */
  page(direction: 'up' | 'down'): boolean;
}

/** Screens whose place is kept. */
const MEMORY = 24;
const NOWHERE: Place = { zone: '', index: 0, id: '' };

interface Memory {
  place: Place | null;
  readonly inZone: Map<string, Place>;
}

export function createFocus(): Focus {
  const place = signal<Place>(NOWHERE);
  const marks = new Map<string, Signal<boolean>>();
  const memories = new Map<string, Memory>();
  let zones: readonly Zone[] = [];
  let screen: string | null = null;
  let memory: Memory = { place: null, inZone: new Map() };
  let wanted: Place = NOWHERE;
  let viewerHasMoved = false;

  const zoneNamed = (id: string): Zone | undefined => zones.find((zone) => zone.id === id);

  const put = (next: Place) => {
    const old = place.peek();
    memory.inZone.set(next.zone, next);
    if (old.id === next.id && old.zone === next.zone && old.index === next.index) return;
    batch(() => {
      if (old.id !== next.id) {
        const before = marks.get(old.id);
        const after = marks.get(next.id);
        if (before !== undefined) before.value = false;
        if (after !== undefined) after.value = true;
      }
      place.value = next;
    });
  };

  const go = (next: Place | null): boolean => {
    if (next === null) return false;
    viewerHasMoved = true;
    put(next);
    memory.place = next;
    return true;
  };

  const recall = (key: string) => {
    memory = memories.get(key) ?? { place: null, inZone: new Map() };
    memories.delete(key);
    memories.set(key, memory);
    const oldest = memories.keys().next().value;
    if (memories.size > MEMORY && oldest !== undefined) memories.delete(oldest);
  };

  return {
    place,
    isFocused(id) {
      let mark = marks.get(id);
      if (mark === undefined) {
        mark = signal(place.peek().id === id, {
          unwatched() {
            if (marks.get(id) === this) marks.delete(id);
          },
        });
        marks.set(id, mark);
      }
      return mark;
    },
    indexIn(zoneId) {
      const now = place.value;
      return now.zone === zoneId ? now.index : (memory.inZone.get(zoneId)?.index ?? 0);
    },
    show(key, nextZones, start) {
      zones = nextZones;
      if (key !== screen) {
        screen = key;
        recall(key);
        viewerHasMoved = false;
        wanted = memory.place ?? { zone: start ?? zones[0]?.id ?? '', index: 0, id: '' };
      }
      const desired = viewerHasMoved ? place.peek() : wanted;
      const zone = zoneNamed(desired.zone);
      if (zone !== undefined && zone.length > 0) put(placeIn(zone, desired));
      else {
        const other = zones.find((one) => one.length > 0);
        if (other !== undefined) put(placeIn(other, memory.inZone.get(other.id)));
      }
    },
    move(direction) {
      const now = place.peek();
      const zone = zoneNamed(now.zone);
      if (zone === undefined) return false;
      const next = neighbour(zone, now.index, direction);
      if (next !== null) return go({ zone: zone.id, index: next, id: zone.idAt(next) });
      let exit: Zone | undefined = zone;
      for (let hops = 0; hops < zones.length; hops++) {
        exit = zoneNamed(exit.exits?.[direction] ?? '');
        if (exit === undefined) return false;
        if (exit.length > 0) return go(placeIn(exit, memory.inZone.get(exit.id), true));
      }
      return false;
    },
    page(direction) {
      const now = place.peek();
      const zone = zoneNamed(now.zone);
      if (zone?.pageRows === undefined) return false;
      const by = zone.pageRows * zone.columns;
      const index = Math.max(
        0,
        Math.min(zone.length - 1, now.index + (direction === 'up' ? -by : by)),
      );
      return index !== now.index && go({ zone: zone.id, index, id: zone.idAt(index) });
    },
  };
}
