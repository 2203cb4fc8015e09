/** Comparisons on a host: runs in files, more threads where there is enough to do, and what is done kept over a kill. */
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
  /** Each comparison has a directory of its own in it. */
  readonly directory: string;
  /** What the threads run; without it everything is done in this one. */
  readonly worker?: string;
  readonly threads?: number;
  /** Bytes; what has less is done before a thread has begun. */
  readonly worthAThread?: number;
}

/** A comparison of two runs is read in no time. */
const FEW_RUNS = 2;

const isSmall = (job: Job, bytes: number): boolean =>
  job.kind === 'run' ? job.length < bytes : job.file.length + job.books.length <= FEW_RUNS;

export function diskArea(parts: DiskAreaParts): WorkArea {
  const { directory: root, worker, threads = 2, worthAThread = 1_000_000 } = parts;
  return {
    begin(name) {
      if (!/^[A-Za-z0-9-]+$/.test(name)) throw new RangeError(`not the name of a work: "${name}"`);
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
