/** The program of a thread: lowers one script after the other (lowerAll.ts). */
import { parentPort } from 'node:worker_threads';
import type { Script } from './lowerAll.ts';
import { lowered } from './lowered.ts';

// An error ends the thread and reaches lowerAll.ts as its `error` event.
parentPort?.on('message', async ({ code, isFirst }: Script) => {
  parentPort?.postMessage(await lowered(code, isFirst));
});
