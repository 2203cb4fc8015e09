import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { diskStore } from '../../../store/diskStore.ts';
import type { DemoState } from '../../demo/demoState.ts';
import { getBoot, getFirstDate, hostRoom, putBoot, putFirstDate } from './hostStore.ts';
import { openState, runningHost, type StateDirectory, StateInUse } from './stateDirectory.ts';

const folders: string[] = [];
const open: StateDirectory[] = [];
const freshFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'state-'));
  folders.push(folder);
  return folder;
};
async function opened(folder: string, wish: object = {}): Promise<StateDirectory> {
  const state = await openState({ folder, reset: false, ...wish });
  open.push(state);
  return state;
}
async function closed(state: StateDirectory): Promise<void> {
  open.splice(open.indexOf(state), 1);
  await state.close();
}
afterEach(async () => {
  for (const state of [...open]) await closed(state);
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const PSAM = 'psam:010020000001';

test('a state keeps the values it was begun with', async () => {
  const folder = freshFolder();
  const first = await opened(folder, { scenario: 'arrears', households: 3 });
  const { id } = first.beginning;
  expect(first.isNew).toBe(true);
  await closed(first);
  const second = await opened(folder);
  expect(second.isNew).toBe(false);
  expect(second.beginning).toEqual({ version: 1, id, scenario: 'arrears', households: 3 });
});

test.each([
  [{ scenario: 'boss-down' }, 'scenario: boss-down, but the state'],
  [{ households: 9 }, 'households: 9, but the state'],
])('a wish that differs (%j) is refused, with what to do', async (wish, sentence) => {
  const folder = freshFolder();
  await closed(await opened(folder));
  const refused = openState({ folder, reset: false, ...wish });
  await expect(refused).rejects.toThrow(sentence);
  await expect(openState({ folder, reset: false, ...wish })).rejects.toThrow('--reset');
  await closed(await opened(folder, { scenario: 'first-day' }));
});

test('reset begins a new state, with nothing of the old state', async () => {
  const folder = freshFolder();
  const first = await opened(folder);
  first.nvm.write(PSAM, '{"counter":5}');
  await first.store.transaction(async (tx) => putFirstDate(tx, '20261123'));
  await closed(first);
  const second = await opened(folder, { reset: true, scenario: 'arrears' });
  expect(second.beginning.id).not.toBe(first.beginning.id);
  expect(second.nvm.read(PSAM)).toBeNull();
  expect(await second.store.transaction(getFirstDate)).toBeUndefined();
});

test('a second process is told which process uses the state, and resets nothing', async () => {
  const folder = freshFolder();
  const first = await opened(folder);
  await first.announce({ pid: process.pid, adminPort: 1, token: 't' });
  await first.store.transaction(async (tx) => putFirstDate(tx, '20261123'));
  const second = openState({ folder, reset: true });
  await expect(second).rejects.toBeInstanceOf(StateInUse);
  await expect(openState({ folder, reset: false })).rejects.toThrow(
    `${folder}: another backend works there (process ${process.pid}); end it, or give this one a folder of its own with --state`,
  );
  // Left over by a kill: no such process is there.
  await first.announce({ pid: 2 ** 31 - 1, adminPort: 1, token: 't' });
  await expect(openState({ folder, reset: false })).rejects.toThrow('works there; end it');
  expect(await first.store.transaction(getFirstDate)).toBe('20261123');
});

test('only the owner can read how the host is reached, and only while it runs', async () => {
  const folder = freshFolder();
  const state = await opened(folder);
  const host = { pid: 1, adminPort: 2, token: 'secret' };
  await state.announce(host);
  expect(await runningHost(folder)).toEqual(host);
  expect(statSync(join(folder, 'host.json')).mode & 0o077).toBe(0);
  await closed(state);
  expect(await runningHost(folder)).toBeNull();
});

test.each([
  '',
  'null',
  '5',
  '[]',
  '{}',
  '{"pid":1,"adm',
  '{"pid":1,"adminPort":"x","token":"t"}',
  '{"pid":1,"adminPort":70000,"token":"t"}',
  '{"pid":1,"adminPort":0,"token":"t"}',
  '{"pid":-1,"adminPort":1,"token":"t"}',
  '{"adminPort":1,"token":"t"}',
  '{"pid":1,"adminPort":1,"token":1}',
  '{"pid":1,"adminPort":1,"token":"a\\nb"}',
])('a host.json of %j names no host', async (text) => {
  const folder = freshFolder();
  writeFileSync(join(folder, 'host.json'), text);
  expect(await runningHost(folder)).toBeNull();
});

/** Leaves a state as a power cut would. */
async function leftBy(folder: string, boot: string | null): Promise<void> {
  const state = await opened(folder);
  state.nvm.write(PSAM, '{"counter":5,"macErrors":0}');
  state.nvm.write('begun', 'yes');
  const thisBoot = (await hostRoom(state.store).transaction(getBoot))!;
  await closed(state);
  // What closing in order has taken away.
  const store = diskStore(join(folder, 'store'));
  await hostRoom(store).transaction(async (tx) => putBoot(tx, boot ?? thisBoot));
  await store.close();
}

test.each([
  ['another start of the machine', 'before the power cut', 10_005],
  ['the same start of the machine', null, 5],
])('after %s a chip goes on with numbers it cannot have used', async (_, boot, expected) => {
  const folder = freshFolder();
  await leftBy(folder, boot);
  const { nvm } = await opened(folder);
  expect(JSON.parse(nvm.read(PSAM)!)).toEqual({ counter: expected, macErrors: 0 });
  expect(nvm.read('begun')).toBe('yes');
});

test.each([
  ['/dev/null/x', 'ENOTDIR'],
  ['/proc/x/y', 'ENOENT'],
  ['/proc/self/status', 'it is a file'],
])('%s is no place for a state, which is said in a sentence', async (folder, reason) => {
  await expect(openState({ folder, reset: false })).rejects.toThrow(
    `state: ${folder} cannot be used as a folder (${reason}); choose one`,
  );
});

test('a state in folders that are not there yet makes them, for its owner only', async () => {
  const folder = join(freshFolder(), 'a', 'b');
  await closed(await opened(folder));
  expect(statSync(folder).isDirectory()).toBe(true);
  expect(statSync(folder).mode & 0o077).toBe(0);
});

test.each([
  ['a file', (path: string) => writeFileSync(path, '')],
  [
    'a store without its table of files',
    (path: string) => {
      mkdirSync(path);
      writeFileSync(join(path, 'CURRENT'), 'MANIFEST-000009\n');
    },
  ],
])(
  'a store that is %s is refused with the reason, and begun again by a reset',
  async (_what, breaks) => {
    const folder = freshFolder();
    breaks(join(folder, 'store'));
    await expect(openState({ folder, reset: false })).rejects.toThrow(
      /state: .*store cannot be opened \((?!Database failed).*\); restore the state from a backup/,
    );
    await closed(await opened(folder, { reset: true }));
  },
);

test('a second process stays out also while the store of the first is closed, after the disk has failed', async () => {
  const folder = freshFolder();
  const first = await opened(folder);
  await first.store.close();
  await expect(openState({ folder, reset: false })).rejects.toBeInstanceOf(StateInUse);
  await expect(openState({ folder, reset: true })).rejects.toBeInstanceOf(StateInUse);
});

test('a lock that a power cut has spoiled keeps nobody out', async () => {
  const folder = freshFolder();
  mkdirSync(join(folder, 'lock'));
  writeFileSync(join(folder, 'lock', 'CURRENT'), 'MANIFEST-000009\n');
  await closed(await opened(folder));
});

test('a lock that cannot be opened may be held by another user: it is left as it is, also by a reset', async () => {
  const folder = freshFolder();
  const locked = join(folder, 'lock', 'LOCK');
  mkdirSync(locked, { recursive: true });
  for (const reset of [false, true]) {
    await expect(openState({ folder, reset })).rejects.toThrow(
      /^state: .*lock cannot be opened \(IO error: .*LOCK: Is a directory\); start the host as the user/,
    );
  }
  expect(statSync(locked).isDirectory()).toBe(true);
});

const demonstration: DemoState = {
  head: {
    format: 1,
    now: Date.parse('2026-11-30T16:20:00+08:00'),
    households: 7,
    psams: 2,
    chips: { [PSAM]: '{"counter":9}' },
  },
  rows: [
    ['tsp/one', { a: 1 }],
    ['boss/two', true],
  ],
};

/** The rows of the demonstration that are there. */
const rowsOf = ({ store }: StateDirectory) =>
  store.transaction(async (tx) => {
    const rows = await tx.list<unknown>('');
    return demonstration.rows.map(([name]) => rows.find(({ key }) => key === name)?.value);
  });

test('a demonstration begins with its rows, chips and households, and keeps the moment at which it began', async () => {
  const folder = freshFolder();
  const first = await opened(folder, { demonstration });
  expect(await rowsOf(first)).toEqual([{ a: 1 }, true]);
  expect(first.nvm.read(PSAM)).toBe('{"counter":9}');
  expect(first.beginning).toMatchObject({ households: 7, demonstration: true });
  const { begunAt } = first.demonstration!;
  first.nvm.write(PSAM, '{"counter":10}');
  await closed(first);
  const second = await opened(folder, { demonstration });
  expect(second.demonstration!.begunAt).toBe(begunAt);
  expect(second.nvm.read(PSAM), 'a chip goes on').toBe('{"counter":10}');
});

test('real rows and a demonstration are never in one state', async () => {
  const [real, shown] = [freshFolder(), freshFolder()];
  await closed(await opened(real));
  await closed(await opened(shown, { demonstration }));
  await expect(openState({ folder: real, reset: false, demonstration })).rejects.toThrow(
    'is no demonstration; give --demo a folder of its own',
  );
  await expect(openState({ folder: shown, reset: false })).rejects.toThrow(
    'is a demonstration; start it with --demo',
  );
  const again = await opened(real, { reset: true, demonstration });
  expect(await rowsOf(again)).toEqual([{ a: 1 }, true]);
});

test('a demonstration whose filling was cut is filled at the next start', async () => {
  const folder = freshFolder();
  const cut = { ...demonstration, rows: [...demonstration.rows, ['tsp/bad', undefined] as const] };
  await expect(openState({ folder, reset: false, demonstration: cut })).rejects.toThrow();
  await expect(openState({ folder, reset: false })).rejects.toThrow('is a demonstration');
  const state = await opened(folder, { demonstration });
  expect(await rowsOf(state)).toEqual([{ a: 1 }, true]);
  expect(state.demonstration).toBeDefined();
});
