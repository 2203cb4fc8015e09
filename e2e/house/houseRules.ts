/** The rules for every room (folder of modules): what it may import, how long a file may be, how it may be named. */
import { dirname, join } from 'node:path/posix';
import type { Import, ModuleFacts } from './moduleFacts.ts';

export interface Room {
  /** Rooms or single files it may import. */
  readonly may: readonly string[];
  /** The same, for `import type` only. */
  readonly types?: readonly string[];
  /** The same, for `import()` only. */
  readonly dynamic?: readonly string[];
  readonly packages?: readonly string[];
  /** Rooms that its fixtures may enter besides. */
  readonly fixtures?: readonly string[];
}

/** Rooms whose result depends on their input alone: time, chance, network and storage are passed in. */
const PURE =
  /^(src\/payment|mocks\/(card|crypto|operator\/(boss|tsp|ppp|psam|hsm|settlement|ops)))\/(?!disk\/)/;
const IMPURE = [
  'Date.now',
  'new Date()',
  'Math.random',
  'setTimeout',
  'setInterval',
  'indexedDB',
  'localStorage',
  'sessionStorage',
  'fetch',
  'XMLHttpRequest',
  'window',
  'document',
];
const OUTSIDE = ['location', 'process.env', 'import.meta.env'];
export const MAX_LINES = 300;
const FIXTURE_PACKAGES = /^(vitest|fast-check|ajv\/.*|esbuild|node:.*)$/;
const FORBIDDEN_NAME = /(^|\/)(index|utils?|helpers?)(\.|\/)/i;

/** `x.fixture.ts` is for tests only. It obeys the rules of its room, and may also import `fixtures`. */
export const isFixture = (path: string): boolean => /\.fixture\.tsx?$/.test(path);
export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);
export const isGenerated = (path: string): boolean => path.endsWith('.generated.ts');
const within = (path: string, room: string): boolean =>
  path === room || path.startsWith(`${room}/`);

/** Keys of the store are spelt only in `homes`, the store files of the parties; other modules use those. */
export const strayKeys =
  (homes: readonly string[]) =>
  ({ path, keyLiterals }: ModuleFacts): string[] =>
    homes.some((home) => within(path, home))
      ? []
      : keyLiterals.map((literal) => `${path}:${literal} spells a key of the store`);

const roomOf = (rooms: Readonly<Record<string, Room>>, path: string): string | undefined =>
  Object.keys(rooms)
    .filter((key) => within(path, key))
    .sort((a, b) => b.length - a.length)[0];

/** Entries of the table that no module of their room uses, as `room kind door`. */
export function idleDoors(
  rooms: Readonly<Record<string, Room>>,
  modules: readonly ModuleFacts[],
): string[] {
  const taken = new Map<string, Set<string>>();
  for (const { path, imports } of modules) {
    const room = roomOf(rooms, path);
    if (room === undefined || isTest(path)) continue;
    const targets = taken.get(room) ?? new Set();
    taken.set(room, targets);
    for (const { specifier } of imports) {
      targets.add(specifier.startsWith('.') ? join(dirname(path), specifier) : specifier);
    }
  }
  return Object.entries(rooms).flatMap(([room, { may, types, dynamic, packages, fixtures }]) => {
    const targets = [...(taken.get(room) ?? [])];
    const isIdle = (door: string): boolean =>
      !targets.some(
        (target) => within(target, door) || (door.endsWith(':') && target.startsWith(door)),
      );
    return Object.entries({ may, types, dynamic, packages, fixtures }).flatMap(
      ([kind, doors = []]) => doors.filter(isIdle).map((door) => `${room}: ${kind} ${door}`),
    );
  });
}

/** Makes the check of a module, which answers the rules it breaks. A module belongs to the longest key its path starts with. */
export function houseRules(
  rooms: Readonly<Record<string, Room>>,
): (module: ModuleFacts) => string[] {
  function mayImport(from: string, room: string, { specifier, kind }: Import): boolean {
    const { may, types = [], dynamic = [], packages = [], fixtures = [] } = rooms[room]!;
    if (!specifier.startsWith('.')) {
      if (isFixture(from) && FIXTURE_PACKAGES.test(specifier)) return true;
      return packages.some(
        (name) => name === specifier || (name.endsWith(':') && specifier.startsWith(name)),
      );
    }

    const target = join(dirname(from), specifier);
    if (isFixture(target) && !isFixture(from)) return false;
    const doors = [
      ...may,
      ...(kind === 'type' ? types : []),
      ...(kind === 'dynamic' ? dynamic : []),
      ...(isFixture(from) ? [...types, ...fixtures] : []),
    ];
    return roomOf(rooms, target) === room || doors.some((door) => within(target, door));
  }

  /** Lists the rules a module breaks. Tests may import anything; the other rules hold for them too. */
  function breachesOf(module: ModuleFacts): string[] {
    const { path, globals } = module;
    const breaches: string[] = [];
    if (FORBIDDEN_NAME.test(path)) breaches.push(`${path}: name the file after its main export`);
    if (module.hasDefaultExport) breaches.push(`${path}: default export`);
    for (const idle of module.idleStatements) {
      breaches.push(`${path}:${idle} does nothing but read: a minifier may drop it`);
    }
    // A test is as long as its subject asks.
    if (isTest(path)) return breaches;
    if (module.lines > MAX_LINES && !isGenerated(path)) {
      breaches.push(`${path}: ${module.lines} lines, the limit is ${MAX_LINES}`);
    }
    const room = roomOf(rooms, path);
    if (room === undefined) return [...breaches, `${path}: in no room of the table`];
    for (const imported of module.imports) {
      if (mayImport(path, room, imported)) continue;
      const target = imported.specifier.startsWith('.')
        ? join(dirname(path), imported.specifier)
        : imported.specifier;
      const inside = imported.specifier.startsWith('.')
        ? (roomOf(rooms, target) ?? target)
        : target;
      breaches.push(
        `${path} imports ${target}: room ${room} may not enter ${inside} (${imported.kind})`,
      );
    }
    const forbidden = [
      ...(PURE.test(path) && !isFixture(path) ? IMPURE : []),
      ...(path.startsWith('src/') && room !== 'src/app' && !isFixture(path) ? OUTSIDE : []),
    ];
    for (const name of forbidden)
      if (globals.has(name)) breaches.push(`${path} reaches for ${name}`);
    return breaches;
  }
  return breachesOf;
}
