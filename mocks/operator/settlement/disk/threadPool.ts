/** Threads that do jobs, each one job at a time. Their results are in files, so a thread may end at any moment. */
import { Worker } from 'node:worker_threads';
import type { Job, JobResult } from '../reconcile/jobTypes.ts';

interface ThreadPool {
  /**
   * Does a job. Its bytes are transferred to the thread and no longer usable here; their buffer comes back into
   * `buffers`.
   */
  run<J extends Job>(
    directory: string,
    job: J,
    buffers: Uint8Array<ArrayBuffer>[],
  ): Promise<JobResult<J>>;
  /** Ends all threads. The promises of running jobs never resolve or reject. */
  close(): Promise<void>;
}

export interface JobMessage {
  readonly directory: string;
  readonly job: Job;
}

export type JobReply =
  | {
      readonly kind: 'done';
      readonly result: JobResult<Job>;
      readonly bytes?: Uint8Array<ArrayBuffer>;
    }
  | { readonly kind: 'failed'; readonly error: Error };

/** Small heaps are enough: the large columns are typed arrays, outside the heap. */
const LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 4 };

/** `program`: the text of `reconcileWorker.ts` as one script. A thread is started when its first job comes. */
export function threadPool(program: string, threads: number): ThreadPool {
  const idle: Worker[] = [];
  const all: Worker[] = [];
  const waiting: ((worker: Worker) => void)[] = [];

  function begin(): Worker {
    const worker = new Worker(program, { eval: true, resourceLimits: LIMITS });
    all.push(worker);
    return worker;
  }
  function free(worker: Worker): void {
    const next = waiting.shift();
    if (next) next(worker);
    else idle.push(worker);
  }
  function take(): Worker | Promise<Worker> {
    const worker = idle.pop();
    if (worker) return worker;
    return all.length < threads ? begin() : new Promise((resolve) => waiting.push(resolve));
  }
  /** Removes a thread that ended, and starts another if a job waits. */
  function replace(worker: Worker): void {
    all.splice(all.indexOf(worker), 1);
    if (waiting.length > 0) free(begin());
  }

  return {
    async run<J extends Job>(directory: string, job: J, buffers: Uint8Array<ArrayBuffer>[]) {
      const worker = await take();
      let isDead = false;
      try {
        return await new Promise<JobResult<J>>((resolve, reject) => {
          worker.removeAllListeners();
          worker.on('error', (error) => {
            isDead = true;
            reject(error);
          });
          worker.on('message', (reply: JobReply) => {
            if (reply.kind === 'failed') return reject(reply.error);
            if (reply.bytes) buffers.push(reply.bytes);
            resolve(reply.result as JobResult<J>);
          });
          const message: JobMessage = { directory, job };
          worker.postMessage(message, job.kind === 'run' ? [job.bytes.buffer] : []);
        });
      } finally {
        if (isDead) replace(worker);
        else free(worker);
      }
    },
    async close() {
      await Promise.all(all.splice(0).map((worker) => worker.terminate()));
      idle.length = 0;
    },
  };
}
