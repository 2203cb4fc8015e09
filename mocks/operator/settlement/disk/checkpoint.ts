/** What is done of a long work, on disk, so that the next start goes on from there. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Done jobs by name. */
export interface Checkpoint {
  get<T>(name: string): T | undefined;
  set(name: string, result: unknown): void;
}

interface Kept {
  readonly of: string;
  readonly done: Record<string, unknown>;
}

/** After the end of a process files are whole; after a power cut they may lack their bytes, so that nothing counts. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

function load(path: string, of: string): Kept {
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as Kept;
    if (kept.of === of) return kept;
  } catch {
    // None, or half of one: everything is done again.
  }
  return { of, done: {} };
}

/** `work`: everything the results depend on; another work starts anew. */
export function checkpoint(path: string, work: unknown): Checkpoint {
  const kept = load(path, JSON.stringify([work, bootId()]));
  return {
    get: <T>(name: string) => kept.done[name] as T | undefined,
    set(name, result) {
      kept.done[name] = result;
      writeFileSync(`${path}.tmp`, JSON.stringify(kept));
      renameSync(`${path}.tmp`, path);
    },
  };
}
