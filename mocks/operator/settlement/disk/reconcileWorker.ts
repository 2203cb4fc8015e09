/** The program of the threads in `threadPool.ts`. */
import { parentPort } from 'node:worker_threads';
import { doJob } from '../reconcile/workJobs.ts';
import { diskFiles } from './diskFiles.ts';
import type { JobMessage, JobReply } from './threadPool.ts';

function reply(message: JobReply): void {
  const bytes = message.kind === 'done' ? message.bytes : undefined;
  parentPort!.postMessage(message, bytes ? [bytes.buffer] : []);
}

parentPort!.on('message', ({ directory, job }: JobMessage) => {
  try {
    const result = doJob(job, diskFiles(directory));
    reply({ kind: 'done', result, ...(job.kind === 'run' ? { bytes: job.bytes } : {}) });
  } catch (error) {
    reply({ kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
  }
});
