/** Lowers scripts in parallel: lowering takes most of a build's time, and no script depends on another for it. */
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';

export interface Script {
  readonly code: string;
  readonly isFirst: boolean;
}

/** The longest script alone takes about half of the time, so a third thread would be idle. */
const THREADS = Math.min(2, availableParallelism());

/** Builds the thread's program as JavaScript, in a folder from which its packages are found. */
async function workerFile(): Promise<string> {
  const folder = join(import.meta.dirname, '../../.cache/build');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `lowerWorker-${process.pid}-${Date.now()}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, 'lowerWorker.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  });
  return outfile;
}

/** Answers the lowered scripts in the order of `scripts`. @throws Error as `lowered` does. */
export async function lowerAll(scripts: readonly Script[]): Promise<readonly string[]> {
  const results: string[] = [];
  const waiting = [...scripts.entries()].sort(([, a], [, b]) => a.code.length - b.code.length);
  const file = await workerFile();
  const workers = Array.from({ length: THREADS }, () => new Worker(pathToFileURL(file)));
  const work = async (worker: Worker): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [place, script] = next;
      worker.postMessage(script);
      [results[place]] = await once(worker, 'message');
    }
  };
  try {
    await Promise.all(workers.map(work));
    return results;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
    rmSync(file);
  }
}
