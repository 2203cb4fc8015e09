/**
 * A lock in a folder of its own, held by one process for as long as it lives. The store has one of its own, but gives it up while it is
 * closed and opened after a failure of the disk, and another process must not come in there.
 */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { diskFailureIn } from './diskFailure.ts';

export interface FolderLock {
  release(): Promise<void>;
}

/** Whether another process has the lock. */
export function isLock(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ((cause as { code?: string }).code === 'LEVEL_LOCKED') return true;
  }
  return false;
}

/** The file that is locked. Whoever removed it could lock one of its own beside the process that has the lock. */
const LOCKED_FILE = 'LOCK';

/** Rejects when another process has it (`isLock`), when the disk fails, and when it is another user's. */
export async function takeLock(path: string): Promise<FolderLock> {
  const lock = new ClassicLevel(path);
  try {
    await lock.open();
  } catch (error) {
    if (isLock(error) || diskFailureIn(error) !== null) throw error;
    // It keeps nothing, so one that a power cut has spoiled is made again.
    for (const name of await readdir(path)) {
      if (name !== LOCKED_FILE) await rm(join(path, name), { recursive: true, force: true });
    }
    await lock.open();
  }
  return { release: () => lock.close() };
}
