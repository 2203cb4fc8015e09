/** Beside the build, in a thread of its own: lowers one script after the other (lowerAll.ts). */
import { parentPort } from 'node:worker_threads';
import type { Script } from './lowerAll.ts';
import { lowered } from './lowered.ts';

// What it throws ends the thread, and reaches who asked as its `error`.
parentPort?.on('message', async ({ code, isFirst }: Script) => {
  parentPort?.postMessage(await lowered(code, isFirst));
});
