/** Child processes that do not outlive this one: each leads a process group, and the whole group is ended. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './driver.ts';

export interface Started {
  readonly pid: number | undefined;
  /** The first match of `pattern` in its output. @throws Error with its last output when it ends before. */
  says(pattern: RegExp, limitMs: number): Promise<RegExpExecArray>;
  stop(): Promise<void>;
  /** Ends it at once, as a crash does; resolves when it has ended. */
  kill(): Promise<void>;
}

const running = new Set<ChildProcess>();
const folders = new Set<string>();
const GRACE_MS = 3_000;

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    process.kill(-child.pid!, name);
  } catch {
    // The group is gone already.
  }
}

/** Makes a folder that is removed when this process ends. */
export function newFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `portal-${name}-`));
  folders.add(folder);
  return folder;
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  folders.delete(folder);
}

process.on('exit', () => {
  for (const child of running) signal(child, 'SIGKILL');
  folders.forEach(remove);
});

/** Starts a process; `folder` is removed when the process is stopped. */
export function start(
  command: string,
  args: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Started {
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let said = '';
  let ended: string | null = null;
  const hear = (chunk: Buffer) => {
    said = (said + String(chunk)).slice(-20_000);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  child.on('error', (error) => {
    ended = error.message;
  });
  child.on('exit', (code, name) => {
    ended = `ended with ${code ?? name}`;
  });
  if (child.pid !== undefined) running.add(child);
  const ends = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    pid: child.pid,
    says: (pattern, limitMs) =>
      until(`${command} says ${pattern}`, limitMs, async () => {
        const match = pattern.exec(said);
        if (!match && ended) throw new Error(`${command} ${ended}: ${said.slice(-400)}`);
        return match;
      }),
    async stop() {
      if (child.pid === undefined) return;
      signal(child, 'SIGTERM');
      const end = performance.now() + GRACE_MS;
      while (!ended && performance.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      // Ends what is left of its group.
      signal(child, 'SIGKILL');
      running.delete(child);
      remove(folder);
    },
    async kill() {
      signal(child, 'SIGKILL');
      await ends;
      running.delete(child);
      remove(folder);
    },
  };
}
