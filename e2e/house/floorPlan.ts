/** The import graph of the rooms: the arrows between them, the arrows that run back up, and circles of imports. */
import { dirname, join } from 'node:path/posix';
import type { ModuleFacts } from './moduleFacts.ts';

/** What each name imports. */
type Arrows = ReadonlyMap<string, ReadonlySet<string>>;

/** The arrows between the names that `nameOf` gives to paths, without arrows inside one name and unnamed paths. */
export function arrowsBetween(
  modules: readonly ModuleFacts[],
  nameOf: (path: string) => string | null,
): Arrows {
  const arrows = new Map<string, Set<string>>();
  for (const { path, imports } of modules) {
    const from = nameOf(path);
    if (from === null) continue;
    const targets = arrows.get(from) ?? new Set();
    arrows.set(from, targets);
    for (const { specifier } of imports) {
      if (!specifier.startsWith('.')) continue;
      const to = nameOf(join(dirname(path), specifier));
      if (to !== null && to !== from) targets.add(to);
    }
  }
  return arrows;
}

/** Groups of names that reach each other (Tarjan), largest first; a single name is no circle. */
export function circlesOf(arrows: Arrows): string[][] {
  const numbers = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (name: string): void => {
    numbers.set(name, numbers.size);
    lowest.set(name, numbers.get(name)!);
    open.push(name);
    for (const next of arrows.get(name) ?? []) {
      if (!numbers.has(next)) visit(next);
      if (open.includes(next)) {
        lowest.set(name, Math.min(lowest.get(name)!, lowest.get(next)!));
      }
    }
    if (lowest.get(name) !== numbers.get(name)) return;
    const circle = open.splice(open.indexOf(name));
    if (circle.length > 1) circles.push(circle.sort());
  };
  for (const name of arrows.keys()) if (!numbers.has(name)) visit(name);
  return circles.sort((a, b) => b.length - a.length);
}

interface FloorPlan {
  readonly rooms: readonly string[];
  /** `from -> to`. */
  readonly arrows: readonly string[];
  /** The arrows from a room to one above it, by the order of `floors`. */
  readonly backUp: readonly string[];
  readonly circles: readonly string[][];
}

/** `floors` lists rooms from the top down; rooms that are not listed are at the bottom. */
export function floorPlan(arrows: Arrows, floors: readonly string[]): FloorPlan {
  const floorOf = (room: string): number => {
    const floor = floors.indexOf(room);
    return floor < 0 ? floors.length : floor;
  };
  const pairs = [...arrows].flatMap(([from, targets]) => [...targets].map((to) => ({ from, to })));
  const draw = ({ from, to }: { from: string; to: string }) => `${from} -> ${to}`;
  return {
    rooms: [...new Set([...arrows.keys(), ...pairs.map(({ to }) => to)])].sort(),
    arrows: pairs.map(draw).sort(),
    backUp: pairs.filter(({ from, to }) => floorOf(to) < floorOf(from)).map(draw),
    circles: circlesOf(arrows),
  };
}

/** Names the file or subfolder of a folder that a path is in; `null` for a path elsewhere. */
export const insideOf =
  (folder: string) =>
  (path: string): string | null =>
    path.startsWith(`${folder}/`) ? path.slice(folder.length + 1).split('/')[0]! : null;
