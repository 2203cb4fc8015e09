/** The shapes focus moves in, and the arithmetic of a move. */
import type { Direction } from './keys.ts';

export interface Zone {
  readonly id: string;
  readonly length: number;
  /** Items in one row: 1 is a list, `length` is a row, anything between a grid. */
  readonly columns: number;
  /** Unique on the screen, also where the item is not loaded yet: then any name for the place. */
  idAt(index: number): string;
  /** The reverse of `idAt`, -1 for none; without it the items are gone through one by one. */
  indexOf?(id: string): number;
  /** Where a move out of the zone leads; an empty zone is passed through. */
  readonly exits?: Readonly<Partial<Record<Direction, string>>>;
  /** Index at which the zone is entered; the last one focused otherwise. */
  readonly entry?: number;
  /** Rows a page key moves by; without it page keys do nothing. */
  readonly pageRows?: number;
}

export interface Place {
  readonly zone: string;
  readonly index: number;
  readonly id: string;
}

/** A zone of a few known items. */
export const zoneOf = (
  id: string,
  ids: readonly string[],
  columns: number,
  exits: NonNullable<Zone['exits']> = {},
): Zone => ({ id, length: ids.length, columns, idAt: (index) => ids[index] ?? '', exits });

/** Index of the neighbour inside the zone, or `null` at its edge. Down from above a short last row lands on its end. */
export function neighbour(zone: Zone, index: number, direction: Direction): number | null {
  const { length, columns } = zone;
  const column = index % columns;
  switch (direction) {
    case 'left':
      return column > 0 ? index - 1 : null;
    case 'right':
      return column < columns - 1 && index + 1 < length ? index + 1 : null;
    case 'up':
      return index >= columns ? index - columns : null;
    case 'down':
      if (index + columns < length) return index + columns;
      return index - column + columns < length ? length - 1 : null;
  }
}

/** The place of a remembered item: where it is now, else what stands where it was. The zone must not be empty. */
export function placeIn(zone: Zone, was: Place | undefined, entering = false): Place {
  const at = (index: number): Place => ({ zone: zone.id, index, id: zone.idAt(index) });
  const last = zone.length - 1;
  if (entering && zone.entry !== undefined) return at(Math.min(zone.entry, last));
  if (was === undefined) return at(Math.min(zone.entry ?? 0, last));
  const same = at(Math.min(was.index, last));
  if (same.id === was.id || was.id === '') return same;
  const index = indexOf(zone, was.id);
  return index < 0 ? same : at(index);
}

export function indexOf(zone: Zone, id: string): number {
  if (zone.indexOf) return zone.indexOf(id);
  for (let index = 0; index < zone.length; index++) if (zone.idAt(index) === id) return index;
  return -1;
}
