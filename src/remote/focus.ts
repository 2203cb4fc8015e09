/**
 * Which item is focused. Screens describe themselves as zones of known shape, so a move is arithmetic: nothing
 * is measured, and ten thousand items cost what ten do. Rules: there is always exactly one focused item while there
 * is any item at all; a screen remembers its item by id and takes the neighbour when the item is gone. Dialogs lie in
 * layers above the screen: the highest one has the focus, and closing it gives the focus back to where it was.
 */
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Direction } from './keys.ts';
import { indexOf, neighbour, type Place, placeIn, type Zone } from './zones.ts';

/** The value of an attribute that is there or not. */
type Mark = '' | undefined;

export interface Focus {
  readonly place: ReadonlySignal<Place>;
  /** The value of `data-focused`: it changes for exactly two ids on a move. Lives as long as something watches it. */
  markOf(id: string): ReadonlySignal<Mark>;
  /** Index of the item that is, or was last, focused in a zone of any layer; reactive. */
  indexIn(zoneId: string): number;
  /**
   * Says what can be focused now on a layer; call it on every render. On a first visit focus goes to the zone `start`
   * (the first one otherwise) as soon as it has items, unless the viewer has moved by then.
   */
  show(screen: string, zones: readonly Zone[], start?: string, layer?: number): void;
  /** Takes this layer and all above it away. */
  drop(layer: number): void;
  /** No screen remembers its place; the next begins at its start. */
  forget(): void;
  /** False when there is nothing that way. */
  move(direction: Direction): boolean;
  /** Moves by the zone's page. */
  page(direction: 'up' | 'down'): boolean;
  /** Goes to an item of the top layer's zone; false when it is there already, or the zone has no such item. */
  goTo(zoneId: string, index: number): boolean;
  /** The same by the item's id; for pointers. */
  point(id: string): boolean;
}

/** Screens whose place is kept. */
const MEMORY = 24;
const NOWHERE: Place = { zone: '', index: 0, id: '' };

interface Memory {
  place: Place | null;
  readonly inZone: Map<string, Place>;
}

interface Layer {
  screen: string;
  zones: readonly Zone[];
  memory: Memory;
  wanted: Place;
  viewerHasMoved: boolean;
  place: Place;
}

export function createFocus(): Focus {
  const place = signal<Place>(NOWHERE);
  const marks = new Map<string, Signal<Mark>>();
  const memories = new Map<string, Memory>();
  /** By height; a height between two layers may be empty. */
  const layers: (Layer | undefined)[] = [];

  const top = (): Layer | undefined => layers[layers.length - 1];
  const zoneNamed = (id: string | undefined): Zone | undefined =>
    top()?.zones.find((zone) => zone.id === id);

  const mark = (next: Place) => {
    const old = place.peek();
    if (old.id === next.id && old.zone === next.zone && old.index === next.index) return;
    batch(() => {
      if (old.id !== next.id) {
        const before = marks.get(old.id);
        const after = marks.get(next.id);
        if (before !== undefined) before.value = undefined;
        if (after !== undefined) after.value = '';
      }
      place.value = next;
    });
  };

  const put = (layer: Layer, next: Place) => {
    layer.memory.inZone.set(next.zone, next);
    layer.place = next;
    if (layer === top()) mark(next);
  };

  const go = (zone: Zone | undefined, next: Place): boolean => {
    const layer = top();
    if (layer === undefined || zone === undefined) return false;
    layer.viewerHasMoved = true;
    put(layer, next);
    layer.memory.place = next;
    return true;
  };

  const recall = (key: string): Memory => {
    const memory = memories.get(key) ?? { place: null, inZone: new Map() };
    memories.delete(key);
    memories.set(key, memory);
    const oldest = memories.keys().next().value;
    if (memories.size > MEMORY && oldest !== undefined) memories.delete(oldest);
    return memory;
  };

  const goTo = (zoneId: string, index: number): boolean => {
    const zone = zoneNamed(zoneId);
    const now = place.peek();
    if (zone === undefined || index < 0 || index >= zone.length) return false;
    if (now.zone === zoneId && now.index === index) return false;
    return go(zone, { zone: zoneId, index, id: zone.idAt(index) });
  };

  return {
    place,
    markOf(id) {
      const now = () => (place.peek().id === id ? '' : undefined);
      return (
        marks.get(id) ??
        signal<Mark>(now(), {
          // An element may hand its mark over: nobody watches it for a moment, and then another element does.
          watched() {
            marks.set(id, this);
            this.value = now();
          },
          unwatched() {
            if (marks.get(id) === this) marks.delete(id);
          },
        })
      );
    },
    indexIn(zoneId) {
      const now = place.value;
      if (now.zone === zoneId) return now.index;
      for (const layer of layers) {
        const was = layer?.memory.inZone.get(zoneId);
        if (was !== undefined) return was.index;
      }
      return 0;
    },
    show(key, zones, start, at = 0) {
      let layer = layers[at];
      if (layer === undefined || layer.screen !== key) {
        const memory = recall(key);
        const first = start === undefined ? zones[0] : zones.find(({ id }) => id === start);
        const entry = { zone: start ?? first?.id ?? '', index: first?.entry ?? 0, id: '' };
        const wanted = memory.place ?? entry;
        layer = { screen: key, zones, memory, wanted, viewerHasMoved: false, place: NOWHERE };
        layers[at] = layer;
      }
      layer.zones = zones;
      const desired = layer.viewerHasMoved ? layer.place : layer.wanted;
      const zone = zones.find(({ id, length }) => id === desired.zone && length > 0);
      const other = zone ?? zones.find(({ length }) => length > 0);
      if (other !== undefined) {
        put(layer, placeIn(other, zone ? desired : layer.memory.inZone.get(other.id)));
      }
    },
    drop(from) {
      while (layers.length > from || (layers.length > 0 && !top())) layers.pop();
      const layer = top();
      if (layer !== undefined) mark(layer.place);
    },
    forget() {
      memories.clear();
      layers.length = 0;
    },
    move(direction) {
      const now = place.peek();
      const zone = zoneNamed(now.zone);
      if (zone === undefined) return false;
      const next = neighbour(zone, now.index, direction);
      if (next !== null) return goTo(zone.id, next);
      let exit: Zone | undefined = zone;
      for (let hops = 0; hops < (top()?.zones.length ?? 0); hops++) {
        exit = zoneNamed(exit.exits?.[direction]);
        if (exit === undefined) return false;
        if (exit.length > 0) {
          return go(exit, placeIn(exit, top()?.memory.inZone.get(exit.id), true));
        }
      }
      return false;
    },
    page(direction) {
      const now = place.peek();
      const zone = zoneNamed(now.zone);
      if (zone?.pageRows === undefined) return false;
      const by = zone.pageRows * zone.columns * (direction === 'up' ? -1 : 1);
      return goTo(zone.id, Math.max(0, Math.min(zone.length - 1, now.index + by)));
    },
    goTo,
    point(id) {
      for (const zone of top()?.zones ?? []) {
        const index = indexOf(zone, id);
        if (index >= 0) return goTo(zone.id, index);
      }
      return false;
    },
  };
}
