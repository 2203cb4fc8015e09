/** The folder in which the operator's side lives: the store, the chips, the files, and who runs on it. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DiskStore, diskStore } from '../../../store/diskStore.ts';
import { type DiskNvm, diskNvm } from './diskNvm.ts';
import {
  type Beginning,
  dropBoot,
  getBeginning,
  getBoot,
  hostRoom,
  putBeginning,
  putBoot,
} from './hostStore.ts';

/** How a program on this machine reaches the host that runs; readable for its owner only. */
export interface RunningHost {
  readonly pid: number;
  readonly adminPort: number;
  readonly token: string;
}

export interface StateDirectory {
  readonly folder: string;
  readonly store: DiskStore;
  readonly nvm: DiskNvm;
  readonly exchange: string;
  /** For comparisons that run; what is left of one that was killed is what it goes on from. */
  readonly work: string;
  readonly beginning: Beginning;
  announce(host: RunningHost): Promise<void>;
  close(): Promise<void>;
}

interface OpenWish {
  readonly folder: string;
  readonly reset: boolean;
  /** For a new state; an old one must agree where it is given. */
  readonly scenario?: string;
  readonly households?: number;
}

const HOST_FILE = 'host.json';
const DEFAULT_SCENARIO = 'first-day';
/** More numbers than a chip gives out between a write and the disk. */
const SKIPPED_AFTER_POWER_CUT = 10_000;

/** Another process has it. */
export class StateInUse extends Error {}

export async function runningHost(folder: string): Promise<RunningHost | null> {
  try {
    return JSON.parse(await readFile(join(folder, HOST_FILE), 'utf8')) as RunningHost;
  } catch {
    return null;
  }
}

function isLock(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) {
    if ((one as { code?: string }).code === 'LEVEL_LOCKED') return true;
  }
  return false;
}

async function openStore(folder: string): Promise<DiskStore> {
  const store = diskStore(join(folder, 'store'));
  try {
    await store.open();
    return store;
  } catch (error) {
    if (!isLock(error)) throw error;
    const pid = (await runningHost(folder))?.pid;
    throw new StateInUse(
      `${folder}: another backend works there${pid === undefined ? '' : ` (process ${pid})`}; end it, or give this one a folder of its own with --state`,
    );
  }
}

/** Changes with every start of the machine, where that can be known. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return 'unknown';
  }
}

/** The disk may lack what the chips last wrote: none of their numbers may come twice. */
function skipAhead(nvm: DiskNvm, names: readonly string[]): void {
  for (const name of names) {
    const state = JSON.parse(nvm.read(name)!) as { counter: number };
    const counter = state.counter + SKIPPED_AFTER_POWER_CUT;
    nvm.write(name, JSON.stringify({ ...state, counter }));
  }
}

async function begun(store: DiskStore, wish: OpenWish): Promise<Beginning> {
  return hostRoom(store).transaction(async (tx) => {
    const known = await getBeginning(tx);
    const wanted: Beginning = {
      version: 1,
      id: known?.id ?? randomBytes(8).toString('hex'),
      scenario: wish.scenario ?? known?.scenario ?? DEFAULT_SCENARIO,
      households: wish.households ?? known?.households ?? 0,
    };
    if (!known) putBeginning(tx, wanted);
    for (const name of ['scenario', 'households'] as const) {
      if (known && known[name] !== wanted[name]) {
        throw new Error(
          `${name}: ${wanted[name]}, but the state in ${wish.folder} was begun with ${known[name]}; leave it out, or begin anew with --reset`,
        );
      }
    }
    return wanted;
  });
}

/** @throws StateInUse, or Error with a sentence for the operator. */
export async function openState(wish: OpenWish): Promise<StateDirectory> {
  const { folder } = wish;
  await mkdir(folder, { recursive: true });
  let store = await openStore(folder);
  if (wish.reset) {
    // Only whoever has the lock may throw away what is behind it.
    await store.close();
    for (const part of ['store', 'plastic', 'exchange', 'work', HOST_FILE]) {
      await rm(join(folder, part), { recursive: true, force: true });
    }
    store = await openStore(folder);
  }
  try {
    const beginning = await begun(store, wish);
    const nvm = diskNvm(join(folder, 'plastic'));
    const room = hostRoom(store);
    const boot = bootId();
    const before = await room.transaction(getBoot);
    if (before !== undefined && (before !== boot || boot === 'unknown')) {
      skipAhead(nvm, nvm.names('psam:'));
    }
    await room.transaction(async (tx) => putBoot(tx, boot));
    return {
      folder,
      store,
      nvm,
      exchange: join(folder, 'exchange'),
      work: join(folder, 'work'),
      beginning,
      announce: (host) => writeFile(join(folder, HOST_FILE), JSON.stringify(host), { mode: 0o600 }),
      async close() {
        await rm(join(folder, HOST_FILE), { force: true });
        await nvm.close();
        // Nothing was lost: the next start need not skip.
        await room.transaction(async (tx) => dropBoot(tx));
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
