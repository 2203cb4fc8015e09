/** What a thread of the pool runs. */
import { parentPort } from 'node:worker_threads';
import { doJob, type Reply } from './jobPool.ts';
import type { Job } from './reconcileJobs.ts';

const reply = (message: Reply): void => parentPort!.postMessage(message);

parentPort!.on('message', (job: Job) => {
  try {
    reply({ kind: 'done', result: doJob(job, (bytes) => reply({ kind: 'progress', bytes })) });
  } catch (error) {
    reply({ kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
  }
});
