/** No unused exports: what only its own file uses has no `export`, and what nothing uses is deleted. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type ExportFacts, exportFacts } from './exportFacts.ts';
import { isFixture, isGenerated, isTest } from './houseRules.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Programs: plain .mjs files bundle them and call them by these names. */
const PROGRAMS = [
  'e2e/enumerate/enumerate.ts enumerate',
  'mocks/load/load.ts load',
  'mocks/box/daemon/readerDaemon.ts daemonOptions',
  'mocks/box/daemon/readerDaemon.ts readerDaemon',
  'mocks/box/daemon/runVpicc.ts runVpicc',
  'mocks/operator/backend/backend.ts backend',
  'mocks/operator/backend/backend.ts readConfig',
  'e2e/bench/bench.ts bench',
  'e2e/bench/bench.ts benchOptions',
  'e2e/engines/runEngines.ts main',
  'e2e/pcsc/runPcsc.ts main',
  'e2e/pcsc/runKills.ts main',
  'e2e/engines/starts/runStarts.ts main',
  'e2e/readerBench/readerBench.ts readerBench',
  'e2e/engines/starts/startBench.ts main',
  'e2e/settleBench/benchParts.ts parts',
  'e2e/settleBench/benchSettle.ts benchSettle',
  'e2e/settleBench/settleDay.ts settleDay',
  'e2e/worlds/worlds.ts worlds',
];

/** Files only for tests whose names do not say so (unlike `*.fixture.ts`), and programs. */
const FOR_TESTS = [
  'mocks/card/fixedRandom.ts',
  'mocks/card/loadCard.ts',
  'mocks/card/payAtTerminal.ts',
  'mocks/card/transcript.ts',
  'mocks/store/memoryStore.ts',
  'mocks/load/load.ts',
  'mocks/world/witness.ts',
  'mocks/operator/boss/subscribers/lockResetCode.ts',
  'mocks/box/daemon/readerDaemon.ts',
  'mocks/box/daemon/runVpicc.ts',
  'mocks/operator/backend/settle.ts',
];

/** Whether a file serves only tests; the steps of the build do not, since they make what ships. */
const isTestsOwn = (path: string): boolean =>
  isTest(path) || isFixture(path) || /^e2e\/(?!build\/)/.test(path);

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => /\.(tsx?|mjs)$/.test(path) && !/\/node_modules\/|\.d\.m?ts$/.test(path));

/** Finds the modules that use an export: the paths of its users, by module and name. */
function usersOf(all: readonly ExportFacts[]): (path: string, name: string) => readonly string[] {
  const users = new Map<string, string[]>();
  for (const { path, taken } of all) {
    for (const { from, name } of taken) {
      const key = `${from} ${name}`;
      users.set(key, [...(users.get(key) ?? []), path]);
    }
  }
  return (path, name) => [`${path} ${name}`, `${path} *`].flatMap((key) => users.get(key) ?? []);
}

function unused(all: readonly ExportFacts[]): string[] {
  const users = usersOf(all);
  return all.flatMap(({ path, exports }) =>
    exports
      .filter(({ name }) => users(path, name).length === 0)
      .map(({ name, isUsedHere }) => [path, name, isUsedHere] as const)
      .filter(([, name]) => !PROGRAMS.includes(`${path} ${name}`))
      .map(([, name, here]) => `${path} ${name}: ${here ? 'used here only, no export' : 'dead'}`),
  );
}

function forTestsOnly(all: readonly ExportFacts[]): string[] {
  const users = usersOf(all);
  return all
    .filter(({ path, exports }) => exports.length > 0 && !isTestsOwn(path))
    .filter(({ path, exports }) =>
      exports.flatMap(({ name }) => users(path, name)).every(isTestsOwn),
    )
    .map(({ path }) => path);
}

const facts = [...['src', 'mocks', 'e2e'].flatMap(filesIn), 'vite.config.ts'].map((path) =>
  exportFacts(path, readFileSync(join(root, path), 'utf8')),
);

test('everything that is exported is imported somewhere', () => {
  expect(facts.flatMap(({ exports }) => exports).length).toBeGreaterThan(1_000);
  expect(unused(facts).filter((line) => !isGenerated(line.split(' ')[0]!))).toEqual([]);
});

test('no file of src or mocks is there for its own test', () => {
  expect(forTestsOnly(facts).filter((path) => !FOR_TESTS.includes(path))).toEqual([]);
});

test('the exceptions still exist', () => {
  const exported = facts.flatMap(({ path, exports }) =>
    exports.map(({ name }) => `${path} ${name}`),
  );
  expect(PROGRAMS.filter((program) => !exported.includes(program))).toEqual([]);
  const paths = facts.map(({ path }) => path);
  expect(FOR_TESTS.filter((path) => !paths.includes(path))).toEqual([]);
});

const GIVER = `export const a = 1;
export function b() {}
export interface C {}
const d = a;
export { d };`;

test.each<[taker: string, left: string[]]>([
  ['', ['a', 'b', 'C', 'd']],
  [`import { a, type C } from './giver.ts';`, ['b', 'd']],
  [`import { a as own } from './giver.ts';`, ['b', 'C', 'd']],
  [`import type { C } from './giver.ts';\nexport { b } from './giver.ts';`, ['a', 'd']],
  [`import * as all from './giver.ts';`, []],
  [`export * from './giver.ts';`, []],
  [`let c: import('./giver.ts').C;`, ['a', 'b', 'd']],
  [`let all: typeof import('./giver.ts');`, []],
  [`const { a, d: own } = await import('./giver.ts');`, ['b', 'C']],
  [`void import('./giver.ts').then((all) => all.a);`, []],
  [`import { a, b, d } from './other.ts';`, ['a', 'b', 'C', 'd']],
])('the scan: %j leaves %j', (taker, left) => {
  const found = unused([
    exportFacts('src/ui/giver.ts', GIVER),
    { ...exportFacts('src/ui/taker.ts', taker), exports: [] },
  ]);
  expect(found.map((line) => /^src\/ui\/giver\.ts (\w+):/.exec(line)?.[1])).toEqual(left);
});

test('the scan distinguishes what can lose its export from what can be deleted', () => {
  expect(unused([exportFacts('src/ui/giver.ts', GIVER)]).slice(0, 2)).toEqual([
    'src/ui/giver.ts a: used here only, no export',
    'src/ui/giver.ts b: dead',
  ]);
});
