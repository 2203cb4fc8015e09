/** The rooms of the source and who may import from which. The table is the rule; `houseRules.ts` checks it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { arrowsBetween, circlesOf, floorPlan, insideOf } from '../e2e/house/floorPlan.ts';
import {
  houseRules,
  idleDoors,
  isFixture,
  isGenerated,
  isTest,
  MAX_LINES,
  type Room,
  strayKeys,
} from '../e2e/house/houseRules.ts';
import { moduleFacts } from '../e2e/house/moduleFacts.ts';

const SCREEN_PACKAGES = ['preact', '@preact/signals'];
const HOOKS = [...SCREEN_PACKAGES, 'preact/hooks'];
const SIGNALS = ['@preact/signals'];
/** Clock, chance and timers come to a core in this shape: it may not reach for them itself. */
const GROUND = ['mocks/environment/environment.ts', 'src/shared'];
/** What every party stands on: the ground, its contract, one store. */
const PARTY = [...GROUND, 'mocks/contract', 'mocks/store', 'src/tsp/signature.ts'];
const CONTRACT_TYPES = ['src/tsp/tspTypes.ts', 'src/tsp/tspApi.generated.ts'];
/** What every simulated chip has in common, card or PSAM. */
const CHIP = ['commandApdu', 'exchange', 'statusWords'].map((name) => `mocks/card/${name}.ts`);

const inside =
  (folder: string) =>
  (...rooms: string[]): string[] =>
    rooms.map((name) => `${folder}/${name}`);
const tsp = inside('mocks/operator/tsp');
const boss = inside('mocks/operator/boss');
const ops = inside('mocks/operator/ops');
const backend = inside('mocks/operator/backend');

/** A module belongs to the longest key its path starts with. Inside one room everything may import everything. */
const ROOMS: Readonly<Record<string, Room>> = {
  'src/main.tsx': {
    may: ['src/app', 'src/polyfills.ts'],
    dynamic: ['mocks/page/browser.ts', 'mocks/page/stage/startStage.tsx'],
  },
  'src/polyfills.ts': { may: [] },
  'src/app': { may: ['src'], packages: SCREEN_PACKAGES },
  'src/screens': {
    may: ['src/ui', 'src/remote', 'src/payment', 'src/catalogue', 'src/shared'],
    types: ['src/tsp/tspTypes.ts'],
    packages: HOOKS,
  },
  'src/ui': { may: ['src/remote', 'src/shared'], packages: SCREEN_PACKAGES },
  'src/remote': { may: ['src/shared'], packages: SIGNALS },
  'src/catalogue': {
    may: ['src/tsp', 'src/shared'],
    packages: SIGNALS,
    fixtures: ['src/app/gallery'],
  },
  'src/payment': {
    may: ['src/tsp', 'src/purse', 'src/shared'],
    types: ['src/reader/cardReader.ts', 'src/reader/readerError.ts'],
    packages: SIGNALS,
    fixtures: [
      'src/app/gallery',
      'src/reader',
      'mocks/box',
      'mocks/card',
      'mocks/environment/simulation.ts',
    ],
  },
  'src/tsp': { may: ['src/shared'] },
  'src/purse': {
    may: ['src/reader', 'src/shared'],
    fixtures: ['mocks/box/walletCards.ts', 'mocks/card', 'mocks/environment/simulation.ts'],
    packages: SIGNALS,
  },
  'src/reader': { may: ['src/shared'], fixtures: ['mocks/environment/simulation.ts'] },
  'src/shared': { may: [] },

  // Shared ground of the simulated world.
  // How programs start: what they are asked for, and how they tell what happens.
  'mocks/start': { may: ['src/shared'], packages: ['node:tty', 'pino'] },
  'mocks/environment': { may: ['src/shared'], packages: ['node:crypto'] },
  'mocks/crypto': {
    may: ['src/shared'],
    packages: [
      'crypto-js/core.js',
      'crypto-js/mode-ecb.js',
      'crypto-js/pad-nopadding.js',
      'crypto-js/sha256.js',
      'crypto-js/tripledes.js',
    ],
  },
  'mocks/crypto/opensslDes.ts': { may: ['src/shared', 'mocks/crypto'], packages: ['node:crypto'] },
  'mocks/store': {
    may: [...GROUND, 'mocks/store/diskStore.ts'],
    packages: ['abstract-level', 'browser-level', 'memory-level'],
  },
  // Reads LevelDB's logs before LevelDB does, which is silent about those it cannot read.
  'mocks/store/diskStore.ts': {
    may: [...GROUND, 'mocks/store'],
    packages: ['classic-level', 'node:crypto', 'node:fs/promises', 'node:path'],
  },
  // Holds a LevelDB open for its lock.
  'mocks/store/folderLock.ts': {
    may: ['mocks/store'],
    packages: ['classic-level', 'node:fs/promises', 'node:path'],
  },
  'mocks/contract': {
    may: [...GROUND, 'mocks/start/nearest.mjs'],
    types: CONTRACT_TYPES,
    packages: ['acorn', 'ajv', 'ajv/dist/2020.js', 'ajv-formats'],
  },
  'mocks/trace': { may: GROUND, types: ['src/reader/hostObject'] },
  'mocks/card': { may: [...GROUND, 'mocks/crypto'] },
  'mocks/faults': {
    may: [...GROUND, 'mocks/store', 'mocks/card', 'mocks/contract/faultyWire.ts'],
    types: ['mocks/contract'],
  },

  // What an operator runs.
  'mocks/operator/hsm': {
    may: [...GROUND, 'mocks/crypto'],
    types: ['mocks/card/issuers.ts'],
  },
  'mocks/operator/psam': {
    may: [...GROUND, ...CHIP, 'mocks/card/issuers.ts', 'mocks/crypto', 'mocks/operator/hsm'],
  },
  'mocks/operator/settlement': {
    may: PARTY,
    types: CONTRACT_TYPES,
    fixtures: ['mocks/operator/settlement/disk/nodeHash.ts'],
  },
  // Where files are real: FTP, and what memory does not hold while it is compared.
  'mocks/operator/settlement/disk': {
    may: [...GROUND, 'mocks/operator/settlement'],
    packages: ['node:', 'basic-ftp', 'ftp-srv'],
  },
  'mocks/operator/boss/base': {
    may: [...PARTY, 'mocks/faults/bossFaults.ts'],
    types: CONTRACT_TYPES,
    packages: ['pinyin-pro'],
  },
  'mocks/operator/boss/subscribers': { may: [...PARTY, ...boss('base')], types: CONTRACT_TYPES },
  'mocks/operator/boss/catalogue': {
    may: [...PARTY, ...boss('base', 'subscribers')],
    types: CONTRACT_TYPES,
  },
  'mocks/operator/boss/day': {
    may: [...PARTY, ...boss('base'), 'mocks/operator/settlement'],
    types: CONTRACT_TYPES,
  },
  'mocks/operator/boss/orders': {
    may: [...PARTY, ...boss('base', 'catalogue', 'day', 'subscribers')],
    types: CONTRACT_TYPES,
  },
  'mocks/operator/boss': {
    may: [
      ...PARTY,
      ...boss('base', 'catalogue', 'day', 'orders', 'subscribers'),
      'mocks/operator/settlement',
      'mocks/faults/bossFaults.ts',
    ],
    types: CONTRACT_TYPES,
    fixtures: ['mocks/operator/boss/seed'],
  },
  // The pictures that BOSS names, as files of a server.
  'mocks/operator/artwork': { may: [], packages: ['node:'] },
  // What BOSS begins with.
  'mocks/operator/boss/seed': {
    may: ['src/shared', 'mocks/operator/boss'],
    types: ['mocks/faults/scenarios.ts'],
  },
  'mocks/operator/ppp': {
    may: [...PARTY, 'mocks/operator/settlement'],
    types: CONTRACT_TYPES,
    packages: ['des.js'],
  },
  'mocks/operator/tsp/base': {
    may: [...PARTY, 'mocks/operator/settlement/cells.ts'],
    types: [
      ...CONTRACT_TYPES,
      'mocks/operator/hsm',
      'mocks/operator/psam',
      'mocks/operator/settlement',
    ],
  },
  'mocks/operator/tsp/books': {
    may: [...PARTY, ...tsp('base'), 'mocks/operator/settlement/publishFile.ts'],
    types: [...CONTRACT_TYPES, 'mocks/operator/settlement'],
  },
  'mocks/operator/tsp/controls': {
    may: [...PARTY, ...tsp('base', 'books')],
    types: [...CONTRACT_TYPES, 'mocks/operator/psam'],
  },
  'mocks/operator/tsp/door': {
    may: [...PARTY, ...tsp('base', 'books', 'controls')],
    types: CONTRACT_TYPES,
  },
  'mocks/operator/tsp/orders': {
    may: [...PARTY, ...tsp('base', 'books', 'controls', 'door')],
    types: CONTRACT_TYPES,
  },
  'mocks/operator/tsp/attempts': {
    may: [...PARTY, ...tsp('base', 'books', 'controls', 'door', 'orders'), 'mocks/operator/psam'],
    types: CONTRACT_TYPES,
  },
  'mocks/operator/tsp/delivery': {
    may: [...PARTY, ...tsp('base', 'books', 'controls')],
    types: CONTRACT_TYPES,
  },
  'mocks/operator/tsp/claims': {
    may: [...PARTY, ...tsp('base', 'books', 'controls'), 'mocks/operator/settlement'],
    types: CONTRACT_TYPES,
  },
  'mocks/operator/tsp/desk': {
    may: [...PARTY, ...tsp('base', 'books', 'controls', 'delivery')],
    types: CONTRACT_TYPES,
    fixtures: ['mocks/operator/tsp'],
  },
  'mocks/operator/tsp/settlement': {
    may: [...PARTY, ...tsp('base', 'books', 'controls', 'claims'), 'mocks/operator/settlement'],
    types: CONTRACT_TYPES,
  },
  'mocks/operator/tsp': {
    may: [
      ...PARTY,
      ...tsp('base', 'books', 'controls', 'door', 'orders', 'attempts'),
      ...tsp('delivery', 'claims', 'desk', 'settlement'),
    ],
    types: CONTRACT_TYPES,
    fixtures: ['mocks/operator/psam'],
  },
  // What people at the operator see and do, as an interface of its own beside the portal's.
  'mocks/operator/ops/base': {
    may: [...PARTY, ...tsp('books', 'controls', 'desk')],
    types: [...CONTRACT_TYPES, ...tsp('base')],
  },
  'mocks/operator/ops/door': { may: [...PARTY, ...ops('base')], types: CONTRACT_TYPES },
  'mocks/operator/ops/orders': {
    may: [...PARTY, ...tsp('books'), ...ops('base')],
    types: CONTRACT_TYPES,
  },
  'mocks/operator/ops/cases': {
    may: [...PARTY, ...tsp('books', 'controls'), ...ops('base')],
    types: CONTRACT_TYPES,
  },
  // What a caller reads out, and what to say to the caller.
  'mocks/operator/ops/caller': {
    may: [...PARTY, ...tsp('books', 'controls'), ...ops('base', 'cases', 'orders')],
    types: CONTRACT_TYPES,
  },
  'mocks/operator/ops/figures': {
    may: [...PARTY, ...tsp('base', 'books'), ...ops('base')],
    types: CONTRACT_TYPES,
  },
  'mocks/operator/ops/day': {
    may: [...PARTY, ...tsp('base', 'books'), ...ops('base', 'figures')],
    types: CONTRACT_TYPES,
  },
  'mocks/operator/ops/audit': {
    may: [...PARTY, ...tsp('books'), ...ops('base')],
    types: CONTRACT_TYPES,
  },
  'mocks/operator/ops/export': {
    may: [...PARTY, ...tsp('books'), ...ops('base', 'orders', 'cases', 'day', 'audit')],
    types: CONTRACT_TYPES,
  },
  'mocks/operator/ops': {
    may: [
      ...PARTY,
      ...tsp('base', 'books', 'controls'),
      ...ops('base', 'door', 'orders', 'cases', 'figures', 'day', 'audit', 'export', 'caller'),
    ],
    types: CONTRACT_TYPES,
    fixtures: ['mocks/operator/tsp'],
  },
  // A web page for people with keyboard and mouse; nothing of the television in it.
  'mocks/operator/console': {
    may: ['src/shared'],
    dynamic: ['mocks/page/consoleHost.ts'],
    types: ['mocks/contract/opsApi.generated.ts'],
    packages: HOOKS,
  },
  'mocks/operator/operatorPlatform.ts': {
    may: [
      ...PARTY,
      'mocks/crypto/sha256.ts',
      'mocks/card/issuers.ts',
      'mocks/trace',
      'mocks/faults',
      'mocks/operator/settlement/reconcile/workArea.ts',
      ...['boss', 'ppp', 'psam', 'hsm', 'tsp'].map((party) => `mocks/operator/${party}`),
    ],
  },
  // The recorded days of a small town.
  'mocks/operator/demo': {
    may: [
      'src/shared',
      'mocks/store',
      'mocks/card/issuers.ts',
      'mocks/operator/boss/seed/households.ts',
      'mocks/operator/psam/pools.ts',
    ],
    types: ['mocks/operator/operatorPlatform.ts'],
  },
  // The operator's side as a program.
  'mocks/operator/backend/config': {
    may: [
      ...PARTY,
      'mocks/faults',
      'mocks/start',
      'docs/schemas/backend-config.schema.json',
      'docs/schemas/config.schema.json',
      ...['boss', 'ops', 'tsp'].map((party) => `mocks/operator/${party}`),
    ],
    packages: ['node:'],
  },
  'mocks/operator/backend/state': {
    may: [...PARTY, 'mocks/operator/settlement', 'mocks/operator/demo', ...backend('config')],
    packages: ['node:'],
  },
  'mocks/operator/backend/day': {
    may: [
      ...PARTY,
      ...['settlement', 'tsp'].map((party) => `mocks/operator/${party}`),
      ...backend('state'),
    ],
  },
  'mocks/operator/backend/front': {
    may: [...PARTY, 'mocks/environment', ...backend('config', 'day')],
    types: [
      'mocks/operator/artwork',
      'mocks/operator/ops/base',
      'mocks/operator/tsp/tsp.ts',
      'mocks/operator/tsp/base/settleableDay.ts',
    ],
    packages: ['node:'],
  },
  'mocks/operator/backend': {
    may: [
      ...PARTY,
      'mocks/environment',
      'mocks/crypto',
      'mocks/card/issuers.ts',
      'mocks/faults',
      'mocks/start',
      'mocks/operator/operatorPlatform.ts',
      ...['artwork', 'boss', 'demo', 'psam', 'ops', 'settlement', 'tsp'].map(
        (party) => `mocks/operator/${party}`,
      ),
      ...backend('config', 'state', 'day', 'front'),
    ],
    packages: ['node:'],
  },

  // What stands in the home.
  'mocks/box/reader': {
    may: [...GROUND, 'mocks/card', 'src/reader/cardReader.ts', 'src/reader/readerError.ts'],
    types: ['src/reader/hostObject', 'src/reader/socket/socketHost.ts'],
    fixtures: [
      'src/purse',
      'src/reader',
      'mocks/box/walletCards.ts',
      'mocks/environment/simulation.ts',
    ],
  },
  'mocks/box': {
    may: [
      ...GROUND,
      'mocks/box/reader',
      'mocks/card',
      'mocks/faults',
      'mocks/store',
      'mocks/trace',
      'mocks/operator/boss/seed/seed.ts',
    ],
    types: ['mocks/operator/hsm', 'src/reader/hostObject'],
  },
  // A program for boxes: the page's protocol on one side, PC/SC on the other.
  'mocks/box/daemon': {
    may: [
      'src/shared',
      'src/reader',
      'mocks/card',
      'mocks/faults/scenarios.ts',
      'mocks/box/walletCards.ts',
      'mocks/operator/boss/seed/seed.ts',
      'mocks/start',
      'mocks/contract/configJson.ts',
      'mocks/contract/configReader.ts',
      'docs/schemas/reader-daemon-config.schema.json',
    ],
    packages: ['node:', 'ws'],
    fixtures: ['mocks/box/reader'],
  },

  // Both together, and what is true of them.
  'mocks/world': {
    may: [
      ...PARTY,
      'mocks/box',
      'mocks/card',
      'mocks/faults',
      'mocks/operator/operatorPlatform.ts',
      'mocks/operator/psam/lease.ts',
      'mocks/operator/tsp/base/cardIdentity.ts',
      ...['boss', 'ppp'].map((party) => `mocks/operator/${party}`),
      ...tsp('books'),
    ],
    types: CONTRACT_TYPES,
  },
  // The browser's host, with the page's own clock, chance and cryptography.
  'mocks/page': {
    may: [
      ...PARTY,
      'mocks/box',
      'mocks/faults',
      'mocks/world',
      'mocks/page/scenarioList.ts',
      'mocks/operator/operatorPlatform.ts',
      'mocks/operator/boss/seed/seed.ts',
      'mocks/operator/demo',
      'mocks/operator/ops',
      'mocks/operator/settlement',
      'mocks/operator/tsp/books/store/orderStore.ts',
      'mocks/operator/tsp/controls/psams.ts',
      'src/app/browser/browserParts.ts',
    ],
    types: ['mocks/operator/backend/pretendBoxes.ts'],
    packages: ['msw', 'msw/browser'],
  },
  // Stands around the portal, in another frame: it knows what can be asked of it, and the codes of its remotes.
  'mocks/page/stage': {
    may: [
      'src/shared',
      'src/remote',
      'src/app/gallery',
      'src/ui/accent.ts',
      'mocks/box',
      'mocks/card',
      'mocks/faults',
      'mocks/page/worldMade.ts',
      'mocks/trace',
      'mocks/world',
    ],
    packages: [...SCREEN_PACKAGES, 'dom-accessibility-api'],
  },
  // Many boxes, to put load on a host.
  'mocks/load': {
    may: [
      'src/payment',
      'src/purse',
      'src/reader',
      'src/shared',
      'src/tsp',
      'mocks/environment',
      'mocks/crypto',
      'mocks/card',
      'mocks/store',
      'mocks/world',
      'mocks/operator/backend',
      'mocks/operator/boss/seed/households.ts',
      'mocks/start',
      ...tsp('base', 'books'),
    ],
    packages: ['node:'],
  },
};

/** A party that keeps rows has one file for their keys. */
const STORE_FILES = [
  'mocks/operator/tsp/books/store',
  'mocks/operator/boss/base/bossStore.ts',
  'mocks/operator/ppp/pppStore.ts',
  'mocks/operator/ops/base/opsStore.ts',
  'mocks/operator/backend/state/hostStore.ts',
  'mocks/operator/settlement/storeExchange.ts',
  'mocks/operator/demo/demoStore.ts',
  // The store itself belongs to no party: its tests keep what they like.
  'mocks/store',
  'e2e/enumerate/plainStore.test.ts',
];

const breachesOf = houseRules(ROOMS);
const straysOf = strayKeys(STORE_FILES);
const root = fileURLToPath(new URL('..', import.meta.url));
const modulesIn = (...folders: string[]) =>
  folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((name) =>
        join(folder, String(name)),
      ),
    )
    .filter((path) => /\.(tsx?|mjs)$/.test(path) && !/\/node_modules\/|\.d\.m?ts$/.test(path))
    .map((path) => moduleFacts(path, readFileSync(join(root, path), 'utf8')));
const all = modulesIn('src', 'mocks', 'e2e');
const modules = all.filter(({ path }) => /^(src|mocks)\/.*\.tsx?$/.test(path));
const files = all.filter(({ path }) => !isTest(path) && !/\.spec\.ts$/.test(path));
/** Without fixtures, which only tests use. */
const house = files.filter(({ path }) => !isFixture(path));

/** The big rooms, from the roof down. */
const FLOORS = [
  'e2e',
  'mocks/load',
  'mocks/page',
  'mocks/world',
  'mocks/box',
  'mocks/operator',
  'mocks/faults',
  'mocks/trace',
  'mocks/card',
  'mocks/contract',
  'mocks/store',
  'mocks/crypto',
  'mocks/environment',
  'mocks/start',
  'src',
];
const bigRoom = (path: string): string | null =>
  /^(mocks\/[^/]+|src|e2e)(?=\/)/.exec(path)?.[0] ?? null;

test('the house from above: few rooms, few arrows, hardly one back up, and no file imports itself in a circle', () => {
  const { rooms, arrows, backUp } = floorPlan(arrowsBetween(house, bigRoom), FLOORS);
  const circles = circlesOf(arrowsBetween(files, (path) => path));
  const figures = [
    `rooms ${rooms.length}`,
    `arrows ${arrows.length}`,
    `back up ${backUp.length}`,
    `circles ${circles.length}`,
  ];
  process.stdout.write(`\nThe house: ${figures.join(', ')}.\n  ${backUp.join('\n  ')}\n`);
  expect(circles).toEqual([]);
  expect(rooms.length).toBeLessThanOrEqual(18);
  expect(arrows.length).toBeLessThanOrEqual(75);
  expect(backUp.length).toBeLessThanOrEqual(5);
});

test.each([
  ['mocks/operator', 14],
  ['mocks/operator/tsp', 25],
  ['mocks/operator/boss', 10],
  ['mocks/operator/ops', 12],
  ['mocks/operator/backend', 12],
  ['e2e', 22],
  ['mocks/box', 14],
])('%s: no circle between its rooms, and at most %i rooms and files at its top', (folder, most) => {
  const { rooms, circles } = floorPlan(arrowsBetween(house, insideOf(folder)), []);
  expect(circles).toEqual([]);
  expect(rooms.length, rooms.join()).toBeLessThanOrEqual(most);
});

test('the scan sees the house', () => {
  expect(modules.length).toBeGreaterThan(60);
  const imports = modules.reduce((sum, module) => sum + module.imports.length, 0);
  expect(imports).toBeGreaterThan(150);
});

test('no module imports from a room it may not enter, and cores stay pure', () => {
  expect(modules.flatMap(breachesOf)).toEqual([]);
});

test('no row opens a door that nobody of its room uses', () => {
  const shared = [...PARTY, ...CONTRACT_TYPES];
  expect(
    idleDoors(ROOMS, modules).filter((door) => !shared.some((path) => door.endsWith(` ${path}`))),
  ).toEqual([]);
});

test('a door is idle when nobody goes through it, or a test alone', () => {
  const rooms = { a: { may: ['b', 'c', 'd/d.ts'], packages: ['node:', 'ws'] }, b: { may: [] } };
  const texts = {
    'a/a.ts': `import '../b/b.ts';\nimport 'node:fs';`,
    'a/a.test.ts': `import '../c/c.ts';\nimport 'ws';`,
    'b/b.ts': `import '../d/d.ts';`,
  };
  const facts = Object.entries(texts).map(([path, text]) => moduleFacts(path, text));
  expect(idleDoors(rooms, facts)).toEqual(['a: may c', 'a: may d/d.ts', 'a: packages ws']);
});

test('a key of the store is spelt in the store file of its party alone, by tests as well', () => {
  expect([...modules, ...modulesIn('e2e')].flatMap(straysOf)).toEqual([]);
});

test('the platform\u2019s keys are read beside its store files, and by tests that tamper', () => {
  const readers = modules.filter(
    ({ path, imports }) =>
      imports.some(({ specifier }) => specifier.endsWith('/tspKeys.ts')) &&
      !/\.(test|fixture)\./.test(path),
  );
  const home = 'mocks/operator/tsp/books/store/';
  expect(readers.map(({ path }) => path).filter((path) => !path.startsWith(home))).toEqual([]);
  expect(readers.length).toBeGreaterThan(5);
});

test.each([
  `tx.get('order/1');`,
  `tx.get<Row>(\`order/\${id}\`);`,
  `unit.tx.put('order/' + id, row);`,
  `tx.delete(keys.orders + id);`,
  `tx.list(isOpen ? 'open/' : prefix);`,
  `store.transaction((t) => t.list('order/'));`,
  `const f = (rows: Transaction) => rows.get('a');`,
  `const PREFIX = 'doubt/'; const f = () => tx.list(PREFIX);`,
  `const keyOf = (id: string) => \`box/\${id}\`; tx.get(keyOf(id));`,
  `function keyOf(id: string) { return \`box/\${id}\`; } tx.get(keyOf(id));`,
  `const keys = { box: (id: string) => \`box/\${id}\` }; tx.get(keys.box(id));`,
  `const all = rowList<Row>('order/');`,
])('a key spelt outside shows: %s', (text) => {
  const path = 'mocks/operator/tsp/orders/a.ts';
  expect(straysOf(moduleFacts(path, text))).toEqual([expect.stringContaining('spells a key')]);
  expect(straysOf(moduleFacts('mocks/operator/boss/base/bossStore.ts', text))).toEqual([]);
});

test.each([
  `import { keys } from './bossStore.ts'; tx.get(keys.order(id)); tx.put(row.key, row);`,
  `const f = (key: string) => tx.get(key);`,
  `for (const { key } of await tx.list('')) tx.delete(key);`,
  `headers.get('Tsp-Time'); new Map().delete('a'); box.get('/orders');`,
])('what spells no key passes: %s', (text) => {
  expect(straysOf(moduleFacts('mocks/operator/tsp/orders/a.ts', text))).toEqual([]);
});

test('the length of a day is written once', () => {
  const spelt = /86_?400_?000|\b24 \* (3_600_000|HOUR(_MS)?)\b/;
  const lengths = modules.filter(
    ({ path }) =>
      !isTest(path) && !isGenerated(path) && spelt.test(readFileSync(join(root, path), 'utf8')),
  );
  expect(lengths.map(({ path }) => path)).toEqual(['src/shared/time.ts']);
});

test('files stay small', () => {
  const sizes = modules
    .filter(({ path }) => !isTest(path) && !isGenerated(path))
    .map(({ lines }) => lines)
    .sort((a, b) => a - b);
  const at = (share: number): number => sizes[Math.floor((sizes.length - 1) * share)]!;
  const message = `median ${at(0.5)} lines, p90 ${at(0.9)}, largest ${at(1)}`;
  expect(at(0.5), message).toBeLessThanOrEqual(70);
  expect(at(0.9), message).toBeLessThanOrEqual(180);
});

test.each([
  ['src/ui/a.ts', `import { b } from '../payment/b.ts';`, 'room src/ui may not enter src/payment'],
  ['src/ui/a.ts', `import '../payment/b.ts';`, 'src/payment (static)'],
  ['src/ui/a.ts', `import type { B } from '../payment/b.ts';`, 'src/payment (type)'],
  ['src/ui/a.ts', `export * from '../payment/b.ts';`, 'src/payment (static)'],
  ['src/ui/a.ts', `export type { B } from '../payment/b.ts';`, 'src/payment (type)'],
  ['src/ui/a.ts', `type B = import('../payment/b.ts').B;`, 'src/payment (type)'],
  ['src/ui/a.ts', `const b = () => import('../payment/b.ts');`, 'src/payment (dynamic)'],
  ['src/ui/a.ts', 'const b = (name: string) => import(name);', '(computed)'],
  ['src/ui/a.ts', `import b = require('../payment/b.ts');`, 'src/payment (static)'],
  ['src/shared/a.ts', `import { b } from '../ui/b.ts';`, 'room src/shared may not enter src/ui'],
  ['src/shared/a.ts', `import { b } from 'preact';`, 'may not enter preact'],
  ['src/payment/a.ts', `import { b } from '../reader/b.ts';`, 'may not enter src/reader'],
  ['src/payment/a.ts', `import { b } from '../../mocks/card/b.ts';`, 'may not enter mocks/card'],
  ['src/main.tsx', `import '../mocks/page/browser.ts';`, 'mocks/page (static)'],
  ['src/app/a.ts', `import { b } from 'msw';`, 'may not enter msw'],
  [
    'mocks/operator/tsp/a.ts',
    `import { b } from '../boss/b.ts';`,
    'room mocks/operator/tsp may not enter mocks/operator/boss',
  ],
  [
    'mocks/operator/tsp/a.ts',
    `import { b } from '../console/App.tsx';`,
    'mocks/operator/console (static)',
  ],
  [
    'mocks/card/a.ts',
    `import { b } from '../operator/tsp/b.ts';`,
    'may not enter mocks/operator/tsp',
  ],
  [
    'mocks/operator/boss/a.ts',
    `import { b } from '../../../src/payment/b.ts';`,
    'may not enter src/payment',
  ],
  ['mocks/operator/boss/a.ts', `import { b } from 'node:crypto';`, 'may not enter node:crypto'],
  [
    'mocks/operator/boss/a.ts',
    `import { b } from './boss.fixture.ts';`,
    'mocks/operator/boss/boss.fixture.ts',
  ],
  ['other/a.ts', '', 'in no room'],
  ['src/ui/index.ts', '', 'name the file'],
  ['src/ui/utils.ts', '', 'name the file'],
  ['src/helpers/a.test.ts', '', 'name the file'],
  ['src/ui/a.ts', 'export default 1;', 'default export'],
  ['src/ui/a.ts', 'export default function a() {}', 'default export'],
  ['src/ui/a.ts', 'const a = 1; export { a as default };', 'default export'],
  ['src/ui/a.tsx', 'void tries.value;', 'does nothing but read'],
  ['src/ui/a.ts', 'effect(() => { tries.value; });', 'does nothing but read'],
  ['src/ui/a.ts', 'effect(() => void tries.value);', 'does nothing but read'],
  ['src/ui/a.ts', 'a.value && b[c];', 'does nothing but read'],
  ['src/ui/a.test.ts', 'void tries.value;', 'does nothing but read'],
  ['src/ui/a.ts', 'const a = location.search;', 'reaches for location'],
  ['src/ui/a.ts', 'const a = window.location;', 'reaches for location'],
  ['src/ui/a.ts', 'const a = import.meta.env;', 'reaches for import.meta.env'],
  ['src/tsp/a.ts', 'const a = process.env;', 'reaches for process.env'],
  ['src/payment/a.ts', 'const a = Date.now();', 'reaches for Date.now'],
  ['mocks/operator/tsp/a.ts', 'const a = new Date();', 'reaches for new Date()'],
  ['mocks/card/a.ts', 'const a = Math.random();', 'reaches for Math.random'],
  ['mocks/operator/psam/a.ts', 'setTimeout(() => {}, 1);', 'reaches for setTimeout'],
  ['mocks/operator/psam/a.ts', 'self.setInterval(() => {}, 1);', 'reaches for setInterval'],
  ['src/payment/a.ts', 'const a = { indexedDB };', 'reaches for indexedDB'],
  ['mocks/operator/boss/a.ts', `void fetch('/');`, 'reaches for fetch'],
])('the checker catches %s: %j', (path, text, breach) => {
  const breaches = breachesOf(moduleFacts(path, text));
  expect(breaches).toHaveLength(1);
  expect(breaches[0]).toContain(breach);
});

/** Written out once more: a room or a name that is dropped from the rule shows here. */
const CORES = ['src/payment', 'mocks/card', 'mocks/crypto'].concat(
  inside('mocks/operator')('boss', 'tsp', 'ppp', 'psam', 'hsm', 'settlement', 'ops'),
);
const WORLD_AROUND = ['Date.now', 'new Date()', 'Math.random', 'setTimeout', 'setInterval'].concat([
  'indexedDB',
  'localStorage',
  'sessionStorage',
  'fetch',
  'XMLHttpRequest',
  'window',
  'document',
]);

test.each(CORES)('the core %s is caught reaching for anything of the world around it', (room) => {
  const path = `${room}/a.ts`;
  for (const name of WORLD_AROUND) {
    const breaches = breachesOf(moduleFacts(path, `const a = ${name};`));
    expect(breaches).toEqual([`${path} reaches for ${name}`]);
  }
});

test.each(
  Object.keys(ROOMS).filter((room) => room.startsWith('src/') && !/\.tsx?$|^src\/app$/.test(room)),
)('%s is caught reaching for the address and the environment', (room) => {
  const path = `${room}/a.ts`;
  for (const name of ['location', 'process.env', 'import.meta.env']) {
    const breaches = breachesOf(moduleFacts(path, `const a = ${name};`));
    expect(breaches).toEqual([`${path} reaches for ${name}`]);
  }
});

test('the checker counts lines', () => {
  const breaches = (lines: number) => breachesOf(moduleFacts('src/ui/a.ts', '\n'.repeat(lines)));
  expect(breaches(MAX_LINES)).toEqual([]);
  expect(breaches(MAX_LINES + 1)).toEqual(['src/ui/a.ts: 301 lines, the limit is 300']);
});

test.each([
  [
    'src/screens/a.tsx',
    `import { b } from '../ui/b.ts';\nexport const A = () => <p location="x" />;`,
  ],
  ['src/main.tsx', `void import('../mocks/page/browser.ts');`],
  ['src/app/a.ts', `import { b } from '../payment/b.ts';\nconst a = location.search;`],
  ['mocks/operator/tsp/a.ts', `import type { B } from '../../contract/bossApi.generated.ts';`],
  [
    'mocks/operator/boss/a.ts',
    'export const a = (fetch: Fetch, at: number) => fetch(new Date(at));',
  ],
  [
    'mocks/operator/boss/a.ts',
    'interface A { fetch(): void; location: string }\nparty.fetch(request);',
  ],
  [
    'src/ui/a.ts',
    `'use strict';\nvoid a();\na.b++;\nc ||= d.e;\nconst f = () => void g(h.i);\nconst j = void 0;`,
  ],
  ['src/payment/a.test.ts', `import { b } from '../../mocks/card/b.ts';\nDate.now();`],
])('the checker lets %s pass: %j', (path, text) => {
  expect(breachesOf(moduleFacts(path, text))).toEqual([]);
});
