/** The house from above: rooms, the arrows between them, which arrows run back up, and what imports itself in a circle. */
import { dirname, join } from 'node:path/posix';
import type { ModuleFacts } from './moduleFacts.ts';

/** By name, what each imports. */
type Arrows = ReadonlyMap<string, ReadonlySet<string>>;

/** Between names that `nameOf` gives to paths; arrows within a name are left out, and so are paths without one. */
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

/** Groups of names that reach each other (Tarjan), largest first; a name alone is no circle. */
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
  /** Those from a room to one above it, by the order of `floors`. */
  readonly backUp: readonly string[];
  readonly circles: readonly string[][];
}

/** `floors`: rooms from the top down; who is not on it stands on the ground. */
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

/** What stands in a folder: the name of its file or subfolder; `null` for what is elsewhere. */
export const insideOf =
  (folder: string) =>
  (path: string): string | null =>
    path.startsWith(`${folder}/`) ? path.slice(folder.length + 1).split('/')[0]! : null;
