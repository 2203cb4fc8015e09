/** What is done of a comparison, on disk, so that the next start goes on from there. */
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { WorkKept } from '../reconcile/workArea.ts';

interface Kept {
  /** Of the machine. */
  readonly boot: string;
  readonly done: Record<string, { readonly of: string; readonly result: unknown }>;
}

/** After the end of a process files are whole; after a power cut they may lack their bytes, so that nothing counts. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

function load(path: string): Kept {
  const boot = bootId();
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as Kept;
    if (kept.boot === boot) return kept;
  } catch {
    // None, or half of one: everything is done again.
  }
  return { boot, done: {} };
}

export function checkpoint(path: string): WorkKept {
  const kept = load(path);
  const save = (): void => {
    writeFileSync(`${path}.tmp`, JSON.stringify(kept));
    renameSync(`${path}.tmp`, path);
  };
  return {
    digest: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    get<R>(name: string, of: string) {
      const found = kept.done[name];
      if (found === undefined || found.of === of) return found?.result as R | undefined;
      // Its files are about to be written over: half of them must never pass for the whole.
      delete kept.done[name];
      save();
      return undefined;
    },
    set(name, of, result) {
      kept.done[name] = { of, result };
      save();
    },
  };
}
