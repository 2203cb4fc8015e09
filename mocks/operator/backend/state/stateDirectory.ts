/** The folder with the state of the operator's side: the store, the chips, the files, and which process uses it. */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { diskFailureIn } from '../../../store/diskFailure.ts';
import { type DiskStore, diskStore } from '../../../store/diskStore.ts';
import { type FolderLock, isLock, takeLock } from '../../../store/folderLock.ts';
import type { DiskNews } from '../../../store/reopening.ts';
import type { DemoState } from '../../demo/demoState.ts';
import type { Begun } from '../../demo/demoStore.ts';
import { checkKind, filled } from './demonstration.ts';
import { type DiskNvm, diskNvm } from './diskNvm.ts';
import { type Beginning, dropBoot, getBeginning, hostRoom, putBeginning } from './hostStore.ts';
import { noteStart } from './machineStart.ts';

/** How a program on this machine reaches the running host; only its owner can read it. */
interface RunningHost {
  readonly pid: number;
  readonly adminPort: number;
  readonly token: string;
}

export interface StateDirectory {
  readonly folder: string;
  readonly store: DiskStore;
  readonly nvm: DiskNvm;
  readonly exchange: string;
  /** For running comparisons. One that was killed goes on from what it left here. */
  readonly work: string;
  readonly beginning: Beginning;
  /** It was begun just now: nothing was there before. */
  readonly isNew: boolean;
  /** Present where all rows are a demonstration. */
  readonly demonstration?: Begun;
  announce(host: RunningHost): Promise<void>;
  close(): Promise<void>;
}

interface OpenWish {
  readonly folder: string;
  readonly reset: boolean;
  /** For a new state. If it is given, an old state must agree with it. */
  readonly scenario?: string;
  readonly households?: number;
  /** What the state begins with. A state that was begun otherwise is refused. */
  readonly demonstration?: DemoState;
  /** Is told when the disk fails while the store is in use, and when it works again. */
  readonly heard?: (news: DiskNews) => void;
}

const HOST_FILE = 'host.json';
const MOST_PID = 2 ** 31 - 1;
const DEFAULT_SCENARIO = 'first-day';

/** Another process uses the state. */
export class StateInUse extends Error {}

const isPositive = (value: unknown, most: number): boolean =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most;

/** Returns what `host.json` says, or `null` when it is missing or damaged. After a kill it names a host that has gone. */
export async function runningHost(folder: string): Promise<RunningHost | null> {
  try {
    const host = JSON.parse(await readFile(join(folder, HOST_FILE), 'utf8')) as RunningHost;
    const { pid, adminPort, token } = host;
    const fits =
      isPositive(pid, MOST_PID) &&
      isPositive(adminPort, 65_535) &&
      typeof token === 'string' &&
      /^[\x21-\x7e]+$/.test(token);
    return fits ? host : null;
  } catch {
    return null;
  }
}

/** Names the folder on this machine, however its path is written. A copy has another name. */
export async function stateId(folder: string): Promise<string> {
  const { dev, ino } = await stat(folder, { bigint: true });
  return `${dev}:${ino}`;
}

/** The process in `host.json`, if there is such a process: a file that a kill left over names one that has gone. */
async function livingPid(folder: string): Promise<number | undefined> {
  const pid = (await runningHost(folder))?.pid;
  try {
    if (pid !== undefined) process.kill(pid, 0);
    return pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? pid : undefined;
  }
}

/**
 * Makes the folder, one level at a time: Node's own `recursive` turns in circles below a folder that lets nobody make
 * one, as /proc does. @throws Error with a sentence for the operator
 */
async function makeFolder(folder: string): Promise<void> {
  const missing: string[] = [];
  let level = folder;
  try {
    while (!(await isFolder(level))) {
      missing.unshift(level);
      level = dirname(level);
    }
    // Its owner's only: keys of live sessions and whole card numbers will be in it.
    for (const path of missing) await mkdir(path, 0o700).catch(unlessFolder(path));
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    if (diskFailureIn(cause) !== null) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    throw new Error(
      `state: ${folder} cannot be used as a folder (${code}); choose one that this user may write with --state`,
    );
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isDirectory()) return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw cause;
  }
  throw Object.assign(new Error(path), { code: 'it is a file' });
}

/** Another process may have made it a moment ago. */
const unlessFolder = (path: string) => async (cause: unknown) => {
  if (!(await isFolder(path))) throw cause;
};

/** What LevelDB says, which is behind "Database failed to open". */
function reasonOf(error: unknown): string {
  let reason = String(error);
  for (let cause = error; cause instanceof Error; cause = cause.cause) reason = cause.message;
  return reason;
}

/** In place of the refusal of a lock: a sentence for the operator. */
async function inUse(folder: string): Promise<StateInUse> {
  const pid = await livingPid(folder);
  return new StateInUse(
    `${folder}: another backend works there${pid === undefined ? '' : ` (process ${pid})`}; end it, or give this one a folder of its own with --state`,
  );
}

async function lockState(folder: string): Promise<FolderLock> {
  const path = join(folder, 'lock');
  try {
    return await takeLock(path);
  } catch (error) {
    if (isLock(error)) throw await inUse(folder);
    if (diskFailureIn(error) !== null) throw error;
    throw new Error(
      `state: ${path} cannot be opened (${reasonOf(error)}); start the host as the user to whom it belongs`,
    );
  }
}

async function openStore({ folder, heard }: OpenWish, reset: boolean): Promise<DiskStore> {
  const path = join(folder, 'store');
  const store = diskStore(path, heard ? { heard } : {});
  try {
    await store.open();
    return store;
  } catch (error) {
    if (isLock(error)) throw await inUse(folder);
    const reason = reasonOf(error);
    if (diskFailureIn(error) !== null) {
      const remedy = 'the state need not be damaged: mend the disk or make room, and start again';
      throw new Error(`state: ${path} cannot be opened (${reason}); ${remedy}`);
    }
    if (!reset) {
      throw new Error(
        `state: ${path} cannot be opened (${reason}); restore the state from a backup, or begin again with --reset`,
      );
    }
    await rm(path, { recursive: true, force: true });
    return openStore({ folder, reset, ...(heard ? { heard } : {}) }, false);
  }
}

async function begun(
  store: DiskStore,
  wish: OpenWish,
): Promise<{ readonly beginning: Beginning; readonly isNew: boolean }> {
  const head = wish.demonstration?.head;
  return hostRoom(store).transaction(async (tx) => {
    const known = await getBeginning(tx);
    const wanted: Beginning = {
      version: 1,
      id: known?.id ?? randomBytes(8).toString('hex'),
      scenario: wish.scenario ?? known?.scenario ?? DEFAULT_SCENARIO,
      households: head?.households ?? wish.households ?? known?.households ?? 0,
      ...(head ? { demonstration: true as const } : {}),
    };
    if (known) checkKind(wish, known);
    if (!known) putBeginning(tx, wanted);
    for (const name of ['scenario', 'households'] as const) {
      if (known && known[name] !== wanted[name]) {
        throw new Error(
          `${name}: ${wanted[name]}, but the state in ${wish.folder} was begun with ${known[name]}; leave it out, or begin again with --reset`,
        );
      }
    }
    return { beginning: wanted, isNew: !known };
  });
}

/** @throws StateInUse, or Error with a sentence for the operator. */
export async function openState(wish: OpenWish): Promise<StateDirectory> {
  const { folder } = wish;
  await makeFolder(folder);
  const lock = await lockState(folder);
  try {
    return await openLocked(wish, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openLocked(wish: OpenWish, lock: FolderLock): Promise<StateDirectory> {
  const { folder } = wish;
  let store = await openStore(wish, wish.reset);
  if (wish.reset) {
    // Only the process that has the lock may delete the state.
    await store.close();
    for (const part of ['store', 'plastic', 'exchange', 'work', HOST_FILE]) {
      await rm(join(folder, part), { recursive: true, force: true });
    }
    store = await openStore(wish, false);
  }
  let chips: DiskNvm | undefined;
  try {
    const { beginning, isNew } = await begun(store, wish);
    chips = diskNvm(join(folder, 'plastic'), (path, cause) =>
      wish.heard?.({ kind: 'file-failed', path, cause }),
    );
    const nvm = chips;
    const room = hostRoom(store);
    await noteStart(room, nvm);
    const demonstration = await filled(store, nvm, wish.demonstration);
    let closing: Promise<void> | undefined;
    async function close(): Promise<void> {
      // Each also when the one before fails: on a read-only disk nothing can be removed or written.
      try {
        await rm(join(folder, HOST_FILE), { force: true });
        await chips?.close();
        // Nothing was lost, so the next start need not skip numbers.
        await room.transaction(async (tx) => dropBoot(tx));
      } finally {
        await store.close().finally(() => lock.release());
      }
    }
    return {
      folder,
      store,
      nvm,
      exchange: join(folder, 'exchange'),
      work: join(folder, 'work'),
      beginning,
      isNew,
      ...(demonstration ? { demonstration } : {}),
      announce: (host) => writeFile(join(folder, HOST_FILE), JSON.stringify(host), { mode: 0o600 }),
      close() {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    await chips?.close();
    await store.close();
    throw error;
  }
}
