/** The finished jobs of a comparison, on disk, so that the next start goes on from there. One line for each job. */
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { WorkKept } from '../reconcile/workArea.ts';

interface Done {
  readonly of: string;
  readonly result: unknown;
}

/** `done` absent: the job is no longer done. */
interface Line {
  readonly name: string;
  readonly done?: Done;
}

/**
 * Identifies the start of the machine. Files are complete after the end of a process; after a power cut they may lack
 * bytes, so a checkpoint of an earlier start does not count.
 */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/** Reads the checkpoint. An incomplete last line does not count. */
function load(path: string, boot: string): Map<string, Done> {
  const jobs = new Map<string, Done>();
  try {
    const [first, ...lines] = readFileSync(path, 'utf8').split('\n');
    if (first !== boot) return jobs;
    for (const line of lines.slice(0, -1)) {
      const { name, done } = JSON.parse(line) as Line;
      if (done) jobs.set(name, done);
      else jobs.delete(name);
    }
  } catch {
    // No checkpoint, or not one of ours: everything is done again.
    jobs.clear();
  }
  return jobs;
}

const textOf = (line: Line): string => `${JSON.stringify(line)}\n`;

export function checkpoint(path: string): WorkKept {
  const boot = bootId();
  const jobs = load(path, boot);
  const lines = [...jobs].map(([name, done]) => textOf({ name, done }));
  writeFileSync(`${path}.tmp`, `${boot}\n${lines.join('')}`);
  renameSync(`${path}.tmp`, path);
  const note = (line: Line): void => appendFileSync(path, textOf(line));
  return {
    digest: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    get<R>(name: string, of: string) {
      const found = jobs.get(name);
      if (found === undefined || found.of === of) return found?.result as R | undefined;
      // Its files will be overwritten now: unfinished files must not count as done.
      jobs.delete(name);
      note({ name });
      return undefined;
    },
    set(name, of, result) {
      const done = { of, result };
      jobs.set(name, done);
      note({ name, done });
    },
  };
}
