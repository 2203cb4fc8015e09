/** What a thread of the pool runs. */
import { parentPort } from 'node:worker_threads';
import { doJob } from '../reconcile/workJobs.ts';
import { diskFiles } from './diskFiles.ts';
import type { JobMessage, JobReply } from './threadPool.ts';

const reply = (message: JobReply): void => parentPort!.postMessage(message);

parentPort!.on('message', ({ directory, job }: JobMessage) => {
  try {
    reply({ kind: 'done', result: doJob(job, diskFiles(directory)) });
  } catch (error) {
    reply({ kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
  }
});
