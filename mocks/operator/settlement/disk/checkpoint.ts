/** What is done of a comparison, on disk, so that the next start goes on from there: a line for every job. */
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { WorkKept } from '../reconcile/workArea.ts';

interface Done {
  readonly of: string;
  readonly result: unknown;
}

/** `done` absent: not any more. */
interface Line {
  readonly name: string;
  readonly done?: Done;
}

/** After the end of a process files are whole; after a power cut they may lack their bytes, so that nothing counts. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/** A last line that was cut is none. */
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
    // None, or not one of ours: everything is done again.
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
      // Its files are about to be written over: half of them must never pass for the whole.
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
