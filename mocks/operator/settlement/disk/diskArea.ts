/** Comparisons on a host: runs are files, large jobs go to threads, and finished jobs survive a kill. */
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job } from '../reconcile/jobTypes.ts';
import type { WorkArea } from '../reconcile/workArea.ts';
import { doJob } from '../reconcile/workJobs.ts';
import { checkpoint } from './checkpoint.ts';
import { diskFiles } from './diskFiles.ts';
import { threadPool } from './threadPool.ts';

interface DiskAreaParts {
  /** Each comparison gets its own directory in it. */
  readonly directory: string;
  /** The script that the threads run. Without it everything is done in this thread. */
  readonly worker?: string;
  readonly threads?: number;
  /** In bytes. A smaller job is finished before a thread would have started. */
  readonly worthAThread?: number;
}

/** A merge of this few runs is quick. */
const FEW_RUNS = 2;

const isSmall = (job: Job, bytes: number): boolean =>
  job.kind === 'run' ? job.length < bytes : job.file.length + job.books.length <= FEW_RUNS;

export function diskArea(parts: DiskAreaParts): WorkArea {
  const { directory: root, worker, threads = 2, worthAThread = 1_000_000 } = parts;
  return {
    begin(name) {
      if (!/^[A-Za-z0-9-]+$/.test(name))
        throw new RangeError(`not a name of a comparison: "${name}"`);
      const directory = join(root, name);
      mkdirSync(directory, { recursive: true });
      const files = diskFiles(directory);
      const pool = worker === undefined ? null : threadPool(worker, threads);
      const buffers: Uint8Array<ArrayBuffer>[] = [];
      const rest = async (): Promise<void> => pool?.close();
      return {
        threads: pool ? threads : 1,
        async run(job) {
          if (pool && !isSmall(job, worthAThread)) return pool.run(directory, job, buffers);
          const result = doJob(job, files);
          if (job.kind === 'run') buffers.push(job.bytes);
          return result;
        },
        buffer(size) {
          const free = buffers.pop();
          return free && free.length >= size ? free : new Uint8Array(size);
        },
        files,
        kept: checkpoint(join(directory, 'checkpoint')),
        rest,
        async remove() {
          await rest();
          await rm(directory, { recursive: true, force: true });
        },
      };
    },
  };
}
