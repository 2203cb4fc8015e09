/** The rooms of the house: who may enter which. The table is the law; `houseRules.ts` holds everybody to it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { houseRules, isGenerated, isTest, MAX_LINES, type Room } from '../e2e/houseRules.ts';
import { moduleFacts } from '../e2e/moduleFacts.ts';

const SCREEN_PACKAGES = ['preact', 'preact/hooks', '@preact/signals'];
const SIGNALS = ['@preact/signals'];
const ENVIRONMENT = ['mocks/environment.ts', 'src/shared'];
const PARTY = [...ENVIRONMENT, 'mocks/contract', 'mocks/store', 'src/tsp/signature.ts'];
const CONTRACT_TYPES = [
  'src/tsp/tspTypes.ts',
  'src/tsp/tspApi.generated.ts',
  'mocks/boss/bossApi.generated.ts',
  'mocks/ppp/pppApi.generated.ts',
  'mocks/ops/opsApi.generated.ts',
];

/** What every simulated chip has in common, card or PSAM. */
const CHIP = ['commandApdu', 'exchange', 'statusWords'].map((name) => `mocks/card/${name}.ts`);

/** A module belongs to the longest key its path starts with. Inside one room everything may import everything. */
const ROOMS: Readonly<Record<string, Room>> = {
  'src/main.tsx': {
    may: ['src/app', 'src/polyfills.ts'],
    dynamic: ['mocks/hosts/browser.ts', 'mocks/stage/startStage.tsx'],
    packages: ['preact'],
  },
  'src/polyfills.ts': { may: [] },
  'src/app': { may: ['src'], packages: SCREEN_PACKAGES },
  'src/screens': {
    may: ['src/ui', 'src/remote', 'src/payment', 'src/catalogue', 'src/shared'],
    types: ['src/tsp/tspTypes.ts'],
    packages: SCREEN_PACKAGES,
  },
  'src/ui': { may: ['src/remote', 'src/shared'], packages: SCREEN_PACKAGES },
  'src/remote': { may: ['src/shared'], packages: SIGNALS },
  'src/catalogue': { may: ['src/tsp', 'src/shared'], packages: SIGNALS },
  'src/payment': {
    may: ['src/tsp', 'src/purse', 'src/shared'],
    types: ['src/reader/cardReader.ts', 'src/reader/readerError.ts'],
    packages: SIGNALS,
  },
  'src/tsp': { may: ['src/shared'] },
  'src/purse': { may: ['src/reader', 'src/shared'], packages: SIGNALS },
  'src/reader': { may: ['src/shared'] },
  'src/shared': { may: [] },

  'mocks/environment.ts': { may: ['src/shared'] },
  'mocks/store': {
    may: ENVIRONMENT,
    packages: ['abstract-level', 'browser-level', 'classic-level', 'memory-level'],
  },
  'mocks/contract': {
    may: ENVIRONMENT,
    types: CONTRACT_TYPES,
    packages: ['ajv', 'ajv/dist/2020.js', 'ajv-formats'],
  },
  'mocks/crypto': {
    may: ['src/shared'],
    packages: [
      'crypto-js/core',
      'crypto-js/mode-ecb',
      'crypto-js/pad-nopadding',
      'crypto-js/sha256',
      'crypto-js/tripledes',
    ],
  },
  'mocks/crypto/opensslDes.ts': {
    may: ['src/shared', 'mocks/crypto'],
    packages: ['node:crypto'],
  },
  'mocks/card': { may: [...ENVIRONMENT, 'mocks/crypto', 'src/reader/apdu.ts'] },
  'mocks/psam': {
    may: [...ENVIRONMENT, ...CHIP, 'mocks/card/issuers.ts', 'mocks/crypto', 'mocks/hsm'],
  },
  'mocks/hsm': { may: [...ENVIRONMENT, 'mocks/crypto'], types: ['mocks/card/issuers.ts'] },
  'mocks/boss': {
    may: [...PARTY, 'mocks/settlement'],
    types: CONTRACT_TYPES,
    packages: ['pinyin-pro'],
  },
  'mocks/tsp': {
    may: [...PARTY, 'mocks/psam', 'mocks/hsm', 'mocks/settlement'],
    types: CONTRACT_TYPES,
  },
  'mocks/ppp': { may: [...PARTY, 'mocks/settlement'], types: CONTRACT_TYPES, packages: ['des.js'] },
  'mocks/settlement': { may: PARTY, types: CONTRACT_TYPES },
  // Where files are real: FTP, and sorting what memory does not hold.
  'mocks/settlement/disk': {
    may: ['mocks/settlement', ...ENVIRONMENT],
    packages: ['node:', 'basic-ftp', 'ftp-srv'],
  },
  // What people at the operator see and do, as an interface of its own beside the portal's.
  'mocks/ops': {
    may: [...PARTY, 'mocks/tsp', 'mocks/settlement', 'mocks/psam'],
    types: CONTRACT_TYPES,
  },
  // A web page for people with keyboard and mouse; nothing of the television in it.
  'mocks/console': {
    may: ['mocks/ops/opsApi.generated.ts', 'src/shared'],
    dynamic: ['mocks/hosts/consoleHost.ts'],
    types: ['mocks/ops/opsApi.generated.ts'],
    packages: SCREEN_PACKAGES,
  },
  // The operator's side as a program, and boxes enough to load it.
  'mocks/backend': { may: ['mocks', 'src/shared'], packages: ['node:', 'ws'] },
  'mocks/load': { may: ['mocks', 'src'], packages: ['node:'] },
  'mocks/reader': {
    may: [
      ...ENVIRONMENT,
      'mocks/card',
      'src/reader/apdu.ts',
      'src/reader/cardReader.ts',
      'src/reader/readerError.ts',
    ],
    types: ['src/reader/hostObject', 'src/reader/socket/socketHost.ts'],
  },
  // A program for boxes: the page's protocol on one side, PC/SC on the other.
  'mocks/daemon': {
    may: ['mocks', 'src/shared', 'src/reader'],
    packages: ['node:', 'ws'],
  },
  mocks: { may: ['mocks', 'src/shared'], types: ['src/reader/hostObject'] },
  // Stands around the portal, in another frame: it knows what can be asked of it, and the codes of its remotes.
  'mocks/stage': {
    may: ['mocks', 'src/shared', 'src/remote', 'src/app/gallery'],
    packages: SCREEN_PACKAGES,
  },
  'mocks/hosts': { may: ['mocks', 'src/shared'], packages: ['msw', 'msw/browser'] },
  // The page's own clock, chance and cryptography.
  'mocks/hosts/consoleHost.ts': { may: ['mocks', 'src/shared', 'src/app/browserParts.ts'] },
  'mocks/hosts/simulation.ts': { may: ['mocks', 'src/shared'], packages: ['node:crypto'] },
  'mocks/hosts/node.ts': { may: ['mocks', 'src/shared'], packages: ['node:'] },
};

const breachesOf = houseRules(ROOMS);
const root = fileURLToPath(new URL('..', import.meta.url));
const modules = ['src', 'mocks']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, String(name))),
  )
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('/node_modules/'))
  .map((path) => moduleFacts(path, readFileSync(join(root, path), 'utf8')));

test('the scan sees the house', () => {
  expect(modules.length).toBeGreaterThan(60);
  const imports = modules.reduce((sum, module) => sum + module.imports.length, 0);
  expect(imports).toBeGreaterThan(150);
});

test('nobody enters a room that is not theirs, and cores stay pure', () => {
  expect(modules.flatMap(breachesOf)).toEqual([]);
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
  ['src/main.tsx', `import '../mocks/hosts/browser.ts';`, 'mocks/hosts (static)'],
  ['src/app/a.ts', `import { b } from 'msw';`, 'may not enter msw'],
  [
    'mocks/tsp/a.ts',
    `import { b } from '../boss/b.ts';`,
    'room mocks/tsp may not enter mocks/boss',
  ],
  ['mocks/tsp/a.ts', `import { b } from '../boss/bossApi.generated.ts';`, 'mocks/boss (static)'],
  ['mocks/card/a.ts', `import { b } from '../tsp/b.ts';`, 'may not enter mocks/tsp'],
  ['mocks/boss/a.ts', `import { b } from '../../src/payment/b.ts';`, 'may not enter src/payment'],
  ['mocks/boss/a.ts', `import { b } from 'node:crypto';`, 'may not enter node:crypto'],
  ['mocks/boss/a.ts', `import { b } from './bossBench.ts';`, 'mocks/boss/bossBench.ts'],
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
  ['mocks/tsp/a.ts', 'const a = new Date();', 'reaches for new Date()'],
  ['mocks/card/a.ts', 'const a = Math.random();', 'reaches for Math.random'],
  ['mocks/psam/a.ts', 'setTimeout(() => {}, 1);', 'reaches for setTimeout'],
  ['mocks/psam/a.ts', 'self.setInterval(() => {}, 1);', 'reaches for setInterval'],
  ['src/payment/a.ts', 'const a = { indexedDB };', 'reaches for indexedDB'],
  ['mocks/boss/a.ts', `void fetch('/');`, 'reaches for fetch'],
])('the checker catches %s: %j', (path, text, breach) => {
  const breaches = breachesOf(moduleFacts(path, text));
  expect(breaches).toHaveLength(1);
  expect(breaches[0]).toContain(breach);
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
  ['src/main.tsx', `void import('../mocks/hosts/browser.ts');`],
  ['src/app/a.ts', `import { b } from '../payment/b.ts';\nconst a = location.search;`],
  ['mocks/tsp/a.ts', `import type { B } from '../boss/bossApi.generated.ts';`],
  ['mocks/boss/a.ts', 'export const a = (fetch: Fetch, at: number) => fetch(new Date(at));'],
  ['mocks/boss/a.ts', 'interface A { fetch(): void; location: string }\nparty.fetch(request);'],
  [
    'src/ui/a.ts',
    `'use strict';\nvoid a();\na.b++;\nc ||= d.e;\nconst f = () => void g(h.i);\nconst j = void 0;`,
  ],
  ['src/payment/a.test.ts', `import { b } from '../../mocks/card/b.ts';\nDate.now();`],
])('the checker lets %s pass: %j', (path, text) => {
  expect(breachesOf(moduleFacts(path, text))).toEqual([]);
});
