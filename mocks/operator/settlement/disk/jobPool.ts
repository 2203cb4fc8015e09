/** Threads that do jobs one by one. What they have done stands in files: a thread may end at any moment. */
import { Worker } from 'node:worker_threads';
import {
  type Job,
  type Merged,
  mergeJob,
  type Sorted,
  type SortJob,
  sortJob,
} from './reconcileJobs.ts';

/** `progress`: more bytes of the job's file are dealt with. */
export interface JobPool {
  readonly threads: number;
  run(job: Job, progress: (bytes: number) => void): Promise<Sorted | Merged>;
  /** Jobs that run are given up and never settle. */
  close(): Promise<void>;
}

export type Reply =
  | { readonly kind: 'progress'; readonly bytes: number }
  | { readonly kind: 'done'; readonly result: Sorted | Merged }
  | { readonly kind: 'failed'; readonly error: Error };

const isSort = (job: Job): job is SortJob => job.kind === 'sort';

export const doJob = (job: Job, progress: (bytes: number) => void): Sorted | Merged =>
  isSort(job) ? sortJob(job, progress) : mergeJob(job, progress);

/** In this thread, which is busy meanwhile. */
export const inThisThread: JobPool = {
  threads: 1,
  run: async (job, progress) => doJob(job, progress),
  close: async () => undefined,
};

/** `program`: a module that runs `reconcileWorker.ts`. The heap of each is kept small: what is large are the columns. */
export function threadPool(program: URL, threads: number): JobPool {
  const idle: Worker[] = [];
  const waiting: ((worker: Worker) => void)[] = [];
  const all = Array.from(
    { length: threads },
    () =>
      new Worker(program, {
        resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 4 },
      }),
  );
  idle.push(...all);

  const free = (worker: Worker): void => {
    const next = waiting.shift();
    if (next) next(worker);
    else idle.push(worker);
  };
  const take = (): Promise<Worker> => {
    const worker = idle.pop();
    return worker ? Promise.resolve(worker) : new Promise((resolve) => waiting.push(resolve));
  };

  return {
    threads,
    async run(job, progress) {
      const worker = await take();
      try {
        return await new Promise((resolve, reject) => {
          worker.removeAllListeners();
          worker.on('error', reject);
          worker.on('message', (reply: Reply) => {
            if (reply.kind === 'progress') progress(reply.bytes);
            else if (reply.kind === 'done') resolve(reply.result);
            else reject(reply.error);
          });
          worker.postMessage(job);
        });
      } finally {
        free(worker);
      }
    },
    async close() {
      for (const worker of all) await worker.terminate();
    },
  };
}
